import assert from 'node:assert/strict';
import { kafkaSuite, topicName } from './kafkaSuite';
import { Recording } from './Recording';
import { openReader, until } from './reading';
import { createTopic, createTopicAgain, deleteTopic, produce } from './topics';

kafkaSuite('a topic that is deleted and created again', (kafka) => {
  const follow = { start: { kind: 'beginning' }, isolation: 'read_uncommitted', stopAtEnd: false } as const;

  const sendTo = (topic: string, from: number, count: number) =>
    produce(
      kafka(),
      Array.from({ length: count }, (_, i) => `send\t${topic}\t0\tk\tv${from + i}`),
    );

  it('is told as another topic, under new ids, and is read from its beginning', async () => {
    const topic = topicName('again');
    await createTopic(kafka(), { topic, partitions: 2 });
    await sendTo(topic, 0, 5);
    const reader = openReader(kafka());
    const recording = new Recording();
    await reader.read({ topic, ...follow }, recording);
    await until('the old records arrive', () => recording.records.length === 5);
    await deleteTopic(kafka(), topic);
    await createTopicAgain(kafka(), { topic, partitions: 3 });
    await sendTo(topic, 100, 2);
    await until('the new records arrive', () => recording.records.length === 7);
    await reader.close();
    assert.deepEqual(recording.rows(), [
      ...[0, 1, 2, 3, 4].map((i) => `0:${i} k=v${i}`),
      // Partition 0 of the new topic: 0 and 1 are the old one's.
      ...[0, 1].map((i) => `2:${i} k=v${100 + i}`),
    ]);
    assert.deepEqual(
      recording.facts.map(({ partitions, replaced }) => ({
        ids: partitions.map(({ id, partition }) => [id, partition]),
        replaced,
      })),
      [
        {
          ids: [
            [0, undefined],
            [1, undefined],
          ],
          replaced: undefined,
        },
        {
          ids: [
            [2, 0],
            [3, 1],
            [4, 2],
          ],
          replaced: [0, 1],
        },
      ],
    );
    assert.deepEqual([recording.holes, recording.skips], [[], []]);
  });

  it('is recognised after a pause in which it has grown beyond the old position', async () => {
    const topic = topicName('grown');
    await createTopic(kafka(), { topic });
    await sendTo(topic, 0, 3);
    const reader = openReader(kafka());
    const recording = new Recording();
    const reading = await reader.read({ topic, ...follow }, recording);
    await until('the old records arrive', () => recording.records.length === 3);
    reading.pause(true);
    await deleteTopic(kafka(), topic);
    await createTopicAgain(kafka(), { topic });
    await sendTo(topic, 100, 6);
    // A pause of a person: shorter ones are those of a full pipe.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    reading.pause(false);
    await until('all new records arrive', () => recording.records.length === 9);
    await reader.close();
    assert.deepEqual(
      recording.rows().filter((row) => row.startsWith('1:')),
      [100, 101, 102, 103, 104, 105].map((value, i) => `1:${i} k=v${value}`),
    );
    assert.deepEqual(recording.facts.at(-1)?.replaced, [0]);
    assert.deepEqual([recording.holes, recording.skips], [[], []]);
  });

  it('ends a reading that was to end at the end of the old one', async () => {
    const topic = topicName('ended');
    await createTopic(kafka(), { topic });
    await sendTo(topic, 0, 3);
    const reader = openReader(kafka(), { metadataAgeMs: 200 });
    const recording = new Recording();
    const reading = await reader.read({ topic, ...follow, stopAtEnd: true }, recording);
    reading.pause(true);
    await deleteTopic(kafka(), topic);
    await assert.rejects(reading.done, { kind: 'topic-deleted', message: `Topic ${topic} has been deleted.` });
    await reader.close();
  });
});
