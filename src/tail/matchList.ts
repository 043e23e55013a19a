import { larger } from './larger';

/** A row of the view is either a match or stands near one. */
export type Shown = 'match' | 'context';

/** Rows by running number, of which the first leave and new ones come at the end. */
export interface RowSpan {
  readonly firstRow: number;
  readonly endRow: number;
}

const NO = 0;
const YES = 1;

const FIRST_CAPACITY = 1024;
/** Rows looked at between two looks at the clock. */
const STRIDE = 64;

/**
 * The rows that match a test, with so many rows of context around each, in order. Grows as rows come, in slices; nine
 * bytes a row shown, and never more rows than the span has. Places in the list are running numbers, as those of rows are.
 */
export class MatchList {
  /** Places in the list: `first <= place < end`. */
  first = 0;
  end = 0;
  /** Matches among them. */
  matches = 0;
  /** Grows when places seen before mean other rows. */
  layout = 0;
  /** Rows before this one were looked at. */
  scanned: number;
  private readonly span: RowSpan;
  /** YES, NO, or UNKNOWN where the row cannot be looked into. */
  private readonly test: (row: number) => number;
  private readonly context: number;
  private rows = new Float64Array(FIRST_CAPACITY);
  private own = new Uint8Array(FIRST_CAPACITY);
  /** Place of the first element of the arrays. */
  private base = 0;
  /** Rows that still follow the last match as its context. */
  private owed = 0;
  /** The last match that has left the span: rows behind it are still its context. */
  private lastGone = Number.NEGATIVE_INFINITY;
  /** Stretches `from, end, from, end, ...` of rows that could not be looked into. */
  private blind: number[] = [];

  constructor(span: RowSpan, test: (row: number) => number, context: number) {
    this.span = span;
    this.test = test;
    this.context = context;
    this.scanned = span.firstRow;
  }

  get isComplete(): boolean {
    return this.scanned >= this.span.endRow;
  }

  /** Rows in memory that could not be looked into. */
  get unknown(): number {
    let sum = 0;
    for (let i = 0; i < this.blind.length; i += 2) sum += this.blindAt(i + 1) - this.blindAt(i);
    return sum;
  }

  /** Looks at rows until all are looked at or `isOver` says that it is enough for now. */
  scan(isOver: () => boolean): void {
    this.forget();
    while (this.scanned < this.span.endRow) {
      const stop = Math.min(this.span.endRow, this.scanned + STRIDE);
      // Counted before the test is run: whoever is stopped in it does not come back to the same row.
      while (this.scanned < stop) this.place(this.scanned++);
      if (isOver()) return;
    }
  }

  /** Rows that were looked at may have changed. */
  look(rows: readonly number[]): void {
    const changed = new Map<number, boolean>();
    for (const row of rows) {
      if (row < this.span.firstRow || row >= this.scanned) continue;
      const is = this.test(row);
      if ((is === YES || is === NO) && (is === YES) !== this.isMatch(row)) changed.set(row, is === YES);
    }
    if (changed.size > 0) this.rebuild(changed);
  }

  rowAt(place: number): number | undefined {
    return place >= this.first && place < this.end ? this.rows[place - this.base] : undefined;
  }

  shownAs(place: number): Shown {
    return this.own[place - this.base] === 1 ? 'match' : 'context';
  }

  /** The first place whose row is `row` or a later one; `end` when there is none. */
  placeFrom(row: number): number {
    let low = this.first;
    let high = this.end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.rows[middle - this.base] as number) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  placeOf(row: number): number | undefined {
    const place = this.placeFrom(row);
    return this.rowAt(place) === row ? place : undefined;
  }

  /** Forgets rows that have left the span. */
  forget(): void {
    const { firstRow } = this.span;
    this.scanned = Math.max(this.scanned, firstRow);
    while (this.first < this.end && (this.rows[this.first - this.base] as number) < firstRow) {
      if (this.own[this.first - this.base] === 1) {
        this.lastGone = this.rows[this.first - this.base] as number;
        this.matches -= 1;
      }
      this.first += 1;
    }
    while (this.blind.length > 0 && this.blindAt(1) <= firstRow) this.blind.splice(0, 2);
    if (this.blind.length > 0) this.blind[0] = Math.max(this.blindAt(0), firstRow);
  }

  private isMatch(row: number): boolean {
    const place = this.placeOf(row);
    return place !== undefined && this.shownAs(place) === 'match';
  }

  private place(row: number): void {
    const is = this.test(row);
    if (is === YES) this.addMatch(row);
    else if (this.owed > 0) {
      this.owed -= 1;
      this.add(row, 0);
    }
    if (is === YES || is === NO) return;
    if (this.blind.at(-1) === row) this.blind[this.blind.length - 1] = row + 1;
    else this.blind.push(row, row + 1);
  }

  private addMatch(row: number): void {
    const last = this.end > this.first ? (this.rows[this.end - 1 - this.base] as number) : -1;
    for (let n = Math.max(last + 1, row - this.context, this.span.firstRow); n < row; n += 1) this.add(n, 0);
    this.add(row, 1);
    this.owed = this.context;
  }

  private add(row: number, own: 0 | 1): void {
    if (this.end - this.base === this.rows.length) this.makeRoom();
    this.rows[this.end - this.base] = row;
    this.own[this.end - this.base] = own;
    this.matches += own;
    this.end += 1;
  }

  /** Moves what is left to the front where half is gone, else grows. */
  private makeRoom(): void {
    const gone = this.first - this.base;
    if (gone * 2 >= this.rows.length) {
      this.rows.copyWithin(0, gone);
      this.own.copyWithin(0, gone);
      this.base = this.first;
      return;
    }
    this.rows = larger(this.rows, new Float64Array(this.rows.length * 2));
    this.own = larger(this.own, new Uint8Array(this.own.length * 2));
  }

  /** Writes the list anew, with some rows that match now and some that do so no more. */
  private rebuild(changed: ReadonlyMap<number, boolean>): void {
    const { rows, own, first, end, base, scanned } = this;
    const added = [...changed].filter(([, is]) => is).map(([row]) => row);
    added.sort((a, b) => a - b);
    this.rows = new Float64Array(rows.length);
    this.own = new Uint8Array(rows.length);
    this.base = first;
    this.end = first;
    this.matches = 0;
    this.owed = 0;
    for (let n = this.span.firstRow; n < scanned && n <= this.lastGone + this.context; n += 1) this.add(n, 0);
    let next = 0;
    for (let place = first; place < end; place += 1) {
      const row = rows[place - base] as number;
      if (own[place - base] !== 1 || changed.get(row) === false) continue;
      for (let n = added[next]; n !== undefined && n < row; n = added[next]) {
        this.putMatch(n);
        next += 1;
      }
      this.putMatch(row);
    }
    for (const row of added.slice(next)) this.putMatch(row);
    this.fillAfter(scanned);
    this.layout += 1;
  }

  private putMatch(row: number): void {
    this.fillAfter(row);
    this.addMatch(row);
  }

  /** The context behind the last match, as far as rows before `stop` give it. */
  private fillAfter(stop: number): void {
    for (; this.owed > 0 && this.end > this.first; this.owed -= 1) {
      const row = (this.rows[this.end - 1 - this.base] as number) + 1;
      if (row >= stop) break;
      this.add(row, 0);
    }
  }

  private blindAt(i: number): number {
    return this.blind[i] as number;
  }
}
