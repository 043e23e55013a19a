import type { DebugMark, DebugTold } from '../../src/protocol/debugMarks';
import type { ProducerList } from '../../src/protocol/producers';
import type { Counters, Row, TailDetails, TailOptions, TailPhase, TailSlot } from '../../src/protocol/tail';
import type { ExportWish, Redaction } from '../../src/protocol/tailExport';

/** What the generated topic is made of; a test writes to it. */
export interface GeneratedState {
  rows: number;
  /** Rows kept; earlier ones count as evicted. */
  keep: number;
  perSecond: number;
  /** Instead of the generated ones. */
  counters?: Partial<Counters>;
  phase: TailPhase;
  notices: readonly string[];
  /** Rows to show instead of the generated ones. */
  readonly special: Map<number, Row>;
  readonly details: Map<number, TailDetails>;
  options: TailOptions;
  layout: number;
  revision: number;
  /** Names of the partitions where they are not numbers. */
  slots?: readonly TailSlot[];
  /** Told with the snapshot. */
  debug?: DebugTold;
  /** What the debugger did before a row. */
  readonly marks: Map<number, readonly DebugMark[]>;
  readonly copied: string[];
  /** What the workspace is said to hold. */
  producers: ProducerList;
  readonly shownProducers: string[];
  readonly produced: number[];
  readonly exported: ExportWish[];
  redaction: Redaction;
  readonly asked: { from: number; count: number }[];
}
