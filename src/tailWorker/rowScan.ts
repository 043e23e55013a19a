import type { ScanState } from '../protocol/tail';
import { asksForState, compileFilter, NO, type RowTest } from '../tail/compileFilter';
import type { FilterExpression } from '../tail/filterExpression';
import { MatchList, type RowSpan } from '../tail/matchList';
import type { Probe } from '../tail/probe';

/** Runs a function and stops it where it takes longer than so many milliseconds: undefined then. */
export type Guard = <T>(milliseconds: number, run: () => T) => { readonly value: T } | undefined;

/** As long as one slice with a pattern may take at worst: the rest of the worker waits for it. */
const GUARD_MS = 100;
/** Of rows in open transactions so many are remembered; with more of them all rows are looked at again. */
const MAX_PENDING = 10_000;

const tooSlow =
  'The regular expression takes too long on these records, so it was stopped. Use a simpler one, without nested repetition.';

/** One expression over a span of rows: what was found so far, in slices, and what has changed since. */
export class RowScan {
  list: MatchList;
  private readonly span: RowSpan;
  private readonly probe: (row: number) => Probe | undefined;
  private readonly test: RowTest;
  private readonly context: number;
  private readonly guard: Guard;
  private readonly hasPattern: boolean;
  /** Whether verdicts and transactions can change what was found. */
  readonly followsState: boolean;
  private pending: number[] = [];
  /** Grows when all is looked at anew. */
  private restarts = 0;
  private problem: string | undefined;

  /** Throws a SyntaxError for a pattern that is none. */
  constructor(
    span: RowSpan,
    probe: (row: number) => Probe | undefined,
    where: FilterExpression,
    context: number,
    guard: Guard,
  ) {
    this.span = span;
    this.probe = probe;
    this.test = compileFilter(where);
    this.context = context;
    this.guard = guard;
    this.hasPattern = usesPattern(where);
    this.followsState = asksForState(where);
    this.list = this.newList();
  }

  get layout(): number {
    return this.restarts + this.list.layout;
  }

  get isComplete(): boolean {
    return this.problem !== undefined || this.list.isComplete;
  }

  state(): ScanState {
    const { firstRow, endRow } = this.span;
    const { matches, unknown, scanned } = this.list;
    return {
      matches,
      unknown,
      scanned: Math.max(0, scanned - firstRow),
      total: endRow - firstRow,
      problem: this.problem,
    };
  }

  scan(isOver: () => boolean): void {
    if (this.problem === undefined) this.run(() => this.list.scan(isOver));
  }

  /** These rows may match now, or match no more. */
  look(rows: readonly number[]): void {
    if (this.problem === undefined && rows.length > 0) this.run(() => this.list.look(rows));
  }

  /** A transaction has ended. */
  transactionEnded(): void {
    if (!this.followsState) return;
    if (this.pending.length >= MAX_PENDING) {
      this.restart();
      return;
    }
    const rows = this.pending;
    this.pending = rows.filter((row) => this.probe(row)?.is('pending') === true);
    this.look(rows);
  }

  /** All rows mean something else now. */
  restart(): void {
    this.restarts += this.list.layout + 1;
    this.pending = [];
    this.list = this.newList();
  }

  private newList(): MatchList {
    return new MatchList(this.span, (row) => this.testRow(row), this.context);
  }

  private testRow(row: number): number {
    const probe = this.probe(row);
    if (probe === undefined) return NO;
    if (this.followsState && row >= this.list.scanned - 1 && this.pending.length < MAX_PENDING && probe.is('pending'))
      this.pending.push(row);
    return this.test(probe);
  }

  private run(work: () => void): void {
    if (!this.hasPattern) work();
    else if (this.guard(GUARD_MS, work) === undefined) this.problem = tooSlow;
  }
}

function usesPattern(expression: FilterExpression): boolean {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.of.some(usesPattern);
    case 'not':
      return usesPattern(expression.of);
    default:
      return expression.kind === 'matches';
  }
}
