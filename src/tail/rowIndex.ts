/** Rows between two entries of a partition; a search looks at so many rows at most. */
const STRIDE = 32;
/** Stale entries are cut off in one go when there are so many and they are the larger half. */
const TRIM = 1024;

/** Finds the row of a record by its coordinates: about one entry for 32 rows, kept in the order of offsets. */
export class RowIndex {
  private readonly partitions: { offsets: number[]; rows: number[] }[] = [];

  add(partition: number, offset: number, row: number, first: number): void {
    let entry = this.partitions[partition];
    if (entry === undefined) {
      entry = { offsets: [], rows: [] };
      this.partitions[partition] = entry;
    }
    const { offsets, rows } = entry;
    const last = offsets.length - 1;
    if (last >= 0 && offset > (offsets[last] as number) && row - (rows[last] as number) < STRIDE) return;
    // Read again from further back: the newest row of an offset is the one to be found.
    while (offsets.length > 0 && offset <= (offsets.at(-1) as number)) {
      offsets.pop();
      rows.pop();
    }
    offsets.push(offset);
    rows.push(row);
    if (offsets.length % TRIM === 0) trim(entry, first);
  }

  /** `offsetAt` gives the offset of a record of this partition, or -1 for any other row. */
  find(
    partition: number,
    offset: number,
    first: number,
    end: number,
    offsetAt: (row: number) => number,
  ): number | undefined {
    const entry = this.partitions[partition];
    if (entry === undefined) return undefined;
    const { offsets, rows } = entry;
    let low = 0;
    let high = offsets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((offsets[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return undefined;
    const start = rows[low - 1] as number;
    for (let n = Math.min(end, start + STRIDE) - 1; n >= Math.max(first, start); n--)
      if (offsetAt(n) === offset) return n;
    return undefined;
  }
}

function trim(entry: { offsets: number[]; rows: number[] }, first: number): void {
  let stale = 0;
  while (stale < entry.rows.length && (entry.rows[stale] as number) + STRIDE <= first) stale++;
  if (stale < TRIM || stale * 2 < entry.rows.length) return;
  entry.offsets.splice(0, stale);
  entry.rows.splice(0, stale);
}
