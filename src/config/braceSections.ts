import type { Span } from '../base/span';

/**
 * The section of which `word` is the first one: from the start of its line to the next line of the same indentation that
 * opens a block, or to one that stands further out. Undefined where something stands in front of the word. Quotes and
 * brackets are not looked at: the reader has to say whether what it finds in a section ends in it.
 */
export function braceSection(text: string, word: number): Span | undefined {
  let start = word;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start -= 1;
  if (start > 0 && text.charCodeAt(start - 1) !== lineFeed) return undefined;
  const column = word - start;
  for (let at = lineAfter(text, word); at < text.length; ) {
    const first = indentation(text, at);
    const next = lineAfter(text, first);
    const code = text.charCodeAt(first);
    const nothing = code === lineFeed || code === carriageReturn || code === hash || code === slash;
    if (!nothing && first - at < column) return { start, end: at };
    if (!nothing && first - at === column && startsSection(text, code, first, next)) return { start, end: at };
    at = next;
  }
  return { start, end: text.length };
}

/** A block; of flat pairs some, chosen by nothing but the line itself, so that an edit elsewhere chooses the same ones. */
function startsSection(text: string, code: number, first: number, next: number): boolean {
  if (code === closeBrace || code === closeBracket) return false;
  let last = next - 1;
  while (last > first && text.charCodeAt(last) <= blank) last -= 1;
  if (text.charCodeAt(last) === openBrace) return true;
  pair.lastIndex = first;
  return (last - first) % 8 === 0 && pair.test(text);
}

const pair = /[\w.$"-]+[ \t]*(?:\+?=|:)/y;

function indentation(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function lineAfter(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

const isBlank = (code: number): boolean => code === blank || code === tab;

const [tab, lineFeed, carriageReturn, blank, hash, slash] = [0x09, 0x0a, 0x0d, 0x20, 0x23, 0x2f];
const [openBrace, closeBrace, closeBracket] = [0x7b, 0x7d, 0x5d];
