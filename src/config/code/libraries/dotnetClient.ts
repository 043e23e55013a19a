import type { Library } from '../values';
import { dottedKey, enumValue, keysOf } from './keys';

const properties = keysOf({
  Acks: 'acks',
  EnableIdempotence: 'enable.idempotence',
  MessageSendMaxRetries: 'retries',
  MaxInFlight: 'max.in.flight.requests.per.connection',
  TransactionalId: 'transactional.id',
  TransactionTimeoutMs: 'transaction.timeout.ms',
  MessageTimeoutMs: 'delivery.timeout.ms',
  LingerMs: 'linger.ms',
  RequestTimeoutMs: 'request.timeout.ms',
  BootstrapServers: 'bootstrap.servers',
  GroupId: 'group.id',
  GroupInstanceId: 'group.instance.id',
  SessionTimeoutMs: 'session.timeout.ms',
  MaxPollIntervalMs: 'max.poll.interval.ms',
  EnableAutoCommit: 'enable.auto.commit',
  EnableAutoOffsetStore: 'enable.auto.offset.store',
  AutoOffsetReset: 'auto.offset.reset',
  IsolationLevel: 'isolation.level',
});

/** Confluent.Kafka and what is built on its configuration classes. */
export const dotnetClient: Library = {
  name: 'Confluent.Kafka',
  client: { name: 'librdkafka' },
  languages: ['csharp'],
  imported: /\bKafka\b/,
  dotted: true,
  makers: [
    { path: /(?:^|\.)ProducerConfig$/, role: 'producer', kind: 'settings', label: 'ProducerConfig' },
    { path: /(?:^|\.)ConsumerConfig$/, role: 'consumer', kind: 'settings', label: 'ConsumerConfig' },
    { path: /(?:^|\.)AdminClientConfig$/, role: 'admin', kind: 'settings', label: 'AdminClientConfig' },
    {
      path: /(?:^|\.)TopicSpecification$/,
      role: 'topic',
      kind: 'settings',
      label: 'TopicSpecification',
      within: ['Configs'],
    },
    { path: /(?:^|\.)(?:Dependent)?ProducerBuilder$/, role: 'producer', kind: 'client', label: 'ProducerBuilder' },
    { path: /(?:^|\.)ConsumerBuilder$/, role: 'consumer', kind: 'client', label: 'ConsumerBuilder' },
  ],
  key: (written, maker) => {
    if (maker?.role === 'topic')
      return keysOf({ ReplicationFactor: 'replication.factor' })(written) ?? dottedKey(written, 'librdkafka');
    return properties(written) ?? dottedKey(written, 'librdkafka');
  },
  value: (key, value) => {
    if (key === 'acks') return enumValue(value, { None: '0', Leader: '1', All: 'all' });
    if (key === 'auto.offset.reset')
      return enumValue(value, { Latest: 'latest', Earliest: 'earliest', Error: 'error' });
    return key === 'isolation.level'
      ? enumValue(value, { ReadUncommitted: 'read_uncommitted', ReadCommitted: 'read_committed' })
      : undefined;
  },
  words: (key) => {
    if (key === 'acks') return { all: 'Acks.All', '1': 'Acks.Leader', '0': 'Acks.None' };
    if (key === 'auto.offset.reset') return { latest: 'AutoOffsetReset.Latest', earliest: 'AutoOffsetReset.Earliest' };
    return key === 'isolation.level'
      ? { read_committed: 'IsolationLevel.ReadCommitted', read_uncommitted: 'IsolationLevel.ReadUncommitted' }
      : {};
  },
};
