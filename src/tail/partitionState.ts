import type { BatchHeader } from '../kafka/model';
import type { PartitionFacts } from '../kafka/ports';
import type { HoleCode } from './model';
import type { TopicState } from './topicState';
import type { OpenTransaction } from './transactions';
import type { UnsettledRange } from './unsettled';

/** One partition as the session knows it. */
export interface PartitionState {
  readonly id: number;
  readonly topic: TopicState;
  /** Its number in the topic. */
  readonly number: number;
  /** Position in the session's list: what the stores keep instead of the id. */
  readonly index: number;
  /** The next offset that has neither come nor been explained. Falls only when the log was truncated. */
  expected: number;
  /** Behind the highest offset ever read: what comes below it is read again. */
  readTo: number;
  /** High watermark as last told. Falls only when the log was truncated. */
  highWatermark: number;
  /** High watermark when reading started: where a run that stops at the end will stop. */
  readonly endAtStart: number;
  logStart: number;
  /** How often the broker has told of the partition, be it that there is nothing new. */
  answers: number;
  readonly from: number;
  leaderEpoch: number;
  /** End (inclusive) of the newest range that we left out ourselves; -1 = none. */
  skippedTo: number;
  /** Newest hole that may have held records: compaction, expiry, no explanation. */
  opaqueTo: number;
  opaqueCode: HoleCode | undefined;
  /** Newest transaction marker. */
  markerTo: number;
  /** Newest range of aborted records that read_committed left out. */
  abortedTo: number;
  /** Offsets that the broker threw away after we had read them, the newest range; -1 = none. */
  truncatedFrom: number;
  truncatedTo: number;
  /** Offsets of that range where a transaction marker stood. */
  truncatedMarkers: ReadonlySet<number>;
  /** Where numbers may be out of order with what was not read. */
  readonly unsettled: UnsettledRange[];
  readonly transactions: Map<number, OpenTransaction>;
  /** The newest batch, and whether its records are still coming. */
  batch: BatchHeader | undefined;
  isBatchOpen: boolean;
  /** Its number in the batch log, -1 before its first record. */
  batchNumber: number;
  /** Base offset of its twin, -1 = none. */
  twin: number;
  received: number;
}

export const newPartition = (
  { id, partition = id, from, end }: PartitionFacts,
  index: number,
  topic: TopicState,
): PartitionState => ({
  id,
  topic,
  number: partition,
  index,
  expected: from,
  readTo: from,
  highWatermark: end,
  endAtStart: end,
  logStart: 0,
  answers: 0,
  from,
  leaderEpoch: -1,
  skippedTo: -1,
  opaqueTo: -1,
  opaqueCode: undefined,
  markerTo: -1,
  abortedTo: -1,
  truncatedFrom: -1,
  truncatedTo: -1,
  truncatedMarkers: new Set(),
  unsettled: from > 0 ? [{ from, to: from - 1, batches: 0 }] : [],
  transactions: new Map(),
  batch: undefined,
  isBatchOpen: false,
  batchNumber: -1,
  twin: -1,
  received: 0,
});

/** Whether the position is beyond an end that was seen, as far as the log still reaches to it. */
export const hasPassed = ({ expected, highWatermark }: PartitionState, end: number): boolean =>
  expected >= Math.min(end, highWatermark);
