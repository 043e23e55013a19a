/** Rows between two entries of a run; a search looks at so many rows of each run at most. */
const STRIDE = 32;
/** After so many more entries the stale ones are cut off, when they are the larger half. */
const TRIM = 32;
/** How often a partition may have been read again from further back before the oldest reading is no longer searched. */
const MAX_RUNS = 8;

/** A stretch of reading in which the offsets of a partition only rise. */
interface Run {
  readonly offsets: number[];
  readonly rows: number[];
  /** The newest of them, or one that is long gone. */
  newest: number;
  highest: number;
}

/** Finds the row of a record by its coordinates: about one entry for 32 rows, kept in the order of offsets. */
export class RowIndex {
  private readonly partitions: Run[][] = [];
  /** The last one of each partition. */
  private readonly latest: Run[] = [];

  add(partition: number, offset: number, row: number, first: number): void {
    const known = this.latest[partition];
    const run = known === undefined || offset <= known.highest ? this.begin(partition) : known;
    run.highest = offset;
    if (row - run.newest < STRIDE) return;
    run.newest = row;
    run.offsets.push(offset);
    run.rows.push(row);
    if (run.rows.length % TRIM === 0) trim(run, first);
  }

  /** `offsetAt` gives the offset of a record of this partition, or -1 for any other row. The newest row wins. */
  find(
    partition: number,
    offset: number,
    first: number,
    end: number,
    offsetAt: (row: number) => number,
  ): number | undefined {
    const runs = this.partitions[partition] ?? [];
    for (let i = runs.length - 1; i >= 0; i--) {
      const run = runs[i];
      const start = run && startOf(run, offset);
      if (start === undefined) continue;
      for (let n = Math.min(end, start + STRIDE) - 1; n >= Math.max(first, start); n--)
        if (offsetAt(n) === offset) return n;
    }
    return undefined;
  }

  private begin(partition: number): Run {
    const run: Run = { offsets: [], rows: [], newest: -STRIDE, highest: -1 };
    const runs = this.partitions[partition] ?? [];
    this.partitions[partition] = runs;
    this.latest[partition] = run;
    runs.push(run);
    if (runs.length > MAX_RUNS) runs.shift();
    return run;
  }
}

/** The row from which on the offset is to be looked for. */
function startOf({ offsets, rows, highest }: Run, offset: number): number | undefined {
  if (offset > highest) return undefined;
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1];
}

function trim(run: Run, first: number): void {
  let stale = 0;
  while (stale < run.rows.length && (run.rows[stale] as number) + STRIDE <= first) stale++;
  if (stale * 2 < run.rows.length) return;
  run.offsets.splice(0, stale);
  run.rows.splice(0, stale);
}
