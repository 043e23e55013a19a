import { emptyRecord } from '../emptyRecord';
import type { BatchHeader, RecordView } from '../model';
import { DamagedData } from './DamagedData';
import { codecOf } from './decompress';

/** Bytes before the records of a batch of magic 2. Source: Kafka protocol documentation, "Record Batch". */
export const recordBatchOverhead = 61;

/** Big-endian int64 as a number. Offsets, times and ids of a healthy log are far below 2^53. */
export function readInt64(bytes: Buffer, at: number): number {
  const value = bytes.readInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4);
  if (!Number.isSafeInteger(value)) throw new DamagedData('A 64-bit number is out of range.');
  return value;
}

/** Like {@link readInt64} for times: nanoseconds, which some producers write, come out rounded instead of refused. */
export const readTimestamp = (bytes: Buffer, at: number): number =>
  bytes.readInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4);

/** Reads the header of the batch of magic 2 at `at`, which lies in `bytes` completely (`sizeInBytes` of it). */
export function readBatchHeader(bytes: Buffer, at: number, sizeInBytes: number): BatchHeader {
  if (sizeInBytes < recordBatchOverhead) throw new DamagedData('A batch is shorter than its header.');
  const attributes = bytes.readInt16BE(at + 21);
  const isControl = (attributes & 0x20) !== 0;
  const header: BatchHeader = {
    baseOffset: readInt64(bytes, at),
    lastOffsetDelta: bytes.readInt32BE(at + 23),
    sizeInBytes,
    magic: 2,
    crc: bytes.readUInt32BE(at + 17),
    leaderEpoch: bytes.readInt32BE(at + 12),
    codec: codecOf(attributes),
    timestampType: (attributes & 8) !== 0 ? 'append' : 'create',
    baseTimestamp: readTimestamp(bytes, at + 27),
    maxTimestamp: readTimestamp(bytes, at + 35),
    producerId: readInt64(bytes, at + 43),
    producerEpoch: bytes.readInt16BE(at + 51),
    baseSequence: bytes.readInt32BE(at + 53),
    recordCount: bytes.readInt32BE(at + 57),
    isTransactional: (attributes & 0x10) !== 0,
    control: isControl ? controlType(bytes, at, sizeInBytes) : undefined,
  };
  if (header.lastOffsetDelta < 0 || header.recordCount < 0 || header.recordCount > header.lastOffsetDelta + 1)
    throw new DamagedData('A batch contradicts itself about its offsets.');
  return header;
}

/** The key of a control record holds a version and a type: 0 = abort, 1 = commit (KIP-98). */
function controlType(bytes: Buffer, at: number, size: number): 'commit' | 'abort' | 'other' {
  const cursor = new VarintCursor(bytes, at + recordBatchOverhead);
  cursor.varint();
  cursor.at += 1;
  cursor.varlong();
  cursor.varint();
  const keyLength = cursor.varint();
  if (keyLength < 4 || cursor.at + 4 > at + size) return 'other';
  const type = bytes.readInt16BE(cursor.at + 2);
  return type === 0 ? 'abort' : type === 1 ? 'commit' : 'other';
}

/**
 * Hands over the records of a batch of magic 2, from its uncompressed records section, in one reused view. Only
 * records from offset `from` on and below `to` are handed over. Throws {@link DamagedData} where the bytes contradict
 * themselves; the offset after the last record that was read well is then `cursor.next`.
 */
export function readRecords(
  header: BatchHeader,
  payload: Uint8Array,
  from: number,
  to: number,
  visit: (record: RecordView) => void,
  progress: { next: number },
): void {
  const record = emptyRecord(payload);
  const cursor = new VarintCursor(payload, 0);
  const { baseOffset, lastOffsetDelta, recordCount, baseTimestamp } = header;
  const appendTime = header.timestampType === 'append' ? header.maxTimestamp : -1;
  let previousDelta = -1;
  for (let i = 0; i < recordCount; i++) {
    const length = cursor.varint();
    const end = cursor.at + length;
    if (length < 0 || end > payload.length) throw new DamagedData('A record runs over its batch.');
    cursor.at += 1;
    const timestampDelta = cursor.varlong();
    const delta = cursor.varint();
    if (delta <= previousDelta || delta > lastOffsetDelta)
      throw new DamagedData('Offsets of a batch are not in order.');
    previousDelta = delta;
    const keyLength = cursor.varint();
    const keyStart = keyLength < 0 ? -1 : cursor.at;
    if (keyLength > 0) cursor.at += keyLength;
    const keyEnd = cursor.at;
    const valueLength = cursor.varint();
    const valueStart = valueLength < 0 ? -1 : cursor.at;
    if (valueLength > 0) cursor.at += valueLength;
    const valueEnd = cursor.at;
    const headerCount = cursor.varint();
    if (cursor.at > end || headerCount < 0) throw new DamagedData('A record is shorter than its fields.');
    const offset = baseOffset + delta;
    if (offset >= to) return;
    if (offset >= from) {
      record.offset = offset;
      record.timestamp = appendTime >= 0 ? appendTime : baseTimestamp + timestampDelta;
      record.keyStart = keyStart;
      record.keyEnd = keyStart < 0 ? -1 : keyEnd;
      record.valueStart = valueStart;
      record.valueEnd = valueStart < 0 ? -1 : valueEnd;
      record.headersStart = cursor.at;
      record.headersEnd = end;
      record.headerCount = headerCount;
      visit(record);
      progress.next = offset + 1;
    }
    cursor.at = end;
  }
}

/** Without Node's own methods: `slice` of a Buffer copies nothing, and two kinds of views are slower than one. */
export const plainBytes = ({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/**
 * Zig-zag varints of the record format. Reading beyond the end yields zeros instead of a check on each byte: callers
 * compare `at` with the record's end once per record, which costs a tenth.
 */
class VarintCursor {
  at: number;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  varint(): number {
    const bytes = this.bytes;
    let byte = bytes[this.at++] ?? 0;
    if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
    let value = byte & 0x7f;
    for (let shift = 7; shift < 35; shift += 7) {
      byte = bytes[this.at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
    throw new DamagedData('A number is longer than five bytes.');
  }

  /** Up to 2^53: a difference of times. */
  varlong(): number {
    const start = this.at;
    let byte = this.bytes[this.at++] ?? 0;
    let low = byte & 0x7f;
    let shift = 7;
    while (byte >= 0x80 && shift < 28) {
      byte = this.bytes[this.at++] ?? 0;
      low |= (byte & 0x7f) << shift;
      shift += 7;
    }
    if (byte < 0x80) return (low >>> 1) ^ -(low & 1);
    let value = low;
    while (byte >= 0x80) {
      if (this.at - start >= 10) throw new DamagedData('A number is longer than ten bytes.');
      byte = this.bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    }
    // Zig-zag without 64-bit integers: even numbers are the halves, odd ones the negative rest.
    const half = Math.floor(value / 2);
    return value % 2 === 0 ? half : -half - 1;
  }
}
