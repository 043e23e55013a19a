import type { ClusterClient } from '../../../src/explorer/clusterAccess';
import { KafkaError } from '../../../src/kafka/errors';
import type { ConfigDetail, ConfigSource, Topic } from '../../../src/kafka/model';

/** A cluster in memory: two brokers, two topics and an internal one, one group. Tests replace what they need. */
export function fakeAdmin(changes: Partial<ClusterClient> = {}): ClusterClient & { calls: string[]; closed: boolean } {
  const calls: string[] = [];
  const orders = topic('orders', [
    { leader: 1, replicas: [1, 2], isr: [1, 2] },
    { leader: undefined, replicas: [2, 1], isr: [1] },
  ]);
  const clicks = topic('clicks', [{ leader: 2, replicas: [2], isr: [2] }]);
  const offsets = topic('__consumer_offsets', [{ leader: 1, replicas: [1, 2], isr: [1, 2] }], true);
  const admin: ClusterClient = {
    overview: async () => ({
      clusterId: 'c',
      controllerId: 1,
      brokers: [
        { id: 2, host: 'b2', port: 9092, isController: false },
        { id: 1, host: 'b1', port: 9092, isController: true },
      ],
    }),
    topics: async () => [offsets, clicks, orders],
    topicNames: async () => [offsets, clicks, orders].map(({ name }) => name),
    topic: async (name) => {
      const found = [orders, offsets, clicks].find((one) => one.name === name);
      if (!found) throw new KafkaError('unknown-topic', `There is no topic ${name}.`);
      return found;
    },
    offsets: async () => [{ partition: 0, begin: 10, end: 1_234 }],
    topicConfig: async () => [{ name: 'min.insync.replicas', value: '2', isDefault: false }],
    capsMinInSync: async () => true,
    hasTransactions: async () => false,
    durabilitySettings: async () => new Map([['orders', { minInSync: 2, allowsUnclean: false }]]),
    groups: async () => [{ id: 'team/billing', protocolType: 'consumer', type: 'consumer', state: 'Stable' }],
    group: async (id) => ({
      id,
      protocolType: 'consumer',
      state: 'Stable',
      members: [{ id: 'm-1', clientId: 'billing', host: '/10.0.0.7', assignment: [{ topic: 'orders', partition: 0 }] }],
      lag: [
        { topic: 'orders', partition: 1, committed: undefined, end: 70 },
        { topic: 'orders', partition: 0, committed: 1_200, end: 1_234 },
      ],
    }),
    configs: async ({ kind }) => [
      setting('cleanup.policy', 'delete', 'default', undefined),
      setting('retention.ms', '1000', kind, '604800000'),
    ],
    acls: async () => undefined,
    planOffsets: async () => [],
    createTopic: async () => undefined,
    deleteTopic: async () => undefined,
    addPartitions: async () => undefined,
    setConfig: async () => undefined,
    deleteRecords: async () => new Map(),
    commitOffsets: async () => undefined,
    deleteOffsets: async () => undefined,
    deleteGroup: async () => undefined,
    close: async () => undefined,
    ...changes,
  };
  const handle = { calls, closed: false };
  const recorded = Object.fromEntries(
    Object.entries(admin).map(([name, call]) => [
      name,
      (...args: never[]) => {
        calls.push(name);
        if (name === 'close') handle.closed = true;
        return (call as (...args: never[]) => unknown)(...args);
      },
    ]),
  );
  return Object.assign(handle, recorded as unknown as ClusterClient);
}

const setting = (name: string, value: string, source: ConfigSource, fallback: string | undefined): ConfigDetail => ({
  name,
  value,
  source,
  fallback,
  isDefault: source === 'default',
  isReadOnly: false,
  isSensitive: false,
  documentation: undefined,
});

export function topic(
  name: string,
  partitions: readonly { leader: number | undefined; replicas: readonly number[]; isr: readonly number[] }[],
  isInternal = false,
): Topic {
  return { name, isInternal, partitions: partitions.map((one, id) => ({ id, ...one })) };
}
