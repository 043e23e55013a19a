import type { TailDetails } from '../protocol/tail';
import type { Coordinates, Preview } from '../tail/model';
import type { TailSession } from '../tail/session';
import { previewBytes } from './previewBytes';
import type { Payload } from './readAgain';

/** Bytes of one field that the pane shows; more freezes the browser for a second and nobody reads it there. */
const DETAILS_LIMIT = 256 * 1024;
const HEADER_LIMIT = 4096;

/**
 * The record of a row as text for the details pane; undefined for a row that is no record or is gone. A payload that
 * has left memory is read from the broker again.
 */
export async function describeRecord(
  session: TailSession,
  row: number,
  readAgain: (place: Coordinates, limit: number) => Promise<Payload | undefined>,
): Promise<TailDetails | undefined> {
  const found = session.details(row, DETAILS_LIMIT);
  const shown = session.row(row);
  if (!found || shown?.kind !== 'record') return undefined;
  if (shown.value !== undefined) return { ...found, ...texts(found), payload: 'memory' };
  const again = await readAgain(found, DETAILS_LIMIT);
  return again
    ? { ...found, ...texts(again), payload: 'read again' }
    : { ...found, key: null, value: null, headers: [], payload: 'unavailable' };
}

function texts({ key, keyBytes, value, valueBytes, headers }: Payload) {
  return {
    key: key && previewBytes(key, keyBytes),
    keyBytes,
    value: value && previewBytes(value, valueBytes),
    valueBytes,
    headers: headers.map((header) => ({ name: header.name, value: header.value && limited(header.value) })),
  };
}

const limited = (bytes: Uint8Array): Preview => previewBytes(bytes.subarray(0, HEADER_LIMIT), bytes.length);
