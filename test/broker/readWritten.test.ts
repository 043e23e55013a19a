import assert from 'node:assert/strict';
import { CompressionTypes } from 'kafkajs';
import { kafkaSuite, topicName } from './kafkaSuite';
import { Recording } from './Recording';
import { openReader, readAll, until } from './reading';
import { createTopic, kafkaJs, produce } from './topics';

kafkaSuite('reading what others wrote', (kafka) => {
  it('reads the lines of the console producer', async () => {
    const topic = topicName('console');
    await createTopic(kafka(), { topic });
    const args = ['--bootstrap-server', kafka().bootstrapServers().join(), '--topic', topic];
    const options = ['--property', 'parse.key=true', '--property', 'key.separator=:'];
    await kafka().runTool(kafka().consoleProducer, [...args, ...options], 'a:message1\nb:message2\na:\n');
    const { records, batches, problems } = await readAll(kafka(), topic);
    assert.deepEqual(
      records.map(({ offset, key, value, headers }) => [offset, key, value, headers]),
      [
        [0, 'a', 'message1', []],
        [1, 'b', 'message2', []],
        [2, 'a', '', []],
      ],
    );
    assert.deepEqual(
      batches.map(({ magic, control, codec }) => [magic, control, codec]),
      batches.map(() => [2, undefined, 'none']),
    );
    assert.ok(batches.every(({ producerId, baseSequence }) => producerId >= 0 && baseSequence >= 0));
    assert.deepEqual(problems, []);
  });

  it('reads keys, values, tombstones, times and headers of kafkajs', async () => {
    const topic = topicName('kafkajs');
    await createTopic(kafka(), { topic, partitions: 2, config: { 'retention.ms': '-1' } });
    const producer = kafkaJs(kafka()).producer();
    await producer.connect();
    const messages = [
      { partition: 0, key: 'k1', value: 'v1', timestamp: '1700000000000', headers: { a: '1', b: ['2', '3'] } },
      { partition: 0, key: null, value: 'grüße', timestamp: '1700000000001' },
      { partition: 1, key: 'k2', value: null, timestamp: '1600000000000' },
    ];
    await producer.send({ topic, messages });
    await producer.send({ topic, messages, compression: CompressionTypes.GZIP });
    await producer.disconnect();
    const recording = await readAll(kafka(), topic);
    const first = [
      { partition: 0, timestamp: 1700000000000, key: 'k1', value: 'v1', headers: ['a=1', 'b=2', 'b=3'] },
      { partition: 0, timestamp: 1700000000001, key: null, value: 'grüße', headers: [] },
    ];
    const second = { partition: 1, timestamp: 1600000000000, key: 'k2', value: null, headers: [] };
    const sorted = [...recording.records].sort((a, b) => a.partition - b.partition || a.offset - b.offset);
    assert.deepEqual(sorted, [
      { ...first[0], offset: 0 },
      { ...first[1], offset: 1 },
      { ...first[0], offset: 2 },
      { ...first[1], offset: 3 },
      { ...second, offset: 0 },
      { ...second, offset: 1 },
    ]);
    assert.deepEqual(recording.batches.map(({ codec }) => codec).sort(), ['gzip', 'gzip', 'none', 'none']);
    assert.ok(recording.batches.every(({ producerId }) => producerId === -1));
  });

  for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
    it(`reads 3,000 records compressed with ${codec}, large and small`, async () => {
      const topic = topicName(codec);
      await createTopic(kafka(), { topic, config: { 'max.message.bytes': '4000000' } });
      const value = (i: number): string => (i % 500 === 0 ? `${i}:`.padEnd(200_000, `text ${i} `) : `value ${i}`);
      const lines = Array.from({ length: 3000 }, (_, i) => `send\t${topic}\t0\tk${i}\t${value(i)}\tn=${i}`);
      await produce(kafka(), lines, [
        `compression.type=${codec}`,
        'linger.ms=20',
        'batch.size=500000',
        'max.request.size=4000000',
      ]);
      const { records, batches, skips, problems } = await readAll(kafka(), topic);
      assert.deepEqual([problems, skips], [[], []]);
      assert.equal(records.length, 3000);
      for (const [i, record] of records.entries()) {
        assert.equal(record.offset, i);
        assert.equal(record.key, `k${i}`);
        assert.ok(record.value === value(i), `the value of record ${i}`);
        assert.deepEqual(record.headers, [`n=${i}`]);
      }
      assert.deepEqual(new Set(batches.map((batch) => batch.codec)), new Set([codec]));
    });
  }

  it('verifies the checksum of the batch that holds a record', async () => {
    const topic = topicName('checksum');
    await createTopic(kafka(), { topic });
    const lines = [0, 1, 2].map((i) => `send\t${topic}\t0\tk\tv${i}`);
    await produce(kafka(), lines, ['compression.type=lz4', 'linger.ms=100']);
    await produce(kafka(), [`send\t${topic}\t0\tk\tv3`]);
    const { batches } = await readAll(kafka(), topic);
    const reader = openReader(kafka());
    const verify = (offset: number) => reader.verify({ topic, partition: 0, offset });
    assert.deepEqual(
      [await verify(1), await verify(3)],
      batches.map(({ baseOffset, lastOffsetDelta, sizeInBytes, crc }) => ({
        first: baseOffset,
        last: baseOffset + lastOffsetDelta,
        sizeInBytes,
        algorithm: 'CRC-32C',
        stored: crc,
        computed: crc,
      })),
    );
    assert.equal(await verify(4), undefined, 'not written yet');
    await assert.rejects(reader.verify({ topic: `${topic}-not`, partition: 0, offset: 0 }), { kind: 'unknown-topic' });
    await reader.close();
  });

  it('reads a committed, an aborted and again a committed transaction, in both isolations', async () => {
    const topic = topicName('transactions');
    await createTopic(kafka(), { topic });
    const lines = ['begin', `send\t${topic}\t0\tk\tone`, 'commit'];
    lines.push('begin', `send\t${topic}\t0\tk\ttwo`, `send\t${topic}\t0\tk\tthree`, 'abort');
    lines.push('begin', `send\t${topic}\t0\tk\tfour`, 'commit');
    await produce(kafka(), lines, [`transactional.id=${topic}`]);

    let uncommitted = new Recording();
    // The marker of a commit is written after the commit is acknowledged; before the next transaction it is waited for.
    await until('the last marker is written', async () => {
      uncommitted = await readAll(kafka(), topic);
      return uncommitted.batches.at(-1)?.control !== undefined;
    });
    assert.deepEqual(uncommitted.rows(), ['0:0 k=one', '0:2 k=two', '0:3 k=three', '0:5 k=four']);
    assert.deepEqual(
      uncommitted.batches.map((batch) => [batch.baseOffset, batch.isTransactional, batch.control]),
      [
        [0, true, undefined],
        [1, true, 'commit'],
        [2, true, undefined],
        [4, true, 'abort'],
        [5, true, undefined],
        [6, true, 'commit'],
      ],
    );
    assert.deepEqual(uncommitted.holes, []);

    const committed = await readAll(kafka(), topic, { isolation: 'read_committed' });
    assert.deepEqual(committed.rows(), ['0:0 k=one', '0:5 k=four']);
    assert.deepEqual(committed.holes, [{ partition: 0, reason: 'aborted', from: 2, to: 3 }]);
    assert.equal(committed.positions.get(0)?.next, 7);
  });

  it('ends before an open transaction when only committed records are read, and behind it otherwise', async () => {
    const topic = topicName('open');
    await createTopic(kafka(), { topic });
    await produce(kafka(), [`send\t${topic}\t0\tk\tplain`]);
    await produce(kafka(), ['begin', `send\t${topic}\t0\tk\tpending`, 'leave'], [`transactional.id=${topic}`]);
    assert.deepEqual((await readAll(kafka(), topic)).rows(), ['0:0 k=plain', '0:1 k=pending']);
    assert.deepEqual((await readAll(kafka(), topic, { isolation: 'read_committed' })).rows(), ['0:0 k=plain']);
  });
});
