import type { BatchHeader, PartitionPosition } from '../kafka/model';
import type { ReaderHole, SkipReason } from '../kafka/ports';
import type { Hole, HoleCode } from './model';
import type { PartitionState } from './partitionState';
import { beginUnsettled, passBatch } from './unsettled';

/**
 * Watches the offsets of each partition and names every hole: the third detector, which needs neither identity nor
 * sequence. An offset without a record is not a lost message; most are transaction markers or compaction.
 */
export class LogStructure {
  private readonly report: (partition: PartitionState, hole: Hole) => void;

  constructor(report: (partition: PartitionState, hole: Hole) => void) {
    this.report = report;
  }

  /** A batch header came: closes the batch before it, then looks at what lies between. */
  batch(partition: PartitionState, header: BatchHeader): void {
    this.closeBatch(partition);
    const last = lastOffset(header);
    if (header.leaderEpoch >= 0) {
      if (header.leaderEpoch < partition.leaderEpoch && header.baseOffset >= partition.expected)
        this.tell(partition, 'O8', header.baseOffset, last, epochFell(header.leaderEpoch, partition.leaderEpoch));
      partition.leaderEpoch = Math.max(partition.leaderEpoch, header.leaderEpoch);
    }
    if (header.baseOffset > partition.expected) this.between(partition, partition.expected, header.baseOffset - 1);
    passBatch(partition.unsettled, header);
    partition.batch = header;
    partition.received = 0;
    partition.isBatchOpen = header.control === undefined && header.recordCount > 0;
    if (partition.isBatchOpen) return;
    const from = Math.max(header.baseOffset, partition.expected);
    if (header.control === undefined)
      this.hole(partition, 'O3', from, last, 'all records of a batch removed by compaction');
    else this.hole(partition, 'O1', from, last, marker(header));
  }

  record(partition: PartitionState, offset: number): void {
    const { batch } = partition;
    if (offset > partition.expected) {
      if (batch !== undefined && offset <= lastOffset(batch))
        this.inside(partition, batch, partition.expected, offset - 1);
      else this.between(partition, partition.expected, offset - 1);
    }
    partition.received += 1;
    partition.expected = Math.max(partition.expected, offset + 1);
  }

  /** After the last record of a batch nothing more will come of it: compaction may have taken its end. */
  recordDone(partition: PartitionState): void {
    const { batch } = partition;
    if (partition.isBatchOpen && batch !== undefined && partition.received >= batch.recordCount)
      this.closeBatch(partition);
  }

  readerHole(partition: PartitionState, { reason, from, to }: ReaderHole): void {
    if (reason === 'aborted')
      this.hole(partition, 'O2', from, to, 'records of an aborted transaction, left out by read_committed');
    else if (reason === 'expired')
      this.hole(partition, 'O5', from, to, 'deleted by retention or DeleteRecords before they were read');
    else {
      partition.isBatchOpen = false;
      this.tell(partition, 'O7', from, to, 'thrown away by the broker: the log now ends before what had been read');
      partition.expected = from;
      // What was to be read of the log that is no more will never come.
      partition.highWatermark = from;
    }
  }

  /** The topic was deleted and created again; told at the first of its new partitions. */
  recreated(partition: PartitionState): void {
    const { topic, from } = partition;
    this.tell(
      partition,
      'O11',
      from,
      from,
      `topic ${topic.name} was deleted and created again; what follows is of the new one`,
    );
  }

  skip(partition: PartitionState, from: number, to: number, reason: SkipReason): void {
    this.hole(partition, 'O9', from, to, skipped[reason]);
  }

  position(partition: PartitionState, position: PartitionPosition): void {
    partition.answers += 1;
    if (partition.batch !== undefined && position.next > lastOffset(partition.batch)) this.closeBatch(partition);
    // The reader went on where nothing came: no batch is left at the end of what it passed.
    if (!partition.isBatchOpen && position.next > partition.expected)
      this.between(partition, partition.expected, position.next - 1);
    partition.highWatermark = Math.max(partition.highWatermark, position.highWatermark);
    const shown = Math.max(partition.from, partition.logStart);
    const gone = Math.min(position.logStart, partition.expected) - 1;
    if (gone >= shown) this.tell(partition, 'O6', shown, gone, 'deleted from the log after they were read');
    partition.logStart = Math.max(partition.logStart, position.logStart);
  }

  /** What a hole means for the streams that it lies in. */
  note(partition: PartitionState, code: HoleCode, to: number): void {
    if (code === 'O1') partition.markerTo = Math.max(partition.markerTo, to);
    else if (code === 'O2') partition.abortedTo = Math.max(partition.abortedTo, to);
    else if (code === 'O9') partition.skippedTo = Math.max(partition.skippedTo, to);
    else if (code !== 'O6' && code !== 'O7' && code !== 'O8' && code !== 'O11') {
      partition.opaqueTo = Math.max(partition.opaqueTo, to);
      partition.opaqueCode = code;
      beginUnsettled(partition.unsettled, to + 1);
    }
  }

  /** The reader has left the batch behind: what it announced and did not bring is a hole. */
  private closeBatch(partition: PartitionState): void {
    const { batch, isBatchOpen } = partition;
    partition.isBatchOpen = false;
    if (batch === undefined || !isBatchOpen) return;
    const last = lastOffset(batch);
    if (partition.expected <= last) this.inside(partition, batch, Math.max(batch.baseOffset, partition.expected), last);
  }

  private inside(partition: PartitionState, batch: BatchHeader, from: number, to: number): void {
    if (batch.recordCount < batch.lastOffsetDelta + 1)
      this.hole(partition, 'O3', from, to, 'removed by compaction inside a batch');
    else this.hole(partition, 'O10', from, to, 'announced by a batch that did not bring them');
  }

  private between(partition: PartitionState, from: number, to: number): void {
    const { isCompacted } = partition.topic;
    if (isCompacted === true) this.hole(partition, 'O4', from, to, 'whole batches removed by compaction');
    else if (isCompacted === false)
      this.hole(partition, 'O10', from, to, 'in no batch, and the topic is not compacted');
    else this.hole(partition, 'O10', from, to, 'in no batch; the topic’s cleanup policy is not known');
  }

  private hole(partition: PartitionState, code: HoleCode, from: number, to: number, reason: string): void {
    if (to < from) return;
    this.tell(partition, code, from, to, reason);
    partition.expected = Math.max(partition.expected, to + 1);
  }

  private tell(partition: PartitionState, code: HoleCode, from: number, to: number, reason: string): void {
    // Told before it is noted: who hears of it finishes with the records before the hole first.
    this.report(partition, { code, partition: partition.id, from, to, reason });
    this.note(partition, code, to);
  }
}

const lastOffset = (batch: BatchHeader): number => batch.baseOffset + batch.lastOffsetDelta;

const skipped: Record<SkipReason, string> = {
  seek: 'left out by us: reading was moved elsewhere',
  overflow: 'left out by us: reading could not keep up',
  undecodable: 'left out by us: the bytes could not be decoded',
};

const marker = ({ control, producerId }: BatchHeader): string =>
  control === 'other' ? 'control record of the broker' : `${control} marker of producer ${producerId}`;

const epochFell = (now: number, before: number): string =>
  `leader epoch ${now} after ${before}: written under an older leadership`;
