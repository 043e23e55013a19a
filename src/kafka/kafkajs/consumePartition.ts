import { KafkaError } from '../errors';
import type { BatchHeader, RecordView } from '../model';
import type { Isolation, LogListener } from '../ports';
import { DamagedData } from './DamagedData';
import { decompress } from './decompress';
import type { AbortedTransaction, FetchedPartition } from './fetchResponse';
import { type LegacyMessage, readLegacyMessage } from './legacyMessage';
import { plainBytes, readBatchHeader, readRecords, recordBatchOverhead } from './recordBatch';

/** Where the reading of one partition stands. */
export interface ReadState {
  /** What the listener knows the partition by. */
  readonly slot: number;
  /** The next offset to read. */
  position: number;
  /** Leader epoch of the last batch read; -1 = not known. */
  leaderEpoch: number;
}

export interface ConsumeOptions {
  readonly isolation: Isolation;
  /** Records from this offset on are not handed over; Infinity = no end. */
  readonly end: number;
  /**
   * The partition was the first of its request. The broker then sends the batch that holds the position whole, however
   * large it is (KIP-74): bytes that lead nowhere are damaged, and asking again would bring the same ones without end.
   */
  readonly isFirst: boolean;
}

/**
 * Hands the records of one partition of a Fetch response to the listener and moves the position on. A cut batch at the
 * end is left for the next request, as long as asking again can bring it. What cannot be decoded is told as skipped and reading goes on behind it; where even
 * its extent cannot be known, one offset is skipped. The position never moves back and never beyond the high watermark.
 */
export function consumePartition(
  fetched: FetchedPartition,
  state: ReadState,
  listener: LogListener,
  options: ConsumeOptions,
): void {
  const { bytes, end, partition } = fetched;
  const { slot } = state;
  const aborted = options.isolation === 'read_committed' ? new AbortedRanges(fetched.aborted) : undefined;
  const limit = Math.max(state.position, fetched.highWatermark);
  const visit = (record: RecordView): void => listener.record(slot, record);
  const giveUp = (last: number, why: string): void => {
    const from = state.position;
    // Nothing of the log is left before its end: what is damaged here claims to be what it cannot be.
    if (from >= limit) return;
    const to = Math.max(from, Math.min(last, limit - 1));
    listener.skip(slot, from, to, 'undecodable');
    listener.problem(slot, undecodable(fetched.topic, partition, from, to, why), fetched.topic);
    state.position = to + 1;
  };

  const before = state.position;
  consumeBatches();
  if (options.isFirst && fetched.start < end && state.position === before)
    giveUp(claimedLast(fetched, before), 'What the broker sent for it is no whole batch.');

  function consumeBatches(): void {
    for (let at = fetched.start; at + 17 <= end; ) {
      const size = bytes.readInt32BE(at + 8);
      if (size < 14) {
        giveUp(state.position, 'The size of a batch is impossible.');
        return;
      }
      const next = at + 12 + size;
      if (next > end) return;
      // The extent for the case that reading the header fails: up to the next batch where one follows.
      let last = extentByNeighbour(fetched, next, state.position);
      try {
        const magic = bytes[at + 16] ?? 0;
        if (magic > 2) {
          giveUp(last, 'Its format is newer than this version knows.');
        } else if (magic === 2) {
          const header = readBatchHeader(bytes, at, next - at);
          last = checkedLast(header, limit);
          if (last >= state.position) consumeBatch(header, at, next);
        } else {
          const message = readLegacyMessage(bytes, at, next - at, state.position);
          last = checkedLast(message.header, limit);
          if (last >= state.position) consumeMessage(message);
        }
      } catch (error) {
        if (!(error instanceof DamagedData || error instanceof RangeError)) throw error;
        giveUp(last, error instanceof DamagedData ? error.message : 'It is cut.');
      }
      if (state.position >= options.end) return;
      at = next;
    }
  }

  function consumeMessage({ header, records, damage }: LegacyMessage): void {
    if (header.baseOffset >= options.end) {
      state.position = options.end;
      return;
    }
    listener.batch(slot, header);
    if (records === undefined) throw new DamagedData(damage ?? 'It is damaged.');
    for (const record of records) if (record.offset >= state.position && record.offset < options.end) visit(record);
    state.position = header.baseOffset + header.lastOffsetDelta + 1;
  }

  function consumeBatch(header: BatchHeader, at: number, next: number): void {
    const last = header.baseOffset + header.lastOffsetDelta;
    if (header.baseOffset >= options.end) {
      state.position = options.end;
      return;
    }
    listener.batch(slot, header);
    state.leaderEpoch = header.leaderEpoch;
    const progress = { next: state.position };
    if (aborted?.covers(header, last)) {
      listener.hole(slot, { reason: 'aborted', from: Math.max(header.baseOffset, state.position), to: last });
    } else if (header.control === undefined) {
      try {
        const payload = plainBytes(decompress(header.codec, bytes.subarray(at + recordBatchOverhead, next)));
        readRecords(header, payload, state.position, options.end, visit, progress);
      } catch (error) {
        // What was read before the damage stays; the rest of the batch is what we leave out.
        state.position = Math.max(progress.next, header.baseOffset);
        throw error;
      }
    }
    state.position = last + 1;
  }
}

function checkedLast(header: BatchHeader, limit: number): number {
  const last = header.baseOffset + header.lastOffsetDelta;
  if (last >= limit) throw new DamagedData('It claims offsets beyond the end of the log.');
  return last;
}

/** What a batch without its end says of its extent; `position` where it says nothing that can be. */
function claimedLast({ bytes, start, end }: FetchedPartition, position: number): number {
  if (end - start < recordBatchOverhead || bytes[start + 16] !== 2) return position;
  try {
    const { baseOffset, lastOffsetDelta } = readBatchHeader(bytes, start, end - start);
    return baseOffset <= position ? Math.max(position, baseOffset + lastOffsetDelta) : position;
  } catch (error) {
    if (!(error instanceof DamagedData || error instanceof RangeError)) throw error;
    return position;
  }
}

function extentByNeighbour({ bytes, end }: FetchedPartition, next: number, position: number): number {
  if (next + 8 > end) return position;
  const base = bytes.readInt32BE(next) * 0x1_0000_0000 + bytes.readUInt32BE(next + 4);
  return Math.max(position, base - 1);
}

/** Which batches belong to aborted transactions, from the list that a read_committed Fetch response brings (KIP-98). */
class AbortedRanges {
  private readonly pending: AbortedTransaction[];
  private readonly open = new Set<number>();

  constructor(transactions: readonly AbortedTransaction[]) {
    this.pending = [...transactions].sort((a, b) => b.firstOffset - a.firstOffset);
  }

  /** To be asked for each batch in log order. */
  covers(header: BatchHeader, lastOffset: number): boolean {
    for (let next = this.pending.at(-1); next && next.firstOffset <= lastOffset; next = this.pending.at(-1)) {
      this.open.add(next.producerId);
      this.pending.pop();
    }
    if (header.control === 'abort') this.open.delete(header.producerId);
    return header.control === undefined && header.isTransactional && this.open.has(header.producerId);
  }
}

function undecodable(topic: string, partition: number, from: number, to: number, why: string): KafkaError {
  const range = from === to ? `Offset ${from}` : `Offsets ${from} to ${to}`;
  return new KafkaError('undecodable', `${range} of ${topic}, partition ${partition}, cannot be read: ${why}`);
}
