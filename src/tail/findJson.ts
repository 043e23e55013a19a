import type { BytesRange } from './bytesRange';
import { blank, member, value } from './scanJson';

const QUOTE = 0x22;

/**
 * Finds the string or number at a path of object members without parsing the whole value, which would cost a
 * microsecond a record. Total: whatever the bytes are, the answer is a range inside them or false. Strings come without
 * their quotes; member names with escapes are not matched.
 */
export function findJson(
  bytes: Uint8Array,
  start: number,
  end: number,
  path: readonly Uint8Array[],
  found: BytesRange,
): boolean {
  if (start < 0) return false;
  let at = blank(bytes, start, end);
  for (const name of path) {
    at = member(bytes, at, end, name);
    if (at < 0) return false;
  }
  const first = bytes[at];
  const isText = first === QUOTE;
  const isNumber = first !== undefined && ((first >= 48 && first <= 57) || first === 0x2d);
  if (at >= end || !(isText || isNumber)) return false;
  const after = value(bytes, at, end);
  found.start = isText ? at + 1 : at;
  found.end = isText ? after - 1 : after;
  return found.end >= found.start && after <= end;
}
