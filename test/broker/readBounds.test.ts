import assert from 'node:assert/strict';
import type { PartitionPosition } from '../../src/kafka/model';
import type { LogListener, ReadingEvent } from '../../src/kafka/ports';
import type { KafkaCluster } from '../kafka/KafkaCluster';
import { kafkaSuite, topicName } from './kafkaSuite';
import { PausedAtFirst } from './PausedAtFirst';
import { Recording } from './Recording';
import { openReader, readAll, until } from './reading';
import { createTopic, kafkaJs, produce } from './topics';

kafkaSuite('sizes, quotas and time limits', (kafka) => {
  const follow = { start: { kind: 'beginning' }, isolation: 'read_uncommitted', stopAtEnd: false } as const;

  const fill = (cluster: KafkaCluster, topic: string, records: number, size: number) =>
    cluster.runTool('org.apache.kafka.tools.ProducerPerformance', [
      ...['--topic', topic, '--num-records', String(records), '--record-size', String(size), '--throughput', '-1'],
      ...['--producer-props', `bootstrap.servers=${cluster.bootstrapServers().join()}`],
    ]);

  it('reads a record of 20 MB between small ones', async () => {
    const topic = topicName('large');
    await createTopic(kafka(), { topic, config: { 'max.message.bytes': '25000000' } });
    const size = 20 * 1024 * 1024;
    const producer = kafkaJs(kafka()).producer();
    await producer.connect();
    for (const value of ['before', Buffer.alloc(size, 'x'), 'after'])
      await producer.send({ topic, messages: [{ key: 'k', value }] });
    await producer.disconnect();
    const { records, problems } = await readAll(kafka(), topic);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      records.map(({ offset, value }) => [offset, value?.length]),
      [
        [0, 6],
        [1, size],
        [2, 5],
      ],
    );
    assert.ok(records[1]?.value === 'x'.repeat(size), 'the whole value');
  });

  it('asks for little of each partition first, then for all that it may', async () => {
    const topic = topicName('begin');
    await createTopic(kafka(), { topic, partitions: 2 });
    const producer = kafkaJs(kafka()).producer();
    await producer.connect();
    for (let batch = 0; batch < 12; batch += 1)
      for (const partition of [0, 1])
        await producer.send({ topic, messages: [{ partition, value: Buffer.alloc(50_000, 'x') }] });
    await producer.disconnect();
    const reader = openReader(kafka());
    const steps = new Steps();
    await (await reader.read({ topic, ...follow, stopAtEnd: true }, steps)).done;
    await reader.close();
    // 64 KiB hold one of the batches whole, 1 MiB all others.
    assert.deepEqual(
      [0, 1].map((partition) => steps.taken.get(partition)),
      [
        [0, 1, 12],
        [0, 1, 12],
      ],
    );
  });

  it('obeys a quota, says that it is slowed down, and says when it no longer is', async function () {
    this.timeout(240_000);
    const topic = topicName('quota');
    await createTopic(kafka(), { topic });
    const quota = (change: readonly string[]) =>
      kafka().runTool('kafka.admin.ConfigCommand', [
        ...['--bootstrap-server', kafka().bootstrapServers().join(), '--alter', ...change],
        ...['--entity-type', 'clients', '--entity-name', 'acklens'],
      ]);
    const reader = openReader(kafka(), { maxBytes: 300_000, maxBytesPerPartition: 300_000 });
    const recording = new Recording();
    const producer = kafkaJs(kafka()).producer();
    await producer.connect();
    let sent = 0;
    await quota(['--add-config', 'consumer_byte_rate=20000']);
    try {
      await reader.read({ topic, ...follow }, recording);
      // The brokers hear of a quota some time after the command has ended, count from then on, and look at the mean of
      // their last ten seconds: records go on coming until they are too many.
      await until(
        'it is slowed down',
        async () => {
          if (recording.events.some(isThrottled)) return true;
          await producer.send({ topic, messages: Array.from({ length: 100 }, () => ({ value: 'x'.repeat(1_000) })) });
          sent += 100;
          await new Promise((resolve) => setTimeout(resolve, 100));
          return false;
        },
        60_000,
      );
    } finally {
      await quota(['--delete-config', 'consumer_byte_rate']);
      await producer.disconnect();
    }
    await until('all is read', () => recording.records.length === sent, 60_000);
    const isOver = (): boolean => recording.events.some((event) => isThrottled(event) && event.milliseconds === 0);
    await until('it is no longer', isOver, 60_000);
    await reader.close();
    assert.deepEqual([recording.holes, recording.skips, recording.problems], [[], [], []]);
    assert.ok(isThrottled(recording.events[0]) && recording.events[0].milliseconds > 0);
  });

  it('tells records that retention deletes under a paused reading as expired', async () => {
    const topic = topicName('retention');
    const config = { 'retention.ms': '1000', 'segment.ms': '200', 'file.delete.delay.ms': '100' };
    await createTopic(kafka(), { topic, config: { ...config, 'retention.ms': '-1' } });
    await produce(kafka(), [`send\t${topic}\t0\tk\tv0`]);
    const reader = openReader(kafka());
    const recording = new PausedAtFirst();
    const reading = await recording.read(reader, { topic, ...follow });
    await until('the first record arrives', () => recording.records.length === 1);
    await produce(
      kafka(),
      [1, 2, 3].map((i) => `send\t${topic}\t0\tk\tv${i}`),
    );
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    const retain = (ms: string) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: 2,
            name: topic,
            configEntries: Object.entries({ ...config, 'retention.ms': ms }).map(([name, value]) => ({ name, value })),
          },
        ],
      });
    await retain('1000');
    for (let begin = 0; begin < 4; ) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      begin = Number((await admin.fetchTopicOffsets(topic))[0]?.low);
    }
    await retain('-1');
    await admin.disconnect();
    await produce(kafka(), [`send\t${topic}\t0\tk\tv4`]);
    reading.pause(false);
    await until('the last record arrives', () => recording.records.length === 2);
    await reader.close();
    assert.deepEqual(recording.rows(), ['0:0 k=v0', '0:4 k=v4']);
    assert.deepEqual(recording.holes, [{ partition: 0, reason: 'expired', from: 1, to: 3 }]);
  });

  it('keeps its memory within bounds under a slow listener', async function () {
    this.timeout(120_000);
    const topic = topicName('slow');
    await createTopic(kafka(), { topic, partitions: 6 });
    await fill(kafka(), topic, 60_000, 2_000);
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    let records = 0;
    const ignore = (): void => undefined;
    const listener: LogListener = {
      topology: ignore,
      hole: ignore,
      skip: ignore,
      position: ignore,
      event: ignore,
      problem: (_, error) => assert.fail(error.message),
      record: () => {
        records += 1;
      },
      batch: () => {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
        // Slower than the brokers are: a synchronous listener holds back the next request.
        for (const until = performance.now() + 0.5; performance.now() < until; );
      },
    };
    const reader = openReader(kafka());
    const reading = await reader.read({ topic, ...follow, stopAtEnd: true }, listener);
    await reading.done;
    await reader.close();
    assert.equal(records, 60_000);
    // 120 MB in all. Three brokers, one answer each of 1 MiB for each of its two partitions, as chunks of the socket and
    // joined; the rest of the bound is for what is no longer held and not collected yet.
    assert.ok(peak < 80 * 1024 * 1024, `${Math.round(peak / 1024 / 1024)} MiB`);
  });
});

function isThrottled(event: ReadingEvent | undefined): event is Extract<ReadingEvent, { kind: 'throttled' }> {
  return event?.kind === 'throttled';
}

/** Keeps the positions that a reading has taken one after the other. */
class Steps extends Recording {
  readonly taken = new Map<number, number[]>();

  override position(partition: number, position: PartitionPosition): void {
    super.position(partition, position);
    const before = this.taken.get(partition) ?? [];
    if (before.at(-1) !== position.next) this.taken.set(partition, [...before, position.next]);
  }
}
