import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import type { DebugMark } from './debugMarks';
import type { ProducerQueries } from './producers';
import type { TailHost, TailOptions, TailSnapshot } from './tail';
import type { CopiedText, CopyForm, ExportChunk, ExportWish, Redaction } from './tailExport';

export interface TailStart {
  readonly profile: ConnectionProfile;
  /** From the host to its own thread and nowhere else. */
  readonly secrets: ConnectionSecrets;
  readonly options: TailOptions;
  readonly maxRows: number;
  readonly maxPayloadBytes: number;
  /** Absent = nothing is hidden. */
  readonly redaction?: Redaction;
}

/** A record as the broker gave it. */
export interface WholeRecord {
  /** As rows know it. */
  readonly partition: number;
  readonly offset: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly { readonly name: string; readonly value: Uint8Array | null }[];
}

/** Served by the worker thread: everything the view may ask, but for what needs the editor. */
export type TailWorker = Omit<
  TailHost,
  'copyRow' | 'exportRows' | 'pickSchema' | 'produceAgain' | keyof ProducerQueries
> & {
  /** All bytes of the record of a row; a string is a sentence that says why not. */
  record(row: number): WholeRecord | string;
  start(start: TailStart): void;
  mark(mark: DebugMark): void;
  /** What a pause of the debugger means; undefined once it is over. */
  warn(sentence: string | undefined): void;
  /** While false nothing is poked: the view is hidden. */
  setVisible(visible: boolean): void;
  setRedaction(redaction: Redaction): void;
  rowText(row: number, form: CopyForm): CopiedText;
  /**
   * Begins an export of the rows as they are now, in place of one that is under way. Throws for a rule of redaction that
   * is none.
   */
  beginExport(wish: ExportWish): void;
  /** The next piece; `moved` = rows were inserted meanwhile, and it is to be begun anew. */
  nextChunk(): ExportChunk | 'moved';
  endExport(): void;
};

/** Served by the extension host to the worker. */
export type TailWorkerOwner = {
  poke(snapshot: TailSnapshot): void;
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string): void;
};
