import type { RecordView } from '../kafka/model';

const MAX_CHUNK = 1 << 20;
const MIN_CHUNK = 1 << 14;
const PREFIX = 8;

/** Where a payload lies: the serial number of its chunk and the byte in it. A chunk of -1 = not kept. */
export interface PayloadPlace {
  chunk: number;
  at: number;
}

/**
 * Keeps key, value and headers of the newest records under a budget. Chunks are thrown away whole, oldest first, so that
 * eviction costs nothing a record. What is larger than half of the budget is not kept at all.
 */
export class Payloads {
  private readonly budget: number;
  private readonly chunkBytes: number;
  private readonly chunks: Uint8Array[] = [];
  private firstChunk = 0;
  private fill = 0;
  private total = 0;
  /** Bytes written since the beginning, evicted ones included. */
  written = 0;

  constructor(budget: number) {
    this.budget = budget;
    this.chunkBytes = Math.max(MIN_CHUNK, Math.min(MAX_CHUNK, budget >>> 4));
  }

  get bytes(): number {
    return this.total;
  }

  put(record: RecordView, place: PayloadPlace): void {
    const key = length(record.keyStart, record.keyEnd);
    const value = length(record.valueStart, record.valueEnd);
    const headers = record.headersEnd - record.headersStart;
    const size = PREFIX + Math.max(0, key) + Math.max(0, value) + headers;
    place.chunk = -1;
    if (size > this.budget / 2) return;
    const chunk = this.room(size);
    const at = this.fill;
    writeInt32(chunk, at, key);
    writeInt32(chunk, at + 4, headers);
    let to = at + PREFIX;
    if (key > 0) to = copy(record.bytes, record.keyStart, record.keyEnd, chunk, to);
    if (headers > 0) to = copy(record.bytes, record.headersStart, record.headersEnd, chunk, to);
    if (value > 0) to = copy(record.bytes, record.valueStart, record.valueEnd, chunk, to);
    this.fill = to;
    this.written += size;
    place.chunk = this.firstChunk + this.chunks.length - 1;
    place.at = at;
  }

  /** Points `view` at a stored payload; false when it was evicted. Offset, timestamp and header count are the caller's. */
  get(chunk: number, at: number, valueBytes: number, view: RecordView): boolean {
    const bytes = chunk < this.firstChunk ? undefined : this.chunks[chunk - this.firstChunk];
    if (bytes === undefined) return false;
    const key = readInt32(bytes, at);
    const headers = readInt32(bytes, at + 4);
    const keyStart = at + PREFIX;
    view.bytes = bytes;
    view.keyStart = key < 0 ? -1 : keyStart;
    view.keyEnd = key < 0 ? -1 : keyStart + key;
    view.headersStart = keyStart + Math.max(0, key);
    view.headersEnd = view.headersStart + headers;
    view.valueStart = valueBytes < 0 ? -1 : view.headersEnd;
    view.valueEnd = valueBytes < 0 ? -1 : view.headersEnd + valueBytes;
    return true;
  }

  private room(size: number): Uint8Array {
    const newest = this.chunks.at(-1);
    if (newest !== undefined && this.fill + size <= newest.length) return newest;
    const chunk = new Uint8Array(Math.max(size, this.chunkBytes));
    this.chunks.push(chunk);
    this.total += chunk.length;
    this.fill = 0;
    while (this.total > this.budget && this.chunks.length > 1) {
      this.total -= this.chunks.shift()?.length ?? 0;
      this.firstChunk += 1;
    }
    return chunk;
  }
}

const length = (start: number, end: number): number => (start < 0 ? -1 : end - start);

/** Below this many bytes a loop is faster than making a subarray for `set`. */
const SMALL = 48;

function copy(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): number {
  if (end - start > SMALL) to.set(from.subarray(start, end), at);
  else for (let i = start, j = at; i < end; i++, j++) to[j] = from[i] as number;
  return at + end - start;
}

function writeInt32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
  bytes[at + 2] = value >> 16;
  bytes[at + 3] = value >> 24;
}

const readInt32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) |
  ((bytes[at + 1] as number) << 8) |
  ((bytes[at + 2] as number) << 16) |
  ((bytes[at + 3] as number) << 24);
