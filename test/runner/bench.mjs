// npm run bench: runs every test/bench/*.ts, one after another, each in a process of its own. They print. What ends in
// Subject.ts is run by a benchmark, not by itself.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const files = readdirSync('test/bench')
  .filter((name) => name.endsWith('.ts') && !name.endsWith('Subject.ts'))
  .sort();
for (const name of files) {
  console.log(`\n--- ${name}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', `test/bench/${name}`], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
if (files.length === 0) {
  console.error('No test/bench/*.ts found.');
  process.exitCode = 1;
}
