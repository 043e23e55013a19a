import { isoTime } from '../../base/isoTime';
import { toBase64 } from '../../base/toBase64';
import type { ExportItem } from './exportItem';
import type { ExportWriter } from './exportWriter';

const columns = [
  ...['kind', 'topic', 'partition', 'offset', 'to', 'time', 'timestamp', 'key', 'value', 'headers', 'sequence'],
  ...['producerId', 'producerEpoch', 'transaction', 'code', 'confidence', 'state'],
  ...['ofTopic', 'ofPartition', 'ofOffset', 'missing', 'text', 'payload'],
] as const;
type Column = (typeof columns)[number];
type Cells = Partial<Readonly<Record<Column, string | number | undefined>>>;

/**
 * A table by RFC 4180, in UTF-8. What comes out of records and could be taken for a formula by a spreadsheet gets an
 * apostrophe in front. Null and a missing payload are empty and told apart in `payload`.
 */
export function csvExport(): ExportWriter {
  return {
    wantsEvidence: false,
    wantsContent: true,
    notDescribed: 0,
    start: () => `${columns.join(',')}\r\n`,
    item: (item) => line(cellsOf(item)),
    end: () => '',
  };
}

const line = (cells: Cells): string => `${columns.map((column) => cell(cells[column])).join(',')}\r\n`;

function cellsOf(item: ExportItem): Cells {
  const { kind, place } = item;
  const where = { kind, topic: place.topic, partition: place.partition };
  if (kind === 'hole') {
    const { code, from, to } = item.hole;
    return { ...where, offset: from, to, code, text: item.words.sentence };
  }
  const { verdict, words } = item;
  const told: Cells = verdict
    ? { code: verdict.code, confidence: verdict.confidence, state: verdict.state, text: words?.sentence }
    : {};
  const missing = verdict?.missing?.map(([from, to]) => (from === to ? String(from) : `${from}..${to}`)).join(' ');
  if (kind === 'gap') return { ...where, ...told, offset: item.verdict.offset, missing };
  const { row, content, of } = item;
  return {
    ...where,
    ...told,
    offset: row.offset,
    time: row.timestamp < 0 ? '' : isoTime(row.timestamp),
    timestamp: row.timestamp,
    key: text(content?.key),
    value: text(content?.value),
    headers: content && content.headers.length > 0 ? headersText(content.headers) : '',
    sequence: row.sequence,
    producerId: row.producerId,
    producerEpoch: row.producerEpoch,
    transaction: row.transaction,
    ...(verdict?.of ? { ofTopic: of?.topic, ofPartition: of?.partition, ofOffset: verdict.of.offset } : {}),
    payload: content
      ? [content.key ? '' : 'null key', content.value ? '' : 'null value'].filter(Boolean).join(', ')
      : 'missing',
  };
}

const headersText = (headers: readonly { readonly name: string; readonly value: Uint8Array | null }[]): string =>
  JSON.stringify(headers.map(({ name, value }) => [name, value && text(value)]));

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function text(bytes: Uint8Array | null | undefined): string {
  if (!bytes) return '';
  try {
    return utf8.decode(bytes);
  } catch {
    return `base64:${toBase64(bytes)}`;
  }
}

/** What Excel, LibreOffice and Google Sheets take for the beginning of a formula (OWASP, "CSV Injection"). */
const formula = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
/** A semicolon or a tab separates cells in spreadsheets of other locales. */
const special = /[",;\t\r\n]/;

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
