import type { ViewRow } from '../../src/protocol/tail';

/** Rows kept beside those on screen, so that short ways back need no question. */
const MAX_ROWS = 4096;

/** Rows by number, as the worker told them last. */
export class RowCache {
  private readonly rows = new Map<number, { readonly row: ViewRow; readonly revision: number }>();

  get size(): number {
    return this.rows.size;
  }

  get(n: number): ViewRow | undefined {
    return this.rows.get(n)?.row;
  }

  put(rows: readonly ViewRow[], revision: number): void {
    for (const row of rows) {
      // Deleted first so that the map's order is the order of use.
      this.rows.delete(row.row);
      this.rows.set(row.row, { row, revision });
    }
    for (const n of this.rows.keys()) {
      if (this.rows.size <= MAX_ROWS) return;
      this.rows.delete(n);
    }
  }

  /** The smallest range that holds every row of `from..end` that is missing or older than `revision`. */
  missing(from: number, end: number, revision: number): { readonly from: number; readonly count: number } | undefined {
    const wanted = (n: number): boolean => (this.rows.get(n)?.revision ?? -1) < revision;
    let first = from;
    while (first < end && !wanted(first)) first += 1;
    let last = end;
    while (last > first && !wanted(last - 1)) last -= 1;
    return last > first ? { from: first, count: last - first } : undefined;
  }

  /** What was asked for beside the rows is void: they stay to be shown without it, and are asked for again. */
  expire(): void {
    for (const [n, { row }] of this.rows) this.rows.set(n, { row: { ...row, extra: undefined }, revision: -1 });
  }

  clear(): void {
    this.rows.clear();
  }
}
