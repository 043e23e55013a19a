import assert from 'node:assert/strict';
import { ClusterAccess } from '../../src/explorer/clusterAccess';
import type { ClusterActions } from '../../src/kafka/clusterActions';
import { KafkaError } from '../../src/kafka/errors';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { testUsers } from '../kafka/brokerConfig';
import { kafkaSuite, topicName } from './kafkaSuite';
import { profileOf, until } from './reading';
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

  /** The broker has carried the change out; the connection, logged in before, ends before its answer comes. */
  async function told(apiKey: number, change: (actions: ClusterActions) => Promise<unknown>): Promise<string> {
    const cut = Promise.race(kafka().loginProxies.map((proxy) => proxy.cutInsteadOfAnswer(apiKey)));
    const error: unknown = await access.change(profile(), change).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof KafkaError, String(error));
    await cut;
    return `${error.kind}: ${error.message.replace(/127\.0\.0\.1:\d+/, 'BROKER')}`;
  }

  const unknown =
    'disconnected: BROKER broke the connection. Whether the change was made is not known: refresh to see.';

  it('is told as a broken connection and not as a failed login, and the next call logs in again', async () => {
    const name = topicName('login-cut-create');
    assert.ok(!(await names()).includes(name));
    const topic = { name, partitions: 1, replication: 1, config: {} };
    assert.equal(await told(19, (actions) => actions.createTopic(topic)), unknown);
    await until('the topic is there', async () => (await names()).includes(name));
  });

  it('is told so of a topic that was deleted', async () => {
    const name = topicName('login-cut-delete');
    await createTopic(kafka(), { topic: name });
    await until('the topic is there', async () => (await names()).includes(name));
    assert.equal(await told(20, (actions) => actions.deleteTopic(name)), unknown);
    await until('it is gone', async () => !(await names()).includes(name));
  });
});
