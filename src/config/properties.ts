import { Pair, parseLines } from 'dot-properties';
import type { Span } from '../base/span';

/** One `key=value` of a .properties text. */
export interface PropertyEntry {
  /** Escapes resolved. */
  readonly key: string;
  readonly keySpan: Span;
  /** Escapes resolved, continued lines joined, blanks at the end kept. */
  readonly value: string;
  readonly valueSpan: Span;
  /** True when the value stands in the text as it is: no escapes, no continuation. */
  readonly literal: boolean;
  /** The whole logical line with its line break. */
  readonly lineSpan: Span;
}

/** Reads java.util.Properties text. Total: every text is a list of entries. Spans are moved by `offset`. */
export function readProperties(text: string, offset = 0): readonly PropertyEntry[] {
  const normal = normalise(text);
  const entries: PropertyEntry[] = [];
  for (const node of parseLines(normal, true)) {
    if (!(node instanceof Pair) || !node.range) continue;
    const range: readonly number[] = node.range;
    const [keyStart = 0, keyEnd = 0, valueStart = 0, valueEnd = 0] = range;
    const end = Math.min(Math.max(valueEnd, valueStart), normal.length);
    entries.push({
      key: node.key,
      keySpan: { start: keyStart + offset, end: Math.min(keyEnd, normal.length) + offset },
      value: node.value,
      valueSpan: { start: Math.min(valueStart, normal.length) + offset, end: end + offset },
      literal: end - valueStart === node.value.length && !normal.slice(valueStart, end).includes('\\'),
      lineSpan: lineAround(text, keyStart, end, offset),
    });
  }
  return entries;
}

/**
 * The library knows `\n` ends fully but not every place of a `\r\n` in a continued key. Blanks at the start of a line
 * mean nothing in this format, so `\n` and a blank say the same at the same length. A byte order mark is a blank too.
 */
function normalise(text: string): string {
  const unix = text.includes('\r') ? text.replace(/\r\n/g, '\n ').replace(/\r/g, '\n') : text;
  return unix.startsWith('\ufeff') ? ` ${unix.slice(1)}` : unix;
}

function lineAround(text: string, keyStart: number, valueEnd: number, offset: number): Span {
  let start = keyStart;
  while (start > 0 && !isLineBreak(text[start - 1])) start -= 1;
  let end = valueEnd;
  while (end < text.length && !isLineBreak(text[end])) end += 1;
  if (text[end] === '\r' && text[end + 1] === '\n') end += 1;
  return { start: start + offset, end: Math.min(end + 1, text.length) + offset };
}

const isLineBreak = (char: string | undefined): boolean => char === '\n' || char === '\r';
