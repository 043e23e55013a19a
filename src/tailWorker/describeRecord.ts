import type { TailDetails } from '../protocol/tail';
import type { Preview } from '../tail/model';
import type { TailSession } from '../tail/session';
import { previewBytes } from './previewBytes';

/** Bytes of one field that the pane shows; more freezes the browser for a second and nobody reads it there. */
const DETAILS_LIMIT = 256 * 1024;
const HEADER_LIMIT = 4096;

/** The record of a row as text for the details pane; undefined for a row that is no record or is gone. */
export function describeRecord(session: TailSession, row: number): TailDetails | undefined {
  const found = session.details(row, DETAILS_LIMIT);
  if (!found) return undefined;
  const { key, value, headers, explanation, ...facts } = found;
  return {
    ...facts,
    key: key && previewBytes(key, found.keyBytes),
    value: value && previewBytes(value, found.valueBytes),
    headers: headers.map((header) => ({ name: header.name, value: header.value && limited(header.value) })),
    explanation,
  };
}

const limited = (bytes: Uint8Array): Preview => previewBytes(bytes.subarray(0, HEADER_LIMIT), bytes.length);
