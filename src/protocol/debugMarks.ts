export type DebugMarkKind = 'start' | 'pause' | 'continue' | 'end';

/** Something that happened in a debug session, drawn between the rows that came before and after it. */
export interface DebugMark {
  readonly kind: DebugMarkKind;
  /** Such as `Paused at orders.ts:42`. */
  readonly text: string;
  /** By the clock of the host, in milliseconds since the epoch. */
  readonly at: number;
}

/** What a tail knows of debugging. */
export interface DebugTold {
  /** Oldest first, so many that {@link maxDebugMarks} is not passed. */
  readonly marks: readonly DebugMark[];
  /** The last ones of them, after which no row that is shown has come. */
  readonly trailing: number;
  /** Earlier ones that made room. */
  readonly dropped: number;
  /** What a pause means for the consumer, once it is longer than its group waits. */
  readonly warning: string | undefined;
}

export const maxDebugMarks = 200;
