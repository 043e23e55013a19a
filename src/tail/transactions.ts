import type { BatchLog } from './batchLog';
import type { Judgement } from './judgement';

/** What is remembered for the open transactions of the whole topic; beyond it a verdict is not taken back on an abort. */
const MAX_PENDING = 1 << 20;

/** A producer's open transaction in one partition. */
export interface OpenTransaction {
  readonly producerId: number;
  readonly batches: number[];
  records: number;
  /** Fingerprints that its records have put into the stores, as [hi, lo, offset, ...]. */
  readonly fingerprints: number[];
  /** Verdicts that call one of its records a copy. */
  readonly copies: Judgement[];
  /** Verdicts that call a record a copy of one of its records, by that record's offset. */
  readonly followers: Map<number, Judgement[]>;
}

export const openTransaction = (producerId: number): OpenTransaction => ({
  producerId,
  batches: [],
  records: 0,
  fingerprints: [],
  copies: [],
  followers: new Map(),
});

/** The marker has come: every batch of the transaction gets its state. */
export function endTransaction(
  transaction: OpenTransaction,
  batches: BatchLog,
  outcome: 'committed' | 'aborted',
): void {
  for (const batch of transaction.batches) batches.setTransaction(batch, outcome);
}

/** Remembers a fingerprint so that it can be settled or disowned when the marker comes. */
export function addFingerprint(transaction: OpenTransaction, hi: number, lo: number, offset: number): void {
  if (transaction.fingerprints.length < 3 * MAX_PENDING) transaction.fingerprints.push(hi, lo, offset);
}

export function addBatch(transaction: OpenTransaction, batch: number, records: number): void {
  if (transaction.batches.length < MAX_PENDING) transaction.batches.push(batch);
  transaction.records += records;
}

/** Other rules will find other copies. */
export function forgetCopies(transaction: OpenTransaction): void {
  transaction.fingerprints.length = 0;
  transaction.copies.length = 0;
  transaction.followers.clear();
}
