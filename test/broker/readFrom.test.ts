import assert from 'node:assert/strict';
import type { StartPosition } from '../../src/kafka/ports';
import { kafkaSuite, topicName } from './kafkaSuite';
import { PausedAtFirst } from './PausedAtFirst';
import { Recording } from './Recording';
import { openReader, readAll, until } from './reading';
import { createTopic, kafkaJs, produce } from './topics';

kafkaSuite('start and end of a reading', (kafka) => {
  let topic = '';

  before(async () => {
    topic = topicName('starts');
    // The records are years old: with the usual retention the broker would delete them during the test.
    await createTopic(kafka(), { topic, partitions: 3, config: { 'retention.ms': '-1' } });
    const producer = kafkaJs(kafka()).producer();
    await producer.connect();
    // Partition 0 has ten records a second apart, partition 1 has two, partition 2 none.
    const record = (partition: number, i: number) => ({
      partition,
      key: 'k',
      value: `${partition}-${i}`,
      timestamp: String(1_700_000_000_000 + 1000 * i),
    });
    for (let i = 0; i < 10; i++) await producer.send({ topic, messages: [record(0, i)] });
    await producer.send({ topic, messages: [record(1, 0), record(1, 1)] });
    await producer.disconnect();
  });

  const cases: readonly { readonly name: string; readonly start: StartPosition; readonly rows: readonly string[] }[] = [
    { name: 'the last 4 records, shared out', start: { kind: 'last', count: 4 }, rows: ['0:8', '0:9', '1:0', '1:1'] },
    {
      name: 'the last 7 records, of which a short partition has 2',
      start: { kind: 'last', count: 7 },
      rows: ['0:5', '0:6', '0:7', '0:8', '0:9', '1:0', '1:1'],
    },
    { name: 'an offset in every partition', start: { kind: 'offset', offset: 8 }, rows: ['0:8', '0:9'] },
    { name: 'an offset of one partition', start: { kind: 'offset', offset: 1, partition: 1 }, rows: ['1:1'] },
    { name: 'an offset behind the end', start: { kind: 'offset', offset: 99 }, rows: [] },
    {
      name: 'a time',
      start: { kind: 'timestamp', timestamp: 1_700_000_007_500 },
      rows: ['0:8', '0:9'],
    },
    { name: 'the end', start: { kind: 'end' }, rows: [] },
  ];
  for (const { name, start, rows } of cases) {
    it(`reads from ${name} to the end and ends`, async () => {
      const { records, holes, problems } = await readAll(kafka(), topic, { start });
      assert.deepEqual(records.map(({ partition, offset }) => `${partition}:${offset}`).sort(), rows);
      assert.deepEqual([holes, problems], [[], []]);
    });
  }

  it('tells where each partition begins and ends before anything else', async () => {
    const { facts } = await readAll(kafka(), topic, { start: { kind: 'last', count: 4 } });
    assert.deepEqual(facts, [
      {
        topic,
        isCompacted: false,
        partitions: [
          { id: 0, from: 8, end: 10 },
          { id: 1, from: 0, end: 2 },
          { id: 2, from: 0, end: 0 },
        ],
      },
    ]);
  });

  it('reads only the partitions that were asked for', async () => {
    const { records } = await readAll(kafka(), topic, { partitions: [1] });
    assert.deepEqual(new Set(records.map(({ partition }) => partition)), new Set([1]));
  });

  it('names a partition that does not exist', async () => {
    await assert.rejects(readAll(kafka(), topic, { partitions: [7] }), {
      kind: 'unknown-topic',
      message: `Topic ${topic} has 3 partitions and no partition 7.`,
    });
  });

  it('follows the log, keeps its place while paused, and stops when told', async () => {
    const live = topicName('live');
    await createTopic(kafka(), { topic: live });
    // The broker holds back an answer that has nothing to tell for longer than stopping may take on a busy machine.
    const reader = openReader(kafka(), { maxWaitMs: 8_000 });
    const recording = new PausedAtFirst();
    const request = { topic: live, start: { kind: 'end' }, isolation: 'read_uncommitted', stopAtEnd: false } as const;
    const reading = await recording.read(reader, request);
    await produce(kafka(), [`send\t${live}\t0\tk\tone`]);
    await until('the first record arrives', () => recording.records.length === 1);
    await produce(kafka(), [`send\t${live}\t0\tk\ttwo`]);
    // A request would have been answered by now.
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(recording.rows(), ['0:0 k=one']);
    reading.pause(false);
    await until('the second record arrives', () => recording.records.length === 2);
    assert.deepEqual(recording.rows(), ['0:0 k=one', '0:1 k=two']);
    const before = Date.now();
    await reading.stop();
    await reading.done;
    assert.ok(Date.now() - before < 4_000, 'stopping does not wait for what the broker holds back');
    await reader.close();
  });

  it('reads only the partition that an offset was asked of, also after the metadata was read anew', async () => {
    const one = topicName('one');
    await createTopic(kafka(), { topic: one, partitions: 2 });
    const send = (partition: number, ...values: string[]) =>
      values.map((value) => `send\t${one}\t${partition}\tk\t${value}`);
    await produce(kafka(), [...send(0, 'a', 'b'), ...send(1, 'a', 'b', 'c')]);
    const reader = openReader(kafka());
    const read = async (start: StartPosition) => {
      const recording = new Recording();
      const request = { topic: one, start, isolation: 'read_uncommitted', stopAtEnd: false } as const;
      return { recording, reading: await reader.read(request, recording) };
    };
    const chosen = await read({ kind: 'offset', offset: 1, partition: 1 });
    const all = await read({ kind: 'beginning' });
    await until('both have begun', () => chosen.recording.records.length === 2 && all.recording.records.length === 5);
    for (const { reading } of [chosen, all]) reading.pause(true);
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    await admin.createPartitions({ topicPartitions: [{ topic: one, count: 3 }] });
    await admin.disconnect();
    await produce(kafka(), [...send(0, 'late'), ...send(1, 'late'), ...send(2, 'late')]);
    // After a pause of a person the metadata is read before anything else.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    for (const { reading } of [chosen, all]) reading.pause(false);
    await until('the new partition is known, and both go on', () => {
      const counts = [chosen, all].map(({ recording }) => recording.records.length);
      return counts[0] === 3 && counts[1] === 8;
    });
    await reader.close();
    assert.deepEqual(chosen.recording.rows(), ['1:1 k=b', '1:2 k=c', '1:3 k=late']);
    assert.deepEqual(
      chosen.recording.facts.map(({ partitions }) => partitions.map(({ id, from }) => [id, from])),
      [[[1, 1]]],
    );
    assert.deepEqual(all.recording.rows().at(-1), '2:0 k=late');
  });

  it('ends on a log whose last offsets hold a marker, nothing, or expired before', async () => {
    const expired = topicName('expired');
    await createTopic(kafka(), { topic: expired });
    await produce(
      kafka(),
      [1, 2, 3].map((i) => `send\t${expired}\t0\tk\tv${i}`),
    );
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    // kafkajs does not ask for the leader by itself.
    await admin.fetchTopicMetadata({ topics: [expired] });
    await admin.deleteTopicRecords({ topic: expired, partitions: [{ partition: 0, offset: '2' }] });
    assert.deepEqual((await readAll(kafka(), expired)).rows(), ['0:2 k=v3']);
    await admin.deleteTopicRecords({ topic: expired, partitions: [{ partition: 0, offset: '-1' }] });
    await admin.disconnect();
    assert.deepEqual((await readAll(kafka(), expired)).rows(), []);
  });

  it('tells records that expire under a paused reading as expired', async () => {
    const expiring = topicName('expiring');
    await createTopic(kafka(), { topic: expiring });
    await produce(kafka(), [`send\t${expiring}\t0\tk\tv0`]);
    const reader = openReader(kafka());
    const recording = new PausedAtFirst();
    const request = { topic: expiring, isolation: 'read_uncommitted', stopAtEnd: false } as const;
    const reading = await recording.read(reader, { ...request, start: { kind: 'beginning' } });
    await until('the first record arrives', () => recording.records.length === 1);
    await produce(
      kafka(),
      [1, 2, 3].map((i) => `send\t${expiring}\t0\tk\tv${i}`),
    );
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    await admin.fetchTopicMetadata({ topics: [expiring] });
    await admin.deleteTopicRecords({ topic: expiring, partitions: [{ partition: 0, offset: '3' }] });
    await admin.disconnect();
    reading.pause(false);
    await until('the last record arrives', () => recording.records.length === 2);
    assert.deepEqual(recording.rows(), ['0:0 k=v0', '0:3 k=v3']);
    assert.deepEqual(recording.holes, [{ partition: 0, reason: 'expired', from: 1, to: 2 }]);
    await reader.close();
  });

  it('reads a compacted topic, knows that it is one, and ends', async () => {
    const compacted = topicName('compacted');
    const config = {
      'cleanup.policy': 'compact',
      'segment.ms': '100',
      'min.cleanable.dirty.ratio': '0.01',
      'delete.retention.ms': '100',
    };
    await createTopic(kafka(), { topic: compacted, config });
    const send = (values: readonly string[]) =>
      produce(
        kafka(),
        values.map((value, i) => `send\t${compacted}\t0\tk${i % 2}\t${value}`),
      );
    await send(['a', 'b', 'c', 'd']);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await send(['e', 'f']);
    let last = new Recording();
    // The cleaner runs when it likes.
    for (let i = 0; i < 60 && (i === 0 || last.rows().length > 4); i++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      last = await readAll(kafka(), compacted);
    }
    assert.deepEqual(last.rows().slice(-2), ['0:4 k0=e', '0:5 k1=f']);
    assert.ok(last.rows().length < 6, 'the cleaner has removed something');
    assert.equal(last.facts[0]?.isCompacted, true);
    assert.equal(last.positions.get(0)?.next, 6);
    assert.deepEqual([last.holes, last.skips, last.problems], [[], [], []]);
  });
});
