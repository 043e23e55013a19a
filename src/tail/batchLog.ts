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
  private capacity = FIRST_CAPACITY;
  private end = 0;
  private producerIds = new Float64Array(FIRST_CAPACITY);
  private baseOffsets = new Float64Array(FIRST_CAPACITY);
  private twins = new Float64Array(FIRST_CAPACITY);
  private sequences = new Int32Array(FIRST_CAPACITY);
  private epochs = new Int16Array(FIRST_CAPACITY);
  private states = new Uint8Array(FIRST_CAPACITY);
  private appendTimes = new Uint8Array(FIRST_CAPACITY);

  constructor(max: number) {
    this.max = max;
  }

  /** `twin` is the base offset of the earlier batch with the same bytes, -1 for none. */
  add(header: BatchHeader, twin: number): number {
    if (this.end === this.capacity && this.capacity < this.max) this.grow();
    const slot = this.end % this.capacity;
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
    return this.producerIds[batch % this.capacity] as number;
  }

  producerEpoch(batch: number): number {
    return this.epochs[batch % this.capacity] as number;
  }

  baseSequence(batch: number): number {
    return this.sequences[batch % this.capacity] as number;
  }

  baseOffset(batch: number): number {
    return this.baseOffsets[batch % this.capacity] as number;
  }

  twin(batch: number): number {
    return this.twins[batch % this.capacity] as number;
  }

  isAppendTime(batch: number): boolean {
    return this.appendTimes[batch % this.capacity] === 1;
  }

  transaction(batch: number): TransactionState {
    return states[this.states[batch % this.capacity] as number] ?? 'none';
  }

  setTransaction(batch: number, state: TransactionState): void {
    if (this.has(batch)) this.states[batch % this.capacity] = states.indexOf(state);
  }

  private grow(): void {
    this.capacity = Math.min(this.max, this.capacity * 2);
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
