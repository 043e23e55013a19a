import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { KafkaError } from '../../../src/kafka/errors';
import { connect } from '../../../src/protocol/rpc';
import type { TailWorker, TailWorkerOwner } from '../../../src/protocol/tailWorker';
import { createTailSession } from '../../../src/tail/createTailSession';
import type { TailSession } from '../../../src/tail/session';
import { serveTail } from '../../../src/tailWorker/serveTail';
import { clonedWire } from '../protocol/wire';
import { TestLog } from '../tail/logBuilder';
import { noSchemas, ScriptedReader, settled } from './fakes';

const encoder = new TextEncoder();

describe('serveQueries', () => {
  it('gives an overview, and pages of the findings that it saw', async () => {
    const { worker, log } = await setUp();
    log.values(0, 'a', ['{"n":1}', '{"n":2}', '{"n":7}', '{"n":8}']);
    log.batch(0, [{ key: 'a', value: '{"n":8}' }], { at: 4_000 });
    deepStrictEqual(await worker.findings({ from: 0, count: 5 }), emptyPage(await layoutOf(worker)));
    const overview = await worker.overview();
    deepStrictEqual(overview?.totals, { gap: 1, duplicate: 1 });
    deepStrictEqual(overview?.byRow, {
      from: 0,
      rows: 1,
      counts: { duplicate: [0, 0, 0, 0, 0, 1], gap: [0, 0, 1, 0, 0, 0] },
    });
    const page = await worker.findings({ from: 0, count: 5, anchor: 4 });
    deepStrictEqual(
      [page.total, page.anchorAt, page.rows.map(({ kind, row }) => `${row} ${kind}`)],
      [2, 1, ['2 gap', '5 record']],
    );
    const gaps = await worker.findings({ kind: 'gap', from: 0, count: 5 });
    deepStrictEqual([gaps.total, gaps.rows.length], [1, 1]);
  });

  it('follows a key, finds a time, collects lanes', async () => {
    const { worker, log } = await setUp();
    log.values(0, 'a', ['1']).values(0, 'b', ['2']).values(0, 'a', ['3']).values(0, null, ['4']);
    deepStrictEqual(await worker.nextOfKey(0, 1), { row: 2, unknown: 0 });
    strictEqual(await worker.nextOfKey(3, 1), undefined, 'a record without a key has no key to follow');
    strictEqual(await worker.nextOfKey(99, 1), undefined);
    strictEqual(await worker.firstInTime(2_500, 3_000), 2);
    const { lanes } = await worker.lanes(0, 100);
    deepStrictEqual(
      lanes.map(({ key, ticks }) => `${key?.text ?? 'null'} ${ticks.map(({ row }) => row)}`),
      ['a 0,2', 'b 1', 'null 3'],
    );
  });

  it('advises by the producer of the finding', async () => {
    const { worker, log } = await setUp();
    log.batch(0, [{ key: 'a', value: '{"n":1}' }]).batch(0, [{ key: 'a', value: '{"n":1}' }]);
    log.batch(0, [{ key: 'a', value: '{"n":5}' }], { producerId: 7 });
    strictEqual(await worker.advice(0), undefined);
    ok((await worker.advice(1))?.checks[0]?.includes('enable.idempotence=true'));
    ok((await worker.advice(2))?.checks[0]?.includes('handle the error of every send()'));
  });

  it('reads an original from the broker whose row has left memory', async () => {
    const { worker, log, reader } = await setUp(4);
    log.batch(0, [{ key: 'a', value: 'same value' }]).batch(0, [{ key: 'b', value: 'other' }]);
    log.values(0, 'c', ['1', '2', '3']);
    log.batch(0, [{ key: 'a', value: 'same value' }]);
    const asked = worker.original(5);
    await settled();
    deepStrictEqual(reader.request?.start, { kind: 'offset', offset: 0, partition: 0 });
    reader.send({ ...content('a', 'same value'), offset: 0, timestamp: 77 }, { producerId: 9, producerEpoch: 1 });
    reader.tellPosition(1, 6);
    const original = await asked;
    deepStrictEqual(
      [original?.payload, original?.value?.text, original?.timestamp, original?.producerId, original?.transaction],
      ['read again', 'same value', 77, 9, 'none'],
    );
    strictEqual(await worker.original(3), undefined, 'a record without an original');
  });

  it('looks at both copies again and compares them byte by byte', async () => {
    const { worker, log, reader } = await setUp();
    log.batch(0, [{ key: 'a', value: 'same value' }]).batch(0, [{ key: 'a', value: 'same value' }]);
    const asked = worker.lookAgain(1);
    await settled();
    reader.send({ ...content('a', 'same value'), offset: 1 });
    reader.tellPosition(2, 2);
    await settled();
    reader.send({ ...content('a', 'same velue'), offset: 0 });
    reader.tellPosition(1, 2);
    deepStrictEqual(await asked, {
      sentence: 'Both are in the log now: 0:0 and 0:1.',
      evidence: ['They differ in value.', '0:1 is as it was read before.'],
    });
  });

  it('verifies the checksum of a batch, and says when it is wrong or gone', async () => {
    const { worker, log, reader } = await setUp();
    log.batch(0, [{ value: 'a' }, { value: 'b' }]);
    const batch = { first: 0, last: 1, sizeInBytes: 80, algorithm: 'CRC-32C', stored: 0xab } as const;
    reader.checksum = { ...batch, computed: 0xab };
    deepStrictEqual(await worker.verify(1), {
      sentence: 'The checksum is right: the batch is as its producer or broker wrote it.',
      evidence: [
        'CRC-32C in the batch: 0x000000ab; of its bytes as they came: 0x000000ab.',
        'The batch of offsets 0..1 has 80 bytes.',
      ],
    });
    deepStrictEqual(reader.verified, { topic: 'orders', partition: 0, offset: 1 });
    reader.checksum = { ...batch, computed: 0xac };
    strictEqual(
      (await worker.verify(1)).sentence,
      'The checksum is wrong: the batch was damaged after it had been written.',
    );
    reader.checksum = undefined;
    strictEqual((await worker.verify(1)).sentence, 'Kafka no longer has this record.');
  });

  it('says that a copy is gone and where the log begins now', async () => {
    const { worker, log, reader } = await setUp();
    log.batch(0, [{ key: 'a', value: 'same value' }]).batch(0, [{ key: 'a', value: 'same value' }]);
    const asked = worker.lookAgain(1);
    await settled();
    reader.send({ ...content('a', 'rewritten!'), offset: 1 });
    reader.tellPosition(2, 2);
    await settled();
    reader.tellPosition(1, 2, 1);
    deepStrictEqual(await asked, {
      sentence: 'The log has no record at 0:0 now. 0:1 is in the log now.',
      evidence: [
        '0:1 is another record than was read before (value): the log was written anew.',
        'Before the start of the log, deleted: 1 offset.',
        'The log of the partition begins at 1 and its high watermark is 2.',
      ],
    });
  });

  it('calls partitions by their topic where there are several', async () => {
    const { worker, log, reader } = await setUp(1000, ['refunds']);
    const refunds = { topic: 'refunds', isCompacted: false, partitions: [{ id: 1, partition: 0, from: 0, end: 0 }] };
    reader.listener?.topology(refunds);
    reader.listener?.topology({ topic: 'orders', isCompacted: false, partitions: [{ id: 0, from: 0, end: 0 }] });
    log.batch(1, [{ key: 'a', value: 'same value' }]).batch(1, [{ key: 'a', value: 'same value' }]);
    const asked = worker.lookAgain(1);
    await settled();
    deepStrictEqual(
      [reader.request?.topic, reader.request?.start],
      ['refunds', { kind: 'offset', offset: 1, partition: 0 }],
    );
    reader.send({ ...content('a', 'same value'), offset: 1 });
    reader.tellPosition(2, 2);
    await settled();
    reader.tellPosition(1, 2, 1);
    deepStrictEqual(await asked, {
      sentence: 'The log has no record at refunds-0:0 now. refunds-0:1 is in the log now.',
      evidence: [
        'refunds-0:1 is as it was read before.',
        'Before the start of the log, deleted: 1 offset.',
        'The log of the partition begins at 1 and its high watermark is 2.',
      ],
    });
  });

  it('asks nothing of a topic that came in the place of the one that a row is of', async () => {
    const { worker, log, reader } = await setUp();
    const again = { topic: 'orders', isCompacted: false, partitions: [{ id: 1, partition: 0, from: 0, end: 0 }] };
    reader.listener?.topology({ topic: 'orders', isCompacted: false, partitions: [{ id: 0, from: 0, end: 0 }] });
    log.batch(0, [{ key: 'a', value: 'same value' }]);
    reader.listener?.topology({ ...again, replaced: [0] });
    reader.request = undefined;
    deepStrictEqual(await worker.lookAgain(0), {
      sentence: 'Topic orders was deleted since, and these offsets with it.',
      evidence: [],
    });
    deepStrictEqual((await worker.verify(0)).sentence, 'Kafka no longer has this record.');
    strictEqual(reader.request, undefined);
    strictEqual(reader.verified, undefined);
  });

  it('looks again between the neighbours of a gap', async () => {
    const { worker, log, reader } = await setUp();
    log.values(0, 'a', ['{"n":1}']).values(0, 'b', ['{"n":1}']);
    log.marker(0, 5, 'commit');
    log.values(0, 'a', ['{"n":4}']);
    const rows = await worker.rows({ from: 0, count: 10 });
    deepStrictEqual(
      rows.rows.map(({ kind }) => kind),
      ['record', 'record', 'hole', 'gap', 'record'],
    );
    const asked = worker.lookAgain(3);
    await settled();
    reader.send({ ...content('a', '{"n":1}'), offset: 0 });
    reader.send({ ...content('b', '{"n":1}'), offset: 1 });
    reader.send({ offset: 2 }, { control: 'commit' });
    reader.send({ ...content('a', '{"n":4}'), offset: 3 });
    reader.tellPosition(4, 4);
    deepStrictEqual(await asked, {
      sentence: 'Offsets 0..3 of partition 0 hold 3 records now.',
      evidence: [
        'The record before, 0:0, is there.',
        '1 record lies between the two, 0 of the same key.',
        'The record after, 0:3, is there.',
        '1 transaction marker: 1 commit, 0 abort.',
        'The log of the partition begins at 0 and its high watermark is 4.',
      ],
    });
    const hole = worker.lookAgain(2);
    await settled();
    reader.fail(new KafkaError('unavailable', 'Partition 0 of orders has no leader.'));
    deepStrictEqual(await hole, {
      sentence: 'Kafka could not be asked now.',
      evidence: ['Partition 0 of orders has no leader.'],
    });
  });
});

const layoutOf = async (worker: { snapshot(): Promise<{ layout: number }> }): Promise<number> =>
  (await worker.snapshot()).layout;

const emptyPage = (layout: number) => ({ layout, total: 0, from: 0, rows: [], anchorAt: 0 });

function content(key: string, value: string) {
  const bytes = encoder.encode(key + value);
  const end = bytes.length;
  return {
    bytes,
    keyStart: 0,
    keyEnd: key.length,
    valueStart: key.length,
    valueEnd: end,
    headersStart: end,
    headersEnd: end,
  };
}

/** A server over a real session whose log the test writes. */
async function setUp(maxRows = 1000, moreTopics?: readonly string[]) {
  const [near, far] = clonedWire();
  const reader = new ScriptedReader();
  let session: TailSession | undefined;
  let now = 0;
  serveTail(far, {
    createReader: () => reader,
    openSchemas: () => noSchemas,
    createSession: (options) => {
      session = createTailSession(options);
      return session;
    },
    // Every look at the clock is a slice's end: what is computed must bear it.
    now: () => (now += 10),
    every: () => ({ dispose: () => undefined }),
    rest: () => Promise.resolve(),
    guard: (_milliseconds, run) => ({ value: run() }),
  });
  const { remote } = connect<TailWorkerOwner, TailWorker>(near, { poke: () => undefined, log: () => undefined });
  await remote.start({
    profile: { id: 'c1', name: 'local', bootstrapServers: ['localhost:9092'] },
    secrets: {},
    options: {
      topic: 'orders',
      ...(moreTopics ? { moreTopics } : {}),
      start: { kind: 'beginning' },
      stopAtEnd: false,
      isolation: 'read_uncommitted',
      identity: { kind: 'content' },
      sequence: { kind: 'json', path: 'n', scope: 'key' },
      graceMs: 0,
    },
    maxRows,
    maxPayloadBytes: 1 << 20,
  });
  await settled();
  if (!session) throw new Error('No session was made.');
  return { worker: remote, reader, log: new TestLog(session) };
}
