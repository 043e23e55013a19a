import assert from 'node:assert/strict';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { kafkaSuite, topicName } from './kafkaSuite';
import { profileOf, until } from './reading';
import { createTopic, kafkaJs, lateServers, produce } from './topics';

kafkaSuite('looking at a cluster', (kafka) => {
  let admin: ReturnType<typeof createKafkaJsAdmin>;

  before(async () => {
    admin = createKafkaJsAdmin(profileOf(kafka().bootstrapServers()));
    // The first question for a group makes the broker create the topic of the offsets and elect its leaders.
    const answers = (): Promise<boolean> =>
      admin.group('anyone').then(
        () => true,
        () => false,
      );
    await until('there is a coordinator', answers);
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
    const all = await admin.topics();
    const names = all.map(({ name }) => name);
    assert.deepEqual(names, [...names].sort());
    const found = all.find(({ name }) => name === topic);
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
    assert.deepEqual([...(await admin.durabilitySettings([topic]))], [[topic, { minInSync: 2, allowsUnclean: false }]]);
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

  it('names the topics that any broker in reach knows', async () => {
    const topic = topicName('named');
    const { all, first } = await lateServers(kafka());
    const [soon, late] = [[first], all].map((servers) => createKafkaJsAdmin(profileOf(servers)));
    assert.ok(soon && late);
    // Connected, so that nothing but the question is between the first broker's knowledge and the late one's answer.
    await late.topicNames();
    await soon.createTopic({ name: topic, partitions: 1, replication: 1, config: {} });
    const names = await late.topicNames();
    assert.ok(names.includes(topic));
    assert.deepEqual(names, [...new Set(names)].sort());
    for (const one of [soon, late]) await one.close();
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

  it('describes a group of the consumer protocol: epochs, assignor, members, assignment and lag', async function () {
    // Off by default before 4.0.
    if (!kafka().version.startsWith('4.')) this.skip();
    const topic = topicName('kip848');
    await createTopic(kafka(), { topic });
    await produce(kafka(), [`send\t${topic}\t0\tk\tv`, `send\t${topic}\t0\tk\tw`]);
    const running = kafka().tryTool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
      ...['--bootstrap-server', kafka().bootstrapServers().join(), '--topic', topic, '--group', topic],
      ...['--command-property', 'group.protocol=consumer', '--command-property', 'auto.commit.interval.ms=100'],
      ...['--from-beginning', '--timeout-ms', '6000'],
    ]);
    let live = await admin.group(topic);
    await until('the group is stable and has committed', async () => {
      live = await admin.group(topic);
      return live.state === 'Stable' && live.lag[0]?.committed === 2;
    });
    const listed = (await admin.groups()).find(({ id }) => id === topic);
    assert.deepEqual(listed, { id: topic, protocolType: 'consumer', state: 'Stable', type: 'consumer' });
    const { members, ...group } = live;
    assert.deepEqual(group, {
      id: topic,
      protocolType: 'consumer',
      type: 'consumer',
      state: 'Stable',
      epoch: group.epoch,
      assignmentEpoch: group.epoch,
      assignor: 'uniform',
      lag: [{ topic, partition: 0, committed: 2, end: 2 }],
    });
    assert.ok((group.epoch ?? 0) > 0);
    assert.deepEqual(
      members.map(({ clientId, host, epoch, assignment, target }) => ({ clientId, host, epoch, assignment, target })),
      [
        {
          clientId: 'console-consumer',
          host: '127.0.0.1',
          epoch: group.epoch,
          assignment: [{ topic, partition: 0 }],
          target: undefined,
        },
      ],
    );
    const refused = await admin.commitOffsets(topic, await admin.planOffsets(topic, { kind: 'beginning' })).then(
      () => 'done',
      (error: Error) => error.message,
    );
    assert.match(refused, /: it has 1 member \(Stable\)\. Stop its consumers/);
    await running;
    await until('the group is empty', async () => (await admin.group(topic)).state === 'Empty');
    await admin.commitOffsets(topic, await admin.planOffsets(topic, { kind: 'beginning' }));
    assert.deepEqual((await admin.group(topic)).lag, [{ topic, partition: 0, committed: 0, end: 2 }]);
    await admin.deleteGroup(topic);
    assert.equal((await admin.group(topic)).state, 'Unknown');
  });

  it('describes a share group with its members and where it stands', async function () {
    if (!kafka().version.startsWith('4.')) this.skip();
    this.timeout(100_000);
    const topic = topicName('kip932');
    const servers = ['--bootstrap-server', kafka().bootstrapServers().join()];
    await createTopic(kafka(), { topic });
    // It would begin at the end, which it looks up some time after it has the partition: maybe behind both records.
    await kafka().runTool('kafka.admin.ConfigCommand', [
      ...[...servers, '--alter', '--entity-type', 'groups', '--entity-name', topic],
      ...['--add-config', 'share.auto.offset.reset=earliest'],
    ]);
    const running = kafka().tryTool('org.apache.kafka.tools.consumer.ConsoleShareConsumer', [
      ...[...servers, '--topic', topic, '--group', topic],
      ...['--timeout-ms', '40000', '--max-messages', '2'],
    ]);
    const hasPartition = async () => (await admin.group(topic)).members[0]?.assignment.length === 1;
    await until('the group has its partition', hasPartition, 40_000);
    const live = await admin.group(topic);
    assert.deepEqual([live.type, live.state, live.members.length], ['share', 'Stable', 1]);
    await produce(kafka(), [`send\t${topic}\t0\tk\tv`, `send\t${topic}\t0\tk\tw`]);
    await running;
    await until('the group is empty', async () => (await admin.group(topic)).state === 'Empty');
    // The start offset follows later than the count of what is done.
    const [left] = (await admin.group(topic)).lag;
    assert.deepEqual({ ...left, committed: undefined }, { topic, partition: 0, committed: undefined, end: 2, lag: 0 });
    assert.ok(left?.committed !== undefined && left.committed <= 2);
    const listed = (await admin.groups()).find(({ id }) => id === topic);
    assert.deepEqual(listed, { id: topic, protocolType: 'share', state: 'Empty', type: 'share' });
    await admin.deleteGroup(topic);
    assert.ok(!(await admin.groups()).some(({ id }) => id === topic));
  });

  it('answers for a group that does not exist without making one', async () => {
    const name = topicName('nobody');
    const group = await admin.group(name);
    assert.deepEqual(group, { id: name, protocolType: 'consumer', state: 'Unknown', members: [], lag: [] });
    assert.ok(!(await admin.groups()).some(({ id }) => id === name));
  });
});
