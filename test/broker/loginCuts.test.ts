import assert from 'node:assert/strict';
import { ClusterAccess } from '../../src/explorer/clusterAccess';
import type { ClusterActions } from '../../src/kafka/clusterActions';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { testUsers } from '../kafka/brokerConfig';
import { kafkaSuite, topicName } from './kafkaSuite';
import { profileOf, until } from './reading';
import { notKnown, toldOfCut } from './toldOfCut';
import { createTopic } from './topics';

kafkaSuite('a change whose answer is cut off after a login', (kafka) => {
  let access: ClusterAccess;
  const profile = () => ({
    ...profileOf(kafka().bootstrapServers('LOGIN')),
    security: { sasl: { mechanism: 'SCRAM-SHA-256' as const, username: 'admin' } },
  });

  beforeEach(() => {
    access = new ClusterAccess(
      async (of) => createKafkaJsAdmin(of, { secrets: { password: testUsers.admin } }),
      () => 20_000,
    );
  });
  afterEach(() => access.dispose());

  const names = (): Promise<string[]> =>
    access.use(profile(), async (admin) => (await admin.topics()).map(({ name }) => name));

  /** The connection was logged in before. */
  const told = (apiKey: number, change: (actions: ClusterActions) => Promise<unknown>): Promise<string> =>
    toldOfCut(access, profile(), kafka().loginProxies, apiKey, change);

  it('is told as a broken connection and not as a failed login, and the next call logs in again', async () => {
    const name = topicName('login-cut-create');
    assert.ok(!(await names()).includes(name));
    const topic = { name, partitions: 1, replication: 1, config: {} };
    assert.equal(await told(19, (actions) => actions.createTopic(topic)), notKnown);
    await until('the topic is there', async () => (await names()).includes(name));
  });

  it('is told so of a topic that was deleted', async () => {
    const name = topicName('login-cut-delete');
    await createTopic(kafka(), { topic: name });
    await until('the topic is there', async () => (await names()).includes(name));
    assert.equal(await told(20, (actions) => actions.deleteTopic(name)), notKnown);
    await until('it is gone', async () => !(await names()).includes(name));
  });
});
