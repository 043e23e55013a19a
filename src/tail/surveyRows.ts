import { FindingIndex } from './findingIndex';
import type { FindingKind } from './model';
import type { RowsInMemory } from './rowsInMemory';
import { type TimeBins, timeBins } from './timeBins';

/** Between two yields; a row costs some 10 ns. */
const SLICE_ROWS = 4096;
const MAX_ROW_BINS = 512;

export type CountsByKind = ReadonlyMap<FindingKind, Uint32Array>;

/** All rows in memory at a glance: where the findings lie by row and by time. */
export interface Survey {
  readonly firstRow: number;
  readonly endRow: number;
  readonly layout: number;
  /** Rows a bin; bin 0 begins with row `rowsFrom`, a multiple of it, so that bins stay what they are as rows go. */
  readonly binRows: number;
  readonly rowsFrom: number;
  readonly byRow: CountsByKind;
  /** By the records' own time; undefined when none has one. A gap counts at the time of the record after it. */
  readonly time:
    | (TimeBins & { readonly records: Uint32Array; readonly byTime: CountsByKind; readonly outside: number })
    | undefined;
  /** Records without a timestamp. */
  readonly timeless: number;
  readonly findings: FindingIndex;
}

/**
 * Looks at every row in memory; to be run in slices, since that takes some milliseconds for a hundred thousand rows.
 * Undefined when rows were inserted meanwhile. `span` narrows the time bins; records outside of it are only counted.
 */
export function* surveyRows(
  rows: RowsInMemory,
  span: { readonly from: number; readonly to: number } | undefined,
): Generator<void, Survey | undefined> {
  const { firstRow, endRow, layout } = rows;
  const binRows = 2 ** Math.max(0, Math.ceil(Math.log2((endRow - firstRow) / MAX_ROW_BINS)));
  const rowsFrom = Math.floor(firstRow / binRows) * binRows;
  const rowBins = Math.ceil((endRow - rowsFrom) / binRows);
  const seen = yield* timesOf(rows, firstRow, endRow);
  const bins = span ? timeBins(span.from, span.to) : seen && timeBins(seen.first, seen.last);
  const byRow = new Map<FindingKind, Uint32Array>();
  const byTime = new Map<FindingKind, Uint32Array>();
  const records = new Uint32Array(bins?.count ?? 0);
  const findings = new FindingIndex(firstRow);
  // Rows that stand before the record they belong to, until that record tells the time.
  let untimed: FindingKind[] = [];
  let timeless = 0;
  let outside = 0;
  for (let n = firstRow; n < endRow; n++) {
    if (n % SLICE_ROWS === 0) {
      yield;
      n = Math.max(n, rows.firstRow);
      if (rows.layout !== layout) return undefined;
      if (n >= endRow) break;
    }
    const kind = rows.kindAt(n);
    if (kind !== undefined) {
      findings.add(n, kind);
      add(byRow, kind, rowBins, Math.floor((n - rowsFrom) / binRows));
    }
    const at = rows.timestampAt(n);
    if (Number.isNaN(at)) {
      if (kind !== undefined && untimed.length < SLICE_ROWS) untimed.push(kind);
      continue;
    }
    if (at < 0) timeless += 1;
    const bin = bins && at >= 0 ? Math.floor((at - bins.from) / bins.width) : -1;
    if (bins === undefined || bin < 0 || bin >= bins.count) {
      if (at >= 0) outside += 1;
    } else {
      records[bin] = (records[bin] as number) + 1;
      if (kind !== undefined) add(byTime, kind, bins.count, bin);
      for (const before of untimed) add(byTime, before, bins.count, bin);
    }
    if (untimed.length > 0) untimed = [];
  }
  const time = bins && { ...bins, records, byTime, outside };
  return { firstRow, endRow, layout, binRows, rowsFrom, byRow, time, timeless, findings };
}

function* timesOf(
  rows: RowsInMemory,
  from: number,
  end: number,
): Generator<void, { readonly first: number; readonly last: number } | undefined> {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let n = from; n < end; n++) {
    if (n % SLICE_ROWS === 0) {
      yield;
      n = Math.max(n, rows.firstRow);
      if (n >= end) break;
    }
    const at = rows.timestampAt(n);
    if (!(at >= 0)) continue;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return last >= first ? { first, last } : undefined;
}

function add(counts: Map<FindingKind, Uint32Array>, kind: FindingKind, bins: number, bin: number): void {
  let known = counts.get(kind);
  if (known === undefined) {
    known = new Uint32Array(bins);
    counts.set(kind, known);
  }
  known[bin] = (known[bin] as number) + 1;
}
