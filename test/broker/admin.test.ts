import assert from 'node:assert/strict';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import type { ClusterAdmin } from '../../src/kafka/ports';
import { kafkaSuite, topicName } from './kafkaSuite';
import { profileOf, until } from './reading';
import { createTopic, kafkaJs, produce } from './topics';

kafkaSuite('looking at a cluster', (kafka) => {
  let admin: ClusterAdmin;

  before(() => {
    admin = createKafkaJsAdmin(profileOf(kafka().bootstrapServers()));
  });
  after(() => admin.close());

  it('names the brokers and one controller', async () => {
    const { clusterId, brokers } = await admin.overview();
    assert.match(clusterId ?? '', /^[\w-]{22}$/);
    assert.deepEqual(
      brokers.map(({ id, host, port }) => `${id} ${host}:${port}`),
      kafka()
        .bootstrapServers()
        .map((server, at) => `${at + 1} ${server}`),
    );
    assert.equal(brokers.filter(({ isController }) => isController).length, 1);
  });

  it('lists topics with partitions, replicas, offsets and the settings that differ from the default', async () => {
    const topic = topicName('described');
    await createTopic(kafka(), { topic, partitions: 2, replicas: 3, config: { 'min.insync.replicas': '2' } });
    await produce(
      kafka(),
      [0, 0, 1].map((partition) => `send\t${topic}\t${partition}\tk\tv`),
    );
    const found = (await admin.topics()).find(({ name }) => name === topic);
    assert.deepEqual(found, await admin.topic(topic));
    assert.equal(found?.isInternal, false);
    assert.deepEqual(
      found?.partitions.map(({ id, leader, replicas, isr }) => [
        id,
        replicas.includes(leader ?? -1),
        [...replicas].sort(),
        [...isr].sort(),
      ]),
      [
        [0, true, [1, 2, 3], [1, 2, 3]],
        [1, true, [1, 2, 3], [1, 2, 3]],
      ],
    );
    assert.deepEqual(await admin.offsets(topic), [
      { partition: 0, begin: 0, end: 2 },
      { partition: 1, begin: 0, end: 1 },
    ]);
    assert.deepEqual([...(await admin.minInSyncReplicas([topic]))], [[topic, 2]]);
    const config = await admin.topicConfig(topic);
    assert.deepEqual(
      config.filter(({ isDefault }) => !isDefault),
      [{ name: 'min.insync.replicas', value: '2', isDefault: false }],
    );
    assert.deepEqual(
      config.find(({ name }) => name === 'cleanup.policy'),
      { name: 'cleanup.policy', value: 'delete', isDefault: true },
    );
  });

  it('shows the end behind an open transaction, not the last stable offset', async () => {
    const topic = topicName('watermark');
    await createTopic(kafka(), { topic });
    await produce(kafka(), ['begin', `send\t${topic}\t0\tk\tpending`, 'leave'], [`transactional.id=${topic}`]);
    assert.deepEqual(await admin.offsets(topic), [{ partition: 0, begin: 0, end: 1 }]);
  });

  it('describes a consumer group with members, assignment and lag', async () => {
    const topic = topicName('grouped');
    await createTopic(kafka(), { topic, partitions: 3 });
    await produce(
      kafka(),
      [0, 0, 0, 1].map((partition) => `send\t${topic}\t${partition}\tk\tv`),
    );
    const client = kafkaJs(kafka());
    const consumer = client.consumer({ groupId: topic });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    let seen = 0;
    await consumer.run({
      autoCommit: false,
      eachMessage: async () => {
        seen += 1;
      },
    });
    await until('the consumer has read all', () => seen === 4);
    await consumer.commitOffsets([{ topic, partition: 0, offset: '2' }]);
    const live = await admin.group(topic);
    assert.ok((await admin.groups()).some(({ id, protocolType }) => id === topic && protocolType === 'consumer'));
    await consumer.disconnect();

    assert.equal(live.state, 'Stable');
    assert.equal(live.protocolType, 'consumer');
    assert.deepEqual(
      live.members.map(({ clientId, host, assignment }) => ({ clientId, host, assignment })),
      [{ clientId: 'test', host: '127.0.0.1', assignment: [0, 1, 2].map((partition) => ({ topic, partition })) }],
    );
    assert.deepEqual(live.lag, [
      { topic, partition: 0, committed: 2, end: 3 },
      { topic, partition: 1, committed: undefined, end: 1 },
      { topic, partition: 2, committed: undefined, end: 0 },
    ]);
    const left = await admin.group(topic);
    assert.equal(left.state, 'Empty');
    assert.deepEqual(left.members, []);
    assert.deepEqual(left.lag, [{ topic, partition: 0, committed: 2, end: 3 }]);
  });

  it('says of a group of the new protocol that its state is not known, and shows its lag', async () => {
    if (!kafka().version.startsWith('4.')) {
      // Off by default before 4.0: there is nothing to look at.
      assert.equal((await admin.groups()).filter(({ id }) => id.startsWith('kip848')).length, 0);
      return;
    }
    const topic = topicName('kip848');
    await createTopic(kafka(), { topic });
    await produce(kafka(), [`send\t${topic}\t0\tk\tv`, `send\t${topic}\t0\tk\tw`]);
    const group = ['--group', topic, '--consumer-property', 'group.protocol=consumer'];
    const args = ['--bootstrap-server', kafka().bootstrapServers().join(), '--topic', topic, ...group];
    await kafka().runTool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
      ...args,
      '--from-beginning',
      '--max-messages',
      '2',
    ]);
    assert.ok((await admin.groups()).some(({ id }) => id === topic));
    assert.deepEqual(await admin.group(topic), {
      id: topic,
      protocolType: 'consumer',
      state: 'Unknown',
      members: [],
      lag: [{ topic, partition: 0, committed: 2, end: 2 }],
    });
  });

  it('answers for a group that does not exist without making one', async () => {
    const name = topicName('nobody');
    const group = await admin.group(name);
    assert.deepEqual(group, { id: name, protocolType: 'consumer', state: 'Unknown', members: [], lag: [] });
    assert.ok(!(await admin.groups()).some(({ id }) => id === name));
  });
});
