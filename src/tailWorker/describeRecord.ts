import type { TailDetails } from '../protocol/tail';
import type { Coordinates, Preview } from '../tail/model';
import type { TailSession } from '../tail/session';
import { previewBytes } from './previewBytes';
import type { RowDecoder } from './RowDecoder';
import type { OffsetRange, Payload, RangeSeen, RecordSeen } from './readRange';
import type { Veil } from './Veil';

/** Bytes of one field that the pane shows; more freezes the browser for a second and nobody reads it there. */
const DETAILS_LIMIT = 256 * 1024;
const HEADER_LIMIT = 4096;

/** The parts of a reading that a description is made from. */
interface Described {
  readonly session: TailSession;
  readonly decoder: RowDecoder;
  readonly veil: Veil;
}

type ReadRange = (range: OffsetRange, limit: number) => Promise<RangeSeen>;

/**
 * The record of a row as text for the details pane; undefined for a row that is no record or is gone. A payload that
 * has left memory is read from the broker again.
 */
export async function describeRecord(
  shown: Described,
  row: number,
  readRange: ReadRange,
): Promise<TailDetails | undefined> {
  const { session, veil } = shown;
  const record = session.row(row);
  const found = session.details(row, DETAILS_LIMIT);
  if (!found || record?.kind !== 'record') return undefined;
  const { explanation } = found;
  const told = { ...found, explanation: explanation && veil.words(row, explanation) };
  if (record.value !== undefined) return { ...told, ...texts(found, shown), payload: 'memory' };
  const again = await readOne(found, readRange);
  return again
    ? { ...told, ...texts(again, shown), payload: 'read again' }
    : { ...told, key: null, value: null, headers: [], payload: 'unavailable' };
}

/** As {@link describeRecord}, of a record that may have no row any more; undefined when the broker does not have it. */
export async function describePlace(
  shown: Described,
  place: Coordinates,
  readRange: ReadRange,
): Promise<TailDetails | undefined> {
  const row = shown.session.findRow(place.partition, place.offset);
  if (row !== undefined) return describeRecord(shown, row, readRange);
  const again = await readOne(place, readRange);
  return again && { ...placed(place, again), ...texts(again, shown), payload: 'read again', explanation: undefined };
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

function texts(payload: Payload, { decoder, veil }: Described) {
  const { keyBytes, valueBytes } = payload;
  if (veil.isActive) {
    const { key, value, headers } = veil.content(payload, (payload.value?.length ?? 0) < valueBytes);
    return {
      key: key && hiddenPart(key),
      keyBytes: key?.length ?? 0,
      value: value && hiddenPart(value),
      valueBytes: value?.length ?? 0,
      headers: headers.map((header) => ({ name: header.name, value: header.value && limited(header.value) })),
    };
  }
  const { key, value, headers } = payload;
  return {
    key: key && decoder.full('key', key, keyBytes, previewBytes(key, keyBytes)),
    keyBytes,
    value: value && decoder.full('value', value, valueBytes, previewBytes(value, valueBytes)),
    valueBytes,
    headers: headers.map((header) => ({ name: header.name, value: header.value && limited(header.value) })),
  };
}

const hiddenPart = (bytes: Uint8Array): Preview => previewBytes(bytes.subarray(0, DETAILS_LIMIT), bytes.length);

const limited = (bytes: Uint8Array): Preview => previewBytes(bytes.subarray(0, HEADER_LIMIT), bytes.length);
