import type { RowsInMemory } from './rowsInMemory';

const SLICE_ROWS = 4096;

/** `unknown` = records on the way whose key has left memory: they may have been of that key. */
export interface KeySearch {
  readonly row: number | undefined;
  readonly unknown: number;
}

/** The nearest record with these key bytes after (or before) row `from`. In slices: it may pass every row in memory. */
export function* nextOfKey(
  rows: RowsInMemory,
  from: number,
  direction: 1 | -1,
  key: Uint8Array,
): Generator<void, KeySearch> {
  let unknown = 0;
  const { layout } = rows;
  for (let n = from + direction; n >= rows.firstRow && n < rows.endRow; n += direction) {
    if (n % SLICE_ROWS === 0) {
      yield;
      if (rows.layout !== layout || n < rows.firstRow) break;
    }
    const other = rows.keyAt(n);
    if (other === undefined) {
      if (!Number.isNaN(rows.timestampAt(n))) unknown += 1;
    } else if (other !== null && sameBytes(other, key)) return { row: n, unknown };
  }
  return { row: undefined, unknown };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
