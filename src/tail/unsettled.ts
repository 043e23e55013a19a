import type { BatchHeader } from '../kafka/model';

/**
 * Offsets behind a part of the log that was not read, where the order of numbers proves little. A producer without
 * idempotence that sends a batch again writes it behind the batches that it had under way meanwhile: what follows it in
 * number may stand before it in the log, and so in the part that was not read.
 */
export interface UnsettledRange {
  readonly from: number;
  to: number;
  batches: number;
}

/**
 * Java has five requests under way by default, and lets four more pass for each failed attempt; further behind we take
 * the order for that of the sends.
 */
const UNSETTLED_BATCHES = 10;

/** Ranges remembered of a partition: expiry comes between long stretches of records. */
const MAX_RANGES = 16;

/** What stands at `from` and behind follows a part that was not read. */
export function beginUnsettled(ranges: UnsettledRange[], from: number): void {
  const last = ranges.at(-1);
  // Holes are told again when a rule changes.
  if (from <= 0 || from <= (last?.from ?? 0)) return;
  // What compaction has left lies between holes: one range as long as they come.
  if (last && from <= last.to + 1) {
    last.batches = 0;
    return;
  }
  ranges.push({ from, to: from - 1, batches: 0 });
  if (ranges.length > MAX_RANGES) ranges.shift();
}

/** A batch came, in the order of the log. */
export function passBatch(ranges: readonly UnsettledRange[], batch: BatchHeader): void {
  const range = ranges.at(-1);
  if (range === undefined || range.batches >= UNSETTLED_BATCHES) return;
  if (batch.producerId !== -1 || batch.control !== undefined) return;
  range.to = batch.baseOffset + batch.lastOffsetDelta;
  range.batches += 1;
}

export const isUnsettled = (ranges: readonly UnsettledRange[], offset: number): boolean =>
  ranges.some(({ from, to }) => from <= offset && offset <= to);
