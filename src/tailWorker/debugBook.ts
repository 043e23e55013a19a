import { type DebugMark, type DebugTold, maxDebugMarks } from '../protocol/debugMarks';
import type { Coordinates } from '../tail/model';
import type { TailSession } from '../tail/session';

type Rows = Pick<TailSession, 'firstRow' | 'endRow' | 'layout' | 'row' | 'findRow'>;

interface Kept {
  readonly mark: DebugMark;
  /** The last record before it: rows may be numbered anew, as when one is inserted. */
  readonly after: Coordinates | undefined;
  /** Number of the row that comes after it, in `layout`. */
  before: number;
  layout: number;
}

/** Rows that are searched for the last record before a mark: others come in stretches between. */
const searched = 200;

/** Marks of debug sessions between the rows of one reading, by arrival. The analysis knows nothing of them. */
export class DebugBook {
  private readonly rows: Rows;
  private readonly kept: Kept[] = [];
  private dropped = 0;
  warning: string | undefined;

  constructor(rows: Rows) {
    this.rows = rows;
  }

  add(mark: DebugMark): void {
    const { endRow, layout } = this.rows;
    this.kept.push({ mark, after: this.lastRecord(), before: endRow, layout });
    if (this.kept.length <= maxDebugMarks) return;
    this.kept.shift();
    this.dropped += 1;
  }

  /** The marks behind one row and before or at another; row numbers are the session's. */
  between(after: number, upTo: number): readonly DebugMark[] {
    if (this.kept.length === 0) return [];
    return this.kept.filter((one) => this.placeOf(one) > after && this.placeOf(one) <= upTo).map(({ mark }) => mark);
  }

  /** `last` is the last row that is shown; undefined when none is. */
  told(last: number | undefined): { readonly debug: DebugTold } | Record<string, never> {
    if (this.kept.length === 0 && this.warning === undefined) return {};
    const marks = this.kept.map(({ mark }) => mark);
    const trailing = this.kept.filter((one) => last === undefined || this.placeOf(one) > last).length;
    return { debug: { marks, trailing, dropped: this.dropped, warning: this.warning } };
  }

  private placeOf(one: Kept): number {
    const { layout } = this.rows;
    if (one.layout !== layout) {
      const row = one.after && this.rows.findRow(one.after.partition, one.after.offset);
      if (row !== undefined) one.before = row + 1;
      one.layout = layout;
    }
    return one.before;
  }

  private lastRecord(): Coordinates | undefined {
    const { firstRow, endRow } = this.rows;
    for (let n = endRow - 1; n >= Math.max(firstRow, endRow - searched); n -= 1) {
      const row = this.rows.row(n);
      if (row?.kind === 'record') return { partition: row.partition, offset: row.offset };
    }
    return undefined;
  }
}
