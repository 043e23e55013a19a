/** What of a record is put onto the clipboard. `place` = topic-partition:offset; `kcat` = a command that reads it again. */
export const copyForms = ['row', 'value', 'key', 'place', 'kcat'] as const;
export type CopyForm = (typeof copyForms)[number];

/** For the clipboard, which the editor owns. Without a text nothing is copied, and the sentence says why. */
export interface CopiedText {
  readonly text: string | undefined;
  /** For the user. */
  readonly sentence: string;
}

export const exportScopes = ['view', 'findings', 'memory'] as const;
/** What the filter shows; findings alone; all rows in memory. */
export type ExportScope = (typeof exportScopes)[number];

export const exportFormats = ['ndjson', 'csv', 'markdown'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportWish {
  readonly scope: ExportScope;
  readonly format: ExportFormat;
  /** Rules such as `$.card.number`, `header.authorization` or `key`. */
  readonly redact: readonly string[];
  /** The filter as it was typed, for the report. */
  readonly filter: string;
}

/** A piece of an export, from the worker to the extension host and nowhere else. */
export interface ExportChunk {
  readonly bytes: Uint8Array;
  /** Rows looked at, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Set with the last piece. */
  readonly told: ExportTold | undefined;
}

/** What became of an export. */
export interface ExportTold {
  /** Records, gaps and holes written. */
  readonly rows: number;
  readonly records: number;
  /** Findings among the rows. */
  readonly findings: number;
  /** Records whose payload had left memory and was read from Kafka again. */
  readonly readAgain: number;
  /** Records whose payload neither memory nor Kafka had. */
  readonly missing: number;
  /** Rows that left memory while the export ran. */
  readonly gone: number;
  /** Rows that the filter could not look into, as their payload had left memory. */
  readonly unknown: number;
  /** Findings that the report counts but does not describe. */
  readonly notDescribed: number;
}

/** What of records is not told, by the settings. */
export interface Redaction {
  readonly rules: readonly string[];
  /** Whether the rows and details of the view hide it too. */
  readonly inView: boolean;
}

export const noRedactionSet: Redaction = { rules: [], inView: false };
