import type { DuplicateCode, GapCode } from './model';

/** How the producer of a record writes: without idempotence, with it, or in transactions. */
export type ProducerKind = 'plain' | 'idempotent' | 'transactional';

/** What usually lies behind a finding, and what to look at. */
export interface Advice {
  readonly causes: readonly string[];
  readonly checks: readonly string[];
}

/**
 * By the finding and by how its producer writes, since the same finding has other causes with and without idempotence.
 * Undefined where there is nothing to do about it. Sources: KIP-98 (idempotence holds for one producer session and
 * partition), KIP-679 (defaults of the Java client since 3.0), Kafka documentation, "Producer Configs".
 */
export function adviceFor(code: DuplicateCode | GapCode, producer: ProducerKind): Advice | undefined {
  switch (code) {
    case 'D1':
    case 'D2':
      return copies[producer];
    case 'D3':
    case 'D4':
      return producer === 'plain' ? copiesById : copies[producer];
    case 'D6':
      return diverged;
    case 'D7':
      return conflict;
    case 'D9':
      return abortedCopy;
    case 'G1':
    case 'G3':
      return losses[producer];
    case 'G2':
      return producer === 'plain' ? reordered : late;
    case 'G5':
      return restarted;
    default:
      return undefined;
  }
}

const retried =
  'A response was lost or late (a broken connection, request.timeout.ms, a leader that moved), and the client sent the batch again: without idempotence the broker cannot tell that from a new write.';
const turnOn =
  'Producer: enable.idempotence=true, which needs acks=all. It is the default of the Java client since 3.0, and off by default in kafkajs (idempotent) and librdkafka.';
const byConsumer =
  'Consumer: remember the ids of handled messages, as no setting makes the application’s own resend single.';
const sentAgain =
  'The application sent it twice: its own retry after an error of send(), a job that ran again, or input that was consumed again after a rebalance.';

const copies: Readonly<Record<ProducerKind, Advice>> = {
  plain: { causes: [retried, sentAgain], checks: [turnOn, byConsumer] },
  idempotent: {
    causes: [sentAgain, 'The producer was restarted between the two: idempotence holds for one producer session only.'],
    checks: [
      'Application: retries around send(), and a timeout of its own that is shorter than delivery.timeout.ms.',
      byConsumer,
    ],
  },
  transactional: {
    causes: [
      'The same work was done in two transactions that both committed: by two instances, or again after a commit whose outcome was unknown.',
    ],
    checks: [
      'Producer: one stable transactional.id for each instance, so that a successor fences its predecessor.',
      'Consume-transform-produce: send the offsets within the transaction (sendOffsetsToTransaction), and commit them nowhere else.',
    ],
  },
};

const copiesById: Advice = {
  causes: [sentAgain, retried],
  checks: ['Application: retries around send(), and a restart that sends what was sent before.', turnOn, byConsumer],
};

const diverged: Advice = {
  causes: [
    'The log was cut and written anew: an unclean leader election, or the topic was deleted and created again under the same name.',
  ],
  checks: ['Topic: unclean.leader.election.enable=false, min.insync.replicas of 2 or more; producers: acks=all.'],
};

const conflict: Advice = {
  causes: [
    'Two writers count for the same key, or one writer began to count again from a number that it had used.',
    'The message was changed between two attempts to send it.',
  ],
  checks: ['Application: who owns the counter of a key, and where the counter is kept over a restart.'],
};

const abortedCopy: Advice = {
  causes: ['The producer aborted one transaction and sent its messages again in another, as it should.'],
  checks: ['Consumer: isolation.level=read_committed; without it both copies are delivered.'],
};

const gaveUp =
  'The producer gave up (delivery.timeout.ms, or retries used up) and the error of send() was ignored, or the process ended before its buffer was sent.';
const upstream = 'A step before this topic filters messages or skips numbers.';
const checkErrors = 'Application: handle the error of every send(), and flush before the process ends.';

const losses: Readonly<Record<ProducerKind, Advice>> = {
  plain: {
    causes: [
      'With acks=0 a write is lost with the connection; with acks=1 it is lost with a leader that fails before its followers have it.',
      gaveUp,
      upstream,
    ],
    checks: [
      'Producer: acks=all, enable.idempotence=true, and a delivery.timeout.ms longer than an outage should cost.',
      'Topic: min.insync.replicas of 2 or more, and unclean.leader.election.enable=false.',
      checkErrors,
    ],
  },
  idempotent: {
    causes: [gaveUp, upstream],
    checks: [
      checkErrors,
      'Topic: min.insync.replicas of 2 or more, and unclean.leader.election.enable=false: acks=all means no more than the replicas in sync.',
    ],
  },
  transactional: {
    causes: ['The transaction with the missing ones was aborted and never tried again.', gaveUp, upstream],
    checks: [checkErrors, 'Producer: transaction.timeout.ms against how long the work of a transaction takes.'],
  },
};

const reordered: Advice = {
  causes: [
    'Without idempotence, a retried batch comes after later ones when max.in.flight.requests.per.connection is above 1.',
    'Several writers count for the same key.',
  ],
  checks: ['Producer: enable.idempotence=true keeps the order with up to 5 requests in flight.'],
};

const late: Advice = {
  causes: [
    'Several writers or threads send messages of the same key, or the application sent a failed one again later.',
  ],
  checks: ['Application: one writer for a key, which waits for a failed send() before it goes on.'],
};

const restarted: Advice = {
  causes: [
    'The application was started anew and its counter is kept in memory only, or another instance took over the key.',
  ],
  checks: ['Application: keep the counter where it outlives a restart, or add an epoch to it.'],
};
