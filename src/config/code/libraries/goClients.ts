import { type Library, type Maker, unknown, type Value } from '../values';
import { dottedKey, enumValue, importedOr, keysOf, negated } from './keys';

const saramaKeys = keysOf({
  'Producer.RequiredAcks': 'acks',
  'Producer.Idempotent': 'enable.idempotence',
  'Producer.Retry.Max': 'retries',
  'Net.MaxOpenRequests': 'max.in.flight.requests.per.connection',
  'Producer.Transaction.ID': 'transactional.id',
  'Producer.Return.Errors': 'errors.returned',
  'Consumer.Offsets.AutoCommit.Enable': 'enable.auto.commit',
  'Consumer.Offsets.Initial': 'auto.offset.reset',
  'Consumer.IsolationLevel': 'isolation.level',
  'Consumer.Group.InstanceId': 'group.instance.id',
});

const topicKeys = keysOf({ ReplicationFactor: 'replication.factor' });
const forTopics = (maker: Maker | undefined): boolean => maker?.role === 'topic';

export const sarama: Library = {
  name: 'sarama',
  client: { name: 'sarama' },
  languages: ['go'],
  imported: /\bsarama\b/,
  makers: [
    { path: /sarama(?:\/v\d+)?\.(?:NewConfig|Config)$/, kind: 'settings', label: 'sarama.Config' },
    {
      path: /sarama(?:\/v\d+)?\.New(?:Sync|Async)Producer$/,
      role: 'producer',
      kind: 'client',
      complete: true,
      takes: [1],
      label: 'sarama producer',
    },
    { path: /sarama(?:\/v\d+)?\.NewConsumer(?:Group)?$/, role: 'consumer', kind: 'client', label: 'sarama consumer' },
    { path: /sarama(?:\/v\d+)?\.TopicDetail$/, role: 'topic', kind: 'settings', label: 'sarama.TopicDetail' },
  ],
  key: (written, maker) => (forTopics(maker) ? topicKeys(written) : saramaKeys(written)),
  value: (key, value) => {
    if (key === 'acks') return enumValue(value, { NoResponse: '0', WaitForLocal: '1', WaitForAll: 'all' });
    if (key === 'auto.offset.reset') return enumValue(value, { OffsetNewest: 'latest', OffsetOldest: 'earliest' });
    return key === 'isolation.level' ? enumValue(value, isolation) : undefined;
  },
  words: (key) => {
    if (key === 'acks') return { all: 'sarama.WaitForAll', '1': 'sarama.WaitForLocal', '0': 'sarama.NoResponse' };
    if (key === 'auto.offset.reset') return { latest: 'sarama.OffsetNewest', earliest: 'sarama.OffsetOldest' };
    return key === 'isolation.level'
      ? { read_committed: 'sarama.ReadCommitted', read_uncommitted: 'sarama.ReadUncommitted' }
      : {};
  },
};

const isolation = { ReadUncommitted: 'read_uncommitted', ReadCommitted: 'read_committed' };

const segment = /segmentio\/kafka-go(?:\/v\d+)?/.source;
const segmentPath = (names: string): RegExp => new RegExp(`(?:${segment}|^kafka)\\.(?:${names})$`);

export const kafkaGo: Library = {
  name: 'kafka-go',
  client: { name: 'kafka-go' },
  languages: ['go'],
  imported: /segmentio\/kafka-go/,
  makers: [
    { path: segmentPath('Writer'), role: 'producer', kind: 'settings', label: 'kafka.Writer', complete: true },
    { path: segmentPath('ReaderConfig'), role: 'consumer', kind: 'settings', label: 'kafka.ReaderConfig' },
    { path: segmentPath('TopicConfig'), role: 'topic', kind: 'settings', label: 'kafka.TopicConfig' },
  ],
  key: (written, maker) => {
    if (forTopics(maker)) return topicKeys(written);
    return keysOf({
      RequiredAcks: 'acks',
      Async: 'errors.ignored',
      Completion: 'errors.handler',
      StartOffset: 'auto.offset.reset',
      IsolationLevel: 'isolation.level',
      GroupID: 'group.id',
    })(written);
  },
  value: (key, value) => {
    if (key === 'acks') return enumValue(value, { RequireNone: '0', RequireOne: '1', RequireAll: 'all' });
    if (key === 'auto.offset.reset') return enumValue(value, { LastOffset: 'latest', FirstOffset: 'earliest' });
    return key === 'isolation.level' ? enumValue(value, isolation) : undefined;
  },
  words: (key) => {
    if (key === 'acks') return { all: 'kafka.RequireAll', '1': 'kafka.RequireOne', '0': 'kafka.RequireNone' };
    if (key === 'auto.offset.reset') return { latest: 'kafka.LastOffset', earliest: 'kafka.FirstOffset' };
    return key === 'isolation.level'
      ? { read_committed: 'kafka.ReadCommitted', read_uncommitted: 'kafka.ReadUncommitted' }
      : {};
  },
};

/** The deprecated constructor's options: there 0 means that nothing was said, and all replicas are waited for. */
export const kafkaGoWriterConfig: Library = {
  ...kafkaGo,
  name: 'kafka-go WriterConfig',
  frame: 'writerConfig',
  makers: [{ path: segmentPath('WriterConfig'), role: 'producer', kind: 'settings', label: 'kafka.WriterConfig' }],
  value: (key, value) =>
    key === 'acks' && value.kind === 'scalar' && (value.text === '0' || value.text === '-1')
      ? { text: 'all', type: 'text' }
      : kafkaGo.value?.(key, value),
  words: (key) => (key === 'acks' ? { all: 'int(kafka.RequireAll)', '1': '1' } : (kafkaGo.words?.(key, unknown) ?? {})),
};

/** A connection waits for all replicas until it is told otherwise, and refuses to wait for none (conn.go). */
export const kafkaGoConn: Library = {
  ...kafkaGo,
  name: 'kafka-go Conn',
  frame: 'writerConfig',
  makers: [
    {
      path: /\.SetRequiredAcks$/,
      role: 'producer',
      kind: 'settings',
      positions: ['RequiredAcks'],
      label: 'conn.SetRequiredAcks',
    },
  ],
  value: kafkaGoWriterConfig.value as NonNullable<Library['value']>,
  words: kafkaGoWriterConfig.words as NonNullable<Library['words']>,
};

const franzKeys = keysOf({
  RequiredAcks: 'acks',
  DisableIdempotentWrite: 'enable.idempotence',
  RecordRetries: 'retries',
  TransactionalID: 'transactional.id',
  MaxProduceRequestsInflightPerBroker: 'max.in.flight.requests.per.connection',
  DisableAutoCommit: 'enable.auto.commit',
  ConsumeResetOffset: 'auto.offset.reset',
  FetchIsolationLevel: 'isolation.level',
  GreedyAutoCommit: 'commit.before.processing',
  ConsumerGroup: 'group.id',
  InstanceID: 'group.instance.id',
});

export const franzGo: Library = {
  name: 'franz-go',
  client: { name: 'franz-go' },
  languages: ['go'],
  imported: /twmb\/franz-go/,
  makers: [
    { path: /\bkgo\.NewClient$/, kind: 'client', label: 'kgo.NewClient' },
    { path: /\bkgo\.Opt$/, kind: 'settings', label: 'kgo options' },
  ],
  options: /\bkgo\.\w+\(\)$/,
  key: franzKeys,
  value: (key, value) => {
    if (key === 'acks') return enumValue(value, { NoAck: '0', LeaderAck: '1', AllISRAcks: 'all' });
    if (key === 'enable.idempotence' || key === 'enable.auto.commit') return negated(value);
    if (key === 'isolation.level') return enumValue(value, isolation);
    return key === 'auto.offset.reset' ? offset(value) : undefined;
  },
  words: (key) => franzWords[key] ?? {},
  // Options are functions: `kgo.RequiredAcks(kgo.NoAck())` sets one setting.
  call: (path, args) => {
    const name = /\bkgo\.(\w+)$/.exec(path)?.[1];
    if (!name || !franzKeys(name)) return undefined;
    const first = args[0];
    const value = first ?? { code: nowhere, value: { kind: 'scalar', text: 'true', type: 'boolean' } as const };
    return { kind: 'pair', key: { code: nowhere, value: { kind: 'scalar', text: name, type: 'text' } }, value };
  },
};

const franzWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acks: { all: 'kgo.AllISRAcks()', '1': 'kgo.LeaderAck()', '0': 'kgo.NoAck()' },
  'auto.offset.reset': { latest: 'kgo.NewOffset().AtEnd()', earliest: 'kgo.NewOffset().AtStart()' },
  'isolation.level': { read_committed: 'kgo.ReadCommitted()', read_uncommitted: 'kgo.ReadUncommitted()' },
};

const nowhere = { kind: 'nothing', span: { start: 0, end: 0 } } as const;

/** `kgo.NewOffset().AtEnd()`. */
function offset(value: Value) {
  return enumValue(value, { AtEnd: 'latest', AtStart: 'earliest' });
}

export const confluentGo: Library = {
  name: 'confluent-kafka-go',
  client: { name: 'librdkafka' },
  languages: ['go'],
  imported: importedOr(/confluent-kafka-go/),
  dotted: true,
  makers: [
    { path: /(?:confluent-kafka-go(?:\/v\d+)?\/kafka|^kafka)\.ConfigMap$/, kind: 'settings', label: 'kafka.ConfigMap' },
    {
      path: /confluent-kafka-go(?:\/v\d+)?\/kafka\.NewProducer$/,
      role: 'producer',
      kind: 'client',
      label: 'kafka.NewProducer',
    },
    {
      path: /confluent-kafka-go(?:\/v\d+)?\/kafka\.NewConsumer$/,
      role: 'consumer',
      kind: 'client',
      label: 'kafka.NewConsumer',
    },
    {
      path: /confluent-kafka-go(?:\/v\d+)?\/kafka\.NewAdminClient$/,
      role: 'admin',
      kind: 'client',
      label: 'kafka.NewAdminClient',
    },
    {
      path: /(?:confluent-kafka-go(?:\/v\d+)?\/kafka|^kafka)\.TopicSpecification$/,
      role: 'topic',
      kind: 'settings',
      label: 'kafka.TopicSpecification',
      within: ['Config'],
    },
  ],
  key: (written, maker) => (forTopics(maker) ? topicKeys(written) : undefined) ?? dottedKey(written, 'librdkafka'),
};
