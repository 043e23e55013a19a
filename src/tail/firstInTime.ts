import type { RowsInMemory } from './rowsInMemory';

const SLICE_ROWS = 4096;

/** The first row whose record's time lies in `from..to` (both included). Rows are in order of reading, not of time. */
export function* firstInTime(rows: RowsInMemory, from: number, to: number): Generator<void, number | undefined> {
  const { layout, endRow } = rows;
  for (let n = rows.firstRow; n < endRow; n++) {
    if (n % SLICE_ROWS === 0) {
      yield;
      n = Math.max(n, rows.firstRow);
      if (rows.layout !== layout || n >= endRow) return undefined;
    }
    const at = rows.timestampAt(n);
    if (at >= from && at <= to) return n;
  }
  return undefined;
}
