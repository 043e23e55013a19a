import type { FindingKind } from './model';

/** What overviews and searches ask of the rows in memory, one row at a time and without making an object of it. */
export interface RowsInMemory {
  /** Rows in memory: `firstRow <= n < endRow`; what follows is to be asked of these only. */
  readonly firstRow: number;
  readonly endRow: number;
  /** Another number means that row numbers seen earlier mean something else. */
  readonly layout: number;
  /** What the row counts as where findings are counted; undefined for a row without a finding. */
  kindAt(n: number): FindingKind | undefined;
  /** Milliseconds since the epoch, -1 = the record has none; NaN for a row that is no record. */
  timestampAt(n: number): number;
  /** Null = the record has no key; undefined = no record, or its payload has left memory. To be read, not kept. */
  keyAt(n: number): Uint8Array | null | undefined;
}
