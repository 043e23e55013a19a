import { holeLine, recordLine, startLine, summaryLine, verdictLine } from '../tail/ndjsonLines';
import { contentOf } from '../tail/redactRecord';
import type { TailWriter } from './tailWriter';

/** One JSON object a line: see {@link recordLine} and its neighbours. */
export const ndjsonWriter: TailWriter = {
  start: ({ topic, partitions }) =>
    startLine(
      topic,
      partitions.map(({ id, from, end }) => ({ partition: id, from, end })),
    ),
  record: (record, { partition, producerId, transaction }) =>
    recordLine({
      partition,
      offset: record.offset,
      timestamp: record.timestamp,
      producerId,
      transaction,
      ...contentOf(record),
    }),
  verdict: (verdict) => verdictLine(verdict),
  hole: (hole) => holeLine(hole),
  summary: ({ topic, elapsedMs, ...counters }) => summaryLine(topic, counters, elapsedMs),
};
