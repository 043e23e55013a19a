import type { TailDetails } from '../protocol/tail';
import type { Coordinates, Preview } from '../tail/model';
import type { TailSession } from '../tail/session';
import { previewBytes } from './previewBytes';
import type { RowDecoder } from './RowDecoder';
import type { OffsetRange, Payload, RangeSeen, RecordSeen } from './readRange';

/** Bytes of one field that the pane shows; more freezes the browser for a second and nobody reads it there. */
const DETAILS_LIMIT = 256 * 1024;
const HEADER_LIMIT = 4096;

type ReadRange = (range: OffsetRange, limit: number) => Promise<RangeSeen>;

/**
 * The record of a row as text for the details pane; undefined for a row that is no record or is gone. A payload that
 * has left memory is read from the broker again.
 */
export async function describeRecord(
  session: TailSession,
  row: number,
  decoder: RowDecoder,
  readRange: ReadRange,
): Promise<TailDetails | undefined> {
  const found = session.details(row, DETAILS_LIMIT);
  const shown = session.row(row);
  if (!found || shown?.kind !== 'record') return undefined;
  if (shown.value !== undefined) return { ...found, ...texts(found, decoder), payload: 'memory' };
  const again = await readOne(found, readRange);
  return again
    ? { ...found, ...texts(again, decoder), payload: 'read again' }
    : { ...found, key: null, value: null, headers: [], payload: 'unavailable' };
}

/** As {@link describeRecord}, of a record that may have no row any more; undefined when the broker does not have it. */
export async function describePlace(
  session: TailSession,
  place: Coordinates,
  decoder: RowDecoder,
  readRange: ReadRange,
): Promise<TailDetails | undefined> {
  const row = session.findRow(place.partition, place.offset);
  if (row !== undefined) return describeRecord(session, row, decoder, readRange);
  const again = await readOne(place, readRange);
  return again && { ...placed(place, again), ...texts(again, decoder), payload: 'read again', explanation: undefined };
}

async function readOne({ partition, offset }: Coordinates, readRange: ReadRange): Promise<RecordSeen | undefined> {
  const { records } = await readRange({ partition, from: offset, to: offset }, DETAILS_LIMIT);
  return records[0];
}

const placed = ({ partition, offset }: Coordinates, { timestamp, batch }: RecordSeen) => ({
  partition,
  offset,
  timestamp,
  timestampType: batch.timestampType,
  producerId: batch.producerId,
  producerEpoch: batch.producerEpoch,
  baseSequence: batch.baseSequence,
  transaction: batch.isTransactional ? ('unknown' as const) : ('none' as const),
});

function texts({ key, keyBytes, value, valueBytes, headers }: Payload, decoder: RowDecoder) {
  return {
    key: key && decoder.full('key', key, keyBytes, previewBytes(key, keyBytes)),
    keyBytes,
    value: value && decoder.full('value', value, valueBytes, previewBytes(value, valueBytes)),
    valueBytes,
    headers: headers.map((header) => ({ name: header.name, value: header.value && limited(header.value) })),
  };
}

const limited = (bytes: Uint8Array): Preview => previewBytes(bytes.subarray(0, HEADER_LIMIT), bytes.length);
