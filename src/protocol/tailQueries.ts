import type { Advice } from '../tail/advice';
import type { Lanes } from '../tail/collectLanes';
import type { FindingKind, Row } from '../tail/model';
import type { KeySearch } from '../tail/nextOfKey';
import type { TailDetails } from './tailDetails';

export type { Advice } from '../tail/advice';
export type { Lane, Lanes, LaneTick } from '../tail/collectLanes';
export type { KeySearch } from '../tail/nextOfKey';

/** Counts a bin; kinds that do not occur are left out. */
export type BinsByKind = Partial<Readonly<Record<FindingKind, readonly number[]>>>;

/** All rows in memory at a glance, as they were when a look at them began. */
export interface TailOverview {
  readonly layout: number;
  /** What the snapshot's `revision` was then. */
  readonly revision: number;
  readonly firstRow: number;
  readonly endRow: number;
  /** How many rows hold a finding of a kind. */
  readonly totals: Partial<Readonly<Record<FindingKind, number>>>;
  /** Findings by row: bin i begins with row `from + i * rows`. */
  readonly byRow: { readonly from: number; readonly rows: number; readonly counts: BinsByKind };
  /**
   * Records and findings by the records' own time: bin i begins `from + i * width` milliseconds after the epoch.
   * Undefined when no record has a time.
   */
  readonly byTime:
    | {
        readonly from: number;
        readonly width: number;
        readonly records: readonly number[];
        readonly counts: BinsByKind;
        /** Records with a time outside of the span that was asked for. */
        readonly outside: number;
      }
    | undefined;
  /** Records without a timestamp. */
  readonly timeless: number;
  /** How long the look took; who asks again waits in proportion, so that reading stays fast. */
  readonly tookMs: number;
}

export interface FindingQuery {
  /** Undefined = everything that is an anomaly. */
  readonly kind?: FindingKind;
  /** Place in the list, from 0. */
  readonly from: number;
  readonly count: number;
  /** A row whose place in the list is wanted: the list moves as earlier rows leave memory. */
  readonly anchor?: number;
}

/** A page of the list of findings, as of the last overview. */
export interface FindingPage {
  readonly layout: number;
  readonly total: number;
  readonly from: number;
  readonly rows: readonly Row[];
  /** Findings before the anchor's row. */
  readonly anchorAt: number;
}

/** What the broker holds now where something was found. */
export interface LookedAgain {
  readonly sentence: string;
  readonly evidence: readonly string[];
}

/** What the explain pane and the overviews ask of the worker. */
export type TailQueries = {
  /** `span` narrows the bins of time, in milliseconds since the epoch. Takes as long as a look at all rows does. */
  overview(span?: { readonly from: number; readonly to: number }): TailOverview | undefined;
  findings(query: FindingQuery): FindingPage;
  /** The busiest keys of some hundred rows. */
  lanes(from: number, count: number): Lanes & { readonly layout: number };
  /** The nearest record of the same key; undefined when row `from` holds no record with a key in memory. */
  nextOfKey(from: number, direction: 1 | -1): KeySearch | undefined;
  /** The first row with a record of that time, both ends included. */
  firstInTime(from: number, to: number): number | undefined;
  /** The earlier copy that a record's mark names; read from the broker where it has left memory. */
  original(row: number): TailDetails | undefined;
  /** Reads a record and its original, a gap's neighbourhood or a hole from the broker again. */
  lookAgain(row: number): LookedAgain;
  /** Reads the batch of a record from the broker again and computes its checksum. */
  verify(row: number): LookedAgain;
  /** Of a record, a gap or a hole. */
  advice(row: number): Advice | undefined;
};
