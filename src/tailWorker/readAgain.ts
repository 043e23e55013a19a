import type { RecordView } from '../kafka/model';
import type { LogListener, LogReader } from '../kafka/ports';
import { readHeaders } from '../kafka/readHeaders';
import type { Coordinates, RecordDetails } from '../tail/model';

export type Payload = Pick<RecordDetails, 'key' | 'keyBytes' | 'value' | 'valueBytes' | 'headers'>;

/** Reads one record from the broker; undefined when that offset is not there any more. */
export async function readAgain(
  reader: LogReader,
  topic: string,
  { partition, offset }: Coordinates,
  limit: number,
): Promise<Payload | undefined> {
  let found: Payload | undefined;
  let over: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    over = resolve;
  });
  const listener: LogListener = {
    ...silent,
    record(at, record) {
      if (found || at !== partition || record.offset < offset) return;
      if (record.offset === offset) found = copyPayload(record, limit);
      over();
    },
  };
  const start = { kind: 'offset', offset, partition } as const;
  const reading = await reader.read({ topic, start, isolation: 'read_uncommitted', stopAtEnd: true }, listener);
  try {
    await Promise.race([done, reading.done]);
  } finally {
    await reading.stop();
  }
  return found;
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

const silent: LogListener = {
  topology: () => undefined,
  batch: () => undefined,
  record: () => undefined,
  hole: () => undefined,
  skip: () => undefined,
  position: () => undefined,
  problem: () => undefined,
  event: () => undefined,
};
