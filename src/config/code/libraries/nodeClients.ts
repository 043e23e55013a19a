import type { Library } from '../values';
import { dottedKey, enumValue, flag, flagWords, importedOr, keysOf } from './keys';

const languages = ['typescript', 'tsx'] as const;

export const nodeRdkafka: Library = {
  name: 'node-rdkafka',
  client: { name: 'librdkafka' },
  languages,
  imported: importedOr(/['"](?:node-rdkafka|@confluentinc\/kafka-javascript)['"]/),
  dotted: true,
  makers: [
    {
      path: /^(?:node-rdkafka|@confluentinc\/kafka-javascript)(?:\.(?:default|RdKafka))?\.(?:HighLevel)?Producer(?:\.createWriteStream)?$/,
      role: 'producer',
      kind: 'client',
      takes: [0, 1],
      joins: true,
      label: 'Producer',
    },
    {
      path: /^(?:node-rdkafka|@confluentinc\/kafka-javascript)(?:\.(?:default|RdKafka))?\.(?:KafkaConsumer|createReadStream|KafkaConsumer\.createReadStream)$/,
      role: 'consumer',
      kind: 'client',
      takes: [0, 1],
      joins: true,
      label: 'KafkaConsumer',
    },
    {
      path: /^(?:node-rdkafka|@confluentinc\/kafka-javascript)(?:\.(?:default|RdKafka))?\.createWriteStream$/,
      role: 'producer',
      kind: 'client',
      takes: [0, 1],
      joins: true,
      label: 'createWriteStream',
    },
    {
      path: /^(?:node-rdkafka|@confluentinc\/kafka-javascript)(?:\.(?:default|RdKafka))?\.AdminClient\.create\(\)\.createTopic$/,
      role: 'topic',
      kind: 'client',
      takes: [0],
      within: ['config'],
      label: 'createTopic()',
    },
    {
      path: /^@confluentinc\/kafka-javascript(?:\.default)?\.KafkaJS\.Kafka\(\)\.producer$/,
      role: 'producer',
      kind: 'client',
      takes: [0],
      within: ['kafkaJS'],
      label: 'kafka.producer()',
    },
    {
      path: /^@confluentinc\/kafka-javascript(?:\.default)?\.KafkaJS\.Kafka\(\)\.consumer$/,
      role: 'consumer',
      kind: 'client',
      takes: [0],
      within: ['kafkaJS'],
      label: 'kafka.consumer()',
    },
    {
      path: /^@confluentinc\/kafka-javascript(?:\.default)?\.KafkaJS\.Kafka\(\)\.producer\(\)\.send(?:Batch)?$/,
      kind: 'client',
      takes: [0],
      label: 'producer.send()',
      misplaced: {
        acks: '@confluentinc/kafka-javascript reads acks from the options of kafka.producer() and send() throws',
      },
    },
  ],
  key: (written, maker) =>
    (maker?.role === 'topic' ? keysOf({ replication_factor: 'replication.factor' })(written) : undefined) ??
    dottedKey(written, 'librdkafka') ??
    keysOf({
      idempotent: 'enable.idempotence',
      transactionalId: 'transactional.id',
      maxInFlightRequests: 'max.in.flight.requests.per.connection',
      autoCommit: 'enable.auto.commit',
      fromBeginning: 'auto.offset.reset',
      readUncommitted: 'isolation.level',
      groupId: 'group.id',
    })(written),
  value: (key, value) => {
    if (key === 'auto.offset.reset') return flag(value, 'earliest', 'latest');
    return key === 'isolation.level' ? flag(value, 'read_uncommitted', 'read_committed') : undefined;
  },
  words: (key) => flagWords[key] ?? {},
};

export const kafkaNode: Library = {
  name: 'kafka-node',
  client: { name: 'kafka-node' },
  languages,
  imported: /['"](?:kafka-node|sinek|no-kafka)['"]|\bkafkaHost\b/,
  within: ['options', 'producer', 'producerOptions'],
  makers: [
    {
      path: /^kafka-node(?:\.default)?\.(?:HighLevelProducer|Producer|ProducerStream)$/,
      role: 'producer',
      kind: 'client',
      label: 'Producer',
      within: ['producer'],
    },
    {
      path: /^kafka-node(?:\.default)?\.(?:ConsumerGroup|ConsumerGroupStream|Consumer)$/,
      role: 'consumer',
      kind: 'client',
      label: 'ConsumerGroup',
    },
  ],
  key: keysOf({
    requireAcks: 'acks',
    autoCommit: 'enable.auto.commit',
    fromOffset: 'auto.offset.reset',
    kafkaHost: 'bootstrap.servers',
    groupId: 'group.id',
  }),
  words: (key) => flagWords[key] ?? {},
};

export const platformatic: Library = {
  name: '@platformatic/kafka',
  client: { name: 'platformatic' },
  languages,
  imported: /['"]@platformatic\/kafka['"]/,
  makers: [
    {
      path: /^@platformatic\/kafka(?:\.default)?\.Producer$/,
      role: 'producer',
      kind: 'client',
      takes: [0],
      complete: true,
      label: 'Producer',
    },
    {
      path: /^@platformatic\/kafka(?:\.default)?\.Producer\(\)\.send$/,
      role: 'producer',
      kind: 'client',
      takes: [0],
      label: 'producer.send()',
    },
    {
      path: /^@platformatic\/kafka(?:\.default)?\.Consumer$/,
      role: 'consumer',
      kind: 'client',
      takes: [0],
      label: 'Consumer',
    },
  ],
  key: keysOf({
    acks: 'acks',
    idempotent: 'enable.idempotence',
    retries: 'retries',
    maxInflights: 'max.in.flight.requests.per.connection',
    transactionalId: 'transactional.id',
    autocommit: 'enable.auto.commit',
    fallbackMode: 'auto.offset.reset',
    isolationLevel: 'isolation.level',
    groupId: 'group.id',
  }),
  value: (key, value) => {
    if (key === 'acks') return enumValue(value, { NO_RESPONSE: '0', LEADER: '1', ALL: 'all' });
    if (key === 'auto.offset.reset') return enumValue(value, { LATEST: 'latest', EARLIEST: 'earliest', FAIL: 'none' });
    return key === 'isolation.level'
      ? enumValue(value, { READ_UNCOMMITTED: 'read_uncommitted', READ_COMMITTED: 'read_committed' })
      : undefined;
  },
  words: (key) =>
    key === 'acks' ? { all: 'ProduceAcks.ALL', '1': 'ProduceAcks.LEADER', '0': 'ProduceAcks.NO_RESPONSE' } : {},
};

/** NestJS hands these options to kafkajs. */
export const nestjs: Library = {
  name: 'nestjs',
  client: { name: 'kafkajs' },
  languages,
  imported: /\bTransport\.KAFKA\b/,
  within: ['options', 'client', 'producer', 'consumer', 'send', 'run', 'subscribe'],
  makers: [],
  isMarked: ({ writes }) =>
    writes.some(({ key, value }) => {
      return key === 'transport' && value?.value.kind === 'path' && value.value.path.endsWith('Transport.KAFKA');
    }),
  key: keysOf({
    acks: 'acks',
    idempotent: 'enable.idempotence',
    transactionalId: 'transactional.id',
    maxInFlightRequests: 'max.in.flight.requests.per.connection',
    autoCommit: 'enable.auto.commit',
    fromBeginning: 'auto.offset.reset',
    readUncommitted: 'isolation.level',
    groupId: 'group.id',
  }),
  value: (key, value) => {
    if (key === 'auto.offset.reset') return flag(value, 'earliest', 'latest');
    return key === 'isolation.level' ? flag(value, 'read_uncommitted', 'read_committed') : undefined;
  },
  words: (key) => flagWords[key] ?? {},
};
