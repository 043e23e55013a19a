import type { Isolation, StartPosition } from '../kafka/ports';
import type {
  Counters,
  FindingKind,
  IdentityChoice,
  Preview,
  Row,
  RowExplanation,
  SequenceChoice,
  TransactionState,
} from '../tail/model';

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

/** Key, value and headers as text for the pane; binary shows as hex. `cut` says that the size is larger. */
export interface TailDetails {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly timestampType: 'create' | 'append';
  readonly key: Preview | null;
  readonly value: Preview | null;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly headers: readonly { readonly name: string; readonly value: Preview | null }[];
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly transaction: TransactionState;
  /** Where key, value and headers come from: payloads leave memory before their rows do. Null fields when unavailable. */
  readonly payload: 'memory' | 'read again' | 'unavailable';
  readonly explanation:
    | {
        readonly sentence: string;
        readonly evidence: readonly string[];
        readonly of?: { readonly partition: number; readonly offset: number };
      }
    | undefined;
}

/** Served by the extension host, which passes it on to the worker that holds the data. */
export type TailHost = {
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
