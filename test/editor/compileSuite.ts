import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(__dirname, '../..');

/**
 * Compiles test/editor/suite into out/editor, one bundle for each file, so that a failing test names its file.
 * Answers the path of the module that VS Code runs.
 */
export async function compileSuite(): Promise<string> {
  const outdir = resolve(root, 'out/editor');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/editor/run.ts', 'test/editor/suite/*.test.ts', 'test/editor/suite/*.measure.ts'],
    outdir,
    outbase: 'test/editor',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha', 'kafkajs'],
    logLevel: 'warning',
  });
  return resolve(outdir, 'run.js');
}
