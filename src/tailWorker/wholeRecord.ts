import type { WholeRecord } from '../protocol/tailWorker';
import type { TailSession } from '../tail/session';
import type { OffsetRange, Payload, RangeSeen } from './readRange';

/** What a form can be filled with; more makes a browser slow, and most brokers refuse it. */
const maxRecordBytes = 1_048_576;

/**
 * All bytes of the record of a row, read from the broker again where they have left memory. A string is a sentence that
 * says why not.
 */
export async function wholeRecord(
  session: TailSession,
  row: number,
  readRange: (range: OffsetRange, limit: number) => Promise<RangeSeen>,
): Promise<WholeRecord | string> {
  const found = session.details(row, maxRecordBytes);
  const shown = session.row(row);
  if (!found || shown?.kind !== 'record') return 'This row holds no record.';
  const { partition, offset } = found;
  const isThere = shown.value !== undefined && isWhole(found);
  const payload: Payload | undefined = isThere
    ? found
    : (await readRange({ partition, from: offset, to: offset }, maxRecordBytes)).records[0];
  if (!payload) return 'Kafka does not have this record any more, and its content has left memory.';
  const { key, value, headers, keyBytes, valueBytes } = payload;
  if (!isWhole(payload))
    return `This record has ${Math.round((keyBytes + valueBytes) / 1024).toLocaleString('en')} KiB; the form takes 1,024.`;
  return { partition, offset, key, value, headers };
}

/** What was cut is shorter than it says; zero stands for null, too. */
const isWhole = ({ key, keyBytes, value, valueBytes }: Payload): boolean =>
  (key?.length ?? 0) === keyBytes && (value?.length ?? 0) === valueBytes;
