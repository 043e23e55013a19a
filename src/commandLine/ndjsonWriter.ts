import { readHeaders } from '../kafka/readHeaders';
import type { TailWriter } from './tailWriter';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One JSON object a line. Others script against these names: they only ever grow.
 * Bytes that are not UTF-8 are written as `{"base64": "..."}`.
 */
export const ndjsonWriter: TailWriter = {
  start: ({ topic, partitions }) =>
    line({
      type: 'start',
      topic,
      partitions: partitions.map(({ id, from, end }) => ({ partition: id, from, end })),
    }),

  record: (record, { partition, producerId, transaction }) => {
    const { bytes, keyStart, keyEnd, valueStart, valueEnd } = record;
    return line({
      type: 'record',
      partition,
      offset: record.offset,
      timestamp: record.timestamp,
      key: keyStart < 0 ? null : text(bytes.subarray(keyStart, keyEnd)),
      value: valueStart < 0 ? null : text(bytes.subarray(valueStart, valueEnd)),
      headers: readHeaders(record).map(({ name, value }) => [name, value && text(value)]),
      producerId,
      transaction,
    });
  },

  verdict: ({ id, code, confidence, state, partition, offset, of, key, missing }) =>
    line({
      type: 'verdict',
      id,
      code,
      confidence,
      state,
      partition,
      offset,
      of: of && { partition: of.partition, offset: of.offset },
      key: key && text(key),
      missing: missing?.map(([from, to]) => [from, to]),
    }),

  hole: ({ code, partition, from, to, reason }) => line({ type: 'hole', code, partition, from, to, reason }),

  summary: ({ topic, records, elapsedMs, ...counters }) =>
    `${JSON.stringify({ type: 'summary', topic, records, ...counters, elapsedMs })}\n`,
};

const line = (value: Json): string => `${JSON.stringify(value)}\n`;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function text(bytes: Uint8Array): Json {
  try {
    return utf8.decode(bytes);
  } catch {
    return { base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') };
  }
}
