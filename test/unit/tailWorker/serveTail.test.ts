import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert';
import { KafkaError } from '../../../src/kafka/errors';
import { connect } from '../../../src/protocol/rpc';
import type { TailOptions, TailSnapshot } from '../../../src/protocol/tail';
import type { TailStart, TailWorker, TailWorkerOwner } from '../../../src/protocol/tailWorker';
import { serveTail } from '../../../src/tailWorker/serveTail';
import { clonedWire } from '../protocol/wire';
import { CountingSession, noSchemas, ScriptedReader, settled } from './fakes';

const options: TailOptions = {
  topic: 'orders',
  start: { kind: 'beginning' },
  stopAtEnd: false,
  isolation: 'read_uncommitted',
  identity: { kind: 'auto' },
  sequence: { kind: 'auto' },
  graceMs: 2000,
};
const start: TailStart = {
  profile: { id: 'c1', name: 'local', bootstrapServers: ['localhost:9092'] },
  secrets: {},
  options,
  maxRows: 1000,
  maxPayloadBytes: 1 << 20,
};

describe('serveTail', () => {
  it('reads what the options ask for and tells the view', async () => {
    const bench = await setUp(start);
    deepStrictEqual(bench.reader().request, {
      topic: 'orders',
      start: { kind: 'beginning' },
      isolation: 'read_uncommitted',
      stopAtEnd: false,
    });
    bench.reader().write(3);
    await bench.beat();
    const [snapshot] = bench.pokes.slice(-1);
    deepStrictEqual([snapshot?.phase, snapshot?.endRow, snapshot?.counters.records], ['reading', 3, 3]);
    deepStrictEqual(snapshot?.positions, [{ partition: 0, next: 3, highWatermark: 3 }]);
    const { rows } = await bench.worker.rows({ from: 1, count: 10 });
    deepStrictEqual(
      rows.map((row) => row.row),
      [1, 2],
    );
  });

  it('stops at exactly the wanted number of records', async () => {
    const bench = await setUp({ ...start, options: { ...options, maxMessages: 5 } });
    bench.reader().write(3);
    bench.reader().write(40);
    await settled();
    const snapshot = await bench.worker.snapshot();
    deepStrictEqual([snapshot.phase, snapshot.endRow, bench.reader().stopped], ['ended', 5, 1]);
    strictEqual(bench.sessions[0]?.settled, 1);
  });

  it('keeps saying where reading started otherwise than asked for', async () => {
    const bench = await setUp(start);
    bench.reader().tell({ kind: 'start', sentence: 'Group g has committed nothing.' });
    bench.reader().write(1);
    await bench.beat();
    deepStrictEqual(bench.pokes.at(-1)?.notices, ['Group g has committed nothing.']);
  });

  it('pokes again only when the view has answered and something has changed', async () => {
    const bench = await setUp(start);
    await bench.beat();
    const before = bench.pokes.length;
    let answer: () => void = () => undefined;
    bench.hold(new Promise((resolve) => (answer = resolve)));
    bench.reader().write(1);
    await bench.beat();
    bench.reader().write(1);
    await bench.beat();
    strictEqual(bench.pokes.length, before + 1, 'one poke while the view is busy');
    bench.hold(undefined);
    answer();
    await settled();
    await bench.beat();
    strictEqual(bench.pokes.length, before + 2);
    strictEqual(bench.pokes.at(-1)?.endRow, 2);
    await bench.beat(2000);
    await bench.beat();
    const quiet = bench.pokes.length;
    await bench.beat();
    await bench.beat();
    strictEqual(bench.pokes.length, quiet, 'none when nothing changed');
  });

  it('pokes nothing while hidden, and again after a view that never answered', async () => {
    const bench = await setUp(start);
    bench.hold(new Promise(() => undefined));
    bench.reader().write(1);
    await bench.beat();
    await bench.worker.setVisible(false);
    const before = bench.pokes.length;
    bench.reader().write(7);
    await bench.beat();
    strictEqual(bench.pokes.length, before);
    bench.hold(undefined);
    await bench.worker.setVisible(true);
    strictEqual((await bench.worker.snapshot()).endRow, 8);
    bench.reader().write(1);
    await bench.beat();
    strictEqual(bench.pokes.at(-1)?.endRow, 9);
  });

  it('says why reading failed, and reads again on restart with row numbers of its own', async () => {
    const refused = new KafkaError('refused', 'Nothing listens on localhost:9092.');
    const bench = await setUp(start, [new ScriptedReader(refused), new ScriptedReader()]);
    const failed = await bench.worker.snapshot();
    deepStrictEqual([failed.phase, failed.notices], ['failed', ['Nothing listens on localhost:9092.']]);
    await bench.worker.restart({ ...options, start: { kind: 'end' } });
    await settled();
    const again = await bench.worker.snapshot();
    deepStrictEqual([again.phase, again.notices, again.options.start], ['reading', [], { kind: 'end' }]);
    strictEqual(again.layout === failed.layout, false);
    strictEqual(bench.readers[0]?.closed, 1);
  });

  it('keeps the notice of a partition until that partition answers', async () => {
    const bench = await setUp(start);
    const reader = bench.reader();
    reader.trouble(0, new KafkaError('unavailable', 'Partition 0 of orders has no leader.'));
    reader.trouble(1, new KafkaError('authorization', 'Reading orders needs the ACL Read.'));
    deepStrictEqual((await bench.worker.snapshot()).notices, [
      'Partition 0 of orders has no leader.',
      'Reading orders needs the ACL Read.',
    ]);
    reader.write(1);
    deepStrictEqual((await bench.worker.snapshot()).notices, ['Reading orders needs the ACL Read.']);
  });

  it('keeps the notice of a topic until a partition of that topic answers, or another topic takes its place', async () => {
    const bench = await setUp(start);
    const reader = bench.reader();
    const facts = (topic: string, id: number) => ({
      topic,
      isCompacted: false,
      partitions: [{ id, partition: 0, from: 0, end: 0 }],
    });
    reader.listener?.topology(facts('orders', 0));
    reader.listener?.topology(facts('refunds', 1));
    reader.trouble(undefined, new KafkaError('topic-deleted', 'Topic refunds has been deleted.'), 'refunds');
    reader.trouble(1, new KafkaError('unavailable', 'Partition 0 of refunds has no leader.'), 'refunds');
    reader.trouble(undefined, new KafkaError('disconnected', 'The connection was closed.'), 'orders');
    reader.write(1);
    deepStrictEqual((await bench.worker.snapshot()).notices, [
      'Topic refunds has been deleted.',
      'Partition 0 of refunds has no leader.',
    ]);
    reader.listener?.topology({ ...facts('refunds', 2), replaced: [1] });
    deepStrictEqual((await bench.worker.snapshot()).notices, []);
  });

  it('does not show the user an error that nobody foresaw, but logs it', async () => {
    const bench = await setUp(start, [new ScriptedReader(new TypeError('x is undefined'))]);
    const { notices } = await bench.worker.snapshot();
    deepStrictEqual(notices, [
      'Reading stopped because of an error that AckLens did not expect. The log has the details.',
    ]);
    strictEqual(
      bench.logged.some((line) => line.includes('x is undefined')),
      true,
    );
  });

  it('pauses, goes on, stops; rows stay', async () => {
    const bench = await setUp(start);
    bench.reader().write(2);
    await bench.worker.pause(true);
    deepStrictEqual([bench.reader().paused, (await bench.worker.snapshot()).phase], [true, 'paused']);
    await bench.worker.pause(false);
    deepStrictEqual([bench.reader().paused, (await bench.worker.snapshot()).phase], [false, 'reading']);
    await bench.worker.stop();
    const stopped = await bench.worker.snapshot();
    deepStrictEqual([stopped.phase, stopped.endRow], ['stopped', 2]);
    await bench.beat();
    strictEqual(bench.sessions[0]?.settled, 1);
  });

  it('reads a record again whose payload has left memory', async () => {
    const bench = await setUp(start);
    const reader = bench.reader();
    reader.write(4);
    const [session] = bench.sessions;
    ok(session);
    session.evicted = true;
    const asked = bench.worker.details(2);
    await settled();
    deepStrictEqual(reader.request, {
      topic: 'orders',
      start: { kind: 'offset', offset: 2, partition: 0 },
      isolation: 'read_uncommitted',
      stopAtEnd: true,
    });
    const bytes = new TextEncoder().encode('k1value');
    reader.send({ bytes, offset: 2, keyStart: 0, keyEnd: 2, valueStart: 2, valueEnd: 7 });
    const details = await asked;
    deepStrictEqual(
      [details?.payload, details?.key?.text, details?.value?.text, details?.valueBytes],
      ['read again', 'k1', 'value', 5],
    );
    const gone = bench.worker.details(3);
    await settled();
    reader.send({ offset: 9 });
    strictEqual((await gone)?.payload, 'unavailable');
  });

  it('refuses questions before the start', async () => {
    const bench = await setUp(undefined);
    await rejects(bench.worker.snapshot(), { message: 'Nothing was started yet.' });
  });
});

async function setUp(first: TailStart | undefined, readers: ScriptedReader[] = [new ScriptedReader()]) {
  const [near, far] = clonedWire();
  const sessions: CountingSession[] = [];
  const pokes: TailSnapshot[] = [];
  const logged: string[] = [];
  const waiting = [...readers];
  let now = 1_700_000_000_000;
  let onBeat: () => void = () => undefined;
  let held: Promise<void> | undefined;
  serveTail(far, {
    createReader: () => waiting.shift() ?? new ScriptedReader(),
    openSchemas: () => noSchemas,
    createSession: () => {
      const session = new CountingSession();
      sessions.push(session);
      return session;
    },
    now: () => now,
    rest: () => Promise.resolve(),
    guard: (_milliseconds, run) => ({ value: run() }),
    every: (_milliseconds, run) => {
      onBeat = run;
      return { dispose: () => undefined };
    },
  });
  const owner = connect<TailWorkerOwner, TailWorker>(near, {
    poke: (snapshot) => {
      pokes.push(snapshot);
      return held;
    },
    log: (_level, message) => void logged.push(message),
  });
  if (first) await owner.remote.start(first);
  await settled();
  return {
    worker: owner.remote,
    readers,
    sessions,
    pokes,
    logged,
    reader: () => readers.at(-1) ?? new ScriptedReader(),
    hold: (answer: Promise<void> | undefined) => {
      held = answer;
    },
    beat: async (milliseconds = 100) => {
      now += milliseconds;
      onBeat();
      await settled();
    },
  };
}
