// npm run bench: runs every test/bench/*.ts, one after another, each in a process of its own. They print. What ends in
// Subject.ts is run by a benchmark, not by itself. `node test/runner/bench.mjs lint` runs those whose names start so.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { buildSync } from 'esbuild';

const start = process.argv[2] ?? '';
const files = readdirSync('test/bench')
  .filter((name) => name.startsWith(start) && name.endsWith('.ts') && !name.endsWith('Subject.ts'))
  .sort();
for (const name of files) {
  console.log(`\n--- ${name}`);
  const file = /^(?:lint|completion)/.test(name) ? [built(name)] : ['--import', 'tsx', `test/bench/${name}`];
  const { status } = spawnSync(process.execPath, ['--expose-gc', ...file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
if (files.length === 0) {
  console.error('No test/bench/*.ts found.');
  process.exitCode = 1;
}

/**
 * The benchmark in the form in which the program ships. tsx gives every function its name when it is made (`keepNames`):
 * where functions are made by the thousand, as in the lint, times are up to twice those of the bundle.
 */
function built(name) {
  mkdirSync('test/out', { recursive: true });
  const outfile = `test/out/${name.replace(/\.ts$/, '.cjs')}`;
  // What ships is target node20, see esbuild.mjs. Paths from __dirname are the same from here as from test/bench.
  buildSync({
    entryPoints: [`test/bench/${name}`],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
  return outfile;
}
