import type { Library, Maker } from '../values';
import { javaClient, sparkMakers } from './javaClient';
import { dottedKey, enumValue, enumWords, importedOr, keysOf, snakeKey } from './keys';

const newTopic = (path: RegExp): Maker => ({
  path,
  role: 'topic',
  kind: 'settings',
  positions: [undefined, undefined, 'replication_factor'],
  label: 'NewTopic',
  within: ['config', 'topic_configs'],
});

export const confluentPython: Library = {
  name: 'confluent-kafka-python',
  client: { name: 'librdkafka' },
  languages: ['python'],
  imported: importedOr(/\bconfluent_kafka\b/),
  dotted: true,
  makers: [
    {
      path: /^confluent_kafka(?:\.\w+)*\.(?:\w*Producer)$/,
      role: 'producer',
      kind: 'client',
      takes: [0],
      complete: true,
      label: 'Producer',
      within: ['default.topic.config'],
    },
    {
      path: /^confluent_kafka(?:\.\w+)*\.(?:\w*Consumer)$/,
      role: 'consumer',
      kind: 'client',
      takes: [0],
      label: 'Consumer',
      within: ['default.topic.config'],
    },
    {
      path: /^confluent_kafka(?:\.\w+)*\.AdminClient$/,
      role: 'admin',
      kind: 'client',
      takes: [0],
      label: 'AdminClient',
    },
    newTopic(/^confluent_kafka(?:\.\w+)*\.NewTopic$/),
  ],
  key: (written, maker) => topicKey(written, maker) ?? dottedKey(written, 'librdkafka'),
};

const topicKey = (written: string, maker: Maker | undefined) =>
  maker?.role === 'topic' ? keysOf({ replication_factor: 'replication.factor' })(written) : undefined;

export const kafkaPython: Library = {
  name: 'kafka-python',
  client: { name: 'kafka-python' },
  languages: ['python'],
  imported: /^\s*(?:from|import)\s+kafka\b/m,
  makers: [
    {
      path: /^kafka(?:\.\w+)*\.KafkaProducer$/,
      role: 'producer',
      kind: 'client',
      complete: true,
      label: 'KafkaProducer',
    },
    { path: /^kafka(?:\.\w+)*\.KafkaConsumer$/, role: 'consumer', kind: 'client', label: 'KafkaConsumer' },
    { path: /^kafka(?:\.\w+)*\.KafkaAdminClient$/, role: 'admin', kind: 'client', label: 'KafkaAdminClient' },
    newTopic(/^kafka(?:\.\w+)*\.NewTopic$/),
  ],
  key: (written) => snakeKey(written) ?? dottedKey(written, 'kafka-python'),
  value: (key, value) => (key === 'retries' && isInfinity(value) ? { text: '2147483647', type: 'number' } : undefined),
  words: (key) => (key === 'acks' ? { all: "'all'" } : python),
};

const isInfinity = (value: Parameters<NonNullable<Library['value']>>[1]): boolean =>
  (value.kind === 'path' && value.path === 'math.inf') || (value.kind === 'instance' && value.type === 'float()');

const python = { true: 'True', false: 'False' };

export const aiokafka: Library = {
  name: 'aiokafka',
  client: { name: 'aiokafka' },
  languages: ['python'],
  imported: /\baiokafka\b/,
  makers: [
    {
      path: /^aiokafka(?:\.\w+)*\.AIOKafkaProducer$/,
      role: 'producer',
      kind: 'client',
      complete: true,
      label: 'AIOKafkaProducer',
    },
    { path: /^aiokafka(?:\.\w+)*\.AIOKafkaConsumer$/, role: 'consumer', kind: 'client', label: 'AIOKafkaConsumer' },
    newTopic(/^aiokafka(?:\.\w+)*\.NewTopic$/),
  ],
  key: (written) => snakeKey(written),
  words: (key) => (key === 'acks' ? { all: "'all'" } : python),
};

export const faust: Library = {
  name: 'faust',
  client: { name: 'faust' },
  languages: ['python'],
  imported: /\bfaust\b/,
  makers: [{ path: /^faust(?:\.\w+)*\.App$/, role: 'producer', kind: 'client', label: 'faust.App' }],
  key: (written) =>
    // Factor of the topics that the application makes for itself.
    written === 'topic_replication_factor'
      ? { key: 'replication.factor', role: 'topic', group: 'topics' }
      : written === 'consumer_auto_offset_reset'
        ? { key: 'auto.offset.reset', role: 'consumer', group: 'consumer' }
        : keysOf({
            producer_acks: 'acks',
            producer_linger_ms: 'linger.ms',
            processing_guarantee: 'processing.guarantee',
          })(written),
  value: (key, value) => (key === 'processing.guarantee' ? enumValue(value, guarantees) : undefined),
  words: (key) => (key === 'acks' ? { all: '-1' } : python),
};

const guarantees = { AT_LEAST_ONCE: 'at_least_once', EXACTLY_ONCE: 'exactly_once' };

/** Spark runs the Java client, whatever language its job is written in. */
export const pySpark: Library = {
  name: 'pyspark',
  client: { name: 'java' },
  languages: ['python'],
  imported: /\b(?:pyspark|[sS]park)\b/,
  makers: sparkMakers,
  key: (written, maker) => (maker?.label?.startsWith('Spark') ? javaClient.key(written, maker) : undefined),
};

const flinkGuarantees = { NONE: 'none', AT_LEAST_ONCE: 'at-least-once', EXACTLY_ONCE: 'exactly-once' };

/** KafkaSink of PyFlink: the builder of Java in the style of Python. */
export const pyFlink: Library = {
  name: 'pyflink',
  client: { name: 'java' },
  frame: 'flink',
  languages: ['python'],
  imported: /\bpyflink\b/,
  makers: [
    { path: /(?:^|\.)KafkaSink\.builder$/, role: 'producer', kind: 'settings', label: 'KafkaSink', complete: true },
    { path: /(?:^|\.)KafkaSource\.builder$/, role: 'consumer', kind: 'settings', label: 'KafkaSource' },
  ],
  key: (written) =>
    keysOf({
      set_delivery_guarantee: 'delivery.guarantee',
      set_transactional_id_prefix: 'transactional.id',
      set_bootstrap_servers: 'bootstrap.servers',
    })(written) ?? dottedKey(written, 'java'),
  value: (key, value) => (key === 'delivery.guarantee' ? enumValue(value, flinkGuarantees) : undefined),
  words: (key, value) => (key === 'delivery.guarantee' ? enumWords(value, flinkGuarantees) : {}),
};
