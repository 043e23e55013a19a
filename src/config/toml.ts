import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Span } from '../base/span';
import { maskTemplates } from './maskTemplates';
import { SectionMemo } from './SectionMemo';
import { spansInTree } from './spansIn';
import { tomlSections } from './tomlSections';
import { type Head, joined, type Name, type Table, type TomlPair, treeOfTables } from './tomlTables';
import { nestsTooDeep, type Tree } from './tree';

/** What sections of TOML were read as. */
export type TomlMemo = SectionMemo<readonly Table[]>;

export const tomlMemo = (): TomlMemo => new SectionMemo(spansIn);

/** TOML, table by table. Lines that the parser refuses, as while typing, are taken for blank ones, up to a few in each. */
export function readToml(text: string, offset = 0, memo: TomlMemo = tomlMemo()): readonly Tree[] {
  if (nestsTooDeep(text)) return [];
  const source = maskTemplates(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  const tables = tomlSections(source).flatMap(({ start, end }) =>
    memo.read(source.slice(start, end), start + offset, tablesOf),
  );
  return [treeOfTables(tables, { start: offset, end: offset + source.length })];
}

function tablesOf(section: string): readonly Table[] {
  let source = section;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    try {
      const { body } = parseTOML(source).body[0];
      const pairs = body.filter((node) => node.type === 'TOMLKeyValue');
      const tables = body.filter((node) => node.type === 'TOMLTable');
      return [
        ...pairs.map((pair) => ({ head: undefined, pairs: [pairOf(pair, source)] })),
        ...tables.map((table) => ({
          head: headOf(table),
          pairs: table.body.map((pair) => pairOf(pair, source)),
        })),
      ];
    } catch (error) {
      if (!(error instanceof ParseError)) return [];
      source = withoutLineAt(source, error.index);
    }
  }
  return [];
}

function withoutLineAt(source: string, at: number): string {
  let start = source.lastIndexOf('\n', at - 1) + 1;
  // Of an unfinished value the parser complains in the line after it, of a name that is there already where it stands.
  const before = source.lastIndexOf('\n', start - 2) + 1;
  const unfinished = /(?:[=,[{]|^[^=[]*)\s*(?:#.*)?$/.test(source.slice(before, start).trimEnd());
  if (unfinished && start > 0 && !source.slice(start, at).trim()) start = before;
  const lineBreak = source.indexOf('\n', start);
  const end = lineBreak < 0 ? source.length : lineBreak;
  return source.slice(0, start) + source.slice(start, end).replace(/[^\r\n]/g, ' ') + source.slice(end);
}

const headOf = (table: AST.TOMLTable): Head => ({
  isArray: table.kind === 'array',
  names: table.key.keys.map(nameOf),
  keySpan: spanOf(table.key),
  span: spanOf(table),
});

const pairOf = (pair: AST.TOMLKeyValue, source: string): TomlPair => ({
  names: pair.key.keys.map(nameOf),
  value: contentOf(pair.value, source),
  removal: removalOf(pair, source),
});

function contentOf(node: AST.TOMLContentNode, source: string): Tree {
  const span = spanOf(node);
  if (node.type === 'TOMLArray') {
    return { kind: 'list', span, items: node.elements.map((element) => contentOf(element, source)) };
  }
  if (node.type === 'TOMLInlineTable') {
    return joined([{ head: undefined, pairs: node.body.map((pair) => pairOf(pair, source)) }], span);
  }
  const raw = source.slice(span.start, span.end);
  if (node.kind !== 'string') return { kind: 'scalar', span, text: raw, inner: span, literal: true, style: 'bare' };
  const quotes = node.multiline ? 3 : 1;
  const inner = { start: span.start + quotes, end: span.end - quotes };
  const inside = raw.slice(quotes, -quotes);
  if (node.multiline) return { kind: 'scalar', span, text: inside, inner, literal: true, style: 'block' };
  return { kind: 'scalar', span, text: node.value, inner, literal: inside === node.value, style: 'quoted' };
}

function spansIn(tables: readonly Table[]): ReadonlySet<Span> {
  const found = new Set<Span>();
  for (const { head, pairs } of tables) {
    if (head) for (const span of [head.span, head.keySpan, ...head.names.map((name) => name.span)]) found.add(span);
    for (const { names, value, removal } of pairs) {
      for (const { span } of names) found.add(span);
      if (removal) found.add(removal);
      spansInTree(value, found);
    }
  }
  return found;
}

const nameOf = (name: AST.TOMLBare | AST.TOMLQuoted): Name => ({
  key: name.type === 'TOMLBare' ? name.name : name.value,
  span: spanOf(name),
});

const spanOf = ({ range }: AST.TOMLNode): Span => ({ start: range[0], end: range[1] });

/** The line of a pair that has it for itself. Pairs of inline tables stay: their commas are not ours to move. */
function removalOf(node: AST.TOMLKeyValue, source: string): Span | undefined {
  const start = source.lastIndexOf('\n', node.range[0] - 1) + 1;
  const lineBreak = source.indexOf('\n', node.range[1]);
  const end = lineBreak < 0 ? source.length : lineBreak + 1;
  if (source.slice(start, node.range[0]).trim() || !/^\s*(?:#.*)?$/.test(source.slice(node.range[1], end))) {
    return undefined;
  }
  return { start, end };
}
