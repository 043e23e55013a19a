import type { ClientName } from '../config/unit';
import type { ProducerDefaults } from './producerDefaults';
import { versionBelow } from './versionBelow';

const unlimited = Number.POSITIVE_INFINITY;

// CONFIGURATION.md of librdkafka.
const librdkafka: ProducerDefaults = {
  acks: 'all',
  idempotence: 'off',
  silentlyOff: false,
  retries: 2_147_483_647,
  inFlight: 1_000_000,
  inFlightLimit: 5,
  lingerMs: 5,
  requestTimeoutMs: 30_000,
  source: 'librdkafka 1.6 and later',
};

// kafkajs 2.2, src/index.js and src/producer. `producer()` always hands a retry object on, so that the larger default for idempotent producers is never reached.
const kafkajs: ProducerDefaults = {
  acks: 'all',
  idempotence: 'off',
  silentlyOff: false,
  retries: 5,
  inFlight: Number.POSITIVE_INFINITY,
  inFlightLimit: 1,
  lingerMs: 0,
  requestTimeoutMs: 30_000,
  source: 'kafkajs 2',
};

const base = { silentlyOff: false, idempotence: 'off', lingerMs: 0, requestTimeoutMs: 30_000 } as const;

/** Sarama's config.go: WaitForLocal, three retries, five open requests, of which idempotence allows one. */
const sarama: ProducerDefaults = {
  ...base,
  acks: '1',
  retries: 3,
  inFlight: 5,
  inFlightLimit: 1,
  requestTimeoutMs: 10_000,
  source: 'Sarama',
};

/** kafka-python 2.3 and earlier, by release: acks 1; retries without end since 2.2. */
export function kafkaPython2(version: string): ProducerDefaults {
  const retries = versionBelow(version, '2.2') ? 0 : unlimited;
  return { ...base, acks: '1', retries, inFlight: 5, inFlightLimit: 5, source: `kafka-python ${version}` };
}

/** A client whose defaults nobody has read: the strongest are assumed, so that nothing is claimed about them. */
export const unknownClient = (name: ClientName): ProducerDefaults => ({
  ...base,
  acks: 'all',
  retries: unlimited,
  inFlight: 1,
  inFlightLimit: 5,
  source: name,
});

/** By client: what its own source says. Java is not here, because its versions differ. */
export const clients: Readonly<Partial<Record<ClientName, ProducerDefaults>>> = {
  librdkafka,
  kafkajs,
  // MIGRATION.md: acks -1, idempotence as in librdkafka.
  'confluent-kafka-javascript': { ...librdkafka, source: '@confluentinc/kafka-javascript' },
  // src/clients/producer: LEADER unless idempotent.
  platformatic: { ...base, acks: '1', retries: 3, inFlight: 5, inFlightLimit: 5, source: '@platformatic/kafka' },
  // lib/baseProducer.js
  'kafka-node': { ...base, acks: '1', retries: 0, inFlight: 1, inFlightLimit: 1, source: 'kafka-node' },
  sarama,
  // writer.go: RequireNone is the zero value of Writer, ten attempts.
  'kafka-go': { ...base, acks: '0', retries: 9, inFlight: 1, inFlightLimit: 1, source: 'kafka-go' },
  // config.go: NewClient fails where acks are weaker while idempotence is on.
  'franz-go': {
    ...base,
    acks: 'all',
    idempotence: 'demanded',
    retries: unlimited,
    inFlight: 1,
    inFlightLimit: 5,
    lingerMs: 10,
    source: 'franz-go',
  },
  'kafka-python': {
    ...base,
    acks: 'all',
    idempotence: 'on',
    silentlyOff: true,
    retries: unlimited,
    inFlight: 5,
    inFlightLimit: 5,
    source: 'kafka-python 3',
  },
  // producer.py: retries until request_timeout_ms is over.
  aiokafka: {
    ...base,
    acks: '1',
    retries: unlimited,
    inFlight: 5,
    inFlightLimit: 5,
    requestTimeoutMs: 40_000,
    source: 'aiokafka',
  },
  // lib/kafka/client.rb
  'ruby-kafka': { ...base, acks: 'all', retries: 2, inFlight: 1, inFlightLimit: 1, source: 'ruby-kafka' },
  // brod_producer.erl
  brod: { ...base, acks: 'all', retries: 3, inFlight: 1, inFlightLimit: 1, source: 'brod' },
  // producer.lua
  'lua-resty-kafka': { ...base, acks: '1', retries: 3, inFlight: 1, inFlightLimit: 1, source: 'lua-resty-kafka' },
  // settings.py: producer_acks is -1.
  faust: { ...base, acks: 'all', retries: unlimited, inFlight: 5, inFlightLimit: 5, source: 'Faust' },
  // producer.rs: DEFAULT_REQUIRED_ACKS is RequiredAcks::One.
  'kafka-rust': { ...base, acks: '1', retries: 0, inFlight: 1, inFlightLimit: 1, source: 'kafka-rust' },
};
