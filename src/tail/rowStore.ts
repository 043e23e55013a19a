import { larger } from './larger';
import type { PayloadPlace } from './payloads';
import { RowIndex } from './rowIndex';

export const RECORD = 0;
export const GAP = 1;
export const HOLE = 2;
export type RowKind = typeof RECORD | typeof GAP | typeof HOLE;

const FIRST_CAPACITY = 256;
/** What is not used yet takes no memory of the machine, and each step is a copy of all rows. */
const GROWTH = 4;

/** One row as plain numbers; the same object is reused for writing. */
export interface RowFields extends PayloadPlace {
  kind: RowKind;
  /** Index of the partition in the session. */
  partition: number;
  offset: number;
  timestamp: number;
  batch: number;
  /** Number of the verdict (records, gaps) or of the hole; 0 = none. */
  mark: number;
  /** The record's place in its sequence, NaN = none. */
  sequence: number;
}

/**
 * The newest rows as columns in typed arrays, 67 bytes a row, in a ring that grows up to its bound. Rows have running
 * numbers that outlive eviction.
 */
export class RowStore {
  first: number;
  end: number;
  private readonly base: number;
  private readonly max: number;
  private readonly evicted: (kind: RowKind, mark: number) => void;
  private readonly index = new RowIndex();
  private capacity: number;
  /** Where the first row and the next one lie: kept, since a division for each would be felt. */
  private firstSlot = 0;
  private endSlot = 0;
  private kinds: Uint8Array;
  private partitions: Uint16Array;
  private offsets: Float64Array;
  private timestamps: Float64Array;
  private batches: Uint32Array;
  private chunks: Int32Array;
  private ats: Uint32Array;
  private keyBytes: Int32Array;
  private valueAts: Uint32Array;
  private headersAts: Uint32Array;
  private headersBytes: Uint32Array;
  private valueBytes: Int32Array;
  private headerCounts: Uint32Array;
  private marks: Uint32Array;
  private sequences: Float64Array;

  constructor(max: number, evicted: (kind: RowKind, mark: number) => void, base = 0) {
    this.max = max;
    this.evicted = evicted;
    this.base = base;
    this.first = base;
    this.end = base;
    this.capacity = Math.min(max, FIRST_CAPACITY);
    const { capacity } = this;
    this.kinds = new Uint8Array(capacity);
    this.partitions = new Uint16Array(capacity);
    this.offsets = new Float64Array(capacity);
    this.timestamps = new Float64Array(capacity);
    this.batches = new Uint32Array(capacity);
    this.chunks = new Int32Array(capacity);
    this.ats = new Uint32Array(capacity);
    this.keyBytes = new Int32Array(capacity);
    this.valueAts = new Uint32Array(capacity);
    this.headersAts = new Uint32Array(capacity);
    this.headersBytes = new Uint32Array(capacity);
    this.valueBytes = new Int32Array(capacity);
    this.headerCounts = new Uint32Array(capacity);
    this.marks = new Uint32Array(capacity);
    this.sequences = new Float64Array(capacity);
  }

  append(row: RowFields): number {
    if (this.end - this.first === this.capacity) this.makeRoom();
    const slot = this.endSlot;
    this.endSlot = slot + 1 === this.capacity ? 0 : slot + 1;
    this.kinds[slot] = row.kind;
    this.partitions[slot] = row.partition;
    this.offsets[slot] = row.offset;
    this.timestamps[slot] = row.timestamp;
    this.batches[slot] = row.batch;
    this.chunks[slot] = row.chunk;
    this.ats[slot] = row.at;
    this.keyBytes[slot] = row.keyBytes;
    this.valueAts[slot] = row.valueAt;
    this.headersAts[slot] = row.headersAt;
    this.headersBytes[slot] = row.headersBytes;
    this.valueBytes[slot] = row.valueBytes;
    this.headerCounts[slot] = row.headerCount;
    this.marks[slot] = row.mark;
    this.sequences[slot] = row.sequence;
    if (row.kind === RECORD) this.index.add(row.partition, row.offset, this.end, this.first);
    return this.end++;
  }

  read(n: number, row: RowFields): void {
    const slot = (n - this.base) % this.capacity;
    row.kind = this.kinds[slot] as RowKind;
    row.partition = this.partitions[slot] as number;
    row.offset = this.offsets[slot] as number;
    row.timestamp = this.timestamps[slot] as number;
    row.batch = this.batches[slot] as number;
    row.chunk = this.chunks[slot] as number;
    row.at = this.ats[slot] as number;
    row.keyBytes = this.keyBytes[slot] as number;
    row.valueAt = this.valueAts[slot] as number;
    row.headersAt = this.headersAts[slot] as number;
    row.headersBytes = this.headersBytes[slot] as number;
    row.valueBytes = this.valueBytes[slot] as number;
    row.headerCount = this.headerCounts[slot] as number;
    row.mark = this.marks[slot] as number;
    row.sequence = this.sequences[slot] as number;
  }

  has(n: number): boolean {
    return n >= this.first && n < this.end;
  }

  kind(n: number): RowKind {
    return this.kinds[(n - this.base) % this.capacity] as RowKind;
  }

  mark(n: number): number {
    return this.marks[(n - this.base) % this.capacity] as number;
  }

  batch(n: number): number {
    return this.batches[(n - this.base) % this.capacity] as number;
  }

  /** Where its payload lies; -1 where none is kept. */
  chunk(n: number): number {
    return this.chunks[(n - this.base) % this.capacity] as number;
  }

  timestamp(n: number): number {
    return this.timestamps[(n - this.base) % this.capacity] as number;
  }

  setMark(n: number, mark: number): void {
    this.marks[(n - this.base) % this.capacity] = mark;
  }

  find(partition: number, offset: number): number | undefined {
    return this.index.find(partition, offset, this.first, this.end, (n) => {
      const slot = (n - this.base) % this.capacity;
      return this.kinds[slot] === RECORD && this.partitions[slot] === partition ? (this.offsets[slot] as number) : -1;
    });
  }

  /** One function for both: where something is called late for the first time, V8 compiles anew all that it is part of. */
  private makeRoom(): void {
    if (this.capacity < this.max) {
      this.grow();
      return;
    }
    const slot = this.firstSlot;
    this.firstSlot = slot + 1 === this.capacity ? 0 : slot + 1;
    const mark = this.marks[slot] as number;
    if (mark !== 0) this.evicted(this.kinds[slot] as RowKind, mark);
    this.first += 1;
  }

  /** Only before the first eviction, so the rows lie in order from the start of each column. */
  private grow(): void {
    this.endSlot = this.capacity;
    this.capacity = Math.min(this.max, this.capacity * GROWTH);
    const { capacity } = this;
    this.kinds = larger(this.kinds, new Uint8Array(capacity));
    this.partitions = larger(this.partitions, new Uint16Array(capacity));
    this.offsets = larger(this.offsets, new Float64Array(capacity));
    this.timestamps = larger(this.timestamps, new Float64Array(capacity));
    this.batches = larger(this.batches, new Uint32Array(capacity));
    this.chunks = larger(this.chunks, new Int32Array(capacity));
    this.ats = larger(this.ats, new Uint32Array(capacity));
    this.keyBytes = larger(this.keyBytes, new Int32Array(capacity));
    this.valueAts = larger(this.valueAts, new Uint32Array(capacity));
    this.headersAts = larger(this.headersAts, new Uint32Array(capacity));
    this.headersBytes = larger(this.headersBytes, new Uint32Array(capacity));
    this.valueBytes = larger(this.valueBytes, new Int32Array(capacity));
    this.headerCounts = larger(this.headerCounts, new Uint32Array(capacity));
    this.marks = larger(this.marks, new Uint32Array(capacity));
    this.sequences = larger(this.sequences, new Float64Array(capacity));
  }
}

export const emptyRow = (): RowFields => ({
  kind: RECORD,
  partition: 0,
  offset: 0,
  timestamp: -1,
  batch: 0,
  chunk: -1,
  at: 0,
  keyBytes: -1,
  valueAt: 0,
  valueBytes: -1,
  headersAt: 0,
  headersBytes: 0,
  headerCount: 0,
  mark: 0,
  sequence: Number.NaN,
});
