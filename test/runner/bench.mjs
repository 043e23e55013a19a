// npm run bench: runs every test/bench/*.ts, one after another, each in a process of its own. They print. What ends in
// Subject.ts is run by a benchmark, not by itself. `node test/runner/bench.mjs lint` runs those whose names start so.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { built } from './built.mjs';

const start = process.argv[2] ?? '';
const files = readdirSync('test/bench')
  .filter((name) => name.startsWith(start) && name.endsWith('.ts') && !name.endsWith('Subject.ts'))
  .sort();
for (const name of files) {
  console.log(`\n--- ${name}`);
  const file = /^(?:lint|completion|engine)/.test(name)
    ? [built(`test/bench/${name}`)]
    : ['--import', 'tsx', `test/bench/${name}`];
  const { status } = spawnSync(process.execPath, ['--expose-gc', ...file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
if (files.length === 0) {
  console.error('No test/bench/*.ts found.');
  process.exitCode = 1;
}
