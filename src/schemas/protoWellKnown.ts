import { SchemaError } from '../kafka/schemas';

/**
 * Messages that Protobuf's JSON mapping writes as one value; undefined for all others. `text` gives a field's JSON where
 * it was in the record.
 */
export function showWellKnown(fullName: string, text: (field: string) => string | undefined): string | undefined {
  const [seconds, nanos] = [wholeNumber(text('seconds')), wholeNumber(text('nanos'))];
  switch (fullName) {
    case '.google.protobuf.Timestamp': {
      if (seconds === undefined || nanos === undefined || nanos < 0n || nanos >= billion) return undefined;
      const date = new Date(Number(seconds) * 1000);
      if (Number.isNaN(date.getTime())) return undefined;
      return `"${date.toISOString().slice(0, -5)}${fraction(nanos)}Z"`;
    }
    case '.google.protobuf.Duration': {
      if (seconds === undefined || nanos === undefined) return undefined;
      const total = seconds * billion + nanos;
      const size = total < 0n ? -total : total;
      return `"${total < 0n ? '-' : ''}${size / billion}${fraction(size % billion)}s"`;
    }
    default:
      return wrappers.has(fullName) ? (text('value') ?? emptyOf(fullName)) : undefined;
  }
}

/** The message that a value of {@link showWellKnown} stands for; the value itself where it is none of them. */
export function readWellKnown(fullName: string, value: unknown, path: string): unknown {
  if (typeof value === 'object') return value;
  if (wrappers.has(fullName)) return { value };
  if (fullName !== '.google.protobuf.Timestamp' && fullName !== '.google.protobuf.Duration') return value;
  const read = fullName.endsWith('Timestamp') ? readTimestamp(String(value)) : readDuration(String(value));
  if (read) return read;
  const example = fullName.endsWith('Timestamp') ? '2024-02-29T13:45:00Z' : '1.5s';
  throw new SchemaError(`${path}: a text such as "${example}" is wanted here.`);
}

/** Of a field that may be of any type: whoever writes a file may call it google/protobuf/timestamp.proto. */
const wholeNumber = (text = '0'): bigint | undefined =>
  /^"?-?\d{1,20}"?$/.test(text) ? BigInt(text.replaceAll('"', '')) : undefined;

const billion = 1_000_000_000n;

const wrappers: ReadonlySet<string> = new Set(
  ['Double', 'Float', 'Int64', 'UInt64', 'Int32', 'UInt32', 'Bool', 'String', 'Bytes'].map(
    (name) => `.google.protobuf.${name}Value`,
  ),
);

function emptyOf(fullName: string): string {
  if (/(?:String|Bytes)Value$/.test(fullName)) return '""';
  return fullName.endsWith('BoolValue') ? 'false' : fullName.includes('64') ? '"0"' : '0';
}

/** None, three, six or nine digits, as the mapping asks for. */
function fraction(nanos: bigint): string {
  if (nanos === 0n) return '';
  const digits = nanos.toString().padStart(9, '0');
  return `.${digits.replace(/(?:000){1,2}$/, '')}`;
}

const nanosOf = (digits: string | undefined): number => Number((digits ?? '').padEnd(9, '0'));

function readTimestamp(text: string): { seconds: string; nanos: number } | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  const time = match ? Date.parse(`${match[1]}${match[3]}`) : Number.NaN;
  return Number.isNaN(time) ? undefined : { seconds: String(time / 1000), nanos: nanosOf(match?.[2]) };
}

function readDuration(text: string): { seconds: string; nanos: number } | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', seconds = '', part] = match;
  const nanos = nanosOf(part);
  return { seconds: `${sign}${seconds}`, nanos: sign === '-' && nanos !== 0 ? -nanos : nanos };
}
