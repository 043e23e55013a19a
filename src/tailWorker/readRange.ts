import { KafkaError } from '../kafka/errors';
import type { BatchHeader, PartitionPosition, RecordView } from '../kafka/model';
import type { LogListener, LogReader, LogReading } from '../kafka/ports';
import { readHeaders } from '../kafka/readHeaders';
import type { RecordDetails } from '../tail/model';

/** What one look may hold: more records are counted as cut. */
const MAX_RECORDS = 1000;

export type Payload = Pick<RecordDetails, 'key' | 'keyBytes' | 'value' | 'valueBytes' | 'headers'>;

export interface RecordSeen extends Payload {
  readonly offset: number;
  readonly timestamp: number;
  readonly batch: BatchHeader;
}

/** What the broker answered for a range of offsets. */
export interface RangeSeen {
  readonly records: readonly RecordSeen[];
  /** Transaction markers in the range. */
  readonly markers: readonly { readonly offset: number; readonly control: 'commit' | 'abort' }[];
  /** There were more than {@link MAX_RECORDS}: what comes after them was not looked at. */
  readonly isCut: boolean;
  /** Undefined when the broker gave none. */
  readonly position: PartitionPosition | undefined;
  /** Why it could not be read; what came before is kept. */
  readonly problem: KafkaError | undefined;
}

export interface OffsetRange {
  readonly partition: number;
  /** Both included. */
  readonly from: number;
  readonly to: number;
}

/** Reads some offsets from the broker once more. Keys, values and headers are cut at `limit` bytes each. */
export async function readRange(
  reader: LogReader,
  topic: string,
  { partition, from, to }: OffsetRange,
  limit: number,
): Promise<RangeSeen> {
  const records: RecordSeen[] = [];
  const markers: { offset: number; control: 'commit' | 'abort' }[] = [];
  let isCut = false;
  let position: PartitionPosition | undefined;
  let problem: KafkaError | undefined;
  let batch: BatchHeader | undefined;
  let isOver = false;
  let finish: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    finish = () => {
      isOver = true;
      resolve();
    };
  });
  const listener: LogListener = {
    topology: () => undefined,
    batch(at, header) {
      if (isOver || at !== partition) return;
      batch = header;
      const { baseOffset: offset, control } = header;
      if (offset > to) finish();
      else if (offset >= from && (control === 'commit' || control === 'abort')) markers.push({ offset, control });
    },
    record(at, record) {
      if (isOver || at !== partition || record.offset < from || !batch) return;
      if (record.offset > to) return finish();
      isCut = records.length === MAX_RECORDS;
      if (isCut) return finish();
      records.push({ offset: record.offset, timestamp: record.timestamp, batch, ...copyPayload(record, limit) });
      if (record.offset === to) finish();
    },
    hole: () => undefined,
    skip: () => undefined,
    position(at, told) {
      if (at !== partition) return;
      position = told;
      if (told.next > to) finish();
    },
    problem(at, error) {
      if (isOver || (at !== undefined && at !== partition)) return;
      problem = error;
      finish();
    },
    event: () => undefined,
  };
  const start = { kind: 'offset', offset: from, partition } as const;
  let reading: LogReading | undefined;
  try {
    reading = await reader.read({ topic, start, isolation: 'read_uncommitted', stopAtEnd: true }, listener);
    await Promise.race([over, reading.done]);
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    problem = error;
  } finally {
    await reading?.stop();
  }
  return { records, markers, isCut, position, problem };
}

function copyPayload(record: RecordView, limit: number): Payload {
  const { bytes, keyStart, keyEnd, valueStart, valueEnd } = record;
  return {
    key: keyStart < 0 ? null : bytes.slice(keyStart, Math.min(keyEnd, keyStart + limit)),
    keyBytes: keyStart < 0 ? 0 : keyEnd - keyStart,
    value: valueStart < 0 ? null : bytes.slice(valueStart, Math.min(valueEnd, valueStart + limit)),
    valueBytes: valueStart < 0 ? 0 : valueEnd - valueStart,
    headers: readHeaders(record).map(({ name, value }) => ({ name, value: value?.slice(0, limit) ?? null })),
  };
}
