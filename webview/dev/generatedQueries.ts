import type { Handlers } from '../../src/protocol/rpc';
import type { FindingKind, Row, TailDetails } from '../../src/protocol/tail';
import type { BinsByKind, TailOverview, TailQueries } from '../../src/protocol/tailQueries';
import type { GeneratedState } from './generatedState';
import { findingOf, generatedRow, rowAt, rowAtTime, timeOf } from './generatedTopic';

const kinds: readonly FindingKind[] = [
  'duplicate',
  'gap',
  'late',
  'conflict',
  'restart',
  'repeat',
  'aborted',
  'truncated',
];
const legitimate: readonly FindingKind[] = ['repeat', 'aborted'];
const BIN_MS = [40, 200, 1000, 5000, 15_000, 60_000, 300_000, 900_000, 3_600_000];

/** The overviews of the generated topic, counted from its row numbers. */
export function generatedQueries(
  state: GeneratedState,
  detailsOf: (row: number) => TailDetails | undefined,
): Handlers<TailQueries> {
  const firstRow = (): number => Math.max(0, state.rows - state.keep);
  const rowOf = (n: number): Row => state.special.get(n) ?? generatedRow(n);
  return {
    overview: (span) => (state.rows === 0 ? emptyOverview(state) : overviewOf(state, firstRow(), span)),
    findings({ kind, from, count, anchor = 0 }) {
      const first = firstRow();
      const wanted = kind ? [kind] : kinds.filter((it) => !legitimate.includes(it));
      const before = (row: number): number => wanted.reduce((sum, it) => sum + countBefore(it, row), 0);
      const rows: Row[] = [];
      let skipped = 0;
      const total = before(state.rows) - before(first);
      for (let n = first; n < state.rows && rows.length < count; n += 1) {
        const found = findingOf(n);
        if (found === undefined || !wanted.includes(found)) continue;
        if (skipped < from) skipped += 1;
        else rows.push(rowOf(n));
      }
      return { layout: state.layout, total, from, rows, anchorAt: Math.max(0, before(anchor) - before(first)) };
    },
    lanes: (from, count) => lanesOf(state, firstRow(), from, count),
    nextOfKey(from, direction) {
      for (let n = from + direction; n >= firstRow() && n < state.rows; n += direction)
        if (n % 40 === from % 40 && generatedRow(n).kind === 'record') return { row: n, unknown: 0 };
      return { row: undefined, unknown: 0 };
    },
    firstInTime(from, to) {
      const n = Math.max(firstRow(), rowAtTime(from));
      return n < state.rows && timeOf(n) <= to ? n : undefined;
    },
    original(n) {
      const row = rowOf(n);
      const of = row.kind === 'record' ? row.mark?.of : undefined;
      return of && detailsOf(rowAt(of.partition, of.offset));
    },
    lookAgain: () => ({
      sentence: 'Both are in the log now.',
      evidence: ['Key, value and headers are equal byte for byte.'],
    }),
    verify: () => ({
      sentence: 'The checksum is right: the batch is as its producer or broker wrote it.',
      evidence: ['CRC-32C in the batch: 0x1c291ca3; of its bytes as they came: 0x1c291ca3.'],
    }),
    advice: (n) =>
      findingOf(n) === undefined
        ? undefined
        : {
            causes: ['A response was lost or late, and the client sent the batch again.'],
            checks: ['Producer: enable.idempotence=true, which needs acks=all.'],
          },
  };
}

function overviewOf(
  state: GeneratedState,
  first: number,
  span: { from: number; to: number } | undefined,
): TailOverview {
  const rows = 2 ** Math.max(0, Math.ceil(Math.log2((state.rows - first) / 512)));
  const from = Math.floor(first / rows) * rows;
  const edges = Array.from({ length: Math.ceil((state.rows - from) / rows) + 1 }, (_, i) => from + i * rows);
  const byRow = counts(edges.map((n) => clamp(n, first, state.rows)));
  const [start, end] = span ? [span.from, span.to] : [timeOf(first), timeOf(state.rows - 1)];
  const width = BIN_MS.find((it) => (end - start) / it < 239) ?? 86_400_000;
  const timeFrom = Math.floor(start / width) * width;
  const bins = Math.floor((end - timeFrom) / width) + 1;
  const times = Array.from({ length: bins + 1 }, (_, i) => clamp(rowAtTime(timeFrom + i * width), first, state.rows));
  const records = times.slice(1).map((n, i) => n - (times[i] ?? n));
  return {
    ...emptyOverview(state),
    firstRow: first,
    endRow: state.rows,
    totals: Object.fromEntries(Object.entries(byRow).map(([kind, list]) => [kind, list.reduce((a, b) => a + b, 0)])),
    byRow: { from, rows, counts: byRow },
    byTime: {
      from: timeFrom,
      width,
      records,
      counts: counts(times),
      outside: state.rows - first - records.reduce((a, b) => a + b, 0),
    },
  };
}

const emptyOverview = ({ layout, revision }: GeneratedState): TailOverview => ({
  layout,
  revision,
  firstRow: 0,
  endRow: 0,
  totals: {},
  byRow: { from: 0, rows: 1, counts: {} },
  byTime: undefined,
  timeless: 0,
  tookMs: 1,
});

function lanesOf(state: GeneratedState, first: number, from: number, count: number) {
  const start = Math.max(first, from);
  const end = Math.min(state.rows, start + count);
  const lanes = new Map<number, { row: number; at: number; kind?: FindingKind; gap?: string }[]>();
  let gap: string | undefined;
  for (let n = start; n < end; n += 1) {
    const row = state.special.get(n) ?? generatedRow(n);
    if (row.kind === 'gap') gap = row.text;
    if (row.kind !== 'record') continue;
    const lane = lanes.get(n % 40) ?? [];
    lanes.set(n % 40, lane);
    const kind = findingOf(n);
    const of = row.mark?.of;
    lane.push({
      row: n,
      at: row.timestamp,
      ...(kind ? { kind } : {}),
      ...(of ? { of: { ...of, row: rowAt(of.partition, of.offset) } } : {}),
      ...(gap ? { gap } : {}),
    });
    gap = undefined;
  }
  const sorted = [...lanes].sort(([, a], [, b]) => b.length - a.length);
  return {
    layout: state.layout,
    from: start,
    end,
    lanes: sorted
      .slice(0, 12)
      .map(([key, ticks]) => ({ key: { text: `order-${key}`, cut: false, binary: false }, ticks })),
    otherKeys: Math.max(0, sorted.length - 12),
    otherRecords: sorted.slice(12).reduce((sum, [, ticks]) => sum + ticks.length, 0),
    unknown: 0,
  };
}

/** Findings of each kind between neighbouring edges. */
function counts(edges: readonly number[]): BinsByKind {
  const lists = kinds.map((kind) => {
    const before = edges.map((n) => countBefore(kind, n));
    return [kind, before.slice(1).map((sum, i) => sum - (before[i] ?? sum))] as const;
  });
  return Object.fromEntries(lists.filter(([, list]) => list.some((n) => n > 0)));
}

const BLOCK = 256;
/** `sums[i]` = findings of the kind in rows before `i * BLOCK`: a million rows are counted once. */
const sums = new Map<FindingKind, number[]>(kinds.map((kind) => [kind, [0]]));

function countBefore(kind: FindingKind, row: number): number {
  const known = sums.get(kind) ?? [0];
  const block = Math.floor(row / BLOCK);
  while (known.length <= block)
    known.push((known.at(-1) ?? 0) + countIn(kind, (known.length - 1) * BLOCK, known.length * BLOCK));
  return (known[block] ?? 0) + countIn(kind, block * BLOCK, row);
}

function countIn(kind: FindingKind, from: number, end: number): number {
  let count = 0;
  for (let n = from; n < end; n += 1) if (findingOf(n) === kind) count += 1;
  return count;
}

const clamp = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n));
