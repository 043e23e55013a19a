import type { Preview, TailDetails } from '../../src/protocol/tail';
import { formatFullTime } from './formatTime';

/** One difference between two texts: what they share at both ends is said once. */
export interface TextChange {
  readonly before: string;
  readonly removed: string;
  readonly added: string;
  readonly after: string;
}

/** A field of a record in the original and in its copy; undefined on the side that has none. */
export interface FieldChange {
  readonly name: string;
  readonly original: string | undefined;
  readonly copy: string | undefined;
}

export interface Comparison {
  /** Names of what both have in common. */
  readonly same: readonly string[];
  /** In the order of the copy. */
  readonly changed: readonly FieldChange[];
  /** The value as text, where it is not JSON in both and differs. */
  readonly value: TextChange | undefined;
  /** What could not be compared: cut, not to be had, or not in the records. */
  readonly unknown: readonly string[];
}

/** Fields of a JSON value that are compared one by one; beyond that the rest counts as one. */
const MAX_FIELDS = 500;
const MAX_DEPTH = 100;

/** What a copy has other than its original. Payloads are compared as far as they are here. */
export function compareRecords(
  original: TailDetails,
  copy: TailDetails,
  nameOf: (partition: number) => string = String,
): Comparison {
  const same: string[] = [];
  const changed: FieldChange[] = [];
  const unknown: string[] = [];
  const put = (name: string, a: string | undefined, b: string | undefined): void => {
    if (a === b) same.push(name);
    else changed.push({ name, original: a, copy: b });
  };
  let value: TextChange | undefined;
  if (original.payload === 'unavailable' || copy.payload === 'unavailable') unknown.push('key', 'value', 'headers');
  else {
    if (isCut(original.key) || isCut(copy.key)) unknown.push('end of the key');
    put('key', textOf(original.key), textOf(copy.key));
    if (isCut(original.value) || isCut(copy.value)) unknown.push('end of the value');
    const fields = fieldsOf(original.value, copy.value);
    if (textOf(original.value) === textOf(copy.value)) same.push('value');
    else if (fields && fields.length > 0)
      for (const { name, ...sides } of fields) changed.push({ name: `value ${name}`, ...sides });
    else if (original.value && copy.value) value = changeOf(original.value.text, copy.value.text);
    else put('value', textOf(original.value), textOf(copy.value));
    const headers = compareHeaders(original.headers, copy.headers);
    if (headers.length === 0) same.push('headers');
    changed.push(...headers);
  }
  put('timestamp', formatFullTime(original.timestamp), timeText(original.timestamp, copy.timestamp));
  put('partition', nameOf(original.partition), nameOf(copy.partition));
  // Without idempotence a batch carries no id: that both lack one does not make it one producer.
  if (original.producerId === -1 && copy.producerId === -1) unknown.push('producer, which neither record names');
  else put('producer', producerText(original), producerText(copy));
  return { same, changed, value, unknown };
}

/** The one stretch in which two texts differ; whole characters on both sides of it. */
export function changeOf(a: string, b: string): TextChange {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  if (isHighSurrogate(a, start - 1)) start -= 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  if (end > 0 && isLowSurrogate(a, a.length - end)) end -= 1;
  return {
    before: a.slice(0, start),
    removed: a.slice(start, a.length - end),
    added: b.slice(start, b.length - end),
    after: a.slice(a.length - end),
  };
}

const isHighSurrogate = (text: string, i: number): boolean => /[\ud800-\udbff]/.test(text[i] ?? '');
const isLowSurrogate = (text: string, i: number): boolean => /[\udc00-\udfff]/.test(text[i] ?? '');

/** Undefined unless both are whole JSON objects or arrays. */
function fieldsOf(original: Preview | null, copy: Preview | null): readonly FieldChange[] | undefined {
  const a = flatten(original);
  const b = flatten(copy);
  if (!a || !b) return undefined;
  const names = [...b.keys(), ...[...a.keys()].filter((name) => !b.has(name))];
  return names
    .map((name) => ({ name, original: a.get(name), copy: b.get(name) }))
    .filter((field) => field.original !== field.copy);
}

function flatten(preview: Preview | null): ReadonlyMap<string, string> | undefined {
  if (!preview || preview.cut || preview.binary) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(preview.text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const fields = new Map<string, string>();
  const walk = (path: string, value: unknown, depth: number): void => {
    const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (!isBranch || depth === MAX_DEPTH || fields.size >= MAX_FIELDS) fields.set(path, JSON.stringify(value));
    else if (Array.isArray(value)) for (const [i, it] of value.entries()) walk(`${path}[${i}]`, it, depth + 1);
    else for (const [name, it] of Object.entries(value)) walk(`${path}${step(name)}`, it, depth + 1);
  };
  try {
    walk('$', parsed, 0);
  } catch {
    // Deeper than the stack is: compared as text.
    return undefined;
  }
  // Numbers beyond the exact ones of JavaScript may read alike and differ: then the text is compared.
  return /\d{16}/.test(preview.text) ? undefined : fields;
}

const step = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

type Headers = TailDetails['headers'];

/** By name and, for a name that occurs more than once, by its turn. */
function compareHeaders(original: Headers, copy: Headers): readonly FieldChange[] {
  const a = numbered(original);
  const b = numbered(copy);
  const names = [...b.keys(), ...[...a.keys()].filter((name) => !b.has(name))];
  return names
    .map((name) => ({ name: `header ${name}`, original: a.get(name), copy: b.get(name) }))
    .filter((field) => field.original !== field.copy);
}

function numbered(headers: Headers): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { name, value } of headers) {
    let unique = name;
    for (let turn = 2; texts.has(unique); turn += 1) unique = `${name} (${turn})`;
    texts.set(unique, textOf(value) ?? 'null');
  }
  return texts;
}

const isCut = (preview: Preview | null): boolean => preview?.cut === true;

const textOf = (preview: Preview | null): string | undefined =>
  preview === null ? 'null' : `${preview.binary ? '0x ' : ''}${preview.text}`;

/** With the distance, which tells a retry from a second sending at a glance. */
function timeText(original: number, copy: number): string {
  const text = formatFullTime(copy);
  const apart = copy - original;
  return original < 0 || copy < 0 || apart === 0 ? text : `${text}, ${apart > 0 ? '+' : '−'}${Math.abs(apart)} ms`;
}

const producerText = ({ producerId, producerEpoch, baseSequence }: TailDetails): string =>
  producerId === -1
    ? 'without idempotence'
    : `id ${producerId}, epoch ${producerEpoch}, batch starts at sequence ${baseSequence}`;
