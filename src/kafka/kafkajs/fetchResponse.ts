import { DamagedData } from './DamagedData';
import { readInt64 } from './recordBatch';

export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
}

/** What one Fetch response says about one partition; its records lie in `bytes` from `start` to `end`. */
export interface FetchedPartition {
  readonly topic: string;
  readonly partition: number;
  /** Kafka's error code; 0 = none. */
  readonly errorCode: number;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  /** -1 before version 5 of the protocol. */
  readonly logStart: number;
  readonly aborted: readonly AbortedTransaction[];
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

export interface FetchResponse {
  readonly throttleMs: number;
  readonly errorCode: number;
  readonly partitions: readonly FetchedPartition[];
  /** All of it. */
  readonly bytes: Buffer;
}

/** Reads the frame of a Fetch response of version 4 to 11 and leaves the records alone. */
export function readFetchResponse(bytes: Buffer, version: number): FetchResponse {
  let at = 0;
  const skip = (size: number): number => {
    at += size;
    return at - size;
  };
  const int16 = (): number => bytes.readInt16BE(skip(2));
  const int32 = (): number => bytes.readInt32BE(skip(4));
  const int64 = (): number => readInt64(bytes, skip(8));
  const count = (): number => Math.max(0, int32());

  const throttleMs = int32();
  let errorCode = 0;
  if (version >= 7) {
    errorCode = int16();
    at += 4;
  }
  const partitions: FetchedPartition[] = [];
  for (let topics = count(); topics > 0; topics--) {
    const length = int16();
    // One that is negative would lead back, and round in a circle.
    if (length < 0) throw new DamagedData('A Fetch response names no topic.');
    const topic = bytes.toString('utf8', at, at + length);
    at += length;
    for (let rest = count(); rest > 0; rest--) {
      const partition = int32();
      const code = int16();
      const highWatermark = int64();
      const lastStableOffset = int64();
      const logStart = version >= 5 ? int64() : -1;
      const aborted: AbortedTransaction[] = [];
      for (let left = count(); left > 0; left--) aborted.push({ producerId: int64(), firstOffset: int64() });
      // The preferred read replica (KIP-392): we gave no rack, so there is none.
      if (version >= 11) at += 4;
      const size = count();
      if (at + size > bytes.length) throw new DamagedData('A Fetch response is shorter than it says.');
      const start = at;
      at += size;
      partitions.push({
        topic,
        partition,
        errorCode: code,
        highWatermark,
        lastStableOffset,
        logStart,
        aborted,
        bytes,
        start,
        end: at,
      });
    }
  }
  return { throttleMs, errorCode, partitions, bytes };
}
