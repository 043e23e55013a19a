import type { RecordView } from '../kafka/model';
import { readHeaders } from '../kafka/readHeaders';
import type { BytesRange } from './bytesRange';
import { findHeader } from './findHeader';
import { findJson } from './findJson';
import type { IdentityRule } from './identity';
import { encodePath, jsonAt } from './jsonAt';
import type { ExtraWish, Preview, RowExtra } from './model';
import { preview } from './preview';

const MAX_HEADERS = 8;
const found: BytesRange = { start: 0, end: 0 };

/** What columns beyond the ordinary show of a record. */
export function rowExtras(record: RecordView, identity: IdentityRule, wish: ExtraWish): RowExtra {
  return {
    id: wish.id ? idOf(record, identity) : undefined,
    headers: wish.headers ? headersOf(record) : undefined,
    fields: fieldsOf(record, wish.fields),
  };
}

/** What stands at each path of a JSON value. */
export const fieldsOf = ({ bytes, valueStart, valueEnd }: RecordView, paths: ExtraWish['fields']): RowExtra['fields'] =>
  paths.map((path) =>
    jsonAt(bytes, valueStart, valueEnd, encodePath(path), found) ? preview(bytes, found.start, found.end) : null,
  );

/** What the rule takes for the message's id; undefined where the record has none. */
function idOf(record: RecordView, rule: IdentityRule): Preview | undefined {
  if (rule.kind === 'json')
    return findJson(record.bytes, record.valueStart, record.valueEnd, rule.path, found)
      ? preview(record.bytes, found.start, found.end)
      : undefined;
  if (rule.kind !== 'headers') return undefined;
  const parts: Preview[] = [];
  for (const name of rule.names) {
    if (!findHeader(record, name, found)) return undefined;
    parts.push(preview(record.bytes, found.start, found.end));
  }
  return joined(parts, '+');
}

function headersOf(record: RecordView): Preview {
  const headers = readHeaders(record);
  const parts = headers.slice(0, MAX_HEADERS).map(({ name, value }) => {
    const shown = value === null ? { text: 'null', cut: false, binary: false } : preview(value);
    return { ...shown, text: `${cutName(name)}: ${shown.binary ? '0x ' : ''}${shown.text}`, binary: false };
  });
  const all = joined(parts, ', ');
  return headers.length > MAX_HEADERS ? { ...all, cut: true } : all;
}

const MAX_NAME = 200;

const cutName = (name: string): string => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name);

const joined = (parts: readonly Preview[], between: string): Preview => ({
  text: parts.map(({ text }) => text).join(between),
  cut: parts.some(({ cut }) => cut),
  binary: parts.some(({ binary }) => binary),
});
