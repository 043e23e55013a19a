import { toBase64 } from '../base/toBase64';
import type { Counters, Hole, TransactionState, Verdict } from './model';
import type { Content } from './redactRecord';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface RecordLine extends Content {
  /** Told where several topics are read. */
  readonly topic?: string | undefined;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly producerId: number;
  readonly transaction: TransactionState;
}

/** What stands beside the fields that every line of its kind has. */
type More = Readonly<Record<string, Json | undefined>>;

/**
 * One JSON object a line, as `acklens tail --format ndjson` prints it and the view exports it. Others script against
 * these names: they only ever grow. Bytes that are not UTF-8 are written as `{"base64": "..."}`.
 */
export const startLine = (
  topic: string,
  partitions: readonly { readonly partition: number; readonly from: number; readonly end: number }[],
): string =>
  line({
    type: 'start',
    topic,
    partitions: partitions.map(({ partition, from, end }) => ({ partition, from, end })),
  });

export const recordLine = (
  { topic, partition, offset, timestamp, key, value, headers, producerId, transaction }: RecordLine,
  more: More = {},
): string =>
  line({
    type: 'record',
    topic,
    partition,
    offset,
    timestamp,
    key: key && bytesAsJson(key),
    value: value && bytesAsJson(value),
    headers: headers.map((header) => [header.name, header.value && bytesAsJson(header.value)]),
    producerId,
    transaction,
    ...more,
  });

export const verdictLine = (
  { id, code, confidence, state, partition, offset, of, key, missing }: Verdict,
  more: More = {},
): string =>
  line({
    type: 'verdict',
    id,
    code,
    confidence,
    state,
    partition,
    offset,
    of: of && { partition: of.partition, offset: of.offset },
    key: key && bytesAsJson(key),
    missing: missing?.map(([from, to]) => [from, to]),
    ...more,
  });

export const holeLine = ({ code, partition, from, to, reason }: Hole, more: More = {}): string =>
  line({ type: 'hole', code, partition, from, to, reason, ...more });

export const summaryLine = (
  topic: string,
  { records, ...counters }: Counters,
  elapsedMs: number,
  more: More = {},
): string => `${JSON.stringify({ type: 'summary', topic, records, ...counters, elapsedMs, ...more })}\n`;

const line = (value: Json): string => `${JSON.stringify(value)}\n`;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function bytesAsJson(bytes: Uint8Array): Json {
  try {
    return utf8.decode(bytes);
  } catch {
    return { base64: toBase64(bytes) };
  }
}
