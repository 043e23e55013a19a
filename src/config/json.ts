import { type Node, parseTree } from 'jsonc-parser';
import { nestsTooDeep, type Tree, type TreeEntry } from './tree';

/** JSON, with comments and trailing commas where somebody wrote them. Broken text gives what is intact. */
export function readJson(text: string, offset = 0): readonly Tree[] {
  if (nestsTooDeep(text)) return [];
  const clean = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const root = parseTree(clean, [], { allowTrailingComma: true, disallowComments: false });
  const tree = root && treeOf(clean, offset, root);
  return tree ? [tree] : [];
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
  const end = value.offset + value.length;
  // A comment between two properties belongs to the later one: cutting across it would take it along.
  let from = property.offset;
  let to = end;
  if (next) to = next.offset;
  else if (previous) from = previous.offset + previous.length;
  const cut = text.slice(from, to);
  const safe = (next ?? previous) && !/\/\/|\/\*/.test(next ? text.slice(end, to) : text.slice(from, property.offset));
  return {
    key: String(key.value),
    keySpan: { start: key.offset + offset, end: key.offset + key.length + offset },
    value: tree,
    removal: safe && cut ? { start: from + offset, end: to + offset } : undefined,
    foreign: false,
  };
}
