import type { Counters, Hole, HoleCode } from './model';

/** Holes that wait to be taken at most, within a factor of two; the counters know the others. */
const MAX_UNTAKEN = 1 << 17;

/** Numbers the holes that have rows, keeps what waits to be told, and counts. */
export class HoleBook {
  private readonly shown = new Map<number, Hole>();
  private untaken: Hole[] = [];
  private last = 0;
  private readonly counts: Record<HoleCode, number> = {
    O1: 0,
    O2: 0,
    O3: 0,
    O4: 0,
    O5: 0,
    O6: 0,
    O7: 0,
    O8: 0,
    O9: 0,
    O10: 0,
    O11: 0,
  };

  /** The number for the hole's row. */
  add(hole: Hole): number {
    this.counts[hole.code] += 1;
    this.untaken.push(hole);
    if (this.untaken.length >= 2 * MAX_UNTAKEN) this.untaken.splice(0, MAX_UNTAKEN);
    this.last += 1;
    this.shown.set(this.last, hole);
    return this.last;
  }

  get(number: number): Hole | undefined {
    return this.shown.get(number);
  }

  /** Offsets in a range of a partition where a transaction marker was read, as far as its row is in memory. */
  markersIn(partition: number, from: number, to: number): ReadonlySet<number> {
    const markers = new Set<number>();
    for (const hole of this.shown.values())
      if (hole.code === 'O1' && hole.partition === partition)
        for (let offset = Math.max(from, hole.from); offset <= Math.min(to, hole.to); offset++) markers.add(offset);
    return markers;
  }

  release(number: number): void {
    this.shown.delete(number);
  }

  take(): Hole[] {
    return this.untaken.splice(0);
  }

  /** What was deleted after we had read it (O6) is no hole in what was read. */
  counters(): Counters['holes'] {
    const { counts } = this;
    return {
      marker: counts.O1,
      aborted: counts.O2,
      compacted: counts.O3 + counts.O4,
      expired: counts.O5,
      truncated: counts.O7 + counts.O8,
      recreated: counts.O11,
      skipped: counts.O9,
      unexplained: counts.O10,
    };
  }
}
