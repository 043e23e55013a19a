import type { Hash64 } from '../base/hash64';
import type { RecordView } from '../kafka/model';
import type { BytesRange } from './bytesRange';
import type { Examined } from './examined';
import { findHeader } from './findHeader';
import type { SequenceScope } from './model';

const encoder = new TextEncoder();
const sourceHeaders = ['ce_source', 'source'].map((name) => encoder.encode(name));
const found: BytesRange = { start: 0, end: 0 };

/** Puts the identity of the record's stream within its partition into the hash; false when it belongs to none. */
export function hashStream(
  scope: SequenceScope,
  { partition, producerId }: Examined,
  record: RecordView,
  hash: Hash64,
): boolean {
  hash.begin(3).word(partition.index);
  if (scope === 'key' || scope === 'key+source') {
    if (record.keyStart < 0) return false;
    hash.bytes(record.bytes, record.keyStart, record.keyEnd);
  }
  if (scope === 'key+source') {
    const name = sourceHeaders.find((header) => findHeader(record, header, found));
    if (name) hash.bytes(record.bytes, found.start, found.end);
    else hash.number(producerId);
  }
  if (scope === 'producer') hash.number(producerId);
  hash.finish();
  return true;
}
