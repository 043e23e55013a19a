import assert from 'node:assert/strict';
import type { PartitionMetadata } from 'kafkajs';
import { createTailSession } from '../../src/tail/createTailSession';
import { kafkaSuite, topicName } from './kafkaSuite';
import { Recording } from './Recording';
import { openReader, readAll, until } from './reading';
import { createTopic, kafkaJs, produce } from './topics';

kafkaSuite('leaders that change', (kafka) => {
  const follow = { start: { kind: 'beginning' }, isolation: 'read_uncommitted', stopAtEnd: false } as const;

  /** One partition with its replicas on brokers 1 and 2, led by 1: broker 3 keeps the quorum of the controllers. */
  async function createOnTwo(topic: string, config: Readonly<Record<string, string>>): Promise<void> {
    await createTopic(kafka(), { topic, assignment: [[1, 2]], config });
    await leaderIs(topic, 1);
  }

  const leaderIs = (topic: string, leader: number): Promise<void> =>
    becomes(topic, `led by broker ${leader}`, (partition) => partition.leader === leader);

  /** Else the other one cannot take over cleanly. */
  const bothAreInSync = (topic: string): Promise<void> =>
    becomes(topic, 'in sync on both brokers', ({ isr }) => isr.length === 2);

  async function becomes(topic: string, what: string, is: (partition: PartitionMetadata) => boolean): Promise<void> {
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    for (let tries = 0; ; tries++) {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] }).catch(() => ({ topics: [] }));
      const partition = topics[0]?.partitions[0];
      if (partition && is(partition)) break;
      if (tries > 300) throw new Error(`${topic} has not become ${what}: ${JSON.stringify(partition)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await admin.disconnect();
  }

  const send = (topic: string, from: number, count: number, acks: '1' | 'all') =>
    produce(
      kafka(),
      Array.from({ length: count }, (_, i) => `send\t${topic}\t0\tk\tv${from + i}`),
      [`acks=${acks}`, 'enable.idempotence=false'],
    );

  it('tells exactly the offsets that an unclean election has thrown away, also where others stand there by now', async function () {
    this.timeout(240_000);
    const topic = topicName('unclean');
    await createOnTwo(topic, { 'unclean.leader.election.enable': 'true', 'min.insync.replicas': '1' });
    await send(topic, 0, 5, 'all');
    const [live, paused] = [openReader(kafka()), openReader(kafka())];
    const [seen, seenLate] = [new Recording(), new Recording()];
    await live.read({ topic, ...follow }, seen);
    const late = await paused.read({ topic, ...follow }, seenLate);
    try {
      await kafka().broker(2).kill();
      // Only the leader has these. They are readable once its follower has left the in-sync replicas.
      await send(topic, 5, 3, '1');
      await until('all is read', () => seen.records.length === 8 && seenLate.records.length === 8, 60_000);
      late.pause(true);
      await kafka().broker(1).kill();
      kafka().broker(2).start();
      await leaderIs(topic, 2);
      // More than was lost: the old position lies inside the new log, and only the leader epochs tell.
      await send(topic, 100, 6, '1');
      await until('the new records are read', () => seen.records.length === 14, 60_000);
      late.pause(false);
      await until('the paused one has read them too', () => seenLate.records.length === 14, 60_000);
    } finally {
      await live.close();
      await paused.close();
      kafka().broker(2).start();
      await kafka().restart(1);
    }
    for (const { holes, skips, records } of [seen, seenLate]) {
      assert.deepEqual(holes, [{ partition: 0, reason: 'truncated', from: 5, to: 7 }]);
      assert.deepEqual(skips, []);
      assert.deepEqual(
        records.map(({ offset, value }) => `${offset} ${value}`),
        [
          ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => `${i} v${i}`),
          ...[0, 1, 2, 3, 4, 5].map((i) => `${5 + i} v${100 + i}`),
        ],
      );
    }
    // The leadership of broker 2 is newer than what it replaced: epochs rise in what is left.
    const epochs = (await readAll(kafka(), topic)).batches.map(({ leaderEpoch }) => leaderEpoch);
    assert.deepEqual(
      epochs,
      [...epochs].sort((a, b) => a - b),
    );
  });

  it('sees no loss in a leadership that moves cleanly and comes back', async function () {
    this.timeout(240_000);
    const topic = topicName('clean');
    await createOnTwo(topic, { 'min.insync.replicas': '1' });
    const reader = openReader(kafka(), { metadataAgeMs: 500 });
    const recording = new Recording();
    const session = createTailSession({
      identity: { kind: 'none' },
      sequence: { kind: 'none' },
      graceMs: 0,
      maxRows: 1000,
      maxPayloadBytes: 1 << 20,
    });
    await reader.read(
      { topic, ...follow },
      {
        topology: (facts) => session.topology(facts),
        batch: (partition, header) => session.batch(partition, header),
        record: (partition, record) => {
          session.record(partition, record);
          recording.record(partition, record);
        },
        hole: (partition, hole) => session.hole(partition, hole),
        skip: (partition, from, to, reason) => session.skip(partition, from, to, reason),
        position: (partition, position) => session.position(partition, position),
        problem: () => undefined,
        event: () => undefined,
      },
    );
    await send(topic, 0, 3, 'all');
    await until('the first are read', () => recording.records.length === 3);
    try {
      await kafka().broker(1).stop();
      await leaderIs(topic, 2);
      await send(topic, 3, 3, 'all');
      await until('those of the new leader are read', () => recording.records.length === 6, 60_000);
      await kafka().restart(1);
      await bothAreInSync(topic);
      await kafka().broker(2).stop();
      await leaderIs(topic, 1);
      await send(topic, 6, 3, 'all');
      await until('those of the old leader are read', () => recording.records.length === 9, 60_000);
    } finally {
      await reader.close();
      for (const broker of [1, 2]) kafka().broker(broker).start();
      await kafka().waitUntilReady();
    }
    assert.deepEqual(
      recording.rows(),
      [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => `0:${i} k=v${i}`),
    );
    assert.deepEqual(session.takeChanges(), { verdicts: [], holes: [] });
  });
});
