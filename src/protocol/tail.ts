import type { Isolation, StartPosition } from '../kafka/ports';
import type { FilterExpression, RowFilter } from '../tail/filterExpression';
import type {
  Counters,
  ExtraWish,
  FindingKind,
  IdentityChoice,
  Row,
  RowExplanation,
  RowExtra,
  SequenceChoice,
} from '../tail/model';
import type { DebugMark, DebugTold } from './debugMarks';
import type { Decoders, LocalSchema } from './decoding';
import type { ProducerQueries } from './producers';
import type { TailDetails } from './tailDetails';
import type { CopyForm, ExportWish, Redaction } from './tailExport';
import type { TailQueries } from './tailQueries';

/** The browser side sees the protocol only, so the words that cross the wire are named here once more. */
export type { Isolation, StartPosition } from '../kafka/ports';
export type {
  Comparison,
  FilterExpression,
  NumberField,
  RowFilter,
  RowTrait,
  TextField,
} from '../tail/filterExpression';
export type {
  Counters,
  ExtraWish,
  FindingKind,
  GapRow,
  HoleRow,
  IdentityChoice,
  Mark,
  Preview,
  RecordRow,
  Row,
  RowExplanation,
  RowExtra,
  SequenceChoice,
  SequenceScope,
  TransactionState,
} from '../tail/model';

export type { TailDetails } from './tailDetails';

/** What the user chose for a tail; the toolbar edits it, and a change of it starts the reading anew. */
export interface TailOptions {
  readonly topic: string;
  /** Read together with `topic`; the analysis of each is its own. */
  readonly moreTopics?: readonly string[];
  /** Undefined = all. With several topics, these of each. */
  readonly partitions?: readonly number[];
  readonly start: StartPosition;
  /** Stop after so many records; undefined = go on. */
  readonly maxMessages?: number;
  readonly stopAtEnd: boolean;
  readonly isolation: Isolation;
  readonly identity: IdentityChoice;
  readonly sequence: SequenceChoice;
  readonly graceMs: number;
}

/** What a row means by its partition, where that is not the number of a partition of the only topic. */
export interface TailSlot {
  readonly id: number;
  readonly topic: string;
  readonly partition: number;
  /** How the user knows it: by its number, where several topics are read with the topic before it. */
  readonly name: string;
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
  /** Rows of the view: what the filter shows, or all rows in memory. Every row number of {@link TailHost} is one of these. */
  readonly firstRow: number;
  readonly endRow: number;
  /** Rows in memory, which the analysis sees whatever the filter shows. */
  readonly memory: { readonly firstRow: number; readonly endRow: number };
  readonly filter: ScanState | undefined;
  readonly search: ScanState | undefined;
  /** Another number means that row numbers seen before mean something else: rows were inserted, or reading began anew. */
  readonly layout: number;
  /** Grows with every change that a row on screen could show. */
  readonly revision: number;
  readonly counters: Counters;
  /** Absent while rows carry the partition's own number: one topic that was not created again. */
  readonly slots?: readonly TailSlot[];
  readonly positions: readonly { readonly partition: number; readonly next: number; readonly highWatermark: number }[];
  /** Absent while nothing was debugged. */
  readonly debug?: DebugTold;
  /** Records read in the last second. */
  readonly rate: number;
  /** The bounds in force, for the sentence that says so when they are hit. */
  readonly bounds: { readonly maxRows: number; readonly maxPayloadBytes: number };
  /** What is not told of records, by the settings. */
  readonly redaction: Redaction;
}

/** How far a filter or a search has come. */
export interface ScanState {
  readonly matches: number;
  /** Rows that could not be looked into, as their payload has left memory. */
  readonly unknown: number;
  /** Of `total` rows so many were looked at. */
  readonly scanned: number;
  readonly total: number;
  /** One sentence when it was stopped. */
  readonly problem: string | undefined;
}

/** A row as the view gets it. */
export type ViewRow = Row & {
  /** Matches no filter, but stands near a row that does. */
  readonly isContext?: true;
  readonly extra?: RowExtra | undefined;
  /** What happened in the debugger between the row above and this one. */
  readonly marks?: readonly DebugMark[];
};

export interface RowQuery {
  readonly from: number;
  readonly count: number;
  readonly want?: ExtraWish;
}

/** Served by the extension host, which passes it on to the worker that holds the data. */
export type TailHost = TailQueries &
  ProducerQueries & {
    snapshot(): TailSnapshot;
    rows(query: RowQuery): { layout: number; revision: number; rows: readonly ViewRow[] };
    /** Of a record. */
    details(row: number): TailDetails | undefined;
    /** Of a gap or a hole. */
    explain(row: number): RowExplanation | undefined;
    /** Undefined when the record is not in memory or the filter hides it. */
    findRow(partition: number, offset: number): number | undefined;
    /** As `findRow`; for a record that the filter hides, the next row shown. */
    nearRow(partition: number, offset: number): number | undefined;
    nextAnomaly(from: number, direction: 1 | -1, kind?: FindingKind): number | undefined;
    /** Shows only what matches, or all again. Throws for a pattern that is none. */
    setFilter(filter: RowFilter | undefined): void;
    /** How keys and values are shown from now on, and looked into by filter and search. */
    setDecoders(decoders: Decoders): void;
    /** An .avsc file of the user's choice; undefined when none was chosen. Throws for one that is too large. */
    pickSchema(): LocalSchema | undefined;
    /** Looks for what matches among the rows of the view. */
    setSearch(where: FilterExpression | undefined): void;
    /** The next row that the search found and its number among them, from 1; behind the last comes the first. */
    nextMatch(from: number, direction: 1 | -1): { row: number; number: number } | undefined;
    restart(options: TailOptions): void;
    pause(paused: boolean): void;
    stop(): void;
    /** Puts something of a row onto the clipboard; the answer is a sentence that says what. */
    copyRow(row: number, form: CopyForm): string;
    /** Writes rows into a file that the user chooses. The answer says what became of it; undefined when none was chosen. */
    exportRows(wish: ExportWish): string | undefined;
    /** Opens the form to produce, filled with the record of a row. Answers the sentence that says why not. */
    produceAgain(row: number): string | undefined;
  };

/** Served by the webview. At most ten pokes a second, none while hidden. */
export type TailView = {
  poke(snapshot: TailSnapshot): void;
};
