import type { BatchHeader } from '../kafka/model';

/** How many batches of a partition a twin is looked for in: a Java client retries within seconds. */
const MAX_BATCHES = 4096;
/** All partitions together; with very many partitions each remembers fewer. */
const MAX_TOTAL = 1 << 18;

interface Remembered {
  readonly crc: number;
  readonly size: number;
  readonly count: number;
  readonly lastOffsetDelta: number;
  readonly maxTimestamp: number;
  readonly baseOffset: number;
}

interface PartitionBatches {
  readonly byCrc: Map<number, Remembered>;
  /** In log order; a ring, because a Map as a queue skips its deleted entries one by one. */
  readonly order: Remembered[];
  next: number;
}

/**
 * Finds a batch that was written twice byte for byte. The CRC of magic 2 leaves out the base offset and the leader epoch,
 * so the retry of a producer without idempotence has the CRC of its first copy.
 */
export class BatchTwins {
  private readonly partitions: PartitionBatches[] = [];
  private total = 0;

  /** Base offset of the earlier twin, or -1. A batch that is no twin is remembered. */
  examine(partition: number, header: BatchHeader): number {
    if (header.producerId !== -1 || header.recordCount <= 0 || header.control !== undefined) return -1;
    let known = this.partitions[partition];
    if (known === undefined) {
      known = { byCrc: new Map(), order: [], next: 0 };
      this.partitions[partition] = known;
    }
    const before = known.byCrc.get(header.crc);
    if (before !== undefined && before.baseOffset < header.baseOffset && isTwin(before, header))
      return before.baseOffset;
    const { crc, sizeInBytes: size, recordCount: count, lastOffsetDelta, maxTimestamp, baseOffset } = header;
    this.remember(known, { crc, size, count, lastOffsetDelta, maxTimestamp, baseOffset });
    return -1;
  }

  /** The broker threw away what stood there: those batches are in the log no more. */
  forget(partition: number, from: number, to: number): void {
    const byCrc = this.partitions[partition]?.byCrc;
    for (const { crc, baseOffset } of [...(byCrc?.values() ?? [])])
      if (baseOffset >= from && baseOffset <= to) byCrc?.delete(crc);
  }

  private remember(known: PartitionBatches, batch: Remembered): void {
    const { byCrc, order } = known;
    byCrc.set(batch.crc, batch);
    if (order.length < MAX_BATCHES && this.total < MAX_TOTAL) {
      this.total += 1;
      order.push(batch);
      return;
    }
    const slot = known.next % Math.max(1, order.length);
    const oldest = order[slot];
    if (oldest !== undefined && byCrc.get(oldest.crc) === oldest && oldest !== batch) byCrc.delete(oldest.crc);
    order[slot] = batch;
    known.next = slot + 1;
  }
}

const isTwin = (before: Remembered, header: BatchHeader): boolean =>
  before.size === header.sizeInBytes &&
  before.count === header.recordCount &&
  before.lastOffsetDelta === header.lastOffsetDelta &&
  before.maxTimestamp === header.maxTimestamp;
