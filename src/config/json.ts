import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Span } from '../base/span';
import { type JsonPart, jsonParts, skipTrivia } from './jsonParts';
import { maskTemplates } from './maskTemplates';
import { SectionMemo } from './SectionMemo';
import { spansInTree } from './spansIn';
import { nestsTooDeep, type Tree, type TreeEntry } from './tree';

/** What parts of JSON were read as; undefined for those that are broken. */
export type JsonMemo = SectionMemo<Tree | undefined>;

export const jsonMemo = (): JsonMemo => new SectionMemo((tree) => spansInTree(tree));

/**
 * JSON, with comments and trailing commas where somebody wrote them. Broken text gives what is intact. With a memo, a long
 * text is read part by part; where any of them is broken, in one piece, since the parser's way on leads through all of it.
 */
export function readJson(text: string, offset = 0, memo?: JsonMemo): readonly Tree[] {
  if (nestsTooDeep(text)) return [];
  const clean = withoutTemplates(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  const tree = (memo && inParts(clean, offset, memo)) ?? inOnePiece(clean, offset);
  return tree ? [tree] : [];
}

/** What a template puts in place of a value becomes a string that nobody takes for one, at the same length. */
function withoutTemplates(text: string): string {
  const masked = maskTemplates(text);
  if (masked === text) return text;
  return masked.replace(/"(?:[^"\\\n]|\\.)*"|\$_{3,}/g, (found) =>
    found.startsWith('$') ? `"$${'_'.repeat(found.length - 3)}"` : found,
  );
}

const options = { allowTrailingComma: true, disallowComments: false };

function inOnePiece(text: string, offset: number): Tree | undefined {
  const root = parseTree(text, [], options);
  return root && treeOf(text, offset, root);
}

/** Shorter parts are parsed as fast as they are cut. */
const worthParts = 4_000;

/** Each level is searched for its brackets once more. */
const deepestParts = 4;

function inParts(text: string, offset: number, memo: JsonMemo): Tree | undefined {
  if (text.length < worthParts) return undefined;
  const start = skipTrivia(text, 0);
  const read = partAt({ text, offset, memo }, start, deepestParts);
  return read && skipTrivia(text, read.end) === text.length ? read.tree : undefined;
}

interface Source {
  readonly text: string;
  readonly offset: number;
  readonly memo: JsonMemo;
}

interface Part {
  readonly tree: Tree;
  readonly end: number;
}

/** The object or array at a place of the text, all that is in it well-formed; undefined for anything else. */
function partAt(source: Source, start: number, levels: number): Part | undefined {
  const { text, offset, memo } = source;
  const found = opens(text[start]) ? jsonParts(text, start) : undefined;
  if (!found) return undefined;
  const { kind, end, parts } = found;
  const items: Tree[] = [];
  const entries: TreeEntry[] = [];
  for (const [at, part] of parts.entries()) {
    const long = levels > 1 && part.end - part.start >= worthParts && opens(text[part.start]);
    const value = long
      ? partAt(source, part.start, levels - 1)?.tree
      : memo.read(text.slice(part.start, part.end), part.start + offset, wellFormed);
    if (!value) return undefined;
    const { key } = part;
    if (!key) items.push(value);
    else {
      const own = { start: key.start, end: part.end };
      entries.push({
        key: text.slice(key.start + 1, key.end - 1),
        keySpan: { start: key.start + offset, end: key.end + offset },
        value,
        removal: removalOf(text, offset, own, placeOf(parts[at - 1]), placeOf(parts[at + 1])),
        foreign: false,
      });
    }
  }
  const span = { start: start + offset, end: end + offset };
  return { tree: kind === 'array' ? { kind: 'list', span, items } : { kind: 'map', span, entries }, end };
}

const opens = (char: string | undefined): boolean => char === '{' || char === '[';

const placeOf = (part: JsonPart | undefined): Span | undefined => part?.key && { start: part.key.start, end: part.end };

function wellFormed(section: string): Tree | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(section, errors, options);
  return root && errors.length === 0 ? treeOf(section, 0, root) : undefined;
}

function treeOf(text: string, offset: number, node: Node): Tree | undefined {
  const span = { start: node.offset + offset, end: node.offset + node.length + offset };
  const children = node.children ?? [];
  if (node.type === 'object') {
    return { kind: 'map', span, entries: children.flatMap((_, at) => entryOf(text, offset, children, at) ?? []) };
  }
  if (node.type === 'array') {
    return { kind: 'list', span, items: children.flatMap((item) => treeOf(text, offset, item) ?? []) };
  }
  if (node.type === 'string') {
    const value = String(node.value);
    const inner = { start: span.start + 1, end: Math.max(span.start + 1, span.end - 1) };
    const literal = text.slice(inner.start - offset, inner.end - offset) === value;
    return { kind: 'scalar', span, text: value, inner, literal, style: 'quoted' };
  }
  if (node.type === 'null') return { kind: 'scalar', span, text: '', inner: span, literal: false, style: 'absent' };
  if (node.type !== 'number' && node.type !== 'boolean') return undefined;
  return { kind: 'scalar', span, text: String(node.value), inner: span, literal: true, style: 'bare' };
}

function entryOf(text: string, offset: number, properties: readonly Node[], at: number): TreeEntry | undefined {
  const property = properties[at];
  const key = property?.children?.[0];
  const value = property?.children?.[1];
  const tree = value && treeOf(text, offset, value);
  if (!property || !key || !value || !tree) return undefined;
  const next = properties[at + 1];
  const previous = properties[at - 1];
  const own = { start: property.offset, end: value.offset + value.length };
  return {
    key: String(key.value),
    keySpan: { start: key.offset + offset, end: key.offset + key.length + offset },
    value: tree,
    removal: removalOf(text, offset, own, previous && spanOf(previous), next && spanOf(next)),
    foreign: false,
  };
}

const spanOf = ({ offset, length }: Node): Span => ({ start: offset, end: offset + length });

/** What goes when a property goes: to the start of the next one, else from the end of the one before. */
function removalOf(
  text: string,
  offset: number,
  own: Span,
  previous: Span | undefined,
  next: Span | undefined,
): Span | undefined {
  const from = next ? own.start : (previous?.end ?? own.start);
  const to = next ? next.start : own.end;
  // A comment between two properties belongs to the later one: cutting across it would take it along.
  const between = next ? text.slice(own.end, to) : text.slice(from, own.start);
  const safe = (next ?? previous) && !/\/\/|\/\*/.test(between);
  return safe && to > from ? { start: from + offset, end: to + offset } : undefined;
}
