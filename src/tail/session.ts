import type { RecordView } from '../kafka/model';
import type { LogListener } from '../kafka/ports';
import type {
  Counters,
  ExtraWish,
  FindingKind,
  Hole,
  IdentityChoice,
  RecordDetails,
  Row,
  RowExplanation,
  RowExtra,
  SequenceChoice,
  Verdict,
} from './model';
import type { Probe } from './probe';
import type { RowsInMemory } from './rowsInMemory';

export interface SessionOptions {
  readonly identity: IdentityChoice;
  readonly sequence: SequenceChoice;
  /** Milliseconds that a gap may stay open after the position passed the high watermark seen when it opened; 0 to 60,000. */
  readonly graceMs: number;
  readonly maxRows: number;
  readonly maxPayloadBytes: number;
}

/**
 * What changed since the last call: each verdict once, in its newest state. To be taken regularly: of what nobody takes,
 * only the newest few hundred thousand are kept.
 */
export interface SessionChanges {
  readonly verdicts: readonly Verdict[];
  readonly holes: readonly Hole[];
}

/**
 * One topic under analysis. Fed by a reader, asked by the view and by the command line. Owns no timer: `tick` brings
 * the time (milliseconds since the epoch).
 */
export interface TailSession extends LogListener, RowsInMemory {
  tick(now: number): void;
  /** The run is over: decides everything that is still open. */
  settle(): void;
  takeChanges(): SessionChanges;
  counters(): Counters;
  row(n: number): Row | undefined;
  /** Row number of a record in memory, or undefined. */
  findRow(partition: number, offset: number): number | undefined;
  /**
   * The next row after (or before) `from` that may mean loss, doubling or disorder; undefined when there is none. Repeats,
   * redeliveries, harmless holes and what was taken back or filled are passed over. With `kind`, the next row of that
   * kind, also where it is harmless.
   */
  nextAnomaly(from: number, direction: 1 | -1, kind?: FindingKind): number | undefined;
  /** The row as a filter sees it: the same object for every row, filled anew by each call. */
  probe(n: number): Probe | undefined;
  /** Undefined where the payload has left memory, and for gaps and holes. `instead` is looked at in its place. */
  extras(n: number, wish: ExtraWish, instead?: RecordView): RowExtra | undefined;
  /** Of a record's row. */
  details(n: number, limit: number): RecordDetails | undefined;
  /** Of a gap's or a hole's row. */
  explain(n: number): RowExplanation | undefined;
  /** The verdict that a record shows, or that a gap's row is about, in its newest state. */
  verdictAt(n: number): Verdict | undefined;
  /** What a hole's row is about. */
  holeAt(n: number): Hole | undefined;
}
