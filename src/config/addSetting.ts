import { canonicalKey } from './canonicalKeys';
import type { TextEdit } from './textEdit';
import type { Setting, Unit } from './unit';

/** A unit may offer many neighbours; each attempt costs the caller a reading of the whole text. */
const attempts = 8;

/**
 * Ways to write a setting that a unit does not have yet, the most promising first: in the manner of a setting that stands
 * there already, else where the call or the command takes its settings. None is certain, since only the reader of a
 * surface knows what counts on it: read the text again and keep the first that has the wanted effect.
 */
export function additions(text: string, unit: Unit, key: string, value: string): readonly TextEdit[] {
  const neighbours = unit.settings
    .filter((setting) => !setting.inherited && setting.form !== 'absentValue')
    .sort((a, b) => b.keySpan.start - a.keySpan.start);
  const names = namesFor(unit, key);
  const found = [
    ...neighbours.flatMap((setting) => names.flatMap((name) => beside(text, unit, setting, name, key, value) ?? [])),
    ...(unit.surface === 'shell' ? [atCommand(unit, key, value)] : []),
    ...names.flatMap((name) => (unit.surface === 'kafkajs' ? (inCall(text, unit, name, key, value) ?? []) : [])),
  ];
  return found.slice(0, attempts);
}

/** What the key is called on a surface that does not use Kafka's own names everywhere. */
function namesFor(unit: Unit, key: string): readonly string[] {
  const own = unit.surface === 'kafkajs' ? kafkajs[key] : unit.surface === 'spring' ? spring(key) : undefined;
  return own === undefined ? [key] : own === key ? [own] : [own, key];
}

const kafkajs: Readonly<Record<string, string>> = {
  'enable.idempotence': 'idempotent',
  'transactional.id': 'transactionalId',
  'max.in.flight.requests.per.connection': 'maxInFlightRequests',
  // kafkajs has its retries inside an object of their own.
  retries: 'retry',
};

/** Spring Boot's KafkaProperties has fields for few keys; the others pass through `properties`. */
function spring(key: string): string {
  if (key === 'acks' || key === 'retries') return key;
  return key === 'transactional.id' ? 'transaction-id-prefix' : `properties.${key}`;
}

function beside(
  text: string,
  unit: Unit,
  neighbour: Setting,
  name: string,
  key: string,
  value: string,
): TextEdit | undefined {
  switch (neighbour.form) {
    case 'propertiesLine':
      return belowLine(text, neighbour, name, value);
    case 'shellPair':
    case 'shellFlag':
      return afterArgument(text, unit, neighbour, key, value);
    case 'objectProperty':
    case 'shorthandProperty':
      return beforeProperty(text, neighbour, entryOf(name, key, value));
    case 'plainValue':
    case 'bareValue':
      return beforePair(text, neighbour, name, value);
    default:
      return undefined;
  }
}

/** `producer.acks = 0` gives `producer.retries = 3` on the next line: same indent, prefix and separator. */
function belowLine(text: string, neighbour: Setting, name: string, value: string): TextEdit | undefined {
  const { keySpan, valueSpan } = neighbour;
  // A key that is written more than once has several lines; the last one counts and is the neighbour.
  const line = neighbour.removals.find((span) => span.start <= keySpan.start && keySpan.end <= span.end);
  if (!line) return undefined;
  const indent = text.slice(text.lastIndexOf('\n', keySpan.start - 1) + 1, keySpan.start);
  if (indent.trim() !== '') return undefined;
  const between = text.slice(keySpan.end, valueSpan.start);
  const separator = /^[ \t]*[=:][ \t]*$/.test(between) ? between : '=';
  const entry = `${indent}${prefixOf(text, neighbour)}${name}${separator}${value}`;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const closed = text[line.end - 1] === '\n';
  return {
    span: { start: line.end, end: line.end },
    newText: closed ? `${entry}${lineBreak}` : `${lineBreak}${entry}`,
  };
}

/** What stands before the key of its own: `kafka.producer.` */
function prefixOf(text: string, { key, keySpan }: Setting): string {
  const written = text.slice(keySpan.start, keySpan.end);
  for (let at = 0; at >= 0; at = written.indexOf('.', at) + 1 || -1) {
    if (canonicalKey(written.slice(at))?.key === key) return written.slice(0, at);
  }
  return written.slice(0, written.lastIndexOf('.') + 1);
}

function afterArgument(text: string, unit: Unit, neighbour: Setting, key: string, value: string): TextEdit | undefined {
  const removal = neighbour.removals[neighbour.removals.length - 1];
  if (!removal) return undefined;
  const at = { start: removal.end, end: removal.end };
  const argument = text.slice(removal.start, removal.end);
  const space = /^\s*(?:[\\^]\r?\n\s*)?/.exec(argument)?.[0] || ' ';
  if (neighbour.form === 'shellFlag') return { span: at, newText: `${space}${pairOption(unit)} ${key}=${value}` };
  // An option that takes a list of pairs is not repeated: the last one would replace the first.
  const option = /--?[\w.-]+/.exec(argument)?.[0];
  const isList = option === undefined || option === '--producer-props' || unit.frame === 'performanceTest';
  if (isList) return { span: at, newText: ` ${key}=${value}` };
  return { span: at, newText: `${space}${option}${/-X\S/.test(argument) ? '' : ' '}${key}=${value}` };
}

function atCommand(unit: Unit, key: string, value: string): TextEdit {
  const { end } = unit.anchor;
  return { span: { start: end, end }, newText: ` ${pairOption(unit)} ${key}=${value}` };
}

function pairOption(unit: Unit): string {
  if (unit.frame === 'kcat') return '-X';
  if (unit.frame === 'performanceTest') return '--producer-props';
  return unit.role === 'consumer' ? '--consumer-property' : '--producer-property';
}

/** Before, not after: whatever comma and comment follow the neighbour, the list stays well formed. */
function beforeProperty(text: string, neighbour: Setting, entry: string): TextEdit {
  const { start } = neighbour.keySpan;
  const indent = indentOf(text, start);
  const newText = indent === undefined ? `${entry}, ` : `${entry},${lineBreakOf(text)}${indent}`;
  return { span: { start, end: start }, newText };
}

/** Entries of YAML, JSON, TOML and the like: quotes, separator and comma as the neighbour has them. */
function beforePair(text: string, neighbour: Setting, name: string, value: string): TextEdit | undefined {
  const { keySpan, valueSpan, form } = neighbour;
  const quote = /["']/.test(text[keySpan.start - 1] ?? '') ? (text[keySpan.start - 1] ?? '') : '';
  const start = keySpan.start - quote.length;
  const between = text.slice(keySpan.end, valueSpan.start);
  if (between.includes('\n') || !/[:=]/.test(between)) return undefined;
  const valueQuote = /["']$/.exec(between)?.[0] ?? '';
  const spelled = form === 'bareValue' && !/^(?:-?\d+|true|false)$/.test(value) ? `"${value}"` : value;
  const inside = /["']/.test(text[keySpan.start] ?? '') ? (text[keySpan.start] ?? '') : '';
  const prefix = prefixOf(text, neighbour).replace(/^["']/, '');
  const entry = `${quote}${inside}${prefix}${name}${inside}${between}${spelled}${valueQuote}`;
  const indent = indentOf(text, start);
  const before = /[^\s]\s*$/.exec(text.slice(Math.max(0, start - 400), start))?.[0].trim() ?? '';
  const after = text.slice(valueSpan.end + valueQuote.length, valueSpan.end + valueQuote.length + 40);
  const comma = /^[{,[(]$/.test(before) || /^[ \t]*,/.test(after) ? ',' : '';
  if (indent === undefined && comma === '') return undefined;
  const newText = indent === undefined ? `${entry}, ` : `${entry}${comma}${lineBreakOf(text)}${indent}`;
  return { span: { start, end: start }, newText };
}

/** `producer()` and `producer({ ... })` take their first known setting right behind the bracket. */
function inCall(text: string, unit: Unit, name: string, key: string, value: string): TextEdit | undefined {
  const call = text.slice(unit.anchor.end, unit.span.end);
  const entry = entryOf(name, key, value);
  const empty = /^\(\s*\)/.exec(call)?.[0];
  if (empty !== undefined) {
    return { span: { start: unit.anchor.end, end: unit.anchor.end + empty.length }, newText: `({ ${entry} })` };
  }
  const open = /^\(\s*\{/.exec(call)?.[0];
  if (open === undefined) return undefined;
  const start = unit.anchor.end + open.length;
  const rest = /^\s*/.exec(text.slice(start))?.[0] ?? '';
  const last = text[start + rest.length] === '}';
  return {
    span: { start, end: start },
    newText: rest.includes('\n') ? `${rest}${entry}${last ? '' : ','}` : ` ${entry}${last ? ' ' : ','}`,
  };
}

function entryOf(name: string, key: string, value: string): string {
  if (name === 'retry') return `retry: { retries: ${value} }`;
  const literal = /^(?:-?\d+|true|false)$/.test(value)
    ? value
    : key === 'acks' && value === 'all'
      ? '-1'
      : `'${value}'`;
  return `${/^[\w$]+$/.test(name) ? name : `'${name}'`}: ${literal}`;
}

/** The white space before a place that begins a line's text; undefined where something else stands before it. */
function indentOf(text: string, at: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return before.trim() === '' ? before : undefined;
}

const lineBreakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
