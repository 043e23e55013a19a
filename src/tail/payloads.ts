import type { RecordView } from '../kafka/model';

const MAX_CHUNK = 1 << 20;
const MIN_CHUNK = 1 << 14;
/** Between two records of a batch lie a few numbers of the format; what is further apart is copied apart. */
const MAX_BETWEEN = 64;

/** Where a payload lies, -1 bytes standing for null. */
export interface PayloadPlace {
  /** Serial number of its chunk; -1 = not kept. */
  chunk: number;
  /** The byte in the chunk where it begins; the places of value and headers count from here. */
  at: number;
  keyBytes: number;
  valueAt: number;
  valueBytes: number;
  headersAt: number;
  headersBytes: number;
  headerCount: number;
}

/**
 * Keeps key, value and headers of the newest records under a budget. Chunks are thrown away whole, oldest first, so that
 * eviction costs nothing a record, and their memory is used again: small records take as much as their rows need. What is
 * larger than half of the budget is not kept at all. Records that lie side by side are copied side by side, many at once:
 * `close` ends the stretch, before their bytes may change.
 */
export class Payloads {
  private readonly budget: number;
  private readonly oldest: () => number;
  private readonly chunkBytes: number;
  private readonly chunks: Uint8Array[] = [];
  private newest: Uint8Array = nothing;
  private firstChunk = 0;
  private fill = 0;
  private total = 0;
  /** The stretch of bytes to be copied to the end of what is filled. */
  private source: Uint8Array = nothing;
  private from = 0;
  private to = 0;
  /** Bytes written since the beginning, evicted ones included. */
  written = 0;

  /** `oldest` tells from which chunk on payloads are still asked for. */
  constructor(budget: number, oldest: () => number = () => 0) {
    this.budget = budget;
    this.oldest = oldest;
    this.chunkBytes = Math.max(MIN_CHUNK, Math.min(MAX_CHUNK, budget >>> 4));
  }

  /** Bytes that the chunks take. */
  get bytes(): number {
    return this.total;
  }

  /** Whether the record still goes into the newest chunk. */
  hasRoom(record: RecordView): boolean {
    const between = record.bytes === this.source ? MAX_BETWEEN : 0;
    return this.fill + between + endOf(record) - startOf(record) <= this.newest.length;
  }

  put(record: RecordView, place: PayloadPlace): void {
    const { bytes, keyStart, keyEnd, valueStart, valueEnd, headersStart, headersEnd } = record;
    const start = startOf(record);
    const end = endOf(record);
    place.keyBytes = keyStart < 0 ? -1 : keyEnd - keyStart;
    place.valueAt = valueStart < 0 ? 0 : valueStart - start;
    place.valueBytes = valueStart < 0 ? -1 : valueEnd - valueStart;
    place.headersBytes = headersEnd - headersStart;
    place.headersAt = place.headersBytes === 0 ? 0 : headersStart - start;
    place.headerCount = record.headerCount;
    place.chunk = -1;
    if (end - start > this.budget / 2) return;
    const between = start - this.to;
    const follows = bytes === this.source && between >= 0 && between <= MAX_BETWEEN;
    if (!follows || this.fill + end - this.to > this.newest.length) this.open(bytes, start, end);
    const added = end - this.to;
    this.fill += added;
    this.written += added;
    this.to = end;
    place.chunk = this.firstChunk + this.chunks.length - 1;
    place.at = this.fill - (end - start);
  }

  /** Copies what was put: its bytes may change from now on. */
  close(): void {
    const { source, from, to } = this;
    if (to > from) this.newest.set(source.subarray(from, to), this.fill - (to - from));
    this.source = nothing;
    this.from = 0;
    this.to = 0;
  }

  /** Points `view` at a stored payload; false when it was evicted. Offset and timestamp are the caller's. */
  get(place: PayloadPlace, view: RecordView): boolean {
    this.close();
    const bytes = place.chunk < this.firstChunk ? undefined : this.chunks[place.chunk - this.firstChunk];
    if (bytes === undefined) return false;
    const { at, keyBytes, valueAt, valueBytes, headersAt, headersBytes } = place;
    view.bytes = bytes;
    view.keyStart = keyBytes < 0 ? -1 : at;
    view.keyEnd = keyBytes < 0 ? -1 : at + keyBytes;
    view.valueStart = valueBytes < 0 ? -1 : at + valueAt;
    view.valueEnd = valueBytes < 0 ? -1 : at + valueAt + valueBytes;
    view.headersStart = at + headersAt;
    view.headersEnd = at + headersAt + headersBytes;
    view.headerCount = place.headerCount;
    return true;
  }

  private open(source: Uint8Array, from: number, end: number): void {
    this.close();
    if (this.fill + end - from > this.newest.length) this.addChunk(end - from);
    this.source = source;
    this.from = from;
    this.to = from;
  }

  private addChunk(size: number): void {
    const bytes = Math.max(size, this.chunkBytes);
    const useless = this.oldest() - this.firstChunk;
    let free: Uint8Array | undefined;
    let evicted = 0;
    while ((this.total + bytes > this.budget || evicted < useless) && this.chunks.length > 0) {
      free = this.chunks.shift();
      this.total -= free?.length ?? 0;
      evicted += 1;
    }
    // Written each time: what V8 has taken for a constant costs it the code that reads it.
    this.firstChunk += evicted;
    // Written over where it fits: new memory costs more than what is copied into it.
    this.newest = free?.length === bytes ? free : new Uint8Array(bytes);
    this.chunks.push(this.newest);
    this.total += bytes;
    this.fill = 0;
  }
}

const nothing = new Uint8Array(0);

const startOf = ({ keyStart, valueStart, headersStart }: RecordView): number =>
  keyStart >= 0 ? keyStart : valueStart >= 0 ? valueStart : headersStart;

const endOf = ({ keyStart, keyEnd, valueStart, valueEnd, headersStart, headersEnd }: RecordView): number =>
  headersEnd > headersStart || (keyStart < 0 && valueStart < 0) ? headersEnd : valueStart >= 0 ? valueEnd : keyEnd;
