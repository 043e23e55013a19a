import { deepStrictEqual, rejects, strictEqual } from 'node:assert';
import type { ConnectionSecrets } from '../../../src/kafka/secrets';
import { type Connection, connect, type Port } from '../../../src/protocol/rpc';
import type { TailHost, TailOptions, TailSnapshot, TailView } from '../../../src/protocol/tail';
import type { TailWorker, TailWorkerOwner } from '../../../src/protocol/tailWorker';
import { TailBridge, type TailPlan, type WorkerThread } from '../../../src/tailPanel/tailBridge';
import { clonedWire } from '../protocol/wire';
import { settled } from '../tailWorker/fakes';

const options: TailOptions = {
  topic: 'orders',
  start: { kind: 'beginning' },
  stopAtEnd: false,
  isolation: 'read_uncommitted',
  identity: { kind: 'auto' },
  sequence: { kind: 'auto' },
  graceMs: 2000,
};
const start: TailPlan = {
  profile: { id: 'c1', name: 'local', bootstrapServers: ['localhost:9092'] },
  options,
  maxRows: 1000,
  maxPayloadBytes: 1 << 20,
};

describe('TailBridge', () => {
  it('starts a worker and passes questions and answers', async () => {
    const bench = setUp();
    await settled();
    deepStrictEqual(bench.threads[0]?.heard, ['visible false', 'visible true', 'start orders']);
    strictEqual(await bench.view.remote.findRow(0, 41), 42);
    strictEqual(await bench.view.remote.copyRow(7, 'value'), 'told of 7');
    strictEqual(await bench.view.remote.copyRow(-1, 'key'), 'told of -1');
    deepStrictEqual(bench.copied, ['value of 7'], 'what never was to be told is not copied');
  });

  it('gives the secrets to the worker and to nobody else, and answers only once it has them', async () => {
    let unlock: (secrets: ConnectionSecrets) => void = () => undefined;
    const bench = setUp(() => new Promise((resolve) => (unlock = resolve)));
    const asked = bench.view.remote.snapshot();
    await settled();
    deepStrictEqual(bench.threads[0]?.heard, ['visible false', 'visible true']);
    unlock({ password: 'pw-of-c1' });
    strictEqual(JSON.stringify(await asked).includes('pw-of-c1'), false);
    deepStrictEqual(bench.threads[0]?.secrets, { password: 'pw-of-c1' });
    strictEqual(JSON.stringify([bench.logged, bench.pokes]).includes('pw-of-c1'), false);
  });

  it('says so when the secrets cannot be read', async () => {
    const bench = setUp(() => Promise.reject(new Error('The keychain is locked.')));
    await settled();
    strictEqual(bench.pokes[0]?.phase, 'failed');
    deepStrictEqual(bench.logged, ['error Starting the reader of orders: Error: The keychain is locked.']);
    strictEqual(bench.threads[0]?.ended, true);
  });

  it('passes every question of the overviews on as it is', async () => {
    const { view, threads } = setUp();
    const { remote } = view;
    await remote.overview({ from: 1, to: 2 });
    await remote.findings({ kind: 'gap', from: 3, count: 4 });
    await remote.lanes(5, 6);
    await remote.nextOfKey(7, -1);
    await remote.firstInTime(8, 9);
    await remote.original(10);
    await remote.advice(11);
    strictEqual((await remote.lookAgain(12)).sentence, 'looked at 12');
    strictEqual((await remote.verify(13)).sentence, 'verified 13');
    deepStrictEqual(threads[0]?.heard.slice(-7), [
      'overview 1..2',
      'findings gap 3',
      'lanes 5 6',
      'nextOfKey 7 -1',
      'firstInTime 8 9',
      'original 10',
      'advice 11',
    ]);
  });

  it('asks the editor, not the worker, for the producers of a topic', async () => {
    const { view, asked, threads } = setUp();
    await settled();
    const heard = threads[0]?.heard.length;
    deepStrictEqual((await view.remote.producers('bills', true)).producers, []);
    await view.remote.showProducer('file:///w/a.properties#u');
    deepStrictEqual(asked, ['bills of localhost:9092, scan true', 'show file:///w/a.properties#u']);
    strictEqual(threads[0]?.heard.length, heard);
  });

  it('opens the form to produce with a record in its own topic and partition, or says why not', async () => {
    const { view, asked, threads } = setUp();
    await settled();
    const slots = [{ id: 70, topic: 'bills', partition: 2, name: 'bills-2' }];
    await threads[0]?.owner.remote.poke({ ...(await view.remote.snapshot()), slots });
    strictEqual(await view.remote.produceAgain(0), 'This row holds no record.');
    strictEqual(await view.remote.produceAgain(5), undefined);
    deepStrictEqual(asked, ['produce to bills of c1 2:5 v']);
  });

  it('tells the worker what the debugger did, once it reads', async () => {
    const bench = setUp();
    bench.bridge.mark({ kind: 'pause', text: 'Paused at a.ts:1', at: 1 });
    bench.bridge.warn('Too long.');
    await settled();
    deepStrictEqual(bench.threads[0]?.heard.slice(-3), ['start orders', 'mark Paused at a.ts:1', 'warn Too long.']);
  });

  it('exports from the worker into a file of the editor, and tells the worker what is hidden', async () => {
    const { view, threads, bridge } = setUp();
    const wish = { scope: 'findings', format: 'csv', redact: [], filter: '' } as const;
    strictEqual(await view.remote.exportRows(wish), 'exported orders as csv');
    bridge.setRedaction({ rules: ['key'], inView: false });
    await settled();
    deepStrictEqual(threads[0]?.heard.slice(-2), ['export findings', 'redact key']);
  });

  it('hands pokes to the page and its answer back to the worker', async () => {
    const bench = setUp();
    await bench.threads[0]?.owner.remote.poke(await bench.view.remote.snapshot());
    strictEqual(bench.pokes.length, 1);
  });

  it('tells the worker when the page is gone, and answers its pokes meanwhile', async () => {
    const bench = setUp();
    const snapshot = await bench.view.remote.snapshot();
    bench.bridge.detach();
    await settled();
    strictEqual(bench.threads[0]?.heard.at(-1), 'visible false');
    await bench.threads[0]?.owner.remote.poke(snapshot);
    strictEqual(bench.pokes.length, 0);
  });

  it('starts a worker that died once more, and says so until the user restarts', async () => {
    const bench = setUp();
    await bench.view.remote.snapshot();
    bench.threads[0]?.crash('out of memory');
    await settled();
    strictEqual(bench.pokes[0]?.phase, 'failed');
    deepStrictEqual(bench.logged, ['error The reader of orders ended: out of memory']);
    deepStrictEqual(bench.threads[1]?.heard, ['visible true', 'start orders']);
    const told =
      'The reader stopped unexpectedly and was started again: the rows that it held are gone, and it has read from the start position anew. The log says more.';
    const now = await bench.view.remote.snapshot();
    deepStrictEqual([now.phase, now.notices], ['reading', [told]]);
    await bench.threads[1]?.owner.remote.poke(snapshotOf());
    deepStrictEqual(bench.pokes[1]?.notices, [told]);
    await bench.view.remote.restart(options);
    deepStrictEqual((await bench.view.remote.snapshot()).notices, []);
  });

  it('says that the worker died again, and a restart gets a new one with the new options', async () => {
    const bench = setUp();
    await bench.view.remote.snapshot();
    bench.threads[0]?.crash('out of memory');
    await settled();
    bench.threads[1]?.crash('out of memory');
    await settled();
    strictEqual(bench.threads.length, 2);
    const poke = bench.pokes.at(-1);
    deepStrictEqual(
      [poke?.phase, poke?.endRow, poke?.notices],
      [
        'failed',
        0,
        [
          'The reader stopped unexpectedly, and the rows it held are gone. Choose Restart to read again; the log says more.',
        ],
      ],
    );
    const line = 'error The reader of orders ended: out of memory';
    deepStrictEqual(bench.logged, [line, line]);
    await rejects(bench.view.remote.findRow(0, 1), { message: 'The reader has stopped. Restart reads again.' });
    strictEqual((await bench.view.remote.snapshot()).phase, 'failed');
    await bench.view.remote.restart({ ...options, topic: 'payments' });
    await settled();
    deepStrictEqual(bench.threads[2]?.heard, ['visible true', 'start payments']);
    deepStrictEqual(bench.asked, ['title of payments']);
    strictEqual((await bench.view.remote.snapshot()).phase, 'reading');
  });

  it('ends the worker with the panel', async () => {
    const bench = setUp();
    bench.bridge.dispose();
    strictEqual(bench.threads[0]?.ended, true);
    bench.threads[0]?.crash('terminated');
    deepStrictEqual(bench.logged, []);
  });
});

function setUp(secrets: () => Promise<ConnectionSecrets> = async () => ({ password: 'pw-of-c1' })) {
  const threads: ReturnType<typeof fakeThread>[] = [];
  const copied: string[] = [];
  const asked: string[] = [];
  const logged: string[] = [];
  const pokes: TailSnapshot[] = [];
  const [page, host] = clonedWire();
  const bridge = new TailBridge(start, {
    startWorker: () => {
      const thread = fakeThread();
      threads.push(thread);
      return thread.thread;
    },
    secrets,
    log: (level, message) => void logged.push(`${level} ${message}`),
    pickSchema: async () => undefined,
    producers: async ({ bootstrapServers }, topic, scan) => {
      asked.push(`${topic} of ${bootstrapServers.join()}, scan ${scan}`);
      return { producers: [], more: 0, note: undefined, canScan: false };
    },
    showProducer: (id) => void asked.push(`show ${id}`),
    produce: ({ id }, topic, { partition, offset, value }) =>
      void asked.push(
        `produce to ${topic} of ${id} ${partition}:${offset} ${new TextDecoder().decode(value ?? undefined)}`,
      ),
    restarted: ({ topic }) => void asked.push(`title of ${topic}`),
    copy: (text) => void copied.push(text),
    exportRows: async (wish, topic, pieces) => {
      await pieces.beginExport(wish);
      return `exported ${topic} as ${wish.format}`;
    },
  });
  bridge.attach(host);
  const view = connect<TailView, TailHost>(page, { poke: (snapshot) => void pokes.push(snapshot) });
  return { bridge, view, threads, copied, asked, logged, pokes };
}

function fakeThread() {
  const [near, far] = clonedWire();
  const heard: string[] = [];
  let crash: (reason: string) => void = () => undefined;
  const fake = {
    heard,
    ended: false,
    secrets: undefined as ConnectionSecrets | undefined,
    crash: (reason: string) => {
      if (!fake.ended) crash(reason);
    },
    owner: undefined as unknown as Connection<TailWorkerOwner>,
    thread: undefined as unknown as WorkerThread,
  };
  fake.owner = connect<TailWorker, TailWorkerOwner>(far, {
    start: (from) => {
      fake.secrets = from.secrets;
      heard.push(`start ${from.options.topic}`);
    },
    record: (row) =>
      row === 0
        ? 'This row holds no record.'
        : { partition: 70, offset: row, key: null, value: new TextEncoder().encode('v'), headers: [] },
    mark: ({ text }) => void heard.push(`mark ${text}`),
    warn: (sentence) => void heard.push(`warn ${sentence}`),
    setRedaction: ({ rules }) => void heard.push(`redact ${rules}`),
    rowText: (row, form) => ({ text: row < 0 ? undefined : `${form} of ${row}`, sentence: `told of ${row}` }),
    beginExport: ({ scope }) => void heard.push(`export ${scope}`),
    nextChunk: () => 'moved',
    endExport: () => undefined,
    setVisible: (visible) => void heard.push(`visible ${visible}`),
    snapshot: () => snapshotOf(),
    rows: () => ({ layout: 0, revision: 0, rows: [] }),
    details: () => undefined,
    explain: () => undefined,
    findRow: (_partition, offset) => offset + 1,
    nearRow: () => undefined,
    nextAnomaly: () => undefined,
    nextMatch: () => undefined,
    setDecoders: () => undefined,
    setFilter: () => undefined,
    setSearch: () => undefined,
    restart: (to) => void heard.push(`restart ${to.topic}`),
    pause: (paused) => void heard.push(`pause ${paused}`),
    stop: () => void heard.push('stop'),
    overview: (span) => void heard.push(`overview ${span?.from}..${span?.to}`),
    findings: ({ kind, from }) => {
      heard.push(`findings ${kind} ${from}`);
      return { layout: 0, total: 0, from, rows: [], anchorAt: 0 };
    },
    lanes: (from, count) => {
      heard.push(`lanes ${from} ${count}`);
      return { layout: 0, from, end: from, lanes: [], otherKeys: 0, otherRecords: 0, unknown: 0 };
    },
    nextOfKey: (from, direction) => void heard.push(`nextOfKey ${from} ${direction}`),
    firstInTime: (from, to) => void heard.push(`firstInTime ${from} ${to}`),
    original: (row) => void heard.push(`original ${row}`),
    lookAgain: (row) => ({ sentence: `looked at ${row}`, evidence: [] }),
    verify: (row) => ({ sentence: `verified ${row}`, evidence: [] }),
    advice: (row) => void heard.push(`advice ${row}`),
  });
  const port: Port = near;
  fake.thread = {
    post: port.post,
    onMessage: port.onMessage,
    onCrash: (listener) => {
      crash = listener;
    },
    dispose: () => {
      fake.ended = true;
    },
  };
  return fake;
}

const snapshotOf = (): TailSnapshot => ({
  connection: 'local',
  connectionId: 'c1',
  options,
  phase: 'reading',
  notices: [],
  firstRow: 0,
  endRow: 9,
  memory: { firstRow: 0, endRow: 9 },
  filter: undefined,
  search: undefined,
  layout: 0,
  revision: 1,
  counters: {
    records: 9,
    duplicates: { total: 0, proven: 0, strong: 0, likely: 0 },
    gaps: { open: 0, confirmed: 0, unverifiable: 0, missing: 0 },
    late: 0,
    conflicts: 0,
    divergences: 0,
    restarts: 0,
    repeats: 0,
    redeliveries: 0,
    aborted: 0,
    holes: { marker: 0, aborted: 0, compacted: 0, expired: 0, truncated: 0, recreated: 0, skipped: 0, unexplained: 0 },
    identity: { rule: 'none', hitRate: 0 },
    sequence: { rule: 'none', scope: 'none', hitRate: 0 },
    horizon: { records: 0 },
  },
  positions: [],
  rate: 0,
  bounds: { maxRows: 1000, maxPayloadBytes: 1 << 20 },
  redaction: { rules: [], inView: false },
});
