import type { RowQuery, ScanState, ViewRow } from '../protocol/tail';
import type { LaneRows } from '../tail/collectLanes';
import type { FilterExpression, RowFilter } from '../tail/filterExpression';
import { MAX_CONTEXT } from '../tail/filterExpression';
import type { RowSpan } from '../tail/matchList';
import type { ExtraWish, FindingKind, Row, RowExtra, Verdict } from '../tail/model';
import { fieldsOf } from '../tail/rowExtras';
import { GAP } from '../tail/rowStore';
import type { TailSession } from '../tail/session';
import { SLICE_MS, type Slicing } from './inSlices';
import type { RowDecoder } from './RowDecoder';
import { type Guard, RowScan } from './rowScan';
import type { Veil } from './Veil';

/** What of a session the view of its rows is made from. */
export type SessionRows = LaneRows & Pick<TailSession, 'probe' | 'extras' | 'nextAnomaly'>;

export interface ScanParts extends Slicing {
  readonly guard: Guard;
}

/** Verdicts that wait for being looked at; beyond that all rows are. */
const MAX_WAITING = 1 << 18;
const VERDICTS_A_LOOK = 512;

/**
 * The rows as the view counts them: all in memory, or those that the filter shows. Everything that the view asks by row
 * number comes through here; the analysis below knows nothing of it.
 */
export class RowView implements LaneRows {
  private readonly session: SessionRows;
  private readonly parts: ScanParts;
  private readonly decoder: RowDecoder | undefined;
  private readonly veil: Veil | undefined;
  private readonly onProgress: () => void;
  private filterText = '';
  private searchText = '';
  private filter: RowScan | undefined;
  private search: RowScan | undefined;
  private sessionLayout = 0;
  /** Grows with every filter set or taken away. */
  private filters = 0;
  private searchedLayout = -1;
  private waiting: Verdict[] = [];
  private working = false;

  /** Without a decoder everything is shown as its bytes. */
  constructor(session: SessionRows, parts: ScanParts, onProgress: () => void, decoder?: RowDecoder, veil?: Veil) {
    this.session = session;
    this.decoder = decoder;
    this.veil = veil;
    this.parts = parts;
    this.onProgress = onProgress;
  }

  get firstRow(): number {
    return this.filter ? this.filter.list.first : this.session.firstRow;
  }

  get endRow(): number {
    return this.filter ? this.filter.list.end : this.session.endRow;
  }

  /** Another number means that row numbers seen before mean something else. */
  get layout(): number {
    return this.session.layout + this.filters + (this.filter?.layout ?? 0);
  }

  get filterState(): ScanState | undefined {
    return this.filter?.state();
  }

  get searchState(): ScanState | undefined {
    return this.search?.state();
  }

  setFilter(filter: RowFilter | undefined): void {
    const text = JSON.stringify(filter ?? null);
    if (text === this.filterText) return;
    const scan = filter && this.scan(this.session, filter);
    this.filters += 1 + (this.filter?.layout ?? 0);
    this.filterText = text;
    this.filter = scan;
    this.work();
  }

  setSearch(where: FilterExpression | undefined): void {
    const text = JSON.stringify(where ?? null);
    if (text === this.searchText) return;
    this.search = where && this.newScan(this, (place) => this.rowAt(place), where, 0);
    this.searchText = text;
    this.searchedLayout = this.layout;
    this.work();
  }

  /** Keys and values are shown otherwise now: what was looked at may match now, or no more. */
  decodedAnew(): void {
    this.filter?.restart();
    this.search?.restart();
    this.work();
  }

  /** Time for what is new: called at every beat, with the verdicts that came or changed. */
  advance(verdicts: readonly Verdict[], transactionEnded: boolean): void {
    if (this.session.layout !== this.sessionLayout) {
      this.sessionLayout = this.session.layout;
      this.filter?.restart();
    }
    if (this.filter?.followsState || this.search?.followsState) this.note(verdicts);
    if (transactionEnded) for (const scan of [this.filter, this.search]) scan?.transactionEnded();
    this.filter?.list.forget();
    this.work();
  }

  /** The session's number of a row of the view. */
  rowAt(place: number): number | undefined {
    if (this.filter) return this.filter.list.rowAt(place);
    return place >= this.session.firstRow && place < this.session.endRow ? place : undefined;
  }

  /** The view's number of a row of the session; undefined where the filter hides it. */
  placeOf(row: number): number | undefined {
    return this.filter ? this.filter.list.placeOf(row) : row;
  }

  row(place: number): Row | undefined {
    const n = this.rowAt(place);
    const row = n === undefined ? undefined : this.session.row(n);
    return n === undefined || !row ? undefined : { ...(this.veil?.row(n, row) ?? row), row: place };
  }

  kindAt(place: number): FindingKind | undefined {
    const n = this.rowAt(place);
    return n === undefined ? undefined : this.session.kindAt(n);
  }

  timestampAt(place: number): number {
    const n = this.rowAt(place);
    return n === undefined ? Number.NaN : this.session.timestampAt(n);
  }

  keyAt(place: number): Uint8Array | null | undefined {
    const n = this.rowAt(place);
    return n === undefined ? undefined : this.session.keyAt(n);
  }

  rows({ from, count, want }: RowQuery): ViewRow[] {
    const rows: ViewRow[] = [];
    const end = Math.min(from + count, this.endRow);
    for (let place = Math.max(from, this.firstRow); place < end; place += 1) {
      const n = this.rowAt(place);
      const row = n === undefined ? undefined : this.session.row(n);
      if (n === undefined || row === undefined) continue;
      const extra = want && row.kind === 'record' ? { extra: this.extrasOf(n, want) } : {};
      const shown = this.shownAs(n, row);
      const near = this.filter?.list.shownAs(place) === 'context' ? ({ isContext: true } as const) : {};
      rows.push({ ...shown, ...extra, ...near, row: place });
    }
    return rows;
  }

  findRow(partition: number, offset: number): number | undefined {
    const row = this.session.findRow(partition, offset);
    return row === undefined ? undefined : this.placeOf(row);
  }

  /** The row of a record, or the next one that is shown; undefined when it is not in memory or not looked at yet. */
  nearRow(partition: number, offset: number): number | undefined {
    const row = this.session.findRow(partition, offset);
    if (row === undefined || !this.filter) return row;
    const { list } = this.filter;
    const isAhead = !this.filter.isComplete && row >= list.scanned;
    return isAhead || list.end === list.first ? undefined : Math.min(list.placeFrom(row), list.end - 1);
  }

  nextAnomaly(from: number, direction: 1 | -1, kind?: FindingKind): number | undefined {
    const { session } = this;
    const before = from < this.firstRow ? session.firstRow - 1 : session.endRow;
    let at: number | undefined = this.rowAt(from) ?? before;
    while (at !== undefined) {
      at = session.nextAnomaly(at, direction, kind);
      const place = at === undefined ? undefined : this.placeOf(at);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** The next row that the search found, and which of them it is, from 1. Goes round at both ends. */
  nextMatch(from: number, direction: 1 | -1): { readonly row: number; readonly number: number } | undefined {
    const list = this.searchedLayout === this.layout ? this.search?.list : undefined;
    if (!list || list.end === list.first) return undefined;
    const next = direction === 1 ? list.placeFrom(from + 1) : list.placeFrom(from) - 1;
    const at = next >= list.end ? list.first : next < list.first ? list.end - 1 : next;
    const row = list.rowAt(at);
    return row === undefined ? undefined : { row, number: at - list.first + 1 };
  }

  /** A look of its own over a span of the session's rows, which nothing that the view does changes. */
  scan(span: RowSpan, { where, context }: RowFilter): RowScan {
    return this.newScan(span, (row) => row, where, boundedContext(context));
  }

  private shownAs(n: number, row: Row): Row {
    if (this.veil?.isActive) return this.veil.row(n, row);
    return this.decoder?.isActive ? this.decoder.row(row, this.session.probe(n)?.payload) : row;
  }

  private extrasOf(n: number, want: ExtraWish): RowExtra | undefined {
    if (this.veil?.isActive) return this.veil.extra(n, want);
    const extras = this.session.extras(n, want);
    const payload = this.decoder?.isActive && want.fields.length > 0 ? this.session.probe(n)?.payload : undefined;
    return extras && payload && this.decoder
      ? { ...extras, fields: fieldsOf(this.decoder.view(payload), want.fields) }
      : extras;
  }

  private newScan(
    span: RowSpan,
    rowOf: (place: number) => number | undefined,
    where: FilterExpression,
    context: number,
  ): RowScan {
    const probe = (place: number) => {
      const row = rowOf(place);
      const found = row === undefined ? undefined : this.session.probe(row);
      return found && (this.decoder?.probe(found) ?? found);
    };
    return new RowScan(span, probe, where, context, this.parts.guard);
  }

  private note(verdicts: readonly Verdict[]): void {
    this.waiting.push(...verdicts);
    if (this.waiting.length <= MAX_WAITING) return;
    this.waiting = [];
    this.filter?.restart();
    this.search?.restart();
  }

  /** Whether nothing is left to look at for now. */
  get isDone(): boolean {
    const isSearched = !this.search || (this.searchedLayout === this.layout && this.search.isComplete);
    return this.waiting.length === 0 && this.filter?.isComplete !== false && isSearched;
  }

  private work(): void {
    if (this.working || this.isDone) return;
    this.working = true;
    void this.parts.rest().then(() => {
      this.working = false;
      this.slice();
      this.onProgress();
      this.work();
    });
  }

  /** One thing at a time, and always some of it: a slice must get on even where the clock has jumped. */
  private slice(): void {
    const end = this.parts.now() + SLICE_MS;
    const isOver = (): boolean => this.parts.now() >= end;
    if (this.waiting.length > 0) {
      do this.lookAt(this.waiting.splice(0, VERDICTS_A_LOOK));
      while (this.waiting.length > 0 && !isOver());
    } else if (this.filter && !this.filter.isComplete) this.filter.scan(isOver);
    else if (this.search) {
      if (this.searchedLayout !== this.layout) this.search.restart();
      this.searchedLayout = this.layout;
      this.search.scan(isOver);
    }
  }

  /** Rows that carry these verdicts: the record, and the gaps told before it. */
  private lookAt(verdicts: readonly Verdict[]): void {
    const rows = new Set<number>();
    for (const { partition, offset } of verdicts) {
      const row = this.session.findRow(partition, offset);
      if (row === undefined) continue;
      rows.add(row);
      for (let n = row - 1; this.session.probe(n)?.kind === GAP; n -= 1) rows.add(n);
    }
    if (this.filter?.followsState) this.filter.look([...rows]);
    if (!this.search?.followsState) return;
    this.search.look([...rows].map((row) => this.placeOf(row)).filter((place) => place !== undefined));
  }
}

const boundedContext = (context: number): number => Math.min(MAX_CONTEXT, Math.max(0, Math.floor(context)));
