import type { TailSession } from '../../../src/tail/session';
import { feed, type TestBatch } from './logBuilder';

/** Deterministic numbers below 1 from a seed. */
export function random(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/**
 * Reads a log as some reader might: partitions in any order, positions and ticks anywhere, then to the end. `endsKnown`:
 * the log was complete before; else it seems to grow while it is read.
 */
export function readLog(
  session: TailSession,
  log: readonly (readonly TestBatch[])[],
  from: number,
  facts: { readonly isCompacted?: boolean; readonly endsKnown?: boolean } = {},
): void {
  const next = random(from);
  const at = log.map(() => 0);
  const ends = log.map(endOf);
  session.topology({
    topic: 'orders',
    isCompacted: facts.isCompacted ?? false,
    partitions: ends.map((end, id) => ({ id, from: 0, end })),
  });
  let now = 0;
  for (let left = log.reduce((sum, batches) => sum + batches.length, 0); left > 0; ) {
    const partition = Math.floor(next() * log.length);
    for (let burst = 1 + Math.floor(next() * 6); burst > 0; burst--) {
      const batch = log[partition]?.[at[partition] ?? 0];
      if (batch === undefined) break;
      feed(session, batch);
      at[partition] = (at[partition] ?? 0) + 1;
      left -= 1;
    }
    const position = endOf((log[partition] ?? []).slice(0, at[partition]));
    const end = next() < 0.5 && !facts.endsKnown ? position : (ends[partition] ?? 0);
    session.position(partition, { next: position, highWatermark: end, lastStableOffset: end, logStart: 0 });
    now += Math.floor(next() * 1_000);
    if (next() < 0.5) session.tick(now);
  }
  session.settle();
}

export const endOf = (batches: readonly TestBatch[]): number => {
  const last = batches.at(-1)?.header;
  return last ? last.baseOffset + last.lastOffsetDelta + 1 : 0;
};
