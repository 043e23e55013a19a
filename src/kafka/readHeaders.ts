import type { RecordHeader, RecordView } from './model';

const utf8 = new TextDecoder();

/**
 * Decodes the headers of a record. The values are views into the record's bytes: copy what is kept.
 * Source: Kafka protocol documentation, "Record Header" (zig-zag varint lengths, -1 = null value).
 */
export function readHeaders(record: RecordView): RecordHeader[] {
  const headers: RecordHeader[] = [];
  let at = record.headersStart;

  const varint = (): number => {
    let value = 0;
    for (let shift = 0; at < record.headersEnd; shift += 7) {
      const byte = record.bytes[at] ?? 0;
      at += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return (value >>> 1) ^ -(value & 1);
  };
  const take = (length: number): Uint8Array => {
    const end = Math.min(at + length, record.headersEnd);
    const bytes = record.bytes.subarray(at, end);
    at = end;
    return bytes;
  };

  for (let i = 0; i < record.headerCount && at < record.headersEnd; i += 1) {
    const name = utf8.decode(take(Math.max(0, varint())));
    const length = varint();
    headers.push({ name, value: length < 0 ? null : take(length) });
  }
  return headers;
}
