import type { Examined } from './examined';
import type { Judgement } from './judgement';
import type { PartitionState } from './partitionState';
import type { TopicState } from './topicState';
import type { VerdictBook } from './verdictBook';

/** What the detectors of identity and sequence work with. */
export interface AnalysisContext {
  readonly book: VerdictBook;
  /** Of all topics, by their index. */
  readonly partitions: readonly PartitionState[];
  /** Identity and sequence are looked for within this topic alone. */
  readonly topic: TopicState;
  readonly graceMs: number;
  /** The key of a record under examination, for texts; cut where it is very long. */
  readonly keyOf: (it: Examined) => Uint8Array | null;
  /** Hears of verdicts about records that were examined before. */
  readonly onLater: (judgement: Judgement) => void;
}
