import type { RecordView } from '../kafka/model';
import type { BytesRange } from './bytesRange';

/**
 * Finds a header's value without decoding the others. False when there is no such header or its value is null.
 * Source: Kafka protocol documentation, "Record Header".
 */
export function findHeader(record: RecordView, name: Uint8Array, found: BytesRange): boolean {
  const { bytes, headersEnd } = record;
  let at = record.headersStart;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; at < headersEnd; shift += 7) {
      const byte = bytes[at] as number;
      at += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return (value >>> 1) ^ -(value & 1);
  };
  for (let i = 0; i < record.headerCount && at < headersEnd; i++) {
    const nameLength = varint();
    const nameAt = at;
    at += Math.max(0, nameLength);
    const valueLength = varint();
    if (valueLength >= 0 && at + valueLength <= headersEnd && nameLength === name.length) {
      let same = 0;
      while (same < nameLength && bytes[nameAt + same] === name[same]) same++;
      if (same === nameLength) {
        found.start = at;
        found.end = at + valueLength;
        return true;
      }
    }
    at += Math.max(0, valueLength);
  }
  return false;
}
