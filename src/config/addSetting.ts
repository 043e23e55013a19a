import { additionsInCode, clientWord } from './addInCode';
import { canonicalKey } from './canonicalKeys';
import { environmentName, settingNames } from './settingNames';
import type { TextEdit } from './textEdit';
import type { Frame, Setting, Unit } from './unit';

/** A unit may offer many neighbours; each attempt costs the caller a reading of the whole text. */
const attempts = 12;

/**
 * Ways to write a setting that a unit does not have yet, the most promising first: in the manner of a setting that stands
 * there already, else where the call or the command takes its settings. None is certain, since only the reader of a
 * surface knows what counts on it: read the text again and keep the first that has the wanted effect.
 */
export function additions(text: string, unit: Unit, key: string, value: string): readonly TextEdit[] {
  const neighbours = unit.settings
    .filter((setting) => !setting.inherited && setting.form !== 'absentValue')
    .sort((a, b) => passesThrough(a) - passesThrough(b) || b.keySpan.start - a.keySpan.start);
  const beside = (setting: Setting): readonly TextEdit[] =>
    settingNames(unit, text.slice(setting.keySpan.start, setting.keySpan.end), key).flatMap(
      (name) => writeBeside(text, unit, setting, name, key, value) ?? [],
    );
  const found = [
    ...(unit.surface === 'code' ? additionsInCode(text, unit, neighbours, key, value) : []),
    ...neighbours.flatMap(beside),
    ...(unit.surface === 'pipeline' ? underHead(text, unit, key, value) : []),
    ...(unit.surface === 'shell' ? [atCommand(unit, key, value)] : []),
    ...(unit.surface === 'kafkajs'
      ? settingNames(unit, '', key).flatMap((name) => inCall(text, unit, name, key, value) ?? [])
      : []),
  ];
  return found.slice(0, attempts);
}

/** Keys behind `properties.` are handed on unread: a framework's own keys are the better neighbours. */
const passesThrough = ({ writtenKey }: Setting): number => Number(/properties\./.test(writtenKey));

function writeBeside(
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
    case 'expression':
      return belowStatement(text, neighbour, name, value) ?? beforePair(text, unit, neighbour, name, key, value);
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
  const written = text.slice(keySpan.start, keySpan.end).replace(/^["']|["']$/g, '');
  // Environment variables: dots are underscores there.
  if (/^[A-Z\d_]+$/.test(written)) {
    const name = environmentName(key);
    return written.endsWith(name) ? written.slice(0, -name.length) : '';
  }
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
function beforePair(
  text: string,
  unit: Unit,
  neighbour: Setting,
  name: string,
  key: string,
  value: string,
): TextEdit | undefined {
  const { keySpan, valueSpan, form } = neighbour;
  const quote = /["']/.test(text[keySpan.start - 1] ?? '') ? (text[keySpan.start - 1] ?? '') : '';
  const start = keySpan.start - quote.length;
  // Not up to the value: that may be the default inside a placeholder.
  const written = /^["']?[ \t]*(?:=>|[:=])[ \t]*["']?/.exec(text.slice(keySpan.end, valueSpan.start))?.[0];
  if (written === undefined) return undefined;
  const valueQuote = /["']$/.exec(written)?.[0] ?? '';
  // Fields and arguments of code have types: a truth in quotes would be none.
  const isTyped = unit.surface === 'code' && /=[ \t]*["']?$/.test(written);
  const between = isTyped ? written.replace(/["']$/, '') : written;
  const quoted = `${form === 'plainValue' ? value : literal(unit, value)}${valueQuote}`;
  const spelled = isTyped && !/[.-]/.test(name) ? typedWord(unit, key, value) : quoted;
  const inside = /["']/.test(text[keySpan.start] ?? '') ? (text[keySpan.start] ?? '') : '';
  const prefix = prefixOf(text, neighbour);
  const entry = `${quote}${inside}${prefix}${name}${inside}${between}${spelled}`;
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

/** What stands before a place that begins a line's text: white space, or the dash of a list. Else undefined. */
function indentOf(text: string, at: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^\s*(?:-[ \t]+)?$/.test(before) ? before : undefined;
}

/** `props.put(ACKS_CONFIG, "1");` gives a statement like it on the next line. */
function belowStatement(text: string, neighbour: Setting, name: string, value: string): TextEdit | undefined {
  const { keySpan, valueSpan, form } = neighbour;
  const lineStart = text.lastIndexOf('\n', keySpan.start - 1) + 1;
  const head = text.slice(lineStart, keySpan.start);
  const rest = /^["']?[ \t]*\)[ \t]*;?/.exec(text.slice(valueSpan.end, valueSpan.end + 40))?.[0];
  const between = text.slice(keySpan.end, valueSpan.start);
  if (!/^\s*\w[\w.]*\(["']?$/.test(head) || rest === undefined || !/^["']?\s*,\s*["']?$/.test(between))
    return undefined;
  const written = text.slice(keySpan.start, keySpan.end);
  const quotes = /^["']/.exec(written)?.[0] ?? '';
  const qualifier = /^(?:\w+\.)+(?=[A-Z_]+$)/.exec(written)?.[0] ?? '';
  const isConstant = /^[A-Z_]+$/.test(written.slice(qualifier.length));
  if (isConstant !== /^[A-Z_]+$/.test(name)) return undefined;
  const spelled = form === 'plainValue' || /^(?:-?\d+|true|false)$/.test(value) ? value : `"${value}"`;
  const lineEnd = text.indexOf('\n', valueSpan.end);
  if (lineEnd < 0) return undefined;
  const at = lineEnd + 1;
  const statement = `${head}${qualifier}${quotes}${name}${quotes}${between}${spelled}${rest}`;
  return { span: { start: at, end: at }, newText: `${statement}${lineBreakOf(text)}` };
}

/** What a program calls the setting below the name that opens its section, and its word for all replicas. */
const sections: Readonly<Partial<Record<Frame, Readonly<Record<string, string>>>>> = {
  beats: { acks: 'required_acks', retries: 'max_retries' },
  logstash: { acks: 'acks', retries: 'retries' },
};

/** The first setting of a section: below its head, or behind its brace. */
function underHead(text: string, unit: Unit, key: string, value: string): readonly TextEdit[] {
  const name = unit.frame && sections[unit.frame]?.[key];
  if (name === undefined) return [];
  const { end } = unit.anchor;
  if (unit.frame === 'logstash') {
    const open = /^\s*\{/.exec(text.slice(end, end + 40))?.[0];
    if (open === undefined) return [];
    const at = end + open.length;
    const blanks = /^[ \t]*\r?\n[ \t]*/.exec(text.slice(at))?.[0] ?? ' ';
    return [
      { span: { start: at, end: at }, newText: `${blanks}${name} => ${/^\d+$/.test(value) ? value : `"${value}"`}` },
    ];
  }
  const lines = /^["']?:[ \t]*(?:#.*)?(\r?\n)([ \t]+)(?=\S)/.exec(text.slice(end));
  if (!lines) return [];
  const [whole, lineBreak = '\n', indent = ''] = lines;
  const at = end + whole.length - indent.length;
  const word = value === 'all' ? '-1' : value;
  return [{ span: { start: at, end: at }, newText: `${indent}${name}: ${word}${lineBreak}` }];
}

/** The value of a field or argument. Python's literals are words of their own. */
function typedWord(unit: Unit, key: string, value: string): string {
  const word = clientWord(unit, key, value);
  return word === `"${value}"` || word === value ? literal(unit, value) : word;
}

/** A value in code or in a format with types. Python writes its booleans large. */
function literal({ client }: Unit, value: string): string {
  const python = client.name === 'kafka-python' || client.name === 'aiokafka' || client.name === 'faust';
  if (python && (value === 'true' || value === 'false')) return value === 'true' ? 'True' : 'False';
  return /^(?:-?\d+|true|false)$/.test(value) ? value : `"${value}"`;
}

const lineBreakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
