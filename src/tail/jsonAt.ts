import type { BytesRange } from './bytesRange';
import { blank, elementOf, member, value } from './scanJson';

/** Steps into a JSON value: names of members (UTF-8) and indexes of lists. */
export type JsonPath = readonly (Uint8Array | number)[];

/**
 * Finds the value of any kind at a path, as it stands in the bytes: strings with their quotes. False where there is
 * none. The whole value is not parsed, so what is broken behind the place does not matter.
 */
export function jsonAt(bytes: Uint8Array, start: number, end: number, path: JsonPath, found: BytesRange): boolean {
  if (start < 0) return false;
  let at = blank(bytes, start, end);
  for (const step of path) {
    at = typeof step === 'number' ? elementOf(bytes, at, end, step) : member(bytes, at, end, step);
    if (at < 0) return false;
  }
  if (at >= end) return false;
  found.start = at;
  found.end = Math.min(end, value(bytes, at, end));
  return found.end > at;
}

const encoder = new TextEncoder();

export const encodePath = (path: readonly (string | number)[]): JsonPath =>
  path.map((step) => (typeof step === 'number' ? step : encoder.encode(step)));
