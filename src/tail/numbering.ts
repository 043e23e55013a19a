import type { RecordView } from '../kafka/model';
import type { Examined } from './examined';
import type { Judgement } from './judgement';
import type { Range } from './model';
import type { PartitionState } from './partitionState';

/** What a record's number says. One object is reused. */
export interface NumberFinding {
  /** A gap before this record. */
  gap: Judgement | undefined;
  /** A verdict about the record itself: late, conflict. */
  own: Judgement | undefined;
}

/** Finds missing, late, restarted and doubly used numbers under one sequence rule. */
export interface Numbering {
  /** Records that had a number and a stream. */
  readonly applied: number;
  /** Works out the record's number and its stream. */
  read(it: Examined, record: RecordView): void;
  /** Brings what `examine` will look up near the processor; a sum that means nothing. */
  touch(it: Examined): number;
  examine(it: Examined, isCopy: boolean, finding: NumberFinding): void;
  /** A marker came for records whose numbers this partition remembers as pending. */
  settleTransaction(partition: PartitionState, fingerprints: readonly number[], aborted: boolean): void;
  tick(now: number): void;
  settle(): void;
}

/** A jump further than this is a restart at another number, not so many missing messages. */
export const MAX_JUMP = 3_000;

/**
 * A record that is sent again stands so many offsets behind what passed it at most, all but always: ten batches, or a
 * few large ones.
 */
export const MAX_PASSED = 4_096;

export const rangeSize = ([from, to]: Range): number => to - from + 1;
