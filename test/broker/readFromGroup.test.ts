import assert from 'node:assert/strict';
import { kafkaSuite, topicName } from './kafkaSuite';
import { readAll } from './reading';
import { createTopic, kafkaJs, produce } from './topics';

kafkaSuite('reading from what a group has committed', (kafka) => {
  let topic = '';

  before(async () => {
    topic = topicName('committed');
    await createTopic(kafka(), { topic, partitions: 3 });
    await produce(
      kafka(),
      [0, 1, 2].flatMap((partition) => [0, 1, 2, 3].map((i) => `send\t${topic}\t${partition}\tk\tv${i}`)),
    );
  });

  const start = (group: string) => ({ start: { kind: 'group', group } }) as const;

  const said = (...sentences: string[]) => sentences.map((sentence) => ({ kind: 'start', sentence }));

  async function commit(group: string, offsets: readonly [partition: number, offset: number][]): Promise<void> {
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    const partitions = offsets.map(([partition, offset]) => ({ partition, offset: String(offset) }));
    await admin.setOffsets({ groupId: group, topic, partitions });
    await admin.disconnect();
  }

  it('starts at the commits, and at the beginning where there is none, and says so', async () => {
    const group = topicName('some');
    await commit(group, [
      [0, 3],
      [2, 4],
    ]);
    const { events, facts, problems, ...recording } = await readAll(kafka(), topic, start(group));
    assert.deepEqual(
      facts[0]?.partitions.map(({ id, from }) => [id, from]),
      [
        [0, 3],
        [1, 0],
        [2, 4],
      ],
    );
    assert.deepEqual(recording.records.map(({ partition, offset }) => `${partition}:${offset}`).sort(), [
      '0:3',
      '1:0',
      '1:1',
      '1:2',
      '1:3',
    ]);
    assert.deepEqual(
      events,
      said(`Group ${group} has committed nothing for partition 1 of ${topic}: read from the beginning there.`),
    );
    assert.deepEqual(problems, []);
  });

  it('reads all for a group that nobody knows, says so, and does not create it', async () => {
    const group = topicName('nobody');
    const { events, records } = await readAll(kafka(), topic, start(group));
    assert.equal(records.length, 12);
    assert.deepEqual(
      events,
      said(`Group ${group} has committed nothing for topic ${topic}: it is read from the beginning.`),
    );
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    assert.ok(!groups.some(({ groupId }) => groupId === group));
  });

  it('names commits that lie outside the log, and leaves them as they are', async () => {
    const group = topicName('outside');
    await commit(group, [
      [0, 1],
      [1, 99],
      [2, 0],
    ]);
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    await admin.fetchTopicMetadata({ topics: [topic] });
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '3' }] });
    const committed = () => admin.fetchOffsets({ groupId: group, topics: [topic] });
    const before = await committed();
    const { events, records } = await readAll(kafka(), topic, start(group));
    assert.deepEqual(records.map(({ partition, offset }) => `${partition}:${offset}`).sort(), [
      '0:3',
      '2:0',
      '2:1',
      '2:2',
      '2:3',
    ]);
    assert.deepEqual(
      events,
      said(
        `Group ${group} committed offset 1 in partition 0 of ${topic}, but the log now begins at 3: 2 offsets were deleted before the group read them.`,
        `Group ${group} committed offset 99 in partition 1 of ${topic}, but the log ends at 4: the topic was created again, or its end was lost.`,
      ),
    );
    assert.deepEqual(await committed(), before);
    await admin.disconnect();
  });
});
