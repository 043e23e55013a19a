import type { Isolation, StartPosition } from '../kafka/ports';
import type { Counters, FindingKind, IdentityChoice, Row, RowExplanation, SequenceChoice } from '../tail/model';

import type { TailDetails } from './tailDetails';
import type { TailQueries } from './tailQueries';

/** The browser side sees the protocol only, so the words that cross the wire are named here once more. */
export type { Isolation, StartPosition } from '../kafka/ports';
export type {
  Counters,
  FindingKind,
  GapRow,
  HoleRow,
  IdentityChoice,
  Mark,
  Preview,
  RecordRow,
  Row,
  RowExplanation,
  SequenceChoice,
  SequenceScope,
  TransactionState,
} from '../tail/model';

export type { TailDetails } from './tailDetails';

/** What the user chose for a tail; the toolbar edits it, and a change of it starts the reading anew. */
export interface TailOptions {
  readonly topic: string;
  readonly start: StartPosition;
  /** Stop after so many records; undefined = go on. */
  readonly maxMessages?: number;
  readonly stopAtEnd: boolean;
  readonly isolation: Isolation;
  readonly identity: IdentityChoice;
  readonly sequence: SequenceChoice;
  readonly graceMs: number;
}

export type TailPhase = 'connecting' | 'reading' | 'paused' | 'stopped' | 'ended' | 'failed';

/** A complete picture, never a delta: one that is lost or late loses nothing. */
export interface TailSnapshot {
  /** The connection's name, for the eye. */
  readonly connection: string;
  /** The profile's id: what a restored view hands back so that its connection is found again. */
  readonly connectionId: string;
  readonly options: TailOptions;
  readonly phase: TailPhase;
  /** For the user, where the phase or a partition needs words: why it failed, which partition waits. */
  readonly notices: readonly string[];
  readonly firstRow: number;
  readonly endRow: number;
  /** Another number means that row numbers seen before mean something else: rows were inserted, or reading began anew. */
  readonly layout: number;
  /** Grows with every change that a row on screen could show. */
  readonly revision: number;
  readonly counters: Counters;
  readonly positions: readonly { readonly partition: number; readonly next: number; readonly highWatermark: number }[];
  /** Records read in the last second. */
  readonly rate: number;
  /** The bounds in force, for the sentence that says so when they are hit. */
  readonly bounds: { readonly maxRows: number; readonly maxPayloadBytes: number };
}

/** Served by the extension host, which passes it on to the worker that holds the data. */
export type TailHost = TailQueries & {
  snapshot(): TailSnapshot;
  rows(query: { from: number; count: number }): { layout: number; revision: number; rows: readonly Row[] };
  /** Of a record. */
  details(row: number): TailDetails | undefined;
  /** Of a gap or a hole. */
  explain(row: number): RowExplanation | undefined;
  findRow(partition: number, offset: number): number | undefined;
  nextAnomaly(from: number, direction: 1 | -1, kind?: FindingKind): number | undefined;
  restart(options: TailOptions): void;
  pause(paused: boolean): void;
  stop(): void;
  copy(text: string): void;
};

/** Served by the webview. At most ten pokes a second, none while hidden. */
export type TailView = {
  poke(snapshot: TailSnapshot): void;
};
