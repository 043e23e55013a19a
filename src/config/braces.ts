import type { Span } from '../base/span';
import { braceSection } from './braceSections';
import type { SectionMemo } from './SectionMemo';
import {
  emptyMap,
  nestsTooDeep,
  type Tree,
  type TreeEntry,
  type TreeList,
  type TreeMap,
  type TreeScalar,
} from './tree';

/** What tells HOCON, Terraform's language and Logstash's apart. All three are names, values and braces. */
export interface BraceDialect {
  /** Between a name and its value. The first that fits is taken. */
  readonly separators: readonly string[];
  readonly comments: readonly string[];
  /** `a.b = 1` means `a { b = 1 }`. */
  readonly dottedNames: boolean;
  /** A value is one word, so several pairs may stand in one line. Elsewhere it runs to the end of the line. */
  readonly oneWordValues: boolean;
}

/** What sections of a brace language were read as; undefined for those that are read on beyond their end. */
export type BraceMemo = SectionMemo<readonly TreeEntry[] | undefined>;

/** Reads a brace language. Tolerant: what is no pair and no block is passed over, an open brace ends with the text. */
export function readBraces(text: string, dialect: BraceDialect, offset = 0, memo?: BraceMemo): readonly Tree[] {
  if (nestsTooDeep(text)) return [];
  const reading: Reading = { text, dialect, offset, memo, at: 0, depth: 0, open: false };
  const root: TreeEntry[] = [];
  while (reading.at < text.length) {
    readBody(reading, root);
    reading.at += 1;
  }
  return [{ kind: 'map', span: { start: offset, end: offset + text.length }, entries: root }];
}

interface Reading {
  readonly text: string;
  readonly dialect: BraceDialect;
  readonly offset: number;
  readonly memo: BraceMemo | undefined;
  at: number;
  /** Braces around the place. */
  depth: number;
  /** Something had no end in the text: with more text behind it, it would be read in another way. */
  open: boolean;
}

/** Longer sections are looked into instead: what stands in their braces has sections of its own. */
const longestSection = 4_000;

/** Each level is searched for its sections once more. */
const deepestSections = 4;

/** Puts in what the section is known for that starts at the place. Gives the end of one that has to be read here. */
function readSection(reading: Reading, memo: BraceMemo, into: TreeEntry[]): number {
  const { text, at, offset, dialect } = reading;
  const section = braceSection(text, at);
  if (!section) return at + 1;
  const { start, end } = section;
  if (end - start > longestSection) return end;
  const entries = memo.read(text.slice(start, end), start + offset, (section) => closedSection(section, dialect));
  if (!entries) return end;
  for (const entry of entries) into.push(entry);
  reading.at = end;
  return end;
}

/** The pairs and blocks of a text, provided that they would be the same with any text around its lines. */
function closedSection(text: string, dialect: BraceDialect): readonly TreeEntry[] | undefined {
  const reading: Reading = { text, dialect, offset: 0, memo: undefined, at: 0, depth: 0, open: false };
  const entries: TreeEntry[] = [];
  readBody(reading, entries);
  return reading.open || reading.at < text.length ? undefined : entries;
}

interface Word {
  readonly span: Span;
  readonly text: string;
  readonly quotes: number;
}

/** Reads pairs and blocks up to the closing brace or the end. */
function readBody(reading: Reading, into: TreeEntry[]): void {
  const head: Word[] = [];
  const memo = reading.depth < deepestSections ? reading.memo : undefined;
  let readUntil = 0;
  for (;;) {
    skipBlanks(reading, head.length === 0);
    const { text, at } = reading;
    const char = text[at];
    if (char === undefined && head.length > 0) reading.open = true;
    if (char === undefined || char === '}') return;
    if (memo && head.length === 0 && at >= readUntil) {
      readUntil = readSection(reading, memo, into);
      if (reading.at > at) continue;
    }
    if (char === '\n' || char === ',' || char === ';') {
      head.length = 0;
      reading.at += 1;
    } else if (char === '{') {
      const value = readMap(reading);
      pushBlock(reading, into, head, value);
      head.length = 0;
    } else {
      const separator = head.length > 0 ? separatorAt(reading) : undefined;
      const name = head[head.length - 1];
      if (separator && name) {
        reading.at += separator.length;
        skipBlanks(reading, true);
        const value = readValue(reading);
        pushPair(reading, into, name, value, separator);
        head.length = 0;
      } else {
        const word = readWord(reading, true);
        if (word) head.push(word);
        else reading.at += 1;
      }
    }
  }
}

function separatorAt({ text, at, dialect }: Reading): string | undefined {
  return dialect.separators.find((separator) => text.startsWith(separator, at));
}

function readMap(reading: Reading): TreeMap {
  const start = reading.at;
  reading.at += 1;
  const entries: TreeEntry[] = [];
  reading.depth += 1;
  readBody(reading, entries);
  reading.depth -= 1;
  if (reading.text[reading.at] === '}') reading.at += 1;
  else reading.open = true;
  return { kind: 'map', span: shifted(reading, start, reading.at), entries };
}

function readList(reading: Reading): TreeList {
  const start = reading.at;
  reading.at += 1;
  const items: Tree[] = [];
  for (;;) {
    skipBlanks(reading, true);
    const char = reading.text[reading.at];
    if (char === undefined) reading.open = true;
    if (char === undefined || char === ']') break;
    if (char === ',') reading.at += 1;
    else {
      const before = reading.at;
      items.push(readValue(reading, true));
      if (reading.at === before) reading.at += 1;
    }
  }
  reading.at = Math.min(reading.at + 1, reading.text.length);
  return { kind: 'list', span: shifted(reading, start, reading.at), items };
}

function readValue(reading: Reading, inList = false): Tree {
  const char = reading.text[reading.at];
  if (char === '{') return readMap(reading);
  if (char === '[') return readList(reading);
  const heredoc =
    char === '<' ? /^<<[-~]?\s*["']?(\w+)["']?[^\n]*\n/.exec(reading.text.slice(reading.at, reading.at + 200)) : null;
  if (heredoc?.[1]) return readHeredoc(reading, heredoc[0].length, heredoc[1]);
  // The value, or the rest of a heredoc's first lines, may be still to come.
  if (char === undefined || reading.text.startsWith('<<', reading.at)) reading.open = true;
  const first = readWord(reading, false);
  if (!first) return scalar(reading, { span: { start: reading.at, end: reading.at }, text: '', quotes: 0 }, 'absent');
  if (reading.dialect.oneWordValues) {
    skipBlanks(reading, false);
    // Logstash's codec: `codec => json { ... }`.
    if (reading.text[reading.at] === '{') readMap(reading);
    return scalar(reading, first, first.quotes > 0 ? 'quoted' : 'bare');
  }
  let end = first.span.end;
  let words = 1;
  for (;;) {
    skipBlanks(reading, false);
    const next = reading.text[reading.at];
    if (next === undefined) reading.open = true;
    if (next === undefined || next === '\n' || next === ',' || next === '}' || next === ';') break;
    if (next === ']' && inList) break;
    // HOCON's `producer = ${defaults} { acks = 0 }`: what is written here counts over what is taken from there.
    if (next === '{' && substitutions.test(reading.text.slice(first.span.start, end))) return readMap(reading);
    if (next === '{') end = readMap(reading).span.end - reading.offset;
    else if (next === '[') end = readList(reading).span.end - reading.offset;
    else {
      const word = readWord(reading, false);
      if (!word) reading.at += 1;
      end = word?.span.end ?? reading.at;
    }
    words += 1;
  }
  if (words === 1) return scalar(reading, first, first.quotes > 0 ? 'quoted' : 'bare');
  const span = { start: first.span.start, end };
  return scalar(reading, { span, text: reading.text.slice(span.start, span.end), quotes: 0 }, 'bare');
}

const substitutions = /^(?:\$\{\??[\w.-]+\}[ \t]*){1,9}$/;

function readHeredoc(reading: Reading, header: number, tag: string): Tree {
  const start = reading.at + header;
  const rest = reading.text.slice(start);
  const close = new RegExp(`^[ \\t]*${tag}[ \\t]*\\r?$`, 'm').exec(rest);
  if (!close) reading.open = true;
  const end = close ? start + close.index : reading.text.length;
  const span = shifted(reading, reading.at, end);
  const inner = shifted(reading, start, end);
  reading.at = close ? end + close[0].length : end;
  return { kind: 'scalar', span, text: reading.text.slice(start, end), inner, literal: true, style: 'block' };
}

/** A quoted string or a run of other characters. `name` words end where a separator starts. */
function readWord(reading: Reading, name: boolean): Word | undefined {
  const { text, at, dialect } = reading;
  const quoted = text[at] === '"' || text[at] === "'" ? quotedWord.exec(text.slice(at, at + 100_000)) : null;
  if (quoted) {
    reading.at += quoted[0].length;
    const inside = quoted[1] ?? quoted[2] ?? quoted[3] ?? '';
    if (quoted[1] === undefined && text.startsWith('"""', at)) reading.open = true;
    const span = { start: at, end: reading.at };
    return {
      span,
      text: quoted[1] === undefined ? inside.replace(/\\(.)/g, '$1') : inside,
      quotes: quoted[1] === undefined ? 1 : 3,
    };
  }
  let end = at;
  for (;;) {
    plainRun.lastIndex = end;
    if (plainRun.test(text)) end = plainRun.lastIndex;
    if (end >= text.length || /[\s{}[\],;"']/.test(text[end] ?? '')) break;
    if (text[end] === '$' && text[end + 1] === '{') {
      const close = text.indexOf('}', end);
      if (close < 0) {
        reading.open = true;
        break;
      }
      end = close + 1;
      continue;
    }
    if (name && dialect.separators.some((separator) => text.startsWith(separator, end))) break;
    if (dialect.comments.some((comment) => text.startsWith(comment, end)) && end > at) break;
    end += 1;
  }
  if (end === at) return undefined;
  reading.at = end;
  return { span: { start: at, end }, text: text.slice(at, end), quotes: 0 };
}

const quotedWord = /^(?:"""([\s\S]*?)"""|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/;

/** What neither ends a word nor begins a separator, a comment or a variable of any dialect. */
const plainRun = /[^\s{}[\],;"'$=:+#/]*/y;

/** Blanks and comments; line breaks only where they mean nothing. */
function skipBlanks(reading: Reading, lineBreaks: boolean): void {
  const { text, dialect } = reading;
  for (;;) {
    const char = text[reading.at];
    if (char === ' ' || char === '\t' || char === '\r' || char === '\ufeff' || (lineBreaks && char === '\n')) {
      reading.at += 1;
    } else if (char === '\\' && text[reading.at + 1] === '\n') reading.at += 2;
    else if (text.startsWith('/*', reading.at) && dialect.comments.includes('/*')) {
      const close = text.indexOf('*/', reading.at + 2);
      reading.at = close < 0 ? text.length : close + 2;
    } else if (dialect.comments.some((comment) => text.startsWith(comment, reading.at))) {
      const lineBreak = text.indexOf('\n', reading.at);
      reading.at = lineBreak < 0 ? text.length : lineBreak;
    } else return;
  }
}

const shifted = ({ offset }: Reading, start: number, end: number): Span => ({
  start: start + offset,
  end: end + offset,
});

function scalar(reading: Reading, word: Word, style: TreeScalar['style']): TreeScalar {
  const span = shifted(reading, word.span.start, word.span.end);
  const inner = { start: span.start + word.quotes, end: Math.max(span.start + word.quotes, span.end - word.quotes) };
  const raw = reading.text.slice(inner.start - reading.offset, inner.end - reading.offset);
  return { kind: 'scalar', span, text: word.text, inner, literal: raw === word.text, style };
}

function pushPair(reading: Reading, into: TreeEntry[], name: Word, value: Tree, separator: string): void {
  if (separator === '+=') return;
  const removal = removalOf(reading, name.span.start, value.span.end - reading.offset);
  push(reading, into, name, value, removal);
}

/** `resource "kafka_topic" "orders" {` becomes a map under each of the words, one inside the other. */
function pushBlock(reading: Reading, into: TreeEntry[], head: readonly Word[], value: TreeMap): void {
  const [first, ...rest] = head;
  if (!first) {
    for (const entry of value.entries) into.push(entry);
    return;
  }
  const nested =
    rest.length === 0
      ? value
      : rest.reduceRight<TreeMap>((inner, word) => {
          const keySpan = shifted(reading, word.span.start, word.span.end);
          const entry = { key: word.text, keySpan, value: inner, removal: undefined, foreign: false };
          return { ...emptyMap(keySpan.start), span: inner.span, entries: [entry] };
        }, value);
  push(reading, into, first, nested, undefined);
}

function push(reading: Reading, into: TreeEntry[], name: Word, value: Tree, removal: Span | undefined): void {
  const keySpan = shifted(reading, name.span.start, name.span.end);
  if (!reading.dialect.dottedNames || name.quotes > 0 || !name.text.includes('.')) {
    into.push({ key: name.text, keySpan, value, removal, foreign: false });
    return;
  }
  const names = name.text.split('.').filter(Boolean);
  const [first = '', ...rest] = names;
  const nested = rest.reduceRight<{ value: Tree; removal: Span | undefined }>(
    (inner, key) => ({
      value: {
        kind: 'map',
        span: inner.value.span,
        entries: [{ key, keySpan, value: inner.value, removal: inner.removal, foreign: false }],
      },
      removal: undefined,
    }),
    { value, removal },
  );
  into.push({ key: first, keySpan, value: nested.value, removal: nested.removal, foreign: false });
}

/** The line of a pair that has it for itself. */
function removalOf(reading: Reading, start: number, end: number): Span | undefined {
  const { text, offset } = reading;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = text.indexOf('\n', end);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak + 1;
  if (text.slice(lineStart, start).trim() || !/^[\s,]*(?:(?:#|\/\/).*)?$/.test(text.slice(end, lineEnd).trimEnd())) {
    return undefined;
  }
  return { start: lineStart + offset, end: lineEnd + offset };
}
