import assert from 'node:assert/strict';
import { ClusterAccess } from '../../src/explorer/clusterAccess';
import type { Node } from '../../src/explorer/node';
import { render } from '../../src/explorer/render';
import { TreeLoads } from '../../src/explorer/treeLoads';
import type { ClusterActions } from '../../src/kafka/clusterActions';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { kafkaSuite, topicName } from './kafkaSuite';
import { profileOf, until } from './reading';
import { notKnown, toldOfCut } from './toldOfCut';
import { createTopic, kafkaJs } from './topics';

kafkaSuite('a change whose answer is cut off', (kafka) => {
  const servers = (): string[] => kafka().bootstrapServers('PROXIED');
  let access: ClusterAccess;
  let loads: TreeLoads;

  beforeEach(() => {
    access = new ClusterAccess(
      async (profile) => createKafkaJsAdmin(profile),
      () => 20_000,
    );
    const listing = { showInternal: false, topicFilter: '', groupFilter: '', subjectFilter: '' };
    loads = new TreeLoads(
      () => [{ ...profileOf(servers()), origin: 'stored' }],
      access,
      () => ({ ...listing, favourites: () => new Set() }),
      (error) => assert.fail(String(error)),
    );
  });

  afterEach(() => {
    loads.dispose();
    access.dispose();
  });

  /** Rows below the named ones, as the tree has them. */
  async function rows(...path: readonly string[]): Promise<string[]> {
    let nodes: readonly Node[] = loads.roots();
    for (const label of ['test', ...path]) {
      const node = nodes.find((one) => render(one, loads.state(one)).label === label);
      assert.ok(node, `no row ${label} in ${nodes.map((one) => render(one, loads.state(one)).label)}`);
      nodes = await loads.children(node);
    }
    return nodes.map((node) => {
      const { label, description } = render(node, loads.state(node));
      return [label, description].filter(Boolean).join(' | ');
    });
  }

  const told = (apiKey: number, change: (actions: ClusterActions) => Promise<unknown>): Promise<string> =>
    toldOfCut(access, profileOf(servers()), kafka().proxies, apiKey, change);
  const refresh = (): void => loads.refresh(loads.roots()[0]);

  it('leaves nobody to believe that a topic was not created', async () => {
    const name = topicName('cut-create');
    assert.ok(!(await rows('Topics')).some((row) => row.startsWith(name)));
    const topic = { name, partitions: 2, replication: 3, config: { 'min.insync.replicas': '2' } };
    assert.equal(await told(19, (actions) => actions.createTopic(topic)), notKnown);
    await until('the topic is in the tree', async () => {
      refresh();
      return (await rows('Topics')).includes(`${name} | RF 3 · min ISR 2 · 2 partitions`);
    });
  });

  it('leaves nobody to believe that a topic was not deleted', async () => {
    const name = topicName('cut-delete');
    await createTopic(kafka(), { topic: name });
    await until('the topic is in the tree', async () => {
      refresh();
      return (await rows('Topics')).some((row) => row.startsWith(name));
    });
    assert.equal(await told(20, (actions) => actions.deleteTopic(name)), notKnown);
    await until('it is gone', async () => {
      refresh();
      return !(await rows('Topics')).some((row) => row.startsWith(name));
    });
  });

  it('leaves nobody to believe that a setting was not changed', async () => {
    const name = topicName('cut-config');
    await createTopic(kafka(), { topic: name });
    await until('the topic is in the tree', async () => {
      refresh();
      return (await rows('Topics')).some((row) => row.startsWith(name));
    });
    assert.equal((await rows('Topics', name, 'Configuration')).length, 1);
    const changes = [{ name: 'retention.ms', value: '86400000' }];
    assert.equal(await told(44, (actions) => actions.setConfig({ kind: 'topic', name }, changes)), notKnown);
    await until('the setting is in the tree', async () => {
      refresh();
      return (await rows('Topics', name, 'Configuration')).some((row) => row.startsWith('retention.ms | 86400000'));
    });
  });

  it('leaves nobody to believe that records are there still, and says which others are gone', async () => {
    const name = topicName('cut-records');
    await createTopic(kafka(), { topic: name, assignment: [[1], [2]] });
    const producer = kafkaJs(kafka()).producer();
    await producer.connect();
    for (const partition of [0, 1])
      await producer.send({ topic: name, messages: [1, 2, 3].map((n) => ({ value: `message${n}`, partition })) });
    await producer.disconnect();
    assert.deepEqual((await rows('Topics', name)).slice(1), [
      'Partition 0 | 0..3 · leader 1 · ISR 1',
      'Partition 1 | 0..3 · leader 2 · ISR 2',
    ]);
    const [first] = kafka().proxies;
    assert.ok(first);
    const cut = first.cutInsteadOfAnswer(21);
    const before = new Map([
      [0, 3],
      [1, 2],
    ]);
    const failure = await access
      .change(profileOf(servers()), (actions) => actions.deleteRecords(name, before))
      .then(String, String);
    await cut;
    assert.equal(
      failure.replace(/127\.0\.0\.1:\d+/, 'BROKER'),
      'KafkaError: BROKER broke the connection. Those of partition 1 were deleted. Whether the change was made is not known: refresh to see.',
    );
    refresh();
    assert.deepEqual((await rows('Topics', name)).slice(1), [
      'Partition 0 | 3..3 · leader 1 · ISR 1',
      'Partition 1 | 2..3 · leader 2 · ISR 2',
    ]);
  });

  it('leaves nobody to believe that offsets were not reset', async () => {
    const name = topicName('cut-offsets');
    await createTopic(kafka(), { topic: name });
    const client = kafkaJs(kafka()).admin();
    await client.connect();
    await client.setOffsets({ groupId: name, topic: name, partitions: [{ partition: 0, offset: '0' }] });
    await client.disconnect();
    assert.ok((await rows('Consumer groups', name)).includes(`${name} 0 | lag 0 · committed 0 of 0`));
    const change = { topic: name, partition: 0, before: 0, after: 7, begin: 0, end: 0 };
    assert.equal(await told(8, (actions) => actions.commitOffsets(name, [change])), notKnown);
    refresh();
    const [row] = (await rows('Consumer groups', name)).filter((one) => one.startsWith(`${name} 0`));
    assert.match(row ?? '', /committed 7 of 0/);
  });
});
