import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Span } from '../base/span';
import { maskTemplates } from './maskTemplates';
import { nestsTooDeep, type Tree, type TreeEntry, type TreeList, type TreeMap } from './tree';

/** TOML. Lines that the parser refuses, as while typing, are taken for blank ones, up to a few. */
export function readToml(text: string, offset = 0): readonly Tree[] {
  if (nestsTooDeep(text)) return [];
  let source = maskTemplates(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    try {
      return [treeOfProgram(parseTOML(source), source, offset)];
    } catch (error) {
      if (!(error instanceof ParseError)) return [];
      source = withoutLineAt(source, error.index);
    }
  }
  return [];
}

function withoutLineAt(source: string, at: number): string {
  let start = source.lastIndexOf('\n', at - 1) + 1;
  // The parser complains at the line break or at the line after an unfinished value.
  if (!source.slice(start, at).trim() && start > 0) start = source.lastIndexOf('\n', start - 2) + 1;
  const lineBreak = source.indexOf('\n', start);
  const end = lineBreak < 0 ? source.length : lineBreak;
  return source.slice(0, start) + source.slice(start, end).replace(/[^\r\n]/g, ' ') + source.slice(end);
}

/** A map under construction. */
interface Draft {
  readonly entries: TreeEntry[];
  readonly map: TreeMap;
}

function treeOfProgram(program: AST.TOMLProgram, source: string, offset: number): Tree {
  const drafts = new WeakMap<TreeMap, Draft>();
  const make = (span: Span): Draft => {
    const entries: TreeEntry[] = [];
    const draft = { entries, map: { kind: 'map', span, entries } as const };
    drafts.set(draft.map, draft);
    return draft;
  };
  /** Walks to the map under a name, which may be the newest of an array of tables. */
  const descend = (from: Draft, key: string, keySpan: Span): Draft => {
    const found = from.entries.find((entry) => entry.key === key)?.value;
    const last = found?.kind === 'list' ? found.items[found.items.length - 1] : found;
    const known = last?.kind === 'map' ? drafts.get(last) : undefined;
    if (known) return known;
    const made = make(keySpan);
    from.entries.push({ key, keySpan, value: made.map, removal: undefined, foreign: false });
    return made;
  };
  const root = make(spanOf(program, offset));
  const read = (body: readonly AST.TOMLNode[], into: Draft): void => {
    for (const node of body) {
      if (node.type === 'TOMLTable') read(node.body, openTable(node, into));
      if (node.type !== 'TOMLKeyValue') continue;
      const names = node.key.keys;
      const last = names[names.length - 1];
      const owner = names.slice(0, -1).reduce((at, name) => descend(at, nameOf(name), spanOf(name, offset)), into);
      if (!last) continue;
      owner.entries.push({
        key: nameOf(last),
        keySpan: spanOf(last, offset),
        value: readContent(node.value),
        removal: removalOf(node, source, offset),
        foreign: false,
      });
    }
  };
  const openTable = (table: AST.TOMLTable, into: Draft): Draft => {
    const names = table.key.keys;
    const last = names[names.length - 1];
    const owner = names.slice(0, -1).reduce((at, name) => descend(at, nameOf(name), spanOf(name, offset)), into);
    if (!last) return owner;
    const keySpan = spanOf(table.key, offset);
    if (table.kind === 'standard') return descend(owner, nameOf(last), keySpan);
    const made = make(spanOf(table, offset));
    const key = nameOf(last);
    const list = owner.entries.find((entry) => entry.key === key)?.value;
    if (list?.kind === 'list') (list.items as Tree[]).push(made.map);
    else {
      const value: TreeList = { kind: 'list', span: keySpan, items: [made.map] };
      owner.entries.push({ key, keySpan, value, removal: undefined, foreign: false });
    }
    return made;
  };
  const readContent = (node: AST.TOMLContentNode): Tree => {
    const span = spanOf(node, offset);
    if (node.type === 'TOMLArray') return { kind: 'list', span, items: node.elements.map(readContent) };
    if (node.type === 'TOMLInlineTable') {
      const inline = make(span);
      read(node.body, inline);
      return inline.map;
    }
    const raw = source.slice(span.start - offset, span.end - offset);
    if (node.kind !== 'string') return { kind: 'scalar', span, text: raw, inner: span, literal: true, style: 'bare' };
    const quotes = node.multiline ? 3 : 1;
    const inner = { start: span.start + quotes, end: span.end - quotes };
    const inside = raw.slice(quotes, -quotes);
    if (node.multiline) return { kind: 'scalar', span, text: inside, inner, literal: true, style: 'block' };
    return { kind: 'scalar', span, text: node.value, inner, literal: inside === node.value, style: 'quoted' };
  };
  for (const table of program.body) read(table.body, root);
  return root.map;
}

const nameOf = (name: AST.TOMLBare | AST.TOMLQuoted): string => (name.type === 'TOMLBare' ? name.name : name.value);

const spanOf = (node: AST.TOMLNode, offset: number): Span => ({
  start: node.range[0] + offset,
  end: node.range[1] + offset,
});

/** The line of a pair that has it for itself. Pairs of inline tables stay: their commas are not ours to move. */
function removalOf(node: AST.TOMLKeyValue, source: string, offset: number): Span | undefined {
  const start = source.lastIndexOf('\n', node.range[0] - 1) + 1;
  const lineBreak = source.indexOf('\n', node.range[1]);
  const end = lineBreak < 0 ? source.length : lineBreak + 1;
  if (source.slice(start, node.range[0]).trim() || !/^\s*(?:#.*)?$/.test(source.slice(node.range[1], end))) {
    return undefined;
  }
  return { start: start + offset, end: end + offset };
}
