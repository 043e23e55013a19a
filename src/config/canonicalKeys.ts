import type { ClientName } from './unit';

/** Which side of Kafka reads a key. `shared` keys say nothing about the side. */
export type KeySide = 'producer' | 'consumer' | 'topic' | 'broker' | 'connect' | 'streams' | 'shared';

export interface CanonicalKey {
  readonly key: string;
  readonly side: KeySide;
  /** Set for spellings that only one client understands. */
  readonly only?: ClientName;
  /** Too common a word to count behind a prefix unless the prefix ends in a client's name. */
  readonly generic?: boolean;
}

/** What a written key means, or undefined for keys that no rule looks at. Prefixes are not understood here. */
export const canonicalKey = (written: string): CanonicalKey | undefined =>
  written.length > longest ? undefined : table.get(written);

/**
 * The same for keys that certainly go to this client. librdkafka's `message.max.bytes` is a broker's setting elsewhere;
 * in a client it bounds a request as Java's `max.request.size` does.
 */
export const clientKey = (written: string, client: ClientName): CanonicalKey | undefined =>
  client === 'librdkafka' && written === 'message.max.bytes' ? canonicalKey('max.request.size') : canonicalKey(written);

/**
 * Kafka's key for a name in the manner of another language or format: `enableIdempotence`, `REQUIRED_ACKS`,
 * `max-in-flight`. Letter case, dots, dashes and underscores are not looked at.
 */
export const looseKey = (written: string): CanonicalKey | undefined =>
  written.length > 2 * longest ? undefined : loose.get(squash(written));

/** As `looseKey` below a section of somebody's own: `max_in_flight` is a producer's, and elsewhere a number of messages at work. */
export function looseKeyBelow(section: string, written: string): CanonicalKey | undefined {
  const isVague = squash(written) === 'maxinflight' && !/^producer/i.test(section);
  return isVague ? undefined : looseKey(written);
}

/** Whether a name may be the end of a key that rules look at: a cheap question before the exact ones. */
export const mayEndKey = (name: string): boolean => {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return lastNames.has(last) || looseKey(last) !== undefined;
};

/** Whether a name with dots may end in a key: asked of every line of a text before the parts of the name are looked at. */
export const mayEndInKey = (name: string): boolean => lastNames.has(name.slice(name.lastIndexOf('.') + 1));

const squash = (name: string): string => name.toLowerCase().replace(/[._-]/g, '');

const key = (name: string, side: KeySide, more: Partial<CanonicalKey> = {}): readonly [string, CanonicalKey] => [
  name,
  { key: name, side, ...more },
];

const alias = (
  name: string,
  of: string,
  side: KeySide,
  more: Partial<CanonicalKey> = {},
): readonly [string, CanonicalKey] => [name, { key: of, side, ...more }];

// `request.required.acks` and `message.send.max.retries` are names of the 0.8 producer and still librdkafka's; the
// other aliases are librdkafka's alone (its CONFIGURATION.md).
const librdkafka = { only: 'librdkafka' } as const;

const table: ReadonlyMap<string, CanonicalKey> = new Map([
  key('acks', 'producer'),
  alias('request.required.acks', 'acks', 'producer'),
  key('enable.idempotence', 'producer'),
  key('retries', 'producer', { generic: true }),
  alias('message.send.max.retries', 'retries', 'producer'),
  key('max.in.flight.requests.per.connection', 'producer'),
  alias('max.in.flight', 'max.in.flight.requests.per.connection', 'producer', librdkafka),
  key('transactional.id', 'producer'),
  key('transaction.timeout.ms', 'producer'),
  key('transaction.two.phase.commit.enable', 'producer'),
  key('delivery.timeout.ms', 'producer'),
  alias('message.timeout.ms', 'delivery.timeout.ms', 'producer', librdkafka),
  key('linger.ms', 'producer'),
  alias('queue.buffering.max.ms', 'linger.ms', 'producer', librdkafka),
  key('request.timeout.ms', 'shared'),
  key('batch.size', 'producer', { generic: true }),
  key('max.request.size', 'producer'),
  key('compression.type', 'shared'),
  key('key.serializer', 'producer'),
  key('value.serializer', 'producer'),
  key('enable.auto.commit', 'consumer'),
  alias('auto.commit.enable', 'enable.auto.commit', 'consumer'),
  key('enable.auto.offset.store', 'consumer', librdkafka),
  key('auto.offset.reset', 'consumer'),
  key('isolation.level', 'consumer'),
  key('group.id', 'consumer', { generic: true }),
  key('key.deserializer', 'consumer'),
  key('value.deserializer', 'consumer'),
  key('max.poll.records', 'consumer'),
  key('max.poll.interval.ms', 'consumer'),
  key('session.timeout.ms', 'consumer', { generic: true }),
  key('heartbeat.interval.ms', 'consumer', { generic: true }),
  key('group.instance.id', 'consumer'),
  key('bootstrap.servers', 'shared'),
  alias('metadata.broker.list', 'bootstrap.servers', 'shared', librdkafka),
  key('min.insync.replicas', 'topic'),
  key('unclean.leader.election.enable', 'topic'),
  key('replication.factor', 'topic', { generic: true }),
  key('default.replication.factor', 'broker'),
  key('offsets.topic.replication.factor', 'broker'),
  key('transaction.state.log.replication.factor', 'broker'),
  key('transaction.state.log.min.isr', 'broker'),
  key('share.coordinator.state.topic.replication.factor', 'broker'),
  key('share.coordinator.state.topic.min.isr', 'broker'),
  key('offset.storage.replication.factor', 'connect'),
  key('config.storage.replication.factor', 'connect'),
  key('status.storage.replication.factor', 'connect'),
  key('checkpoints.topic.replication.factor', 'connect'),
  key('heartbeats.topic.replication.factor', 'connect'),
  key('offset-syncs.topic.replication.factor', 'connect'),
  key('topic.creation.default.replication.factor', 'connect'),
  key('errors.deadletterqueue.topic.replication.factor', 'connect'),
  key('exactly.once.source.support', 'connect'),
  key('exactly.once.support', 'connect'),
  key('connector.class', 'connect'),
  key('connector.client.config.override.policy', 'connect'),
  key('errors.tolerance', 'connect'),
  key('errors.deadletterqueue.topic.name', 'connect'),
  key('event.processing.failure.handling.mode', 'connect'),
  alias('event.deserialization.failure.handling.mode', 'event.processing.failure.handling.mode', 'connect'),
  key('processing.guarantee', 'streams'),
]);

/** In a deep file each end of each path is asked for: hashing thousands of characters to find nothing took most of the time. */
const longest = Math.max(...[...table.keys()].map((name) => name.length));

/** Names that nobody writes with dots. */
const otherNames: readonly (readonly [string, string])[] = [
  ['requiredacks', 'acks'],
  ['requireacks', 'acks'],
  ['producerrequestacks', 'acks'],
  ['producerrequiredacks', 'acks'],
  ['idempotence', 'enable.idempotence'],
  ['idempotent', 'enable.idempotence'],
  ['idempotentwrites', 'enable.idempotence'],
  ['idempotentwrite', 'enable.idempotence'],
  ['maxinflightrequests', 'max.in.flight.requests.per.connection'],
  ['messagesendmaxretries', 'retries'],
];

const loose: ReadonlyMap<string, CanonicalKey> = new Map([
  ...[...table].map(([name, canonical]) => [squash(name), canonical] as const),
  ...otherNames.flatMap(([name, of]) => {
    const canonical = table.get(of);
    return canonical ? [[name, canonical] as const] : [];
  }),
]);

const lastNames: ReadonlySet<string> = new Set([...table.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)));
