import type { BatchLog } from './batchLog';
import type { RowFields } from './rowStore';

/** How a record was written. */
export interface Writer {
  /** -1 = without idempotence. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Of the record itself, counted by its producer for each partition; -1 = none. */
  readonly sequence: number;
  readonly isTransactional: boolean;
}

/** Of a record whose row is in memory: then its batch is, too. */
export function writerOf({ batch, offset }: RowFields, batches: BatchLog): Writer {
  const first = batches.baseSequence(batch);
  return {
    producerId: batches.producerId(batch),
    producerEpoch: batches.producerEpoch(batch),
    // After 2^31 - 1 comes 0 (Kafka's DefaultRecordBatch.incrementSequence).
    sequence: first < 0 ? -1 : (first + offset - batches.baseOffset(batch)) % 2 ** 31,
    isTransactional: batches.transaction(batch) !== 'none',
  };
}
