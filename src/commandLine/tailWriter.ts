import type { RecordView } from '../kafka/model';
import type { TopicFacts } from '../kafka/ports';
import type { Counters, Hole, TransactionState, Verdict } from '../tail/model';

/** What a record's batch says about it. */
export interface RecordContext {
  readonly partition: number;
  readonly producerId: number;
  readonly transaction: TransactionState;
}

export interface Summary extends Counters {
  readonly topic: string;
  readonly elapsedMs: number;
}

/** Turns what happens on a topic into lines of one output format. */
export interface TailWriter {
  start(facts: TopicFacts): string;
  record(record: RecordView, context: RecordContext): string;
  verdict(verdict: Verdict): string;
  hole(hole: Hole): string;
  /** `follows`: something may have been written before it. */
  summary(summary: Summary, follows: boolean): string;
}
