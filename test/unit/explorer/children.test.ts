import assert from 'node:assert/strict';
import { children } from '../../../src/explorer/children';
import type { ClusterNode, Node } from '../../../src/explorer/node';
import { render } from '../../../src/explorer/render';
import { KafkaError } from '../../../src/kafka/errors';
import type { ClusterAdmin } from '../../../src/kafka/ports';
import { fakeAdmin, topic } from './fakeAdmin';

const cluster: ClusterNode = {
  kind: 'cluster',
  id: 'cluster 1',
  connection: '1',
  name: 'local',
  bootstrapServers: ['localhost:9092'],
  origin: 'stored',
};

describe('the tree of a cluster', () => {
  const all = { showInternal: false, filter: '' };

  /** Opens the rows with these labels, one below the other, and answers what is drawn there. */
  async function rows(path: readonly string[], admin: ClusterAdmin = fakeAdmin(), listing = all): Promise<string[]> {
    let nodes: readonly Node[] = [cluster];
    for (const label of ['local', ...path]) {
      const node = nodes.find((one) => render(one, { phase: 'idle' }).label === label);
      assert.ok(node, `no row ${label}`);
      nodes = await children(node, admin, listing);
    }
    return nodes.map((node) => {
      const row = render(node, { phase: 'idle' });
      return [row.label, row.description].filter(Boolean).join(' | ');
    });
  }

  it('shows brokers in order, with the controller', async () => {
    assert.deepEqual(await rows([]), ['Brokers | 2', 'Topics', 'Consumer groups']);
    assert.deepEqual(await rows(['Brokers']), ['Broker 1 | b1:9092 · controller', 'Broker 2 | b2:9092']);
  });

  it('shows topics by name, without the internal ones unless wanted', async () => {
    const clicks = 'clicks | 1 partition · RF 1';
    const orders = 'orders | 1 without leader · 2 partitions · RF 2 · min ISR 2';
    assert.deepEqual(await rows(['Topics']), [clicks, orders]);
    assert.deepEqual(await rows(['Topics'], fakeAdmin(), { showInternal: true, filter: '' }), [
      '__consumer_offsets | internal · 1 partition · RF 2',
      clicks,
      orders,
    ]);
    assert.deepEqual(await rows(['Topics'], fakeAdmin(), { showInternal: false, filter: 'ORD' }), [orders]);
    assert.deepEqual(await rows(['Topics'], fakeAdmin(), { showInternal: false, filter: 'x' }), [
      'No topic matches "x"',
    ]);
  });

  it('says how many topics are left out of a long list', async () => {
    const many = Array.from({ length: 2_003 }, (_, n) => topic(`t${n}`, [{ leader: 1, replicas: [1], isr: [1] }]));
    const list = await rows(['Topics'], fakeAdmin({ topics: async () => many }));
    assert.equal(list.length, 2_001);
    assert.equal(list.at(-1), '3 more: filter topics to see them');
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
      'No permission to DESCRIBE the topic orders.',
      'Partition 0 | offsets unknown · leader 1 · ISR 1,2',
      'Partition 1 | no leader · offsets unknown · ISR 1',
    ]);
  });

  it('says first what is wrong with a partition', async () => {
    const behind = topic('orders', [{ leader: 1, replicas: [1, 2, 3], isr: [1, 3] }]);
    const admin = fakeAdmin({ topics: async () => [behind], topic: async () => behind });
    assert.deepEqual(await rows(['Topics'], admin), ['orders | 1 under-replicated · 1 partition · RF 3 · min ISR 2']);
    const worth = async (isr: readonly number[], minInSync: number) => {
      const one = fakeAdmin({
        topics: async () => [topic('orders', [{ leader: 1, replicas: [1, 2, 3], isr }])],
        minInSyncReplicas: async () => new Map([['orders', minInSync]]),
      });
      const [node] = await children({ kind: 'topics', id: 'topics', connection: '1' }, one, all);
      assert.ok(node);
      const { description, icon, tone } = render(node, { phase: 'idle' });
      return [description, icon, tone];
    };
    assert.deepEqual(await worth([1, 2, 3], 2), ['1 partition · RF 3 · min ISR 2', 'output', undefined]);
    assert.deepEqual(await worth([1, 2, 3], 1), ['1 partition · RF 3 · min ISR 1', 'warning', 'warning']);
    assert.deepEqual(await worth([1], 2), [
      'acks=all refused on 1 partition · 1 partition · RF 3 · min ISR 2',
      'error',
      'error',
    ]);
    assert.deepEqual(await rows(['Topics', 'orders'], admin), [
      'Partition 0 | under-replicated · 10..1,234 · leader 1 · ISR 1,3',
    ]);
  });

  it('shows the state, the members and the lag of a group', async () => {
    assert.deepEqual(await rows(['Consumer groups']), ['team/billing']);
    assert.deepEqual(await rows(['Consumer groups', 'team/billing']), [
      'Stable | 1 member · lag 34',
      'billing | 10.0.0.7 · 1 partition',
      'orders 0 | lag 34 · committed 1,200 of 1,234',
      'orders 1 | lag n/a · nothing committed',
    ]);
  });

  it('gives every row an id below its parent’s, and no id twice', async () => {
    const admin = fakeAdmin();
    const seen = new Set<string>();
    const visit = async (node: Node): Promise<void> => {
      assert.ok(!seen.has(node.id), node.id);
      seen.add(node.id);
      for (const child of await children(node, admin, all)) {
        assert.ok(child.id.startsWith(`${node.id}/`), child.id);
        await visit(child);
      }
    };
    await visit(cluster);
    assert.equal(seen.size, 16);
  });
});
