import type { TailOptions } from '../../protocol/tail';
import type { ExportScope, ExportTold } from '../../protocol/tailExport';
import type { Counters } from '../../tail/model';
import type { ExportItem, ItemPlace } from './exportItem';

/** One reading as far as an export tells of it. */
export interface ReadFacts {
  readonly connection: string;
  readonly servers: readonly string[];
  readonly options: TailOptions;
  readonly partitions: readonly (ItemPlace & {
    readonly from: number;
    /** High watermark when reading began. */
    readonly end: number;
    readonly next: number;
    readonly highWatermark: number;
  })[];
  readonly counters: Counters;
  /** Rows that had left memory when the export began. */
  readonly evicted: number;
  readonly bounds: { readonly maxRows: number; readonly maxPayloadBytes: number };
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly now: number;
}

export interface ExportChoice {
  readonly scope: ExportScope;
  /** The rules in force, as they were written. */
  readonly redact: readonly string[];
  /** As typed; empty without a filter. */
  readonly filter: string;
  /** Keys and values are written as the view decodes them. */
  readonly isDecoded: boolean;
}

/** Turns rows into the text of one format. */
export interface ExportWriter {
  /** Whether `words` is to hold the evidence. */
  readonly wantsEvidence: boolean;
  /** Whether keys, values and headers are written: a payload that nobody reads need not be fetched. */
  readonly wantsContent: boolean;
  start(facts: ReadFacts): string;
  item(item: ExportItem): string;
  end(facts: ReadFacts, told: Omit<ExportTold, 'notDescribed'>): string;
  /** Findings that were counted but not described. */
  readonly notDescribed: number;
}
