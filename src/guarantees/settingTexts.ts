import { ownValue } from '../base/ownValue';
import type { ClientName } from '../config/unit';

/** What a setting means and can cost, in one or two sentences that are true for the client. Undefined: nothing to say. */
export function settingText(key: string, value: string | undefined, client: ClientName): string | undefined {
  if (key === 'acks')
    return value === undefined ? acks.unknown : (ownValue(acks, value === '-1' ? 'all' : value) ?? acks.unknown);
  if (key === 'enable.auto.commit') return autoCommit[client];
  if (key === 'enable.idempotence' && value?.toLowerCase() === 'false') return idempotenceOff;
  if (key === 'processing.guarantee') return /^exactly_once/.test(value ?? '') ? exactlyOnce : undefined;
  if ((key === 'retries' || key === 'delivery.timeout.ms') && !timed.has(client)) return usedUp;
  if (key === 'max.in.flight.requests.per.connection' && oneInFlight.has(client)) return inFlightOfOne;
  return texts[key];
}

const acks: Readonly<Record<string, string>> = {
  '0': 'acks=0 – at most once. No broker answer: lost records are never reported or retried.',
  '1': 'acks=1 – usually at least once, not guaranteed: acknowledged records are lost if the leader fails before replication; retries can duplicate.',
  all: 'acks=all – strongest acknowledgement, at least once by itself. Add min.insync.replicas=2 for durability, idempotence against duplicates, transactions for exactly-once processing.',
  unknown:
    'How many replicas have the record before the broker answers: 0 none, 1 the leader, all every replica in sync.',
};

const autoCommit: Readonly<Partial<Record<ClientName, string>>> = {
  java: 'Commits, during poll(), the records returned earlier. Safe only if you finish them before polling again.',
  librdkafka: 'Commits what was handed to you, finished or not, unless enable.auto.offset.store=false.',
  'confluent-kafka-javascript':
    'Commits what was handed to you, finished or not, unless enable.auto.offset.store=false.',
  kafkajs: 'Commits the offsets of records whose handler has returned.',
};

const retries = 'When delivery.timeout.ms expires the record may or may not be in the log; resending it can duplicate.';

const usedUp = 'When the retries are used up the record may or may not be in the log; resending it can duplicate.';

/** Clients with a delivery timeout, which ends the retries. */
const timed: ReadonlySet<ClientName> = new Set(['java', 'librdkafka', 'confluent-kafka-javascript', 'kafka-python']);

const idempotenceOff =
  'Off: a retry after a lost answer writes the record twice and, with several requests in flight, can put it after a later one.';

const exactlyOnce = 'Kafka→Kafka processing only; calls to databases or HTTP inside the topology can repeat.';

/** Sarama refuses more with idempotence; kafkajs documents the limit and does not enforce it. */
const oneInFlight: ReadonlySet<ClientName> = new Set(['sarama', 'kafkajs']);

const inFlightOfOne =
  'Above 1 without idempotence, a retried batch can land after a later one. With idempotence this client asks for 1.';

const texts: Readonly<Record<string, string>> = {
  'enable.idempotence':
    'Retries by this client are written once and in order, per partition, for the life of this producer. It does not deduplicate resends by your code.',
  'transactional.id':
    'Writes to several partitions and consumed offsets commit or abort together; an older instance with the same id is fenced. Readers must use read_committed. Data written outside Kafka is not covered.',
  retries,
  'delivery.timeout.ms': retries,
  'max.in.flight.requests.per.connection':
    'Above 1 without idempotence, a retried batch can land after a later one. With idempotence, up to 5 keep order.',
  'min.insync.replicas': 'Smallest in-sync set for which acks=all writes are accepted. Only acks=all looks at it.',
  'isolation.level':
    'read_committed hides aborted and open transactions and stops at the last stable offset; it does not remove duplicates from non-transactional producers.',
  'auto.offset.reset':
    'Where a group starts that has no valid committed offset. latest skips what was written before; earliest reads it again.',
  'unclean.leader.election.enable':
    'Lets a replica that is behind become leader when no replica in sync is left. Acknowledged records that it lacks are discarded.',
};
