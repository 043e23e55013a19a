import type { Judgement } from './judgement';
import type { Writer } from './writer';

/** Who wrote a copy and who its original, as far as that is known. */
export interface Writers {
  readonly copy: Writer;
  /** Undefined where the original has left memory. */
  readonly original: Writer | undefined;
  /** Without a key a client may choose another partition when it sends a message again. */
  readonly isKeyless: boolean;
  /** Key, value or headers are not equal: a retry of a client changes none of them. */
  readonly differs: boolean;
}

/**
 * What the way of writing says about a copy: without idempotence a retry explains it; with it only the application can have
 * sent it twice, within the bounds of idempotence: one session of a producer and one partition.
 *
 * Sources: KIP-98 (producer sessions, sequences by partition), KIP-360 (an epoch of its own after an error), KIP-890 (one
 * for each transaction), kafkajs 2.2.4 `producer/sendMessages` (the partition is chosen inside of the retry).
 */
export function producerEvidence(code: Judgement['code'], writers: Writers): string {
  const { copy, original } = writers;
  if (copy.producerId === -1 && (original === undefined || original.producerId === -1)) return plain(code, writers);
  if (original === undefined) return unknownOriginal(copy);
  if (copy.producerId === -1 || original.producerId === -1) return mixed(copy, original);
  if (copy.isTransactional && original.isTransactional) return transactional(copy, original);
  return idempotent(code, copy, original, writers.isKeyless);
}

const prevents = 'enable.idempotence=true (in kafkajs idempotent: true)';

function plain(code: Judgement['code'], { isKeyless, differs }: Writers): string {
  if (differs)
    return 'The producer runs without idempotence, but a retry of the client changes neither key, value nor headers: the application sent it twice.';
  if (code === 'D1' || code === 'D2')
    return `Idempotence off explains it: when a response is lost, the client sends the same again, and the broker writes it again. ${prevents} prevents it.`;
  if (code === 'D3')
    return `Idempotence off may explain it: a retry of the client is written again. Otherwise the application sent it twice. ${prevents} rules the retry out.`;
  return isKeyless
    ? 'Idempotence off may explain it: some clients, such as kafkajs, choose another partition for a message without a key when they send it again. Otherwise the application sent it twice.'
    : 'The producer runs without idempotence, but a retry stays in the partition of its key: the application sent it twice, or the number of partitions has changed.';
}

const unknownOriginal = ({ isTransactional }: Writer): string =>
  `The producer is ${isTransactional ? 'transactional' : 'idempotent'}, so no retry of the client wrote it twice: the application sent it twice.`;

const mixed = (copy: Writer, original: Writer): string =>
  copy.producerId === -1
    ? `The original was written with idempotence (producer ${original.producerId}) and this copy without, so no retry of the client explains it: the application sent it twice.`
    : `The original was written without idempotence and this copy with it (producer ${copy.producerId}), so no retry of the client explains it: the application sent it twice.`;

function transactional(copy: Writer, original: Writer): string {
  if (copy.producerId !== original.producerId)
    return `Both were written in transactions, of producers ${original.producerId} and ${copy.producerId}: the application sent it twice, such as from two instances that did the same work.`;
  if (copy.producerEpoch !== original.producerEpoch)
    return `Both were written by transactional producer ${copy.producerId}, in two transactions (epochs ${original.producerEpoch} and ${copy.producerEpoch}): the application sent it twice.`;
  return `Both were written by transactional producer ${copy.producerId}${sequences(copy, original)}: the application sent it twice.`;
}

function idempotent(code: Judgement['code'], copy: Writer, original: Writer, isKeyless: boolean): string {
  if (copy.producerId !== original.producerId)
    return `Idempotence is on, but holds for one session of a producer, and these were two (producers ${original.producerId} and ${copy.producerId}): the application sent it again after a restart or from another instance.`;
  if (code === 'D4')
    return isKeyless
      ? `Idempotence is on (producer ${copy.producerId}), but holds for one partition: the application sent it twice, or a client such as kafkajs chose another partition for a message without a key when it sent it again.`
      : `Idempotence is on (producer ${copy.producerId}), and a retry stays in the partition of its key: the application sent it twice.`;
  if (copy.producerEpoch !== original.producerEpoch)
    return `Idempotence is on, but producer ${copy.producerId} began a new epoch in between (${original.producerEpoch}, then ${copy.producerEpoch}), as after an error: the application sent it twice, or the client what was still unanswered.`;
  if (copy.sequence < 0 || original.sequence < 0) return unknownOriginal(copy);
  if (copy.sequence === original.sequence)
    return `Idempotence is on, and yet both have sequence ${copy.sequence} of producer ${copy.producerId}: a retry that the broker did not recognise, as when it had forgotten the producer (producer.id.expiration.ms).`;
  return `Idempotence is on, and the two were written under sequences ${original.sequence} and ${copy.sequence} of producer ${copy.producerId}, and a retry keeps its sequence: the application sent it twice.`;
}

const sequences = (copy: Writer, original: Writer): string =>
  copy.sequence >= 0 && copy.sequence !== original.sequence
    ? `, with sequences ${original.sequence} and ${copy.sequence}`
    : '';
