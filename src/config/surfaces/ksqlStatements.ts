import { type KeyedEntry, keyedUnits } from '../keyedUnits';
import { makeUnit } from '../makeUnit';
import type { Unit } from '../unit';
import { variable } from './variable';

/** ksqlDB: connectors and topics that a statement creates with its `WITH (...)`, and the settings of a session. */
export function ksqlUnits(source: string): readonly Unit[] {
  const text = source.replace(/'[^']*'|--[^\n]*/g, (part) => (part.startsWith('--') ? ' '.repeat(part.length) : part));
  const created = [...text.matchAll(statement)].flatMap((found) => {
    const created = creation.exec(found[0]);
    const tail = created ? created.index + created[0].length : found[0].length;
    const list = options.exec(found[0].slice(tail));
    if (!created || !list) return [];
    const [whole, inside = ''] = list;
    const entries = entriesOf(inside, found.index + tail + list.index + whole.length - 1 - inside.length);
    const [head] = created;
    const id = `ksql:${found.index + created.index}`;
    if (/CONNECTOR/i.test(head)) return keyedUnits({ entries, kind: 'connector', surface: 'connect', id }).units;
    const replicas = entries.findLast(({ key }) => /^replicas$/i.test(key));
    if (!replicas || !entries.some(({ key }) => /^(?:kafka_topic|partitions|value_format|format)$/i.test(key)))
      return [];
    const settings = [replicas.setting('replication.factor')];
    return makeUnit({ id, role: 'topic', surface: 'application', label: 'ksqlDB topic', settings }) ?? [];
  });
  const session = [...text.matchAll(setting)].map((found) => {
    const { name = '', value = '' } = found.groups ?? {};
    const end = found.index + found[0].length - 1;
    const start = found.index + found[0].indexOf("'") + 1;
    return variable(name, value, { start, end: start + name.length }, end - value.length);
  });
  return [
    ...created,
    ...keyedUnits({ entries: session, kind: 'streams', surface: 'application', id: 'ksql:set' }).units,
  ];
}

/** `SET 'auto.offset.reset' = 'latest';` holds for the queries of the session, which are applications of Streams. */
const setting = /(?<=^|;)\s*SET\s+'(?<name>[\w.-]+)'\s*=\s*'(?<value>[^']*)'/gi;

/** Up to the semicolon that no text holds. */
const statement = /(?:[^;']|'[^']*'|')+/g;

const creation =
  /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:SOURCE\s+CONNECTOR|SINK\s+CONNECTOR|STREAM|TABLE|SOURCE\s+STREAM|SOURCE\s+TABLE)\b/i;

const options = /\bWITH\s*\(((?:[^()']|'[^']*')*)\)/i;

function entriesOf(list: string, start: number): readonly KeyedEntry[] {
  const option = /['"]?(?<![\w.-])(?<name>[A-Za-z][\w.-]*)['"]?\s*=\s*(?:'(?<text>[^']*)'|(?<bare>\w+))/g;
  return [...list.matchAll(option)].map((pair) => {
    const { name = '', text, bare = '' } = pair.groups ?? {};
    const at = start + pair.index + pair[0].indexOf(name);
    const value = text ?? bare;
    const end = start + pair.index + pair[0].length - (text === undefined ? 0 : 1);
    return variable(name, value, { start: at, end: at + name.length }, end - value.length);
  });
}
