import type { Library } from '../values';
import { dottedKey, enumValue, keysOf } from './keys';

const rdkafka = (written: string) => dottedKey(written, 'librdkafka');

/** librdkafka itself, from C. */
export const librdkafka: Library = {
  name: 'librdkafka',
  client: { name: 'librdkafka' },
  languages: ['cpp'],
  imported: /rdkafka|cppkafka|kafka\/Properties|KafkaProducer/,
  dotted: true,
  makers: [
    { path: /^rd_kafka_(?:topic_)?conf_set$/, kind: 'write', label: 'rd_kafka_conf_t' },
    { path: /^rd_kafka_conf_new$|^rd_kafka_(?:topic_)?conf_t$/, kind: 'settings', label: 'rd_kafka_conf_t' },
    { path: /(?:^|\.)RdKafka\.Conf(?:\.create)?$/, kind: 'settings', label: 'RdKafka::Conf', positions: [] },
    { path: /(?:^|\.)(?:Topic)?Configuration$/, kind: 'settings', label: 'Configuration' },
    { path: /(?:^|\.)Properties$/, kind: 'settings', label: 'Properties' },
    { path: /(?:^|\.)KafkaProducer$/, role: 'producer', kind: 'client', takes: [0], label: 'KafkaProducer' },
    { path: /(?:^|\.)KafkaConsumer$/, role: 'consumer', kind: 'client', takes: [0], label: 'KafkaConsumer' },
  ],
  key: rdkafka,
  constant: (path) => {
    const [, owner, name = ''] = /(?:^|\.)(ProducerConfig|ConsumerConfig|Config)\.([A-Z_]+)$/.exec(path) ?? [];
    const text = name.toLowerCase().replace(/_/g, '.');
    return owner && rdkafka(text) ? { kind: 'key', text, of: owner } : undefined;
  },
};

export const rustRdkafka: Library = {
  name: 'rust-rdkafka',
  client: { name: 'librdkafka' },
  languages: ['rust'],
  imported: /\brdkafka\b/,
  dotted: true,
  makers: [
    { path: /(?:^|\.)ClientConfig(?:\.new|\.default)?$/, kind: 'settings', label: 'ClientConfig' },
    {
      path: /(?:^|\.)NewTopic\.new$/,
      role: 'topic',
      kind: 'settings',
      positions: [undefined, undefined, 'replication.factor'],
      label: 'NewTopic',
    },
  ],
  key: (written) => rdkafka(written),
  value: (key, value) => {
    if (key !== 'replication.factor' || value.kind !== 'instance' || !/\bFixed\(\)$/.test(value.type)) return undefined;
    const factor = value.arguments[0]?.value;
    return factor?.kind === 'scalar' ? { text: factor.text, type: 'number' } : undefined;
  },
  words: (key) => (key === 'replication.factor' ? { '3': 'TopicReplication::Fixed(3)' } : {}),
};

export const rustKafka: Library = {
  name: 'kafka-rust',
  client: { name: 'kafka-rust' },
  languages: ['rust'],
  imported: /\bkafka::(?:producer|client|consumer)\b/,
  makers: [
    {
      path: /(?:^|\.)Producer\.from_(?:hosts|client)$/,
      role: 'producer',
      kind: 'settings',
      positions: [],
      label: 'Producer',
    },
  ],
  key: keysOf({ with_required_acks: 'acks' }),
  value: (key, value) => (key === 'acks' ? enumValue(value, { None: '0', One: '1', All: 'all' }) : undefined),
  words: (key) =>
    key === 'acks' ? { all: 'RequiredAcks::All', '1': 'RequiredAcks::One', '0': 'RequiredAcks::None' } : {},
};

export const phpRdkafka: Library = {
  name: 'php-rdkafka',
  client: { name: 'librdkafka' },
  languages: ['php'],
  imported: /rdkafka|Junges.Kafka/i,
  dotted: true,
  makers: [
    { path: /(?:^|\.)RdKafka\.(?:Topic)?Conf$|^(?:Topic)?Conf$/, kind: 'settings', label: 'RdKafka\\Conf' },
    { path: /(?:^|\.)RdKafka\.Producer$/, role: 'producer', kind: 'client', label: 'RdKafka\\Producer' },
    { path: /(?:^|\.)RdKafka\.(?:Kafka)?Consumer$/, role: 'consumer', kind: 'client', label: 'RdKafka\\KafkaConsumer' },
    {
      path: /(?:^|\.)RdKafkaConnectionFactory$/,
      kind: 'client',
      label: 'RdKafkaConnectionFactory',
      within: ['global', 'topic'],
    },
    // Laravel Kafka: what its publisher and its consumer hand on to php-rdkafka.
    { path: /\bKafka\.publish\w*\(\).*\.withConfigOptions$/, role: 'producer', kind: 'client', label: 'publish' },
    { path: /\bKafka\.publish\w*\(\).*\.withConfigOption$/, role: 'producer', kind: 'settings', label: 'publish' },
    { path: /\bKafka\.(?:createC|c)onsumer\(\).*\.withOptions$/, role: 'consumer', kind: 'client', label: 'consumer' },
    { path: /\bKafka\.(?:createC|c)onsumer\(\).*\.withOption$/, role: 'consumer', kind: 'settings', label: 'consumer' },
  ],
  key: (written) => rdkafka(written),
};

export const phpKafka: Library = {
  name: 'phpkafka',
  client: { name: 'phpkafka' },
  languages: ['php'],
  imported: /longlang.phpkafka|Kafka.ProducerConfig/,
  makers: [
    {
      path: /(?:^|\.)ProducerConfig(?:\.getInstance)?$/,
      role: 'producer',
      kind: 'settings',
      label: 'ProducerConfig',
      positions: [],
    },
    {
      path: /(?:^|\.)ConsumerConfig(?:\.getInstance)?$/,
      role: 'consumer',
      kind: 'settings',
      label: 'ConsumerConfig',
      positions: [],
    },
  ],
  key: keysOf({
    setAcks: 'acks',
    setRequiredAck: 'acks',
    setAutoCommit: 'enable.auto.commit',
    setOffsetReset: 'auto.offset.reset',
  }),
  words: (key) => (key === 'acks' ? { all: '-1' } : {}),
};

export const rubyKafka: Library = {
  name: 'ruby-kafka',
  client: { name: 'ruby-kafka' },
  languages: ['ruby'],
  imported: /\bKafka\.new\b|require ['"]kafka['"]|\bruby-kafka\b/,
  makers: [
    {
      path: /(?:^|[._])(?:kafka|kafka_client|Kafka\.new\(\))\.(?:async_)?producer$/,
      role: 'producer',
      kind: 'client',
      complete: true,
      label: 'kafka.producer',
    },
    {
      path: /(?:^|[._])(?:kafka|kafka_client|Kafka\.new\(\))\.consumer$/,
      role: 'consumer',
      kind: 'client',
      label: 'kafka.consumer',
    },
    {
      path: /(?:^|[._])(?:kafka|kafka_client|Kafka\.new\(\))\.create_topic$/,
      role: 'topic',
      kind: 'client',
      label: 'create_topic',
      within: ['config'],
    },
  ],
  key: (written, maker) =>
    maker?.role === 'topic'
      ? keysOf({ replication_factor: 'replication.factor' })(written)
      : keysOf({
          required_acks: 'acks',
          idempotent: 'enable.idempotence',
          max_retries: 'retries',
          transactional: 'transactional',
          transactional_id: 'transactional.id',
        })(written),
  words: (key) => (key === 'acks' ? { all: ':all' } : {}),
};

/** rdkafka-ruby and what is built on it: WaterDrop, Karafka, Racecar. */
export const rubyRdkafka: Library = {
  name: 'rdkafka-ruby',
  client: { name: 'librdkafka' },
  languages: ['ruby'],
  imported: /\b(?:rdkafka|waterdrop|karafka|racecar)\b/i,
  dotted: true,
  makers: [
    { path: /(?:^|\.)Rdkafka\.Config\.new$/, kind: 'settings', label: 'Rdkafka::Config' },
    {
      path: /(?:^|[._])(?:producer|WaterDrop\.Producer\.new\(\))\.(?:with|variant)$/,
      role: 'producer',
      kind: 'client',
      label: 'producer variant',
      within: ['topic_config'],
    },
    // Karafka's routes: what a topic is made with, and where its consumer begins.
    { path: /^config$/, role: 'topic', kind: 'client', label: 'topic config' },
    {
      path: /^initial_offset$/,
      role: 'consumer',
      kind: 'settings',
      positions: ['initial_offset'],
      label: 'initial_offset',
    },
  ],
  key: (written, maker) => {
    if (written === 'initial_offset') return { key: 'auto.offset.reset' };
    return maker?.role === 'topic' && written === 'replication_factor'
      ? { key: 'replication.factor' }
      : rdkafka(written);
  },
  value: (key, value) =>
    key === 'auto.offset.reset' && value.kind === 'scalar' ? { text: value.text, type: value.type } : undefined,
};
