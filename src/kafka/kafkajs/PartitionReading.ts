import type { PartitionMetadata } from './clusterMetadata';
import type { ReadState } from './consumePartition';
import type { PartitionStart } from './startPositions';

/** One partition of a reading: where it stands, who leads it, and when to try again after an error. */
export class PartitionReading implements ReadState {
  readonly id: number;
  readonly slot: number;
  /** Exclusive; Infinity where reading follows the log. */
  readonly end: number;
  position: number;
  leaderEpoch: number;
  leader: number | undefined;
  /** Set when the leadership has changed: the log may end before our position now (KIP-320). */
  mustValidate = false;
  retryAt = 0;
  /** Something of the log has come. */
  hasBegun = false;
  /** Epoch of the leadership as the cluster told it, which may have written nothing yet. */
  private toldEpoch: number;
  private failures = 0;
  private emptyAnswers = 0;

  constructor(
    start: PartitionStart,
    slot: number,
    leadership: Pick<PartitionMetadata, 'leader' | 'leaderEpoch'>,
    stopAtEnd: boolean,
  ) {
    this.id = start.id;
    this.slot = slot;
    this.position = start.from;
    this.end = stopAtEnd ? start.end : Number.POSITIVE_INFINITY;
    this.leader = leadership.leader;
    // What stands before the start was written under this leadership or an older one.
    this.leaderEpoch = leadership.leaderEpoch;
    this.toldEpoch = leadership.leaderEpoch;
  }

  get isDone(): boolean {
    return this.position >= this.end;
  }

  /** A leader that came back under a new epoch counts as another one: it may have lost its newest records. */
  setLeader({ leader, leaderEpoch }: Pick<PartitionMetadata, 'leader' | 'leaderEpoch'>): void {
    if (leader === undefined || (leader === this.leader && leaderEpoch <= this.toldEpoch)) return;
    this.leader = leader;
    this.toldEpoch = Math.max(this.toldEpoch, leaderEpoch);
    this.mustValidate = this.leaderEpoch >= 0;
    this.retryAt = 0;
  }

  succeeded(): void {
    this.failures = 0;
    this.retryAt = 0;
  }

  failed(now: number): void {
    this.retryAt = now + backoffMs(this.failures);
    this.failures += 1;
  }

  /**
   * A compacted log may end in offsets that hold nothing: the broker then answers without bytes although the high
   * watermark is ahead. Two such answers, when no other partition took the room of the response, are taken for that.
   */
  sawNothing(reachable: number): void {
    this.emptyAnswers = this.position < reachable ? this.emptyAnswers + 1 : 0;
    if (this.emptyAnswers >= 2) {
      this.position = reachable;
      this.emptyAnswers = 0;
    }
  }

  sawSomething(): void {
    this.emptyAnswers = 0;
  }
}

/** 50 ms, doubled with each failure in a row, up to 5 s. */
export const backoffMs = (failures: number): number => Math.min(5_000, 50 * 2 ** Math.min(failures, 10));
