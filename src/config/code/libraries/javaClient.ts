import type { CodeLanguage } from '../codeParser';
import type { Evaluated, KeyMeaning, Library, Maker, Value } from '../values';
import { textOf } from '../valueText';
import { dottedKey, enumValue, enumWords } from './keys';

const languages: readonly CodeLanguage[] = ['java', 'kotlin', 'scala', 'groovy'];

const client = (path: RegExp, role: Maker['role'], label: string, takes: readonly number[] = [0]): Maker => ({
  path,
  ...(role ? { role } : {}),
  kind: 'client',
  takes,
  label,
  ...(role === 'producer' ? { complete: true } : {}),
});

/** A way to consume that commits a record before it is worked on. */
const early = (path: RegExp, when?: Maker['when']): Maker => ({
  path,
  role: 'consumer',
  kind: 'settings',
  positions: [],
  label: 'consumer',
  marks: 'commit.before.processing',
  ...(when ? { when } : {}),
});

/** Spark's sinks and sources, in Java and in Python. */
export const sparkMakers: readonly Maker[] = [
  {
    path: /\.(?:write|writeStream)(?:\(\))?\.(?:.*\.)?format$/,
    role: 'producer',
    kind: 'settings',
    label: 'Spark sink',
    ends: /^(?:save|saveAsTable|start|toTable)$/,
    when: isKafka,
    positions: [],
  },
  {
    path: /\.(?:read|readStream)(?:\(\))?\.(?:.*\.)?format$/,
    role: 'consumer',
    kind: 'settings',
    label: 'Spark source',
    ends: /^(?:load|table)$/,
    when: isKafka,
    positions: [],
  },
];

/** The Java client and the frameworks around it that take its properties, whatever language of the JVM calls them. */
export const javaClient: Library = {
  name: 'java',
  client: { name: 'java' },
  languages,
  imported: /\bkafka\b/i,
  dotted: true,
  makers: [
    client(/(?:^|\.)KafkaProducer(?:\.create(?:Shared)?)?$/, 'producer', 'KafkaProducer', [0, 1, 2]),
    client(/(?:^|\.)KafkaConsumer(?:\.create)?$/, 'consumer', 'KafkaConsumer', [0, 1]),
    client(/(?:^|\.)ProducerConfig$/, 'producer', 'ProducerConfig'),
    client(/(?:^|\.)ConsumerConfig$/, 'consumer', 'ConsumerConfig'),
    {
      ...client(/(?:^|\.)DefaultKafkaProducerFactory$/, 'producer', 'DefaultKafkaProducerFactory'),
      later: { setTransactionIdPrefix: 'transactional.id' },
    },
    client(/(?:^|\.)DefaultKafkaConsumerFactory$/, 'consumer', 'DefaultKafkaConsumerFactory'),
    // Apache Beam's KafkaIO.
    client(/\.(?:withProducerConfigUpdates|updateProducerProperties)$/, 'producer', 'KafkaIO'),
    client(/\.(?:withConsumerConfigUpdates|updateConsumerProperties)$/, 'consumer', 'KafkaIO'),
    client(/(?:^|\.)KafkaStreams$/, 'streams', 'KafkaStreams', [1]),
    client(/(?:^|\.)(?:StreamsConfig|KafkaStreamsConfiguration)$/, 'streams', 'StreamsConfig'),
    client(/(?:^|\.)(?:Kafka)?Admin(?:Client)?(?:\.create)?$/, 'admin', 'Admin'),
    {
      path: /(?:^|\.)SenderOptions(?:\.create)?$/,
      role: 'producer',
      kind: 'settings',
      immutable: true,
      label: 'SenderOptions',
    },
    {
      path: /(?:^|\.)ReceiverOptions(?:\.create)?$/,
      role: 'consumer',
      kind: 'settings',
      immutable: true,
      label: 'ReceiverOptions',
    },
    {
      path: /(?:^|\.)ProducerSettings(?:\.create|\.apply)?$/,
      role: 'producer',
      kind: 'settings',
      immutable: true,
      label: 'ProducerSettings',
    },
    {
      path: /(?:^|\.)ConsumerSettings(?:\.create|\.apply)?$/,
      role: 'consumer',
      kind: 'settings',
      immutable: true,
      label: 'ConsumerSettings',
    },
    {
      path: /(?:^|\.)NewTopic$/,
      role: 'topic',
      kind: 'settings',
      positions: [undefined, undefined, 'replicas'],
      label: 'NewTopic',
    },
    { path: /(?:^|\.)TopicBuilder\.name$/, role: 'topic', kind: 'settings', positions: [], label: 'TopicBuilder' },
    {
      path: /(?:^|\.)KafkaSink\.builder$/,
      role: 'producer',
      kind: 'settings',
      label: 'KafkaSink',
      frame: 'flink',
      complete: true,
    },
    { path: /(?:^|\.)KafkaSource\.builder$/, role: 'consumer', kind: 'settings', label: 'KafkaSource', frame: 'flink' },
    ...sparkMakers,
    {
      path: /^@(?:[\w.]+\.)?KafkaClient$/,
      role: 'producer',
      kind: 'settings',
      label: '@KafkaClient',
      within: ['properties'],
    },
    {
      path: /^@(?:[\w.]+\.)?KafkaListener$/,
      role: 'consumer',
      kind: 'settings',
      label: '@KafkaListener',
      within: ['properties'],
    },
    early(/(?:^|\.)Consumer\.atMostOnceSource$/),
    early(/\.receiveAtmostOnce$/),
    early(/^@(?:[\w.]+\.)?Acknowledgment$/, (args) => {
      const value = args[0]?.value;
      return value?.kind === 'path' && value.path.endsWith('PRE_PROCESSING');
    }),
  ],
  key: javaKey,
  value: (key, value) => (enumerations[key] ? enumValue(value, enumerations[key]) : undefined),
  words: (key, value) => {
    const words = enumerations[key] ? enumWords(value, enumerations[key]) : {};
    return key === 'acks' && Object.keys(words).length === 0 ? numbersAsTexts : words;
  },
  constant,
  call,
};

/** fs2-kafka's own settings; it sets retries to 0 unless it is told otherwise (ProducerSettings.scala). */
export const fs2Kafka: Library = {
  ...javaClient,
  name: 'fs2-kafka',
  frame: 'fs2',
  languages: ['scala'],
  imported: /\bfs2\.kafka\b/,
  makers: [
    {
      path: /(?:^|\.)ProducerSettings(?:\.apply)?$/,
      role: 'producer',
      kind: 'settings',
      immutable: true,
      positions: [],
      complete: true,
      label: 'ProducerSettings',
    },
    {
      path: /(?:^|\.)ConsumerSettings(?:\.apply)?$/,
      role: 'consumer',
      kind: 'settings',
      immutable: true,
      positions: [],
      label: 'ConsumerSettings',
    },
  ],
};

function isKafka(args: readonly Evaluated[]): boolean {
  const value = args[0]?.value;
  return value?.kind === 'scalar' && value.text === 'kafka';
}

/** ProducerConfig declares acks as a string and refuses an Integer. */
const numbersAsTexts: Readonly<Record<string, string>> = { '0': '"0"', '1': '"1"', '-1': '"-1"' };

/** Values of enumerations of the frameworks: Micronaut's and Flink's in capitals, those of fs2 in camel case. */
const enumerations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acks: { NONE: '0', ONE: '1', ALL: 'all', Zero: '0', One: '1', All: 'all' },
  'auto.offset.reset': {
    LATEST: 'latest',
    EARLIEST: 'earliest',
    NONE: 'none',
    Latest: 'latest',
    Earliest: 'earliest',
    None: 'none',
  },
  'isolation.level': {
    READ_UNCOMMITTED: 'read_uncommitted',
    READ_COMMITTED: 'read_committed',
    ReadUncommitted: 'read_uncommitted',
    ReadCommitted: 'read_committed',
  },
  'enable.auto.commit': { AUTO: 'true', SYNC: 'false', ASYNC: 'false', DISABLED: 'false' },
  'delivery.guarantee': { NONE: 'none', AT_LEAST_ONCE: 'at-least-once', EXACTLY_ONCE: 'exactly-once' },
};

const methods: Readonly<Record<string, string>> = {
  withAcks: 'acks',
  withEnableIdempotence: 'enable.idempotence',
  withRetries: 'retries',
  withMaxInFlightRequestsPerConnection: 'max.in.flight.requests.per.connection',
  withTransactionalId: 'transactional.id',
  withLinger: 'linger.duration',
  withEnableAutoCommit: 'enable.auto.commit',
  withAutoOffsetReset: 'auto.offset.reset',
  withIsolationLevel: 'isolation.level',
  withBootstrapServers: 'bootstrap.servers',
  withGroupId: 'group.id',
  replicas: 'replication.factor',
  setDeliveryGuarantee: 'delivery.guarantee',
  // Its name in Flink 1.14.
  setDeliverGuarantee: 'delivery.guarantee',
  setTransactionalIdPrefix: 'transactional.id',
  setBootstrapServers: 'bootstrap.servers',
  acks: 'acks',
  transactionalId: 'transactional.id',
  offsetStrategy: 'enable.auto.commit',
  offsetReset: 'auto.offset.reset',
  isolation: 'isolation.level',
};

function javaKey(written: string, maker: Maker | undefined): KeyMeaning | undefined {
  if (written === maker?.marks) return { key: written };
  if (maker && maker.kind === 'settings' && Object.hasOwn(methods, written)) {
    const key = methods[written];
    if (key !== undefined) return { key };
  }
  if (ofConnector.has(written)) return { key: written, role: 'connector', group: 'connector.' };
  const plain = dottedKey(written, 'java');
  if (plain) return plain;
  const prefixed =
    /^(producer|consumer|main\.consumer|restore\.consumer|global\.consumer|admin|topic|kafka)\.(.+)$/.exec(written);
  const [, prefix = '', rest = ''] = prefixed ?? [];
  const inner = rest ? dottedKey(rest, 'java') : undefined;
  if (!inner) return undefined;
  if (prefix === 'kafka') return maker?.label?.startsWith('Spark') ? inner : undefined;
  const role =
    prefix === 'producer' ? 'producer' : /consumer/.test(prefix) ? 'consumer' : prefix === 'topic' ? 'topic' : 'admin';
  return { ...inner, role, group: `${prefix}.` };
}

/** A connector's settings in code: Debezium's engine, or what is posted to a worker. */
const ofConnector: ReadonlySet<string> = new Set([
  'connector.class',
  'errors.tolerance',
  'errors.deadletterqueue.topic.name',
  'event.processing.failure.handling.mode',
]);

const streamsValues: Readonly<Record<string, string>> = {
  AT_LEAST_ONCE: 'at_least_once',
  EXACTLY_ONCE: 'exactly_once',
  EXACTLY_ONCE_BETA: 'exactly_once_beta',
  EXACTLY_ONCE_V2: 'exactly_once_v2',
};

/** Names of constants that are not their key in capitals. */
const irregular: Readonly<Record<string, string>> = {
  'key.serializer.class': 'key.serializer',
  'value.serializer.class': 'value.serializer',
  'key.deserializer.class': 'key.deserializer',
  'value.deserializer.class': 'value.deserializer',
  'min.in.sync.replicas': 'min.insync.replicas',
  'transaction.timeout': 'transaction.timeout.ms',
};

/** The one constant of ProducerConfig that does not say that it is one: a static import leaves nothing else of it. */
const withoutSuffix = 'MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION';

/** `ProducerConfig.ACKS_CONFIG` is the text acks; the names follow one pattern in all of Kafka's classes. */
function constant(path: string): Value | undefined {
  const [, owner, name = ''] = /(?:^|\.)(?:(\w+)\.)?([A-Z][A-Z0-9_]+)$/.exec(path) ?? [];
  if (!name) return undefined;
  const ofStreams = owner === 'StreamsConfig' || owner === undefined;
  if (ofStreams && Object.hasOwn(streamsValues, name)) {
    return { kind: 'scalar', text: streamsValues[name] ?? '', type: 'text' };
  }
  const known = owner !== undefined && /^(?:\w*Configs?)$/.test(owner) && !/^Spring|^Spark/.test(owner);
  if (!known && !(owner === undefined && (name.endsWith('_CONFIG') || name === withoutSuffix))) return undefined;
  const key = name
    .replace(/_CONFIG$/, '')
    .toLowerCase()
    .replace(/_/g, '.');
  const text = irregular[key] ?? key;
  // Anybody may have a class whose name ends in Config: only Kafka's own keys count for it.
  const own =
    owner !== undefined &&
    /^(?:Producer|Consumer|Streams|AdminClient|CommonClient|Topic|Sasl|Ssl)Configs?$/.test(owner);
  if (!own && !dottedKey(text, 'java')) return undefined;
  return { kind: 'key', text, of: owner };
}

function call(path: string, args: readonly Evaluated[]): Value | undefined {
  const prefix =
    /(?:^|\.)(?:StreamsConfig\.)?(producer|consumer|mainConsumer|restoreConsumer|globalConsumer|admin|adminClient|topic)Prefix$/.exec(
      path,
    )?.[1];
  const value = args[0]?.value;
  const text = value && textOf(value);
  if (!prefix || text === undefined) {
    const isProperty = /^@(?:[\w.]+\.)?Property$/.test(path);
    return isProperty ? propertyAnnotation(args) : undefined;
  }
  const written = prefix.replace(/Client$/, '').replace(/[A-Z]/, (letter) => `.${letter.toLowerCase()}`);
  return { kind: 'key', text: `${written}.${text}`, of: 'StreamsConfig' };
}

/** Micronaut's `@Property(name = ..., value = ...)`. */
function propertyAnnotation(args: readonly Evaluated[]): Value | undefined {
  const [key, value] = args;
  return key && value ? { kind: 'pair', key, value } : undefined;
}
