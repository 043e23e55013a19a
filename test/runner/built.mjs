import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * A program of test/bench in the form in which AckLens ships: the path of its bundle. tsx gives every function its name when
 * it is made (`keepNames`): where functions are made by the thousand, as in the lint, times are up to twice those of the bundle.
 */
export function built(path) {
  mkdirSync('test/out', { recursive: true });
  const outfile = `test/out/${basename(path).replace(/\.ts$/, '.cjs')}`;
  // What ships is target node20, see esbuild.mjs. Paths from __dirname are the same from here as from test/bench.
  buildSync({
    entryPoints: [path],
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
