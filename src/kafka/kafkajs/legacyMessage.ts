import { emptyRecord } from '../emptyRecord';
import type { BatchHeader, RecordView } from '../model';
import { DamagedData } from './DamagedData';
import { codecOf, decompress } from './decompress';
import { plainBytes, readInt64, readTimestamp } from './recordBatch';

/**
 * A message of the formats before Kafka 0.11 (magic 0 and 1), or the wrapper that holds several compressed ones. Brokers
 * no longer write them but still return old segments as they are (KIP-724).
 * Source: Kafka protocol documentation, "Old Message Format"; KIP-31 (relative offsets), KIP-32 (timestamps).
 */
export interface LegacyMessage {
  readonly header: BatchHeader;
  /** Absent for a wrapper that could not be unpacked; why is then in `damage`. */
  readonly records: readonly RecordView[] | undefined;
  readonly damage: string | undefined;
}

/** Reads the message at `at`, which lies in `bytes` completely. `position` bounds a wrapper that cannot be unpacked. */
export function readLegacyMessage(bytes: Buffer, at: number, sizeInBytes: number, position: number): LegacyMessage {
  const outer = readPlain(bytes, at, at + sizeInBytes);
  const codec = codecOf(outer.attributes);
  const header = (baseOffset: number, recordCount: number, maxTimestamp: number): BatchHeader => ({
    baseOffset,
    lastOffsetDelta: outer.view.offset - baseOffset,
    sizeInBytes,
    magic: outer.magic,
    crc: bytes.readUInt32BE(at + 12),
    leaderEpoch: -1,
    codec,
    timestampType: outer.isAppendTime ? 'append' : 'create',
    baseTimestamp: outer.view.timestamp,
    maxTimestamp,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    recordCount,
    isTransactional: false,
    control: undefined,
  });
  if (codec === 'none') {
    const { view } = outer;
    return { header: header(view.offset, 1, view.timestamp), records: [view], damage: undefined };
  }
  try {
    const records = unpack(outer);
    const first = records[0]?.offset ?? outer.view.offset;
    const latest = records.reduce((time, each) => Math.max(time, each.timestamp), -1);
    return { header: header(first, records.length, latest), records, damage: undefined };
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
    const first = Math.min(position, outer.view.offset);
    return { header: header(first, 0, outer.view.timestamp), records: undefined, damage: error.message };
  }
}

interface PlainMessage {
  readonly view: RecordView;
  readonly magic: 0 | 1;
  readonly attributes: number;
  readonly isAppendTime: boolean;
}

function readPlain(bytes: Buffer, at: number, end: number): PlainMessage {
  const magic = bytes[at + 16];
  if (magic !== 0 && magic !== 1) throw new DamagedData('A message is of an unknown format.');
  let to = at + 18 + 8 * magic;
  if (to + 8 > end) throw new DamagedData('A message is shorter than its header.');
  const view = emptyRecord(plainBytes(bytes));
  const attributes = bytes[at + 17] ?? 0;
  view.offset = readInt64(bytes, at);
  view.timestamp = magic === 1 ? readTimestamp(bytes, at + 18) : -1;
  const keyLength = bytes.readInt32BE(to);
  to += 4;
  if (keyLength >= 0) {
    view.keyStart = to;
    to += keyLength;
    view.keyEnd = to;
  }
  if (to + 4 > end) throw new DamagedData('A message is shorter than its key.');
  const valueLength = bytes.readInt32BE(to);
  to += 4;
  if (valueLength >= 0) {
    view.valueStart = to;
    to += valueLength;
    view.valueEnd = to;
  }
  if (to > end) throw new DamagedData('A message is shorter than its value.');
  return { view, magic, attributes, isAppendTime: magic === 1 && (attributes & 8) !== 0 };
}

/** The messages inside a wrapper. In magic 1 their offsets are relative and the wrapper carries that of the last one. */
function unpack(outer: PlainMessage): RecordView[] {
  const { view, magic } = outer;
  if (view.valueStart < 0) throw new DamagedData('A wrapper is empty.');
  const plain = decompress(codecOf(outer.attributes), view.bytes.subarray(view.valueStart, view.valueEnd));
  const bytes = Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
  const records: RecordView[] = [];
  let previous = -1;
  for (let at = 0; at < bytes.length; ) {
    if (at + 12 > bytes.length) throw new DamagedData('A wrapper is cut.');
    const size = bytes.readInt32BE(at + 8);
    const end = at + 12 + size;
    if (size < 14 || end > bytes.length) throw new DamagedData('A message runs over its wrapper.');
    const inner = readPlain(bytes, at, end).view;
    if (inner.offset <= previous) throw new DamagedData('Offsets of a wrapper are not in order.');
    previous = inner.offset;
    if (outer.isAppendTime) inner.timestamp = view.timestamp;
    records.push(inner);
    at = end;
  }
  if (magic === 1) {
    const shift = view.offset - previous;
    if (shift < 0) throw new DamagedData('Offsets of a wrapper are not in order.');
    for (const record of records) record.offset += shift;
  } else if (previous > view.offset) throw new DamagedData('Offsets of a wrapper are not in order.');
  return records;
}
