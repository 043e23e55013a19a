import type { Frame, Unit } from '../config/unit';
import { javaSource, producerDefaults } from './clients';
import { versionBelow } from './versionBelow';

export interface DefaultValue {
  /** In Kafka's words. */
  readonly value: string;
  /** Client and version that the value is of. */
  readonly source: string;
}

type Place = Pick<Unit, 'role' | 'client' | 'frame'>;

/** What counts when a key is absent. Undefined where there is no default or it is not known for the client. */
export function defaultOf(key: string, place: Place, javaVersion: string): DefaultValue | undefined {
  switch (place.role) {
    case 'producer':
      return producerDefault(key, place, javaVersion);
    case 'consumer':
      return consumerDefault(key, place, javaVersion);
    case 'client':
      return producerDefault(key, place, javaVersion) ?? consumerDefault(key, place, javaVersion);
    case 'topic':
      return key === 'min.insync.replicas' || key === 'unclean.leader.election.enable'
        ? named(brokerValues[key], "unless the broker's own setting differs")
        : undefined;
    case 'broker':
      return named(brokerValues[key], 'Kafka broker');
    case 'connectWorker':
      return named(workerValues[key], 'Kafka Connect');
    case 'streams':
      return named(streamsValues[key], 'Kafka Streams');
    default:
      return undefined;
  }
}

const named = (value: string | undefined, source: string): DefaultValue | undefined =>
  value === undefined ? undefined : { value, source };

function producerDefault(key: string, { client, frame }: Place, javaVersion: string): DefaultValue | undefined {
  const defaults = producerDefaults(client, frame, javaVersion);
  const idempotence: Readonly<Record<typeof defaults.idempotence, string>> = {
    on: 'true',
    off: 'false',
    demanded: 'true',
    'forced-on': 'true, whatever is written',
    'frame-off': 'false',
  };
  const values: Readonly<Record<string, string | undefined>> = {
    acks: defaults.acks,
    'enable.idempotence': idempotence[defaults.idempotence],
    retries: String(defaults.retries),
    'max.in.flight.requests.per.connection': Number.isFinite(defaults.inFlight)
      ? String(defaults.inFlight)
      : 'no limit',
    'linger.ms': String(defaults.lingerMs),
    'request.timeout.ms': String(defaults.requestTimeoutMs),
    ...(producerValues[client.name] ?? {}),
    // StreamsConfig: PRODUCER_EOS_OVERRIDES.
    ...(frame === 'streamsExactlyOnce'
      ? { 'delivery.timeout.ms': '2147483647', 'transaction.timeout.ms': '10000' }
      : {}),
  };
  const since = key === 'delivery.timeout.ms' && client.name === 'java' ? '2.1' : undefined;
  if (since !== undefined && versionBelow(client.version ?? javaVersion, since)) return undefined;
  return named(values[key], defaults.source);
}

// ProducerConfig of the Java client; librdkafka's CONFIGURATION.md; kafkajs src/producer/index.js.
const producerValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  java: {
    'delivery.timeout.ms': '120000',
    'transaction.timeout.ms': '60000',
    'batch.size': '16384',
    'compression.type': 'none',
  },
  librdkafka: {
    'delivery.timeout.ms': '300000',
    'transaction.timeout.ms': '60000',
    'batch.size': '1000000',
    'compression.type': 'none',
  },
  kafkajs: { 'transaction.timeout.ms': '60000', 'compression.type': 'none' },
};

function consumerDefault(key: string, { client, frame }: Place, javaVersion: string): DefaultValue | undefined {
  const ofStreams = frame && streamsConsumer[frame]?.[key];
  if (ofStreams !== undefined) return named(ofStreams, 'Kafka Streams');
  if (client.name === 'java') {
    const version = client.version ?? javaVersion;
    const source = javaSource(client, javaVersion);
    // KIP-735 raised it in 3.0.
    if (key === 'session.timeout.ms') return { value: versionBelow(version, '3.0') ? '10000' : '45000', source };
    return named(javaConsumer[key], source);
  }
  const values = consumerValues[client.name];
  return values && named(values[key], client.name);
}

// ConsumerConfig of the Java client.
const javaConsumer: Readonly<Record<string, string>> = {
  'enable.auto.commit': 'true',
  'auto.commit.interval.ms': '5000',
  'auto.offset.reset': 'latest',
  'isolation.level': 'read_uncommitted',
  'max.poll.records': '500',
  'max.poll.interval.ms': '300000',
  'request.timeout.ms': '30000',
};

// StreamsConfig: CONSUMER_DEFAULT_OVERRIDES, CONSUMER_EOS_OVERRIDES and what users cannot configure.
const always = {
  'enable.auto.commit': 'false, whatever is written',
  'auto.offset.reset': 'earliest',
  'max.poll.records': '1000',
};
const streamsConsumer: Readonly<Partial<Record<Frame, Readonly<Record<string, string>>>>> = {
  streams: always,
  streamsExactlyOnce: { ...always, 'isolation.level': 'read_committed, whatever is written' },
};

// librdkafka's CONFIGURATION.md (its read_committed differs from Java's); kafkajs src/consumer/index.js.
const consumerValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  librdkafka: {
    'enable.auto.commit': 'true',
    'enable.auto.offset.store': 'true',
    'auto.commit.interval.ms': '5000',
    'auto.offset.reset': 'latest',
    'isolation.level': 'read_committed',
    'max.poll.interval.ms': '300000',
  },
  kafkajs: {
    'enable.auto.commit': 'true',
    'auto.offset.reset': 'latest',
    'isolation.level': 'read_committed',
  },
};

// ReplicationConfigs, ServerLogConfigs, LogConfig, GroupCoordinatorConfig and TransactionLogConfig of 4.x.
const brokerValues: Readonly<Record<string, string>> = {
  'min.insync.replicas': '1',
  'unclean.leader.election.enable': 'false',
  'default.replication.factor': '1',
  'offsets.topic.replication.factor': '3',
  'transaction.state.log.replication.factor': '3',
  'transaction.state.log.min.isr': '2',
};

const workerValues: Readonly<Record<string, string>> = {
  'exactly.once.source.support': 'disabled',
  'offset.storage.replication.factor': '3',
  'config.storage.replication.factor': '3',
  'status.storage.replication.factor': '3',
};

const streamsValues: Readonly<Record<string, string>> = { 'processing.guarantee': 'at_least_once' };
