import type { ClusterFacts, ClusterTopic } from '../../kafka/clusterFacts';
import type { ConfigEntry } from '../../kafka/model';

/** A cluster in few words; what is not said is as Kafka has it by default, and healthy. */
export interface ExampleCluster {
  /** 3 without it. */
  readonly brokers?: number;
  /** Brokers before Kafka 3.7. */
  readonly isOld?: boolean;
  /** Settings of the brokers. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Topics by name. */
  readonly topics: Readonly<Record<string, ExampleTopic | 'absent'>>;
  readonly transactionLog?: ExampleTopic;
}

export interface ExampleTopic {
  /** 3 without it. */
  readonly replicas?: number;
  /** Replicas in sync, all without it; 0 is a partition without a leader. */
  readonly inSync?: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly transactions?: boolean;
}

/** Defaults of Kafka 4.2: TopicConfig, ServerLogConfigs, GroupCoordinatorConfig, TransactionLogConfig. */
const topicDefaults: Readonly<Record<string, string>> = {
  'min.insync.replicas': '1',
  'unclean.leader.election.enable': 'false',
  'max.message.bytes': '1048588',
  'message.timestamp.type': 'CreateTime',
  'cleanup.policy': 'delete',
  'retention.ms': '604800000',
};
const brokerDefaults: Readonly<Record<string, string>> = {
  'offsets.retention.minutes': '10080',
  'transaction.state.log.replication.factor': '3',
  'transaction.state.log.min.isr': '2',
  'transaction.max.timeout.ms': '900000',
  'auto.create.topics.enable': 'true',
  'default.replication.factor': '1',
  'min.insync.replicas': '1',
  'message.max.bytes': '1048588',
};

/** The facts that such a cluster would tell. */
export function exampleFacts({
  brokers = 3,
  isOld = false,
  settings,
  topics,
  transactionLog,
}: ExampleCluster): ClusterFacts {
  return {
    brokers,
    capsMinInSync: !isOld,
    settings: inForce(brokerDefaults, settings),
    transactionLog: transactionLog ? topicOf('__transaction_state', transactionLog) : 'absent',
    topics: new Map(
      Object.entries(topics).map(([name, topic]) => [name, topic === 'absent' ? topic : topicOf(name, topic)]),
    ),
  };
}

/** Such a cluster in words, for the docs. */
export function describeExample({ brokers = 3, isOld, settings, topics, transactionLog }: ExampleCluster): string {
  const all = [
    ...Object.entries(topics),
    ...(transactionLog ? [['__transaction_state', transactionLog] as const] : []),
  ];
  const told = all.map(([name, topic]) => {
    if (topic === 'absent') return `no topic ${name}`;
    const { replicas = 3, inSync = replicas, settings: own = {}, transactions } = topic;
    return [
      `topic ${name} with ${replicas === 1 ? '1 replica' : `${replicas} replicas`}`,
      ...(inSync < replicas ? [inSync === 0 ? 'no leader' : `${inSync} in sync`] : []),
      ...Object.entries(own).map(([key, value]) => `${key}=${value}`),
      ...(transactions ? ['written to in transactions'] : []),
    ].join(', ');
  });
  return [
    `a cluster of ${brokers === 1 ? '1 broker' : `${brokers} brokers`}${isOld ? ' before Kafka 3.7' : ''}`,
    ...Object.entries(settings ?? {}).map(([key, value]) => `${key}=${value}`),
    ...told,
  ].join('; ');
}

function topicOf(name: string, topic: ExampleTopic): ClusterTopic {
  const { replicas = 3, inSync = replicas, settings, transactions = false } = topic;
  const ids = Array.from({ length: replicas }, (_, at) => at + 1);
  return {
    name,
    partitions: [{ id: 0, leader: inSync === 0 ? undefined : 1, replicas: ids, isr: ids.slice(0, inSync) }],
    settings: inForce(topicDefaults, settings),
    hasTransactions: transactions,
  };
}

const inForce = (
  defaults: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, ConfigEntry> =>
  new Map(
    Object.entries({ ...defaults, ...own }).map(([name, value]) => [name, { name, value, isDefault: !(name in own) }]),
  );
