import type { Coordinates, FindingKind, Preview, Row } from './model';
import type { RowsInMemory } from './rowsInMemory';

/** The part of a session that lanes are drawn from. */
export interface LaneRows extends RowsInMemory {
  row(n: number): Row | undefined;
  findRow(partition: number, offset: number): number | undefined;
}

export interface LaneTick {
  readonly row: number;
  /** Milliseconds since the epoch, -1 = none. */
  readonly at: number;
  readonly kind?: FindingKind;
  /** The original of a copy; outside of the lanes' rows too. */
  readonly of?: Coordinates & { readonly row?: number };
  /** What is missing before this record, in words. */
  readonly gap?: string;
}

/** The records of one key, in order. */
export interface Lane {
  readonly key: Preview | null;
  readonly ticks: readonly LaneTick[];
}

export interface Lanes {
  readonly from: number;
  readonly end: number;
  /** Most records first. */
  readonly lanes: readonly Lane[];
  readonly otherKeys: number;
  readonly otherRecords: number;
  /** Records whose key has left memory. */
  readonly unknown: number;
}

/** The `top` busiest keys of the rows `from..from + count`, each with its records, findings and originals. */
export function collectLanes(session: LaneRows, from: number, count: number, top: number): Lanes {
  const first = Math.max(from, session.firstRow);
  const end = Math.max(first, Math.min(from + count, session.endRow));
  const byKey = new Map<string, { readonly key: Preview | null; readonly ticks: LaneTick[] }>();
  let gap: Extract<Row, { readonly kind: 'gap' }> | undefined;
  let unknown = 0;
  for (let n = first; n < end; n++) {
    const row = session.row(n);
    if (row?.kind === 'gap') gap = row;
    if (row?.kind !== 'record') continue;
    const key = session.keyAt(n);
    if (key === undefined || row.key === undefined) {
      unknown += 1;
      continue;
    }
    const id = key === null ? '' : `k${String.fromCharCode(...key.subarray(0, MAX_KEY))}`;
    const lane = byKey.get(id) ?? { key: row.key, ticks: [] };
    byKey.set(id, lane);
    const kind = session.kindAt(n);
    const of = row.mark?.of;
    const original = of && session.findRow(of.partition, of.offset);
    const jumped = gap?.partition === row.partition && gap.offset === row.offset ? gap : undefined;
    lane.ticks.push({
      row: n,
      at: row.timestamp,
      ...(kind === undefined ? {} : { kind }),
      ...(of ? { of: { ...of, ...(original === undefined ? {} : { row: original }) } } : {}),
      ...(jumped ? { gap: jumped.text } : {}),
    });
  }
  const lanes = [...byKey.values()].sort((a, b) => b.ticks.length - a.ticks.length);
  const others = lanes.slice(top);
  return {
    from: first,
    end,
    lanes: lanes.slice(0, top),
    otherKeys: others.length,
    otherRecords: others.reduce((sum, { ticks }) => sum + ticks.length, 0),
    unknown,
  };
}

/** Keys that agree in so many bytes share a lane: more arguments than this overflow the stack. */
const MAX_KEY = 4096;
