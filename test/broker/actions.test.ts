import assert from 'node:assert/strict';
import { KafkaError } from '../../src/kafka/errors';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { kafkaSuite, topicName } from './kafkaSuite';
import { profileOf, until } from './reading';
import { createTopic, kafkaJs, lateServers, produce } from './topics';

kafkaSuite('changing a cluster', (kafka) => {
  let admin: ReturnType<typeof createKafkaJsAdmin>;

  before(() => {
    admin = createKafkaJsAdmin(profileOf(kafka().bootstrapServers()));
  });
  after(() => admin.close());

  async function sentence(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof KafkaError, String(error));
    return `${error.kind}: ${error.message}`;
  }

  it('creates a topic with partitions, replicas and settings, and deletes it again', async () => {
    const name = topicName('made');
    const topic = { name, partitions: 3, replication: 2, config: { 'cleanup.policy': 'compact' } };
    await admin.createTopic(topic, { validateOnly: true });
    assert.match(await sentence(admin.topic(name)), /^unknown-topic: /);
    await admin.createTopic(topic);
    const made = await admin.topic(name);
    assert.deepEqual(
      made.partitions.map(({ replicas }) => replicas.length),
      [2, 2, 2],
    );
    const set = (await admin.topicConfig(name)).filter(({ isDefault }) => !isDefault);
    assert.deepEqual(set, [{ name: 'cleanup.policy', value: 'compact', isDefault: false }]);
    await admin.deleteTopic(name);
    assert.ok(!(await admin.topics()).some((one) => one.name === name));
    assert.match(await sentence(admin.topic(name)), /^unknown-topic: /);
  });

  it('leaves partitions and replicas to the broker where nothing is said', async () => {
    const name = topicName('defaults');
    await admin.createTopic({ name, partitions: undefined, replication: undefined, config: {} });
    assert.deepEqual(
      (await admin.topic(name)).partitions.map(({ replicas }) => replicas.length),
      [1],
    );
  });

  it('passes on why a topic cannot be created', async () => {
    const name = topicName('refused');
    const topic = { name, partitions: 1, replication: 1, config: {} };
    assert.match(
      await sentence(admin.createTopic({ ...topic, replication: 9 })),
      new RegExp(
        `^invalid-input: The broker will not create topic ${name}: the replication factor does not fit the brokers\\. The broker says: .*3 broker`,
      ),
    );
    assert.match(
      await sentence(admin.createTopic({ ...topic, partitions: 0 })),
      /^invalid-input: .* the number of partitions does not fit\. The broker says: .*(larger than 0|positive)/,
    );
    assert.match(
      await sentence(admin.createTopic({ ...topic, config: { 'cleanup.policy': 'keep' } })),
      /^invalid-input: .* a setting or its value is not valid\. The broker says: .*keep/,
    );
    assert.match(
      await sentence(admin.createTopic({ ...topic, name: 'a b' })),
      /^invalid-input: The cluster cannot create topic a b: the name is not a valid topic name\. The broker says: /,
    );
    await admin.createTopic(topic);
    assert.match(
      await sentence(admin.createTopic(topic)),
      /^conflict: The cluster cannot create topic .*: there is one of that name\./,
    );
    assert.equal(
      await sentence(admin.deleteTopic(`${name}-not`)),
      `unknown-topic: The cluster cannot delete topic ${name}-not: there is no such topic or partition.`,
    );
  });

  it('takes names at the length limit', async () => {
    const name = `${topicName('long')}-`.padEnd(249, 'x');
    await admin.createTopic({ name, partitions: 1, replication: 1, config: {} });
    assert.ok((await admin.topics()).some((one) => one.name === name));
    await admin.deleteTopic(name);
    const longer = { name: `${name}x`, partitions: 1, replication: 1, config: {} };
    assert.match(await sentence(admin.createTopic(longer)), /^invalid-input: .*not a valid topic name/);
  });

  it('adds partitions, and says why it cannot take any away', async () => {
    const name = topicName('growing');
    await createTopic(kafka(), { topic: name, partitions: 2 });
    await admin.addPartitions(name, 4);
    assert.equal((await admin.topic(name)).partitions.length, 4);
    assert.match(
      await sentence(admin.addPartitions(name, 3)),
      /^invalid-input: The broker will not give topic .* 3 partitions: the number of partitions does not fit\. The broker says: .*4 partition/,
    );
  });

  it('changes one setting and leaves the others, and takes it back', async () => {
    const name = topicName('configured');
    await createTopic(kafka(), { topic: name, config: { 'retention.ms': '1000000' } });
    const topic = { kind: 'topic', name } as const;
    // Whoever has changed a setting is shown it, also by a broker that hears of it later than the first.
    const late = createKafkaJsAdmin(profileOf((await lateServers(kafka())).all));
    const set = async () =>
      (await late.configs(topic)).filter(({ isDefault }) => !isDefault).map((one) => `${one.name}=${one.value}`);
    await late.setConfig(topic, [{ name: 'min.insync.replicas', value: '1' }]);
    assert.deepEqual(await set(), ['min.insync.replicas=1', 'retention.ms=1000000']);
    await late.setConfig(topic, [
      { name: 'min.insync.replicas', value: '2' },
      { name: 'cleanup.policy', value: 'compact, delete' },
    ]);
    assert.deepEqual(await set(), ['cleanup.policy=compact,delete', 'min.insync.replicas=2', 'retention.ms=1000000']);
    await late.setConfig(topic, [
      { name: 'retention.ms', value: undefined },
      { name: 'cleanup.policy', value: undefined },
    ]);
    assert.deepEqual(await set(), ['min.insync.replicas=2']);
    assert.match(
      await sentence(late.setConfig(topic, [{ name: 'retention.ms', value: 'long' }])),
      /^invalid-input: The broker will not change the configuration of topic .*: a setting or its value is not valid\. The broker says: .*long/,
    );
    await late.close();
  });

  it('tells where a setting comes from, what it would be without, and what it means', async () => {
    const name = topicName('explained');
    await createTopic(kafka(), { topic: name, config: { 'retention.ms': '1000000' } });
    const configs = await admin.configs({ kind: 'topic', name });
    const retention = configs.find((one) => one.name === 'retention.ms');
    assert.deepEqual(
      { ...retention, documentation: undefined },
      {
        name: 'retention.ms',
        value: '1000000',
        isDefault: false,
        source: 'topic',
        isReadOnly: false,
        isSensitive: false,
        fallback: retention?.fallback,
        documentation: undefined,
      },
    );
    assert.match(retention?.documentation ?? '', /maximum time we will retain a log/);
    const [broker] = (await admin.overview()).brokers;
    const ofBroker = await admin.configs({ kind: 'broker', id: broker?.id ?? 0 });
    const node = ofBroker.find((one) => one.name === 'node.id');
    assert.deepEqual([node?.value, node?.source, node?.isReadOnly, node?.isDefault], ['1', 'file', true, false]);
    const secret = ofBroker.find((one) => one.name === 'ssl.keystore.password');
    assert.deepEqual([secret?.value, secret?.fallback, secret?.isSensitive], [undefined, undefined, true]);
  });

  it('deletes records up to an offset', async () => {
    const topic = topicName('shortened');
    await createTopic(kafka(), { topic, partitions: 2, replicas: 3 });
    await produce(
      kafka(),
      [0, 0, 0, 1].map((partition) => `send\t${topic}\t${partition}\tk\tv`),
    );
    assert.deepEqual(
      [
        ...(await admin.deleteRecords(
          topic,
          new Map([
            [0, 2],
            [1, 1],
          ]),
        )),
      ].sort(),
      [
        [0, 2],
        [1, 1],
      ],
    );
    assert.deepEqual(await admin.offsets(topic), [
      { partition: 0, begin: 2, end: 3 },
      { partition: 1, begin: 1, end: 1 },
    ]);
    assert.equal(
      await sentence(admin.deleteRecords(topic, new Map([[0, 99]]))),
      `invalid-input: Partition 0 of topic ${topic} does not reach to the offset asked for: nothing was deleted there.`,
    );
    const compacted = topicName('compacted');
    await createTopic(kafka(), { topic: compacted, config: { 'cleanup.policy': 'compact' } });
    await produce(kafka(), [`send\t${compacted}\t0\tk\tv`]);
    assert.equal(
      await sentence(admin.deleteRecords(compacted, new Map([[0, 1]]))),
      `invalid-input: Topic ${compacted} is compacted without deletion, so its records cannot be deleted: cleanup.policy needs "delete".`,
    );
  });

  it('plans and resets the offsets of an empty group in every way', async () => {
    const topic = topicName('reset');
    await createTopic(kafka(), { topic, partitions: 2 });
    await produce(
      kafka(),
      [0, 0, 0, 0, 1].map((partition) => `send\t${topic}\t${partition}\tk\tv`),
    );
    const client = kafkaJs(kafka()).admin();
    await client.connect();
    await client.setOffsets({ groupId: topic, topic, partitions: [{ partition: 0, offset: '2' }] });
    await client.disconnect();
    const plan = async (target: Parameters<typeof admin.planOffsets>[1]) =>
      (await admin.planOffsets(topic, target)).map(({ partition, before, after }) => [partition, before, after]);
    assert.deepEqual(await plan({ kind: 'beginning' }), [
      [0, 2, 0],
      [1, undefined, 0],
    ]);
    assert.deepEqual(await plan({ kind: 'end' }), [
      [0, 2, 4],
      [1, undefined, 1],
    ]);
    assert.deepEqual(await plan({ kind: 'offset', offset: 3 }), [
      [0, 2, 3],
      [1, undefined, 1],
    ]);
    assert.deepEqual(await plan({ kind: 'timestamp', timestamp: 0 }), [
      [0, 2, 0],
      [1, undefined, 0],
    ]);
    assert.deepEqual(await plan({ kind: 'shift', by: -1 }), [[0, 2, 1]]);
    assert.deepEqual(await plan({ kind: 'shift', by: 99 }), [[0, 2, 4]]);
    await admin.commitOffsets(topic, await admin.planOffsets(topic, { kind: 'offset', offset: 3 }));
    assert.deepEqual((await admin.group(topic)).lag, [
      { topic, partition: 0, committed: 3, end: 4 },
      { topic, partition: 1, committed: 1, end: 1 },
    ]);
    await admin.deleteOffsets(topic, [{ topic, partition: 1 }]);
    assert.deepEqual((await admin.group(topic)).lag, [{ topic, partition: 0, committed: 3, end: 4 }]);
    await admin.deleteGroup(topic);
    assert.ok(!(await admin.groups()).some(({ id }) => id === topic));
  });

  it('refuses to reset, to forget and to delete a group that has members', async () => {
    const topic = topicName('busy');
    await createTopic(kafka(), { topic });
    const consumer = kafkaJs(kafka()).consumer({ groupId: topic });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachMessage: async () => undefined });
    await until('the group is stable', async () => (await admin.group(topic)).state === 'Stable');
    const plan = await admin.planOffsets(topic, { kind: 'beginning' });
    assert.equal(plan.length, 1);
    assert.equal(
      await sentence(admin.commitOffsets(topic, plan)),
      `conflict: The cluster cannot reset the offsets of group ${topic}: it has 1 member (Stable). Stop its consumers, wait until it is empty, and try again.`,
    );
    assert.equal(
      await sentence(admin.deleteGroup(topic)),
      `conflict: The broker will not delete group ${topic}: the group has members. Stop its consumers, wait until it is empty, and try again.`,
    );
    assert.equal(
      await sentence(admin.deleteOffsets(topic, [{ topic, partition: 0 }])),
      `conflict: The broker will not delete offsets of group ${topic}: the group still subscribes to the topic.`,
    );
    await consumer.disconnect();
    assert.equal(
      await sentence(admin.deleteGroup(`${topic}-not`)),
      `unavailable: There is no such group to delete group ${topic}-not.`,
    );
  });

  it('keeps group ids of any characters apart', async () => {
    const topic = topicName('hostile');
    await createTopic(kafka(), { topic });
    const ids = [`${topic}/a%2fb`, `${topic}\u202Eevil\u0007`, `${topic} \n<b>`];
    const client = kafkaJs(kafka()).admin();
    await client.connect();
    for (const groupId of ids) await client.setOffsets({ groupId, topic, partitions: [{ partition: 0, offset: '0' }] });
    await client.disconnect();
    const listed = (await admin.groups()).map(({ id }) => id);
    for (const id of ids) {
      assert.ok(listed.includes(id), id);
      assert.equal((await admin.group(id)).state, 'Empty');
      await admin.deleteGroup(id);
    }
  });

  it('lists ACLs', async () => {
    const principal = `User:${topicName('acl')}`;
    const client = kafkaJs(kafka()).admin();
    await client.connect();
    // Topic, prefixed, Read, Allow; group, literal, All, Deny.
    await client.createAcls({
      acl: [
        {
          resourceType: 2,
          resourceName: 'shop-',
          resourcePatternType: 4,
          principal,
          host: '*',
          operation: 3,
          permissionType: 3,
        },
        {
          resourceType: 3,
          resourceName: 'g',
          resourcePatternType: 3,
          principal,
          host: '10.0.0.1',
          operation: 2,
          permissionType: 2,
        },
      ],
    });
    await client.disconnect();
    const ours = async () => (await admin.acls())?.filter((acl) => acl.principal === principal);
    await until('the ACLs are known', async () => (await ours())?.length === 2);
    assert.deepEqual(await ours(), [
      {
        resource: 'group',
        name: 'g',
        pattern: 'literal',
        principal,
        host: '10.0.0.1',
        operation: 'All',
        isAllow: false,
      },
      {
        resource: 'topic',
        name: 'shop-',
        pattern: 'prefixed',
        principal,
        host: '*',
        operation: 'Read',
        isAllow: true,
      },
    ]);
  });
});
