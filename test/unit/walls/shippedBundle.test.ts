import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';

const run = promisify(execFile);

/**
 * What ships has no node_modules beside it. A package whose requires the bundler does not see passes every test of the
 * sources and breaks here, so the bundles run in a folder where nothing else can be found.
 */
describe('the shipped bundles', () => {
  let folder = '';

  before(async function () {
    this.timeout(60_000);
    folder = mkdtempSync(join(tmpdir(), 'acklens-bundle-'));
    await run(process.execPath, ['esbuild.mjs', `--outdir=${join(folder, 'dist')}`]);
    cpSync('test/golden/cases', join(folder, 'cases'), { recursive: true });
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('lint without node_modules', async function () {
    this.timeout(20_000);
    const files = ['cases/lintCases/a/producer.properties', 'cases/orders.ts'];
    const { stdout, stderr } = await run(
      process.execPath,
      ['dist/cli.js', 'lint', '--format', 'json', '--max-severity', 'error', ...files],
      { cwd: folder },
    ).catch((error: { stdout: string; stderr: string }) => error);
    strictEqual(stderr, '');
    const found: readonly { readonly file: string }[] = JSON.parse(stdout);
    deepStrictEqual([...new Set(found.map(({ file }) => file))], files);
  });

  it('load the worker and the Kafka client without node_modules', async function () {
    this.timeout(20_000);
    const worker = new Worker(join(folder, 'dist/tailWorker.js'));
    try {
      // Loading throws within milliseconds when a module is missing; a loaded worker waits for messages.
      const ended = await Promise.race([once(worker, 'exit'), once(worker, 'error'), later(500)]);
      strictEqual(ended, undefined);
    } finally {
      await worker.terminate();
    }
    const refused = await run(
      process.execPath,
      ['dist/cli.js', 'tail', '--bootstrap-server', '127.0.0.1:1', '--topic', 'orders'],
      { cwd: folder },
    ).catch((error: { readonly code: number; readonly stderr: string }) => error);
    strictEqual('code' in refused && refused.code, 2);
    match(refused.stderr, /127\.0\.0\.1:1/);
  });
});
