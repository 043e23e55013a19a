import type { BatchHeader } from '../kafka/model';
import { larger } from './larger';
import type { TransactionState } from './model';

const FIRST_CAPACITY = 256;
const states: readonly TransactionState[] = ['none', 'pending', 'committed', 'aborted'];

/**
 * What the rows of a batch have in common, so that a row needs only the batch's number: 35 bytes a batch. A ring of the
 * newest batches; as each has at least one row, as many batches as rows are enough.
 */
export class BatchLog {
  private readonly max: number;
  private capacity = 0;
  /** Of the slot in a batch's number: a division for each question is what a record would wait for longest. */
  private mask = 0;
  private end = 0;
  private producerIds = new Float64Array(0);
  private baseOffsets = new Float64Array(0);
  private twins = new Float64Array(0);
  private sequences = new Int32Array(0);
  private epochs = new Int16Array(0);
  private states = new Uint8Array(0);
  private appendTimes = new Uint8Array(0);

  constructor(max: number) {
    this.max = 2 ** Math.ceil(Math.log2(max));
    // Not left to the initial values: what V8 has taken for a constant costs it the code that reads it.
    this.grow();
  }

  /** `twin` is the base offset of the earlier batch with the same bytes, -1 for none. */
  add(header: BatchHeader, twin: number): number {
    if (this.end === this.capacity && this.capacity < this.max) this.grow();
    const slot = this.end & this.mask;
    this.producerIds[slot] = header.producerId;
    this.baseOffsets[slot] = header.baseOffset;
    this.twins[slot] = twin;
    this.sequences[slot] = header.baseSequence;
    this.epochs[slot] = header.producerEpoch;
    this.states[slot] = header.isTransactional ? 1 : 0;
    this.appendTimes[slot] = header.timestampType === 'append' ? 1 : 0;
    return this.end++;
  }

  has(batch: number): boolean {
    return batch >= this.end - this.capacity && batch < this.end;
  }

  producerId(batch: number): number {
    return this.producerIds[batch & this.mask] as number;
  }

  producerEpoch(batch: number): number {
    return this.epochs[batch & this.mask] as number;
  }

  baseSequence(batch: number): number {
    return this.sequences[batch & this.mask] as number;
  }

  baseOffset(batch: number): number {
    return this.baseOffsets[batch & this.mask] as number;
  }

  twin(batch: number): number {
    return this.twins[batch & this.mask] as number;
  }

  isAppendTime(batch: number): boolean {
    return this.appendTimes[batch & this.mask] === 1;
  }

  transaction(batch: number): TransactionState {
    return states[this.states[batch & this.mask] as number] ?? 'none';
  }

  setTransaction(batch: number, state: TransactionState): void {
    if (this.has(batch)) this.states[batch & this.mask] = states.indexOf(state);
  }

  private grow(): void {
    this.capacity = Math.min(this.max, Math.max(FIRST_CAPACITY, this.capacity * 2));
    this.mask = this.capacity - 1;
    const { capacity } = this;
    this.producerIds = larger(this.producerIds, new Float64Array(capacity));
    this.baseOffsets = larger(this.baseOffsets, new Float64Array(capacity));
    this.twins = larger(this.twins, new Float64Array(capacity));
    this.sequences = larger(this.sequences, new Int32Array(capacity));
    this.epochs = larger(this.epochs, new Int16Array(capacity));
    this.states = larger(this.states, new Uint8Array(capacity));
    this.appendTimes = larger(this.appendTimes, new Uint8Array(capacity));
  }
}
