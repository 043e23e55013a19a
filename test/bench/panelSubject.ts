// The tail as the panel runs it: worker thread, bridge, and a view that asks for the newest rows at every poke, all that
// passes through this thread as JSON. Measures how long this thread, which stands for the extension host, was kept from
// its events. See tail.bench.ts. Prints one line of JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { build } from 'esbuild';
import { startWorkerPort } from '../../src/host/workerPort';
import { defaultTailOptions } from '../../src/protocol/readTailOptions';
import { connect } from '../../src/protocol/rpc';
import type { TailHost, TailView } from '../../src/protocol/tail';
import { TailBridge } from '../../src/tailPanel/tailBridge';
import { jsonWire } from '../unit/protocol/wire';

const [servers = '', topic = '', expected = '0'] = process.argv.slice(2);
/** As many as a view shows. */
const ROWS = 40;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'acklens-bench-'));
  const script = join(folder, 'tailWorker.js');
  const common = { bundle: true, platform: 'node', logLevel: 'error', minify: true } as const;
  await build({ ...common, entryPoints: ['src/tailWorker.ts'], outfile: script });
  const started = performance.now();
  let firstRowMs = 0;
  let snapshots = 0;
  const bridge = new TailBridge(
    {
      profile: { id: 'bench', name: 'bench', bootstrapServers: servers.split(',') },
      options: { ...defaultTailOptions, topic, start: { kind: 'beginning' }, stopAtEnd: true },
      maxRows: 250_000,
      maxPayloadBytes: 64 << 20,
    },
    {
      secrets: async () => ({}),
      startWorker: () => startWorkerPort(script),
      log: () => undefined,
      copy: () => undefined,
      exportRows: async () => undefined,
      pickSchema: async () => undefined,
      producers: () => Promise.reject(new Error('No duplicate is looked at.')),
      showProducer: () => undefined,
      restarted: () => undefined,
      produce: () => undefined,
    },
  );
  const [near, far] = jsonWire(setImmediate);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const records = await new Promise<number>((resolve) => {
    const { remote } = connect<TailView, TailHost>(far, {
      poke: async (snapshot) => {
        snapshots += 1;
        await remote.snapshot();
        const from = Math.max(snapshot.firstRow, snapshot.endRow - ROWS);
        const { rows } = await remote.rows({ from, count: ROWS });
        if (rows.length > 0 && firstRowMs === 0) {
          firstRowMs = performance.now() - started;
          delays.enable();
        }
        if (snapshot.phase === 'ended') resolve(snapshot.counters.records);
      },
    });
    bridge.attach(near);
  });
  delays.disable();
  const ms = performance.now() - started;
  bridge.dispose();
  rmSync(folder, { recursive: true, force: true });
  if (records !== Number(expected)) throw new Error(`${records} records were read`);
  const milli = (nano: number): number => Math.round(nano / 1e5) / 10;
  const { min, max } = delays;
  const loop = {
    least: milli(min),
    p50: milli(delays.percentile(50)),
    p99: milli(delays.percentile(99)),
    max: milli(max),
  };
  process.stdout.write(`${JSON.stringify({ records, ms, firstRowMs, snapshots, loop })}\n`);
}

void main();
