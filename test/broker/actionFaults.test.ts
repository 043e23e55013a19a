import assert from 'node:assert/strict';
import { ClusterAccess } from '../../src/explorer/clusterAccess';
import { KafkaError } from '../../src/kafka/errors';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { testUsers } from '../kafka/brokerConfig';
import { kafkaSuite, topicName } from './kafkaSuite';
import { profileOf, until } from './reading';
import { createTopic, kafkaJs } from './topics';

kafkaSuite('what goes wrong with changes', (kafka) => {
  async function sentence(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof KafkaError, String(error));
    return `${error.kind}: ${error.message}`;
  }

  it('says what a partition without a leader keeps one from', async function () {
    this.timeout(120_000);
    const topic = topicName('offline');
    await createTopic(kafka(), { topic, assignment: [[3], [1]] });
    const client = kafkaJs(kafka()).admin();
    await client.connect();
    await client.setOffsets({
      groupId: topic,
      topic,
      partitions: [
        { partition: 0, offset: '0' },
        { partition: 1, offset: '0' },
      ],
    });
    await client.disconnect();
    const admin = createKafkaJsAdmin(profileOf(kafka().bootstrapServers().slice(0, 2)));
    await kafka().broker(3).kill();
    try {
      await until(
        'the partition has no leader',
        async () => (await admin.topic(topic)).partitions[0]?.leader === undefined,
        40_000,
      );
      const found = (await admin.topics()).find(({ name }) => name === topic);
      assert.deepEqual(
        found?.partitions.map(({ leader, replicas, offline }) => ({ leader, replicas, offline })),
        [
          { leader: undefined, replicas: [3], offline: [3] },
          { leader: 1, replicas: [1], offline: [] },
        ],
      );
      // The group's coordinator may have been on the broker that is gone.
      await until('the group answers again', () =>
        admin.group(topic).then(
          () => true,
          () => false,
        ),
      );
      assert.deepEqual((await admin.group(topic)).lag, [
        { topic, partition: 0, committed: 0, end: undefined },
        { topic, partition: 1, committed: 0, end: 0 },
      ]);
      assert.equal(
        await sentence(admin.planOffsets(topic, { kind: 'beginning' })),
        `unavailable: Partition 0 of topic ${topic} has no leader now, so its offsets are not known: bring its brokers back first.`,
      );
      assert.equal(
        await sentence(admin.deleteRecords(topic, new Map([[0, 1]]))),
        `unavailable: Partition 0 of topic ${topic} has no leader now, so nothing was deleted: bring its brokers back first.`,
      );
    } finally {
      await kafka().restart(3);
      await admin.close();
    }
  });

  it('says that nobody knows whether a change was made when the broker hangs in the middle of it', async () => {
    const access = new ClusterAccess(
      async (profile) => createKafkaJsAdmin(profile, { connectionTimeoutMs: 1_500, requestTimeoutMs: 1_500 }),
      () => 20_000,
    );
    const profile = profileOf(kafka().bootstrapServers('PROXIED'));
    const name = topicName('lost');
    await access.use(profile, (admin) => admin.overview());
    for (const proxy of kafka().proxies) proxy.swallowResponses(true);
    const work = access.change(profile, (actions) =>
      actions.createTopic({ name, partitions: 1, replication: 1, config: {} }),
    );
    assert.match(
      await sentence(work),
      /^timeout: .* did not answer within 1\.5 s\. Whether the change was made is not known: refresh to see\.$/,
    );
    for (const proxy of kafka().proxies) proxy.swallowResponses(false);
    assert.ok((await access.use(profile, (admin) => admin.topics())).length > 0);
    access.dispose();
  });

  it('names the ACL that a change needs', async () => {
    const topic = topicName('forbidden');
    await createTopic(kafka(), { topic });
    const principal = 'User:carol';
    const client = kafkaJs(kafka()).admin();
    await client.connect();
    const acl = { resourceType: 2, resourceName: topic, resourcePatternType: 3, principal, host: '*' };
    await client.createAcls({ acl: [{ ...acl, operation: 8, permissionType: 3 }] });
    const made = kafka().keys;
    assert.ok(made);
    const profile = {
      ...profileOf(kafka().bootstrapServers('SECURE')),
      security: { tls: { ca: made.caPem }, sasl: { mechanism: 'PLAIN', username: 'carol' } },
    } as const;
    const admin = createKafkaJsAdmin(profile, { secrets: { password: testUsers.carol } });
    await until('carol may describe the topic', async () => (await admin.topics()).some(({ name }) => name === topic));
    assert.equal(
      await sentence(admin.deleteTopic(topic)),
      `authorization: You may not delete topic ${topic}: the user needs the ACL Delete on topic ${topic}.`,
    );
    assert.match(
      await sentence(admin.createTopic({ name: `${topic}-new`, partitions: 1, replication: 1, config: {} })),
      new RegExp(
        `^authorization: You may not create topic ${topic}-new: the user needs the ACL Create on topic ${topic}-new, or on the cluster\\.`,
      ),
    );
    assert.match(
      await sentence(admin.setConfig({ kind: 'topic', name: topic }, [{ name: 'retention.ms', value: '1' }])),
      /^authorization: .* the user needs the ACL AlterConfigs on topic /,
    );
    assert.match(
      await sentence(admin.acls()),
      /^authorization: You may not list ACLs: the user needs the ACL Describe on the cluster\./,
    );
    assert.match(
      await sentence(admin.deleteGroup(topic)),
      /^authorization: You may not delete group .*: the user needs the ACL Delete on group /,
    );
    assert.deepEqual(await admin.durabilitySettings([topic]), new Map());
    assert.equal((await admin.overview()).controllerId, undefined);
    // Other tests want a bob who may see nothing.
    await client.deleteAcls({ filters: [{ ...acl, operation: 8, permissionType: 3 }] });
    await client.disconnect();
    await until('bob may see nothing again', async () => (await admin.topics()).length === 0);
    await admin.close();
  });
});
