import { capitalsName, dotnetName, nameAsField } from './clientNames';
import { allLibraries } from './code/libraries/allLibraries';
import { unknown } from './code/values';
import { settingNames } from './settingNames';
import type { TextEdit } from './textEdit';
import type { Setting, Unit } from './unit';

/**
 * Ways to write a setting into code: one more call in a chain of them, one more statement like the one that is there, or
 * the first field or argument of what makes the configuration.
 */
export function additionsInCode(
  text: string,
  unit: Unit,
  neighbours: readonly Setting[],
  key: string,
  value: string,
): readonly TextEdit[] {
  const wanted = { text, unit, key, value };
  return [
    ...neighbours.flatMap((neighbour) => [...chained(wanted, neighbour), ...assigned(wanted, neighbour)]),
    ...atMaker(wanted),
  ];
}

interface Wanted {
  readonly text: string;
  readonly unit: Unit;
  readonly key: string;
  readonly value: string;
}

/** `.set("acks", "1")` gives a call like it behind itself; a builder's own method gives the next one. */
function chained({ text, unit, key, value }: Wanted, { keySpan, valueSpan }: Setting): readonly TextEdit[] {
  const before = text.slice(Math.max(0, keySpan.start - 200), keySpan.start);
  const written = text.slice(keySpan.start, keySpan.end);
  const close = /^["']?\s*\)/.exec(text.slice(valueSpan.end, valueSpan.end + 40))?.[0];
  if (close === undefined) return [];
  const end = valueSpan.end + close.length;
  const pair = /\.\w+\(\s*(["']?)$/.exec(before);
  const method = before.endsWith('.') && /^["'(\s]*$/.test(text.slice(keySpan.end, valueSpan.start));
  const start = pair ? keySpan.start - pair[0].length : method ? keySpan.start - 1 : undefined;
  if (start === undefined) return [];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lead = text.slice(lineStart, start);
  const ownLine = lead.trim() === '';
  // A statement of its own gives back something else than what it is called on.
  if (!ownLine && !(text[start - 1] === ')' || /^\s*\./.test(text.slice(end, end + 200)))) return [];
  const calls = pair
    ? settingNames(unit, written, key).flatMap((name) =>
        pairCall(text, { start, end }, { keySpan, valueSpan }, name, value),
      )
    : methodCalls(unit, written, key, value);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return calls.map((call) => ({ span: { start: end, end }, newText: ownLine ? `${lineBreak}${lead}${call}` : call }));
}

function pairCall(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  { keySpan, valueSpan }: Pick<Setting, 'keySpan' | 'valueSpan'>,
  name: string,
  value: string,
): readonly string[] {
  const written = text.slice(keySpan.start, keySpan.end);
  const constant = /^(?:\w+\.)*(?=[A-Z_]+$)/.exec(written)?.[0];
  if ((constant !== undefined) !== /^[A-Z_]+$/.test(name)) return [];
  const quoted = /["']$/.test(text.slice(0, valueSpan.start).slice(-1));
  const spelled = quoted || bare.test(value) ? value : `"${value}"`;
  const between = text.slice(keySpan.end, valueSpan.start);
  return [
    `${text.slice(start, keySpan.start)}${constant ?? ''}${name}${between}${spelled}${text.slice(valueSpan.end, end)}`,
  ];
}

/** fs2 has a method for each setting; the builders of others take the rest by a method for any property. */
function methodCalls({ frame }: Unit, written: string, key: string, value: string): readonly string[] {
  const verb = /^(with|set)(?=[A-Z])/.exec(written)?.[0];
  if (verb === undefined) return [];
  if (frame !== 'fs2') return [`.${verb}Property("${key}", "${value}")`];
  return [
    `.with${capitalsName(key)}(${key === 'acks' ? (fs2Acks[value] ?? value) : bare.test(value) ? value : `"${value}"`})`,
  ];
}

const fs2Acks: Readonly<Record<string, string>> = { all: 'Acks.All', '1': 'Acks.One', '0': 'Acks.Zero' };

/** `config.Producer.Retry.Max = 5` gives an assignment like it on the next line; a call that sets a pair, a call. */
function assigned({ text, unit, key, value }: Wanted, { keySpan, valueSpan }: Setting): readonly TextEdit[] {
  const lineStart = text.lastIndexOf('\n', keySpan.start - 1) + 1;
  const lineEnd = text.indexOf('\n', valueSpan.end);
  if (lineEnd < 0) return [];
  const head = text.slice(lineStart, keySpan.start);
  const between = text.slice(keySpan.end, valueSpan.start);
  const rest = text.slice(valueSpan.end, lineEnd);
  const statement = (line: string): TextEdit => ({
    span: { start: lineEnd + 1, end: lineEnd + 1 },
    newText: `${line}${text[lineEnd - 1] === '\r' ? '\r\n' : '\n'}`,
  });
  if (/^\s*(?:\w+\.)+$/.test(head) && /^\s*=\s*["']?$/.test(between)) {
    const name = fieldName(unit, key);
    const semicolon = /^["']?\s*;/.test(rest) ? ';' : '';
    return name === undefined ? [] : [statement(`${head}${name} = ${clientWord(unit, key, value)}${semicolon}`)];
  }
  // PHP's arrow, and C's functions that take the configuration first.
  const call = /^\s*(?:\$\w+->\w+\(|\w+\(\s*\w+\s*,\s*)["']$/.test(head) && /^["']\s*,\s*["']$/.test(between);
  const tail = /^["'][^;"']*\)\s*;/.exec(rest)?.[0];
  return call && tail !== undefined ? [statement(`${head}${key}${between}${value}${tail}`)] : [];
}

/** Right behind the bracket of what makes the configuration, or below the variable that it is given to. */
function atMaker({ text, unit, key, value }: Wanted): readonly TextEdit[] {
  const name = fieldName(unit, key);
  if (name === undefined) return [];
  const word = clientWord(unit, key, value);
  const { start } = unit.anchor;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [, indent = '', variable] = /^([ \t]*)(?:var\s+)?([\w.]+)\s*:?=\s*&?$/.exec(text.slice(lineStart, start)) ?? [];
  if (unit.client.name === 'sarama') {
    const lineEnd = text.indexOf('\n', start);
    if (variable === undefined || lineEnd < 0) return [];
    const lineBreak = text[lineEnd - 1] === '\r' ? '\r\n' : '\n';
    return [
      { span: { start: lineEnd + 1, end: lineEnd + 1 }, newText: `${indent}${variable}.${name} = ${word}${lineBreak}` },
    ];
  }
  const maker = /^[^({\n]*[({]/.exec(text.slice(start, start + 200))?.[0];
  if (maker === undefined) return [];
  const braces = maker.endsWith('{');
  const separator = braces ? ': ' : unit.client.name === 'ruby-kafka' ? ': ' : '=';
  const entry = `${name}${separator}${word}`;
  const at = start + maker.length;
  const after = text.slice(at, at + 400);
  const blanks = /^[ \t]*\r?\n[ \t]*/.exec(after)?.[0];
  const closed = /^\s*[)}]/.test(after);
  const newText = blanks !== undefined && !closed ? `${blanks}${entry},` : closed ? entry : `${entry}, `;
  return [{ span: { start: at, end: at }, newText }];
}

const fieldName = (unit: Unit, key: string): string | undefined =>
  unit.client.name === 'librdkafka' ? dotnetName(key) : nameAsField(unit.client.name, key);

/** A value as the client's language writes it: a constant of its library, a boolean, a number, a text in quotes. */
export function clientWord({ client, label }: Unit, key: string, value: string): string {
  const library = allLibraries.find(
    (one) => one.client.name === client.name && one.makers.some((maker) => maker.label === label),
  );
  const word = library?.words?.(key, unknown)[value];
  return word ?? (bare.test(value) ? value : `"${value}"`);
}

const bare = /^(?:-?\d+|true|false)$/;
