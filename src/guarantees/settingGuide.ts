import type { Role } from '../config/unit';
import { brokerConfig, consumerConfig, kafkaDocumentation, producerConfig, topicConfig } from './rule';

/** What a setting is for: the words of completions, and of hovers where no finding says more. */
export interface GuideEntry {
  readonly key: string;
  /** Whose configuration holds it. */
  readonly sides: readonly Side[];
  /** One sentence. */
  readonly meaning: string;
  /** Values worth offering, the safest first. */
  readonly values: readonly GuideValue[];
  /** Kafka's own description. */
  readonly reference: string;
}

export interface GuideValue {
  readonly value: string;
  readonly meaning: string;
}

export type Side = 'producer' | 'consumer' | 'topic' | 'broker' | 'connectWorker' | 'streams';

export const guideTo = (key: string): GuideEntry | undefined => byKey.get(key);

/** The settings that a configuration of this role can hold. */
export function guideFor(role: Role): readonly GuideEntry[] {
  const sides = sidesOf[role] ?? [];
  return entries.filter((entry) => entry.sides.some((side) => sides.includes(side)));
}

const sidesOf: Readonly<Partial<Record<Role, readonly Side[]>>> = {
  producer: ['producer'],
  consumer: ['consumer'],
  client: ['producer', 'consumer'],
  topic: ['topic'],
  broker: ['broker'],
  connectWorker: ['connectWorker'],
  streams: ['streams'],
};

const value = (name: string, meaning: string): GuideValue => ({ value: name, meaning });

function entry(
  key: string,
  sides: readonly Side[],
  reference: string,
  meaning: string,
  ...values: readonly GuideValue[]
): GuideEntry {
  return { key, sides, meaning, values, reference };
}

const producer = (key: string, meaning: string, ...values: readonly GuideValue[]): GuideEntry =>
  entry(key, ['producer'], producerConfig(key), meaning, ...values);
const consumer = (key: string, meaning: string, ...values: readonly GuideValue[]): GuideEntry =>
  entry(key, ['consumer'], consumerConfig(key), meaning, ...values);
const broker = (key: string, meaning: string, ...values: readonly GuideValue[]): GuideEntry =>
  entry(key, ['broker'], brokerConfig(key), meaning, ...values);
const worker = (key: string, meaning: string, ...values: readonly GuideValue[]): GuideEntry =>
  entry(key, ['connectWorker'], kafkaDocumentation(`connectconfigs_${key}`), meaning, ...values);

const three = value('3', 'One broker may be lost without losing data or availability.');

// Meanings are shortened from the descriptions in ProducerConfig, ConsumerConfig, TopicConfig and the broker's, Connect's
// and Streams' own configuration classes; each entry's reference leads to the full text.
const entries: readonly GuideEntry[] = [
  producer(
    'acks',
    'How many replicas have the record before the broker answers.',
    value('all', 'Every replica in sync has the record before the broker answers; at least once by itself.'),
    value('1', 'The leader alone answers: an acknowledged record is lost if it fails before a follower copies it.'),
    value('0', 'No answer at all: lost records are never reported or retried (at most once).'),
  ),
  producer(
    'enable.idempotence',
    'Lets the broker recognise batches that this client sends again, for the life of the producer.',
    value('true', 'Retries are written once and in order, per partition; needs acks=all.'),
    value('false', 'A retry after a lost answer writes the record twice.'),
  ),
  producer(
    'retries',
    'How often a failed send is repeated; delivery.timeout.ms is the better bound, so leave it unset.',
    value('2147483647', 'Until delivery.timeout.ms has passed.'),
  ),
  producer(
    'max.in.flight.requests.per.connection',
    'Requests without an answer yet; above 1 without idempotence a retry can put records out of order.',
    value('5', 'The most that idempotence allows; order is kept with it.'),
    value('1', 'Keeps the order even without idempotence, at the price of throughput.'),
  ),
  producer(
    'transactional.id',
    'Name under which transactions are resumed and older instances are fenced; readers need read_committed.',
  ),
  producer(
    'transaction.timeout.ms',
    'After this time the coordinator aborts an open transaction; the broker refuses more than transaction.max.timeout.ms.',
    value('60000', 'One minute.'),
  ),
  producer(
    'delivery.timeout.ms',
    'When it has passed, a send fails although the record may be in the log; at least linger.ms + request.timeout.ms.',
    value('120000', 'Two minutes.'),
  ),
  producer(
    'linger.ms',
    'How long a batch waits for more records before it is sent.',
    value('5', 'Larger batches for 5 ms of delay.'),
    value('0', 'Sends as soon as a sender thread is free.'),
  ),
  entry(
    'request.timeout.ms',
    ['producer', 'consumer'],
    producerConfig('request.timeout.ms'),
    'How long the client waits for the answer to one request before it fails or repeats it.',
    value('30000', 'Half a minute.'),
  ),
  producer('batch.size', 'Most bytes of one batch for one partition.'),
  entry(
    'compression.type',
    ['producer', 'topic', 'broker'],
    producerConfig('compression.type'),
    'How batches are compressed; a topic that names another codec makes the broker compress again.',
    value('none', 'No compression.'),
    value('lz4', 'Fast, moderate ratio.'),
    value('zstd', 'Best ratio for the time it takes.'),
    value('snappy', 'Fast, low ratio.'),
    value('gzip', 'High ratio, slow to compress.'),
  ),
  producer('key.serializer', 'Class that turns keys into bytes.'),
  producer('value.serializer', 'Class that turns values into bytes.'),
  entry(
    'bootstrap.servers',
    ['producer', 'consumer', 'streams', 'connectWorker'],
    producerConfig('bootstrap.servers'),
    'Brokers to ask first, as host:port pairs with commas; the rest of the cluster is learnt from them.',
  ),
  consumer('group.id', 'Consumers with the same group share the partitions and their committed offsets.'),
  consumer(
    'enable.auto.commit',
    'Commits positions in the background; safe only where records are fully processed before the next poll.',
    value('false', 'The application commits after processing (at least once).'),
    value('true', 'Commits by time, whether your processing is done or not.'),
  ),
  consumer('auto.commit.interval.ms', 'Time between two automatic commits.', value('5000', 'Five seconds.')),
  consumer(
    'auto.offset.reset',
    'Where a group starts that has no valid committed offset.',
    value('earliest', 'From the oldest record: reads again rather than skipping.'),
    value('latest', 'From the end: what was written before is skipped.'),
    value('none', 'Fails, so that a person decides.'),
  ),
  consumer(
    'isolation.level',
    'Whether records of aborted and open transactions are delivered.',
    value('read_committed', 'Only records of committed transactions and those without one.'),
    value('read_uncommitted', 'All records, those of aborted transactions too.'),
  ),
  consumer('key.deserializer', 'Class that reads keys from bytes.'),
  consumer('value.deserializer', 'Class that reads values from bytes.'),
  consumer(
    'max.poll.records',
    'Most records that one poll() returns; all of them have to be done before the next poll.',
  ),
  consumer(
    'max.poll.interval.ms',
    'A consumer that does not poll for so long leaves the group, and its records are read again by another.',
    value('300000', 'Five minutes.'),
  ),
  consumer('session.timeout.ms', 'A member without heartbeats for so long is taken for dead.'),
  consumer('group.instance.id', 'Name of a static member: a restart within the session timeout causes no rebalance.'),
  entry(
    'min.insync.replicas',
    ['topic', 'broker'],
    topicConfig('min.insync.replicas'),
    'Smallest in-sync set for which acks=all writes are accepted; only acks=all looks at it.',
    value('2', 'An acknowledged record survives the loss of one broker, with three replicas.'),
    value('1', 'The leader alone may answer acks=all, so an acknowledged record can still be lost.'),
  ),
  entry(
    'unclean.leader.election.enable',
    ['topic', 'broker'],
    topicConfig('unclean.leader.election.enable'),
    'Whether a replica that is behind may become leader when no replica in sync is left.',
    value('false', 'The partition waits for a replica that has every acknowledged record.'),
    value('true', 'Acknowledged records that the new leader lacks are discarded.'),
  ),
  broker('default.replication.factor', 'Replicas of topics that are created without a number.', three),
  broker('offsets.topic.replication.factor', 'Replicas of the topic of committed offsets.', three),
  broker('transaction.state.log.replication.factor', 'Replicas of the topic of transaction states.', three),
  broker(
    'transaction.state.log.min.isr',
    'Replicas that have a transaction state before it counts.',
    value('2', 'Transactions survive the loss of one broker.'),
  ),
  worker(
    'exactly.once.source.support',
    'Whether source tasks write their records and their offsets in one transaction.',
    value('enabled', 'Connect gives the producers transactions of their own.'),
    value('preparing', 'First step of a rolling switch to enabled.'),
    value('disabled', 'Source records can be written twice after a failure.'),
  ),
  worker('offset.storage.replication.factor', 'Replicas of the topic of source offsets.', three),
  worker('config.storage.replication.factor', 'Replicas of the topic of connector configurations.', three),
  worker('status.storage.replication.factor', 'Replicas of the topic of connector states.', three),
  entry(
    'processing.guarantee',
    ['streams'],
    kafkaDocumentation('streamsconfigs_processing.guarantee'),
    'Whether input offsets, state and output of a Streams application commit together.',
    value('exactly_once_v2', 'Kafka to Kafka exactly once; needs brokers from 2.5 and read_committed readers.'),
    value('at_least_once', 'Outputs and state updates may be applied twice after a failure.'),
  ),
];

const byKey: ReadonlyMap<string, GuideEntry> = new Map(entries.map((one) => [one.key, one]));

export const guideKeys: readonly string[] = [...byKey.keys()];
