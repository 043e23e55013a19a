import assert from 'node:assert/strict';
import { createTailSession } from '../../src/tail/createTailSession';
import { describeRecord } from '../../src/tailWorker/describeRecord';
import { lookAgain } from '../../src/tailWorker/lookAgain';
import { RowDecoder } from '../../src/tailWorker/RowDecoder';
import { readRange } from '../../src/tailWorker/readRange';
import { SchemaBook } from '../../src/tailWorker/SchemaBook';
import { Veil } from '../../src/tailWorker/Veil';
import { kafkaSuite, topicName } from './kafkaSuite';
import { openReader } from './reading';
import { createTopic, kafkaJs, produce } from './topics';

const noSchemas = { byId: () => Promise.reject(new Error()), ofText: () => Promise.reject(new Error()) };

kafkaSuite('what has left memory', (kafka) => {
  it('is read from Kafka again by its place, and said to be gone when it is', async () => {
    const topic = topicName('evicted');
    await createTopic(kafka(), { topic });
    const value = (i: number): string => `value ${i} `.padEnd(2_000, 'x');
    // 7 is written twice.
    const sent = [...Array.from({ length: 100 }, (_, i) => i), 7];
    await produce(
      kafka(),
      sent.map((i) => `send\t${topic}\t0\tk${i}\t${value(i)}\tn=${i}`),
      ['compression.type=gzip', 'linger.ms=50', 'enable.idempotence=false'],
    );
    const options = { identity: { kind: 'content' }, sequence: { kind: 'none' }, graceMs: 0 } as const;
    // Room for a few of 2,000 bytes.
    const session = createTailSession({ ...options, maxRows: 1_000, maxPayloadBytes: 16_384 });
    const reader = openReader(kafka());
    const start = { kind: 'beginning' } as const;
    await (await reader.read({ topic, start, isolation: 'read_uncommitted', stopAtEnd: true }, session)).done;
    session.settle();
    const decoder = new RowDecoder(new SchemaBook(noSchemas, Date.now, () => undefined), false);
    const again = (range: Parameters<typeof readRange>[2], limit: number) => readRange(reader, topic, range, limit);
    const details = async (offset: number) => {
      const row = session.findRow(0, offset) ?? -1;
      const found = await describeRecord({ session, decoder, veil: new Veil(session, decoder) }, row, again);
      return (
        found && [found.payload, found.key?.text, found.value?.text, found.headers.map(({ value }) => value?.text)]
      );
    };
    try {
      assert.equal(session.endRow - session.firstRow, 101, 'every row is there');
      assert.deepEqual(await details(7), ['read again', 'k7', value(7), ['7']]);
      assert.deepEqual(await details(100), ['memory', 'k7', value(7), ['7']]);
      const looked = await lookAgain(session, session.findRow(0, 100) ?? -1, {
        readRange: again,
        nameOf: (partition) => String(partition),
      });
      assert.equal(looked.sentence, 'Both are in the log now: 0:7 and 0:100.');

      const admin = kafkaJs(kafka()).admin();
      await admin.connect();
      await admin.fetchTopicMetadata({ topics: [topic] });
      await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '50' }] });
      await admin.disconnect();
      assert.deepEqual(await details(7), ['unavailable', undefined, undefined, []]);
      assert.deepEqual(await details(50), ['read again', 'k50', value(50), ['50']]);
    } finally {
      await reader.close();
    }
  });
});
