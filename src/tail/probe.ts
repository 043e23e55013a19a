import type { RecordView } from '../kafka/model';
import type { RowTrait } from './filterExpression';
import type { RowKind } from './rowStore';

/** One row as a filter sees it, without making text of it: the same object is filled anew for each row. */
export interface Probe {
  readonly kind: RowKind;
  readonly topic: string;
  /** As Kafka numbers it. */
  readonly partition: number;
  /** Of a gap: of the record that jumped ahead; of a hole: its first. */
  readonly offset: number;
  /** Of a gap or a hole: of a record beside it. */
  readonly timestamp: number;
  /** NaN = none. */
  readonly sequence: number;
  /** -1 = null, or no record. */
  readonly valueBytes: number;
  readonly producerId: number;
  /** Undefined where it has left memory, and for gaps and holes. */
  readonly payload: RecordView | undefined;
  /** What a gap or a hole says; empty for records. */
  readonly text: string;
  is(trait: RowTrait): boolean;
}
