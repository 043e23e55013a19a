import { deepStrictEqual, match, strictEqual } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { startWorkerPort, type WorkerPort } from '../../../src/host/workerPort';
import { connect } from '../../../src/protocol/rpc';
import type { TailSnapshot } from '../../../src/protocol/tail';
import type { TailWorker, TailWorkerOwner } from '../../../src/protocol/tailWorker';

describe('the worker thread', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'acklens-worker-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('runs as it is bundled, and says why a cluster cannot be read', async () => {
    const outfile = join(folder, 'tailWorker.js');
    await build({ entryPoints: ['src/tailWorker.ts'], bundle: true, platform: 'node', outfile, logLevel: 'error' });
    const port = await closedPort();
    const worker = startWorkerPort(outfile);
    try {
      const failed = await firstFailure(worker, `127.0.0.1:${port}`);
      deepStrictEqual([failed.phase, failed.notices.length, failed.endRow], ['failed', 1, 0]);
      match(failed.notices[0] ?? '', new RegExp(`127\\.0\\.0\\.1:${port}`));
    } finally {
      worker.dispose();
    }
  });

  it('tells of its own death once, and of none that was wanted', async () => {
    const script = join(folder, 'dies.js');
    writeFileSync(
      script,
      "require('node:worker_threads').parentPort.on('message', () => { throw new Error('gone'); });",
    );
    const dying = startWorkerPort(script);
    const reasons: string[] = [];
    const died = new Promise<void>((resolve) => {
      dying.onCrash((reason) => {
        reasons.push(reason);
        setTimeout(resolve, 200);
      });
    });
    dying.post('now');
    await died;
    strictEqual(reasons.length, 1);
    match(reasons[0] ?? '', /^Error: gone/);

    const wanted = startWorkerPort(script);
    wanted.onCrash((reason) => reasons.push(reason));
    wanted.dispose();
    await new Promise((resolve) => setTimeout(resolve, 200));
    strictEqual(reasons.length, 1);
  });
});

function firstFailure(worker: WorkerPort, server: string): Promise<TailSnapshot> {
  return new Promise((resolve, reject) => {
    const { remote } = connect<TailWorkerOwner, TailWorker>(worker, {
      poke: (snapshot) => {
        if (snapshot.phase === 'failed') resolve(snapshot);
      },
      log: () => undefined,
    });
    const options = {
      topic: 'orders',
      start: { kind: 'end' },
      stopAtEnd: false,
      isolation: 'read_uncommitted',
      identity: { kind: 'auto' },
      sequence: { kind: 'auto' },
      graceMs: 2000,
    } as const;
    const profile = { id: 'c1', name: 'local', bootstrapServers: [server] };
    remote.start({ profile, secrets: {}, options, maxRows: 1000, maxPayloadBytes: 1 << 20 }).catch(reject);
  });
}

/** A port that nothing listens on: taken from the system and given back. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
