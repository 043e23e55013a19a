import type { RecordView } from '../kafka/model';
import { readHeaders } from '../kafka/readHeaders';
import type { BytesRange } from './bytesRange';
import { findJson } from './findJson';
import { jsonPath } from './identity';

/** How many records the rules are found out from. */
export const SAMPLE_RECORDS = 500;

/** Larger values are not looked into for paths: parsing 500 of them would be felt. */
const MAX_JSON_BYTES = 1 << 16;

/** One record of the sample, decoded for the search of rules. */
export interface Sampled {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly producerId: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: ReadonlyMap<string, string>;
  /** Strings and integers, as they are written, at paths of object members, to depth 3. */
  readonly leaves: ReadonlyMap<string, string>;
  /** A byte-for-byte retry: proves nothing about rules. */
  readonly isTwin: boolean;
}

const decoder = new TextDecoder('utf-8');

export function sampled(record: RecordView, partition: number, producerId: number, isTwin: boolean): Sampled {
  const text = (start: number, end: number): string | null =>
    start < 0 ? null : decoder.decode(record.bytes.subarray(start, end));
  const headers = new Map<string, string>();
  for (const { name, value } of readHeaders(record))
    if (value && !headers.has(name)) headers.set(name, decoder.decode(value));
  const value = text(record.valueStart, record.valueEnd);
  return {
    partition,
    offset: record.offset,
    timestamp: record.timestamp,
    producerId,
    key: text(record.keyStart, record.keyEnd),
    value,
    headers,
    leaves: value !== null && value.length <= MAX_JSON_BYTES ? leavesOf(value, record) : new Map(),
    isTwin,
  };
}

const MAX_DEPTH = 3;
const MAX_LEAVES = 64;

const found: BytesRange = { start: 0, end: 0 };

function leavesOf(text: string, { bytes, valueStart, valueEnd }: RecordView): Map<string, string> {
  const leaves = new Map<string, string>();
  if (!text.trimStart().startsWith('{')) return leaves;
  const walk = (value: unknown, path: string, depth: number): void => {
    if (leaves.size >= MAX_LEAVES) return;
    if (typeof value === 'string') leaves.set(path, value);
    else if (typeof value === 'number') {
      if (Number.isSafeInteger(value)) leaves.set(path, String(value));
      // Ids of 64 bits: as a JavaScript number each would be several.
      else if (Number.isInteger(value) && findJson(bytes, valueStart, valueEnd, jsonPath(path), found))
        leaves.set(path, decoder.decode(bytes.subarray(found.start, found.end)));
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < MAX_DEPTH)
      // A dot in a name cannot be told from a step of the path.
      for (const [name, inner] of Object.entries(value))
        if (!name.includes('.')) walk(inner, path === '' ? name : `${path}.${name}`, depth + 1);
  };
  try {
    walk(JSON.parse(text), '', 0);
  } catch {
    // Not JSON: no paths.
  }
  return leaves;
}
