import type { CodeLanguage } from './code/codeParser';
import type { ClientName, Unit } from './unit';

/** How a place in code names settings: as texts, as constants of the Java client, as names of the language. */
export type NameStyle = 'text' | 'constant' | 'name';

/** What a client calls Kafka's setting at such a place. Undefined for settings that it has not. */
export function clientName(
  { client, role }: Pick<Unit, 'client' | 'role'>,
  style: NameStyle,
  language: CodeLanguage,
  key: string,
): string | undefined {
  if (style === 'constant') return constants[key] ?? `${capitals(key)}_CONFIG`;
  // Consumers of librdkafka have other timeouts.
  if (client.name === 'librdkafka' && role === 'consumer' && key === 'request.timeout.ms') return undefined;
  if (style === 'text') return client.name === 'librdkafka' ? librdkafka[key] : key;
  if (language === 'csharp') return dotnet[key];
  return names[client.name]?.[key];
}

/** The property of Confluent.Kafka's configuration classes. */
export const dotnetName = (key: string): string | undefined => dotnet[key];

/** The argument or field of a client whose settings are no texts. */
export const nameAsField = (client: ClientName, key: string): string | undefined => names[client]?.[key];

/** `MaxInFlight` of `max.in.flight`. */
export const capitalsName = (key: string): string =>
  key
    .split('.')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

/** Constants of ProducerConfig, ConsumerConfig and TopicConfig that are not their key in capitals. */
const constants: Readonly<Record<string, string>> = {
  'max.in.flight.requests.per.connection': 'MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION',
  'key.serializer': 'KEY_SERIALIZER_CLASS_CONFIG',
  'value.serializer': 'VALUE_SERIALIZER_CLASS_CONFIG',
  'key.deserializer': 'KEY_DESERIALIZER_CLASS_CONFIG',
  'value.deserializer': 'VALUE_DESERIALIZER_CLASS_CONFIG',
  'min.insync.replicas': 'MIN_IN_SYNC_REPLICAS_CONFIG',
  'transaction.timeout.ms': 'TRANSACTION_TIMEOUT_CONFIG',
};

const capitals = (key: string): string => key.toUpperCase().replaceAll('.', '_');

type Names = Readonly<Record<string, string>>;

const snake = (...keys: readonly string[]): Names =>
  Object.fromEntries(keys.map((key) => [key, key.replaceAll('.', '_')]));

const same = (...keys: readonly string[]): Names => Object.fromEntries(keys.map((key) => [key, key]));

// CONFIGURATION.md of librdkafka: Kafka's serializers and max.poll.records belong to the Java client.
const librdkafka = same(
  'acks',
  'enable.idempotence',
  'retries',
  'max.in.flight.requests.per.connection',
  'transactional.id',
  'transaction.timeout.ms',
  'delivery.timeout.ms',
  'linger.ms',
  'request.timeout.ms',
  'batch.size',
  'compression.type',
  'bootstrap.servers',
  'group.id',
  'enable.auto.commit',
  'auto.commit.interval.ms',
  'auto.offset.reset',
  'isolation.level',
  'max.poll.interval.ms',
  'session.timeout.ms',
  'group.instance.id',
  'min.insync.replicas',
  'unclean.leader.election.enable',
);

const common = [
  'acks',
  'transactional.id',
  'transaction.timeout.ms',
  'linger.ms',
  'request.timeout.ms',
  'compression.type',
  'key.serializer',
  'value.serializer',
  'bootstrap.servers',
  'group.id',
  'enable.auto.commit',
  'auto.commit.interval.ms',
  'auto.offset.reset',
  'isolation.level',
  'key.deserializer',
  'value.deserializer',
  'max.poll.records',
  'max.poll.interval.ms',
  'session.timeout.ms',
  'group.instance.id',
  'enable.idempotence',
] as const;

const names: Readonly<Record<string, Names | undefined>> = {
  // kafka/producer/kafka.py and kafka/consumer/group.py of kafka-python 2.2 and 3.
  'kafka-python': snake(
    ...common,
    'retries',
    'max.in.flight.requests.per.connection',
    'delivery.timeout.ms',
    'batch.size',
  ),
  // aiokafka/producer/producer.py and aiokafka/consumer/consumer.py: it repeats without a limit of its own.
  aiokafka: { ...snake(...common), 'batch.size': 'max_batch_size' },
  // Config of sarama's config.go.
  sarama: {
    acks: 'Producer.RequiredAcks',
    'enable.idempotence': 'Producer.Idempotent',
    retries: 'Producer.Retry.Max',
    'max.in.flight.requests.per.connection': 'Net.MaxOpenRequests',
    'transactional.id': 'Producer.Transaction.ID',
    'enable.auto.commit': 'Consumer.Offsets.AutoCommit.Enable',
    'auto.offset.reset': 'Consumer.Offsets.Initial',
    'isolation.level': 'Consumer.IsolationLevel',
  },
  'ruby-kafka': {
    acks: 'required_acks',
    'enable.idempotence': 'idempotent',
    retries: 'max_retries',
    'transactional.id': 'transactional_id',
  },
  // Writer and ReaderConfig of segmentio/kafka-go.
  'kafka-go': {
    acks: 'RequiredAcks',
    'batch.size': 'BatchSize',
    'auto.offset.reset': 'StartOffset',
    'isolation.level': 'IsolationLevel',
    'group.id': 'GroupID',
  },
};

// Properties of Confluent.Kafka's Config_gen.cs.
const dotnet: Names = {
  acks: 'Acks',
  'enable.idempotence': 'EnableIdempotence',
  retries: 'MessageSendMaxRetries',
  'max.in.flight.requests.per.connection': 'MaxInFlight',
  'transactional.id': 'TransactionalId',
  'transaction.timeout.ms': 'TransactionTimeoutMs',
  'delivery.timeout.ms': 'MessageTimeoutMs',
  'linger.ms': 'LingerMs',
  'request.timeout.ms': 'RequestTimeoutMs',
  'batch.size': 'BatchSize',
  'compression.type': 'CompressionType',
  'bootstrap.servers': 'BootstrapServers',
  'group.id': 'GroupId',
  'enable.auto.commit': 'EnableAutoCommit',
  'auto.commit.interval.ms': 'AutoCommitIntervalMs',
  'auto.offset.reset': 'AutoOffsetReset',
  'isolation.level': 'IsolationLevel',
  'max.poll.interval.ms': 'MaxPollIntervalMs',
  'session.timeout.ms': 'SessionTimeoutMs',
  'group.instance.id': 'GroupInstanceId',
};
