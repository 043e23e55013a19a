import assert from 'node:assert/strict';
import { children } from '../../../src/explorer/children';
import type { ClusterNode, Node } from '../../../src/explorer/node';
import { render } from '../../../src/explorer/render';
import type { Listing, ListMemory } from '../../../src/explorer/topicRows';
import { KafkaError } from '../../../src/kafka/errors';
import type { ClusterAdmin } from '../../../src/kafka/ports';
import { fakeAdmin, topic } from './fakeAdmin';
import { emptyMemory, wholeListing } from './wholeListing';

const cluster: ClusterNode = {
  kind: 'cluster',
  id: 'cluster 1',
  connection: '1',
  name: 'local',
  bootstrapServers: ['localhost:9092'],
  origin: 'stored',
};

describe('the tree of a cluster', () => {
  /** Opens the rows with these labels, one below the other, and answers what is drawn there. */
  async function rows(
    path: readonly string[],
    admin: ClusterAdmin = fakeAdmin(),
    listing = wholeListing,
  ): Promise<string[]> {
    let nodes: readonly Node[] = [cluster];
    for (const label of ['local', ...path]) {
      const node = nodes.find((one) => render(one, { phase: 'idle' }).label === label);
      assert.ok(node, `no row ${label}`);
      nodes = await children(node, admin, listing, emptyMemory());
    }
    return nodes.map((node) => {
      const row = render(node, { phase: 'idle' });
      return [row.label, row.description].filter(Boolean).join(' | ');
    });
  }

  it('shows brokers in order, with the controller', async () => {
    assert.deepEqual(await rows([]), ['Brokers | 2', 'Topics', 'Consumer groups', 'ACLs']);
    assert.deepEqual(await rows(['Brokers']), ['Broker 1 | controller · b1:9092', 'Broker 2 | b2:9092']);
  });

  it('shows topics by name, without the internal ones unless wanted', async () => {
    const clicks = 'clicks | RF 1 · 1 partition';
    const orders = 'orders | 1 without leader · RF 2 · min ISR 2 · 2 partitions';
    assert.deepEqual(await rows(['Topics']), [clicks, orders]);
    assert.deepEqual(await rows(['Topics'], fakeAdmin(), { ...wholeListing, showInternal: true }), [
      '__consumer_offsets | internal · RF 2 · 1 partition',
      clicks,
      orders,
    ]);
    assert.deepEqual(await rows(['Topics'], fakeAdmin(), { ...wholeListing, topicFilter: 'ORD' }), [orders]);
    assert.deepEqual(await rows(['Topics'], fakeAdmin(), { ...wholeListing, topicFilter: 'x' }), [
      'No topic matches "x"',
    ]);
  });

  it('says how many topics are left out of a long list', async () => {
    const many = Array.from({ length: 2_003 }, (_, n) => topic(`t${n}`, [{ leader: 1, replicas: [1], isr: [1] }]));
    const list = await rows(['Topics'], fakeAdmin({ topics: async () => many }));
    assert.equal(list.length, 2_001);
    assert.equal(list.at(-1), '3 more: filter topics to see them');
  });

  it('does not wait for the settings of thousands of topics, and tells when they have come', async () => {
    const many = Array.from({ length: 500 }, (_, n) =>
      topic(`t${String(n).padStart(3, '0')}`, [{ leader: 1, replicas: [1], isr: [1] }]),
    );
    const asked: number[] = [];
    let answer = (): void => undefined;
    const admin = fakeAdmin({
      topics: async () => many,
      durabilitySettings: async (names) => {
        asked.push(names.length);
        if (asked.length === 2) await new Promise<void>((resolve) => (answer = resolve));
        return new Map(names.map((name) => [name, { minInSync: 1, allowsUnclean: false }]));
      },
    });
    const topics = { kind: 'topics', id: 'topics', connection: '1' } as const;
    let learned = (): void => undefined;
    const learning = new Promise<void>((resolve) => (learned = resolve));
    const kept: ListMemory = { ...emptyMemory(), onLearned: () => learned() };
    const drawn = async () =>
      (await children(topics, admin, wholeListing, kept)).map((node) => render(node, { phase: 'idle' }).description);
    assert.deepEqual([...new Set(await drawn())], ['RF 1 · min ISR 1 · 1 partition', 'RF 1 · 1 partition']);
    assert.deepEqual(asked, [100, 100]);
    answer();
    await learning;
    assert.deepEqual([...new Set(await drawn())], ['RF 1 · min ISR 1 · 1 partition']);
    assert.deepEqual(asked, [100, 100, 100, 100, 100]);
  });

  it('draws topics without their settings where the brokers take long to tell them', async () => {
    let answer = (): void => undefined;
    const admin = fakeAdmin({
      durabilitySettings: async () => {
        await new Promise<void>((resolve) => (answer = resolve));
        return new Map([['orders', { minInSync: 2, allowsUnclean: false }]]);
      },
    });
    const topics = { kind: 'topics', id: 'topics', connection: '1' } as const;
    let learned = (): void => undefined;
    const learning = new Promise<void>((resolve) => (learned = resolve));
    const kept: ListMemory = { ...emptyMemory(), onLearned: () => learned() };
    const drawn = async () =>
      (await children(topics, admin, wholeListing, kept)).map((node) => render(node, { phase: 'idle' }).description);
    assert.deepEqual(await drawn(), ['RF 1 · 1 partition', '1 without leader · RF 2 · 2 partitions']);
    answer();
    await learning;
    assert.deepEqual(await drawn(), ['RF 1 · 1 partition', '1 without leader · RF 2 · min ISR 2 · 2 partitions']);
  });

  it('draws the topics that came even when a refresh forgets them right after', async () => {
    const kept: ListMemory = emptyMemory();
    const topics = { kind: 'topics', id: 'topics', connection: '1' } as const;
    const drawing = children(topics, fakeAdmin(), wholeListing, kept);
    while (kept.topics === undefined) await Promise.resolve();
    kept.topics = undefined;
    assert.equal((await drawing).length, 2);
  });

  it('asks for no more settings of a list that was refreshed away', async () => {
    const many = Array.from({ length: 500 }, (_, n) => topic(`t${n}`, [{ leader: 1, replicas: [1], isr: [1] }]));
    const kept: ListMemory = emptyMemory();
    const asked: number[] = [];
    const admin = fakeAdmin({
      topics: async () => many,
      durabilitySettings: async (names) => {
        asked.push(names.length);
        // As a refresh does.
        if (asked.length === 2) kept.settings = new Map();
        return new Map();
      },
    });
    await children({ kind: 'topics', id: 'topics', connection: '1' }, admin, wholeListing, kept);
    await new Promise((resolve) => setTimeout(resolve, 0));
    assert.deepEqual(asked, [100, 100]);
  });

  it('tells an empty list from one that may be hidden', async () => {
    const empty = fakeAdmin({ topics: async () => [], groups: async () => [] });
    assert.deepEqual(await rows(['Topics'], empty), ['No topics, or none that this user may describe']);
    assert.deepEqual(await rows(['Consumer groups'], empty), [
      'No consumer groups, or none that this user may describe',
    ]);
  });

  it('shows partitions with leader, in-sync replicas and offsets', async () => {
    assert.deepEqual(await rows(['Topics', 'orders']), [
      'Configuration',
      'Partition 0 | 10..1,234 · leader 1 · ISR 1,2',
      'Partition 1 | no leader · offsets unknown · ISR 1',
    ]);
  });

  it('keeps the partitions when their offsets are refused, and says so', async () => {
    const refusing = fakeAdmin({
      offsets: async () => {
        throw new KafkaError('authorization', 'No permission to DESCRIBE the topic orders.');
      },
    });
    assert.deepEqual(await rows(['Topics', 'orders'], refusing), [
      'Configuration',
      'No permission to DESCRIBE the topic orders.',
      'Partition 0 | offsets unknown · leader 1 · ISR 1,2',
      'Partition 1 | no leader · offsets unknown · ISR 1',
    ]);
  });

  it('says first what is wrong with a partition', async () => {
    const behind = topic('orders', [{ leader: 1, replicas: [1, 2, 3], isr: [1, 3] }]);
    const admin = fakeAdmin({ topics: async () => [behind], topic: async () => behind });
    assert.deepEqual(await rows(['Topics'], admin), ['orders | 1 under-replicated · RF 3 · min ISR 2 · 1 partition']);
    const worth = async (isr: readonly number[], minInSync: number, allowsUnclean = false) => {
      const one = fakeAdmin({
        topics: async () => [topic('orders', [{ leader: 1, replicas: [1, 2, 3], isr }])],
        durabilitySettings: async () => new Map([['orders', { minInSync, allowsUnclean }]]),
      });
      const [node] = await children(
        { kind: 'topics', id: 'topics', connection: '1' },
        one,
        wholeListing,
        emptyMemory(),
      );
      assert.ok(node);
      const { description, icon, tone } = render(node, { phase: 'idle' });
      return [description, icon, tone];
    };
    assert.deepEqual(await worth([1, 2, 3], 2), ['RF 3 · min ISR 2 · 1 partition', 'output', undefined]);
    assert.deepEqual(await worth([1, 2, 3], 1), ['RF 3 · min ISR 1 · 1 partition', 'warning', 'warning']);
    assert.deepEqual(await worth([1, 2, 3], 2, true), [
      'unclean election on · RF 3 · min ISR 2 · 1 partition',
      'warning',
      'warning',
    ]);
    assert.deepEqual(await worth([1], 2), [
      'acks=all refused on 1 partition · RF 3 · min ISR 2 · 1 partition',
      'error',
      'error',
    ]);
    assert.deepEqual(await rows(['Topics', 'orders'], admin), [
      'Configuration',
      'Partition 0 | under-replicated · 10..1,234 · leader 1 · ISR 1,3',
    ]);
  });

  it('shows the state, the members and the lag of a group', async () => {
    assert.deepEqual(await rows(['Consumer groups']), ['team/billing | consumer protocol · Stable']);
    assert.deepEqual(await rows(['Consumer groups', 'team/billing']), [
      'Stable | 1 member · lag 34',
      'billing | 10.0.0.7 · 1 partition',
      'orders 0 | lag 34 · committed 1,200 of 1,234',
      'orders 1 | lag n/a · nothing committed',
    ]);
  });

  it('puts favourites first, and says so by their icon', async () => {
    const listing: Listing = {
      ...wholeListing,
      favourites: (connection) => new Set(connection === '1' ? ['orders'] : []),
    };
    const healthy = [
      topic('clicks', [{ leader: 1, replicas: [1], isr: [1] }]),
      topic('orders', [{ leader: 1, replicas: [1], isr: [1] }]),
    ];
    const topics = { kind: 'topics', id: 'topics', connection: '1' } as const;
    const found = await children(
      topics,
      fakeAdmin({ topics: async () => healthy, durabilitySettings: async () => new Map() }),
      listing,
      emptyMemory(),
    );
    assert.deepEqual(
      found.map((node) => render(node, { phase: 'idle' })).map(({ label, icon, context }) => [label, icon, context]),
      [
        ['orders', 'star-full', 'topic.favourite'],
        ['clicks', 'output', 'topic'],
      ],
    );
  });

  it('filters what is known without asking again, topics and groups alike', async () => {
    const admin = fakeAdmin();
    const kept = emptyMemory();
    const topics = { kind: 'topics', id: 'topics', connection: '1' } as const;
    const groups = { kind: 'groups', id: 'groups', connection: '1' } as const;
    for (const text of ['', 'o', 'or', 'orx']) {
      await children(topics, admin, { ...wholeListing, topicFilter: text }, kept);
      await children(groups, admin, { ...wholeListing, groupFilter: text }, kept);
    }
    assert.deepEqual(admin.calls, ['topics', 'durabilitySettings', 'groups']);
    const labels = async (groupFilter: string) =>
      (await children(groups, admin, { ...wholeListing, groupFilter }, kept)).map(
        (node) => render(node, { phase: 'idle' }).label,
      );
    assert.deepEqual(await labels('BILL'), ['team/billing']);
    assert.deepEqual(await labels('x'), ['No group matches "x"']);
    const [none] = await children(topics, admin, { ...wholeListing, topicFilter: 'orx' }, kept);
    assert.equal(none && render(none, { phase: 'idle' }).context, 'note.topics');
  });

  it('shows what is set first, what it means and what it would be without', async () => {
    assert.deepEqual(await rows(['Topics', 'orders', 'Configuration']), ['retention.ms | 1000', 'Default values | 1']);
    assert.deepEqual(await rows(['Topics', 'orders', 'Configuration', 'Default values']), ['cleanup.policy | delete']);
    assert.deepEqual(await rows(['Brokers', 'Broker 1']), ['retention.ms | 1000', 'Default values | 1']);
    const configs = { kind: 'configs', id: 'c', connection: '1', resource: { kind: 'topic', name: 'orders' } } as const;
    const [set] = await children(configs, fakeAdmin(), wholeListing, emptyMemory());
    assert.ok(set);
    const row = render(set, { phase: 'idle' });
    assert.equal(row.context, 'config.editable.set');
    assert.deepEqual(row.tooltip?.split('\n'), [
      'retention.ms = 1000',
      'How long records are kept, in milliseconds; -1 = for ever. Whole segments go, so some stay longer.',
      'Set on this topic',
      'Without it: 604800000',
    ]);
  });

  it('lists ACLs, and tells no ACLs from no authorizer', async () => {
    assert.deepEqual(await rows(['ACLs']), ['This cluster has no authorizer: everybody may do everything']);
    assert.deepEqual(await rows(['ACLs'], fakeAdmin({ acls: async () => [] })), ['No ACLs']);
    const acl = { pattern: 'literal', principal: 'User:bob', host: '*', operation: 'Read', isAllow: true } as const;
    const acls = async () => [
      { ...acl, resource: 'topic', name: 'orders' },
      { ...acl, resource: 'group', name: 'g-', pattern: 'prefixed' as const, host: '10.0.0.1', isAllow: false },
      { ...acl, resource: 'cluster', name: 'kafka-cluster', operation: 'Alter', principal: 'User:alice' },
    ];
    assert.deepEqual(await rows(['ACLs'], fakeAdmin({ acls })), [
      'User:alice | may Alter the cluster',
      'User:bob | may Read topic orders',
      'User:bob | may not Read group g-* · from 10.0.0.1',
    ]);
  });

  it('tells a controller apart that is no broker', async () => {
    const overview = async () => ({ ...(await fakeAdmin().overview()), controllerId: 3000 });
    assert.equal((await rows([], fakeAdmin({ overview })))[0], 'Brokers | 2 · controller 3000');
  });

  it('shows groups of every protocol as what they are', async () => {
    const groups = async () => [
      { id: 'a', protocolType: 'consumer', type: 'classic' as const, state: 'Empty' as const },
      { id: 'b', protocolType: 'connect', state: 'Stable' as const },
      { id: 'c', protocolType: 'share', type: 'share' as const, state: 'Stable' as const },
      { id: 'd', protocolType: 'streams', type: 'streams' as const, state: 'NotReady' as const },
    ];
    const described = async (id: string) => ({ id, protocolType: '', state: 'Unknown' as const, members: [], lag: [] });
    const admin = fakeAdmin({ groups, group: described });
    assert.deepEqual(await rows(['Consumer groups'], admin), [
      'a | Empty',
      'b | connect · Stable',
      'c | share group · Stable',
      'd | streams group · NotReady',
    ]);
    assert.deepEqual(await rows(['Consumer groups', 'd'], admin), ['NotReady | 0 members']);
  });

  it('has no lag where a partition has no leader, and the broker’s own where it counts', async () => {
    const lag = [
      { topic: 't', partition: 0, committed: 5, end: undefined },
      { topic: 't', partition: 1, committed: 0, end: 9, lag: 2 },
    ];
    const group = async (id: string) => ({ id, protocolType: 'share', state: 'Empty' as const, members: [], lag });
    assert.deepEqual(await rows(['Consumer groups', 'team/billing'], fakeAdmin({ group })), [
      'Empty | 0 members · lag 2',
      't 0 | lag unknown · no leader · committed 5',
      't 1 | lag 2 · committed 0 of 9',
    ]);
  });

  it('gives every row an id below its parent’s, and no id twice', async () => {
    const admin = fakeAdmin();
    const seen = new Set<string>();
    const visit = async (node: Node): Promise<void> => {
      assert.ok(!seen.has(node.id), node.id);
      seen.add(node.id);
      for (const child of await children(node, admin, wholeListing, emptyMemory())) {
        assert.ok(child.id.startsWith(`${node.id}/`), child.id);
        await visit(child);
      }
    };
    await visit(cluster);
    assert.equal(seen.size, 32);
  });
});
