import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
} from 'yaml';
import type { Span } from '../base/span';
import { maskTemplates } from './maskTemplates';
import { SectionMemo } from './SectionMemo';
import { spansInTree } from './spansIn';
import { emptyMap, nestsTooDeep, type Tree, type TreeEntry, type TreeMap } from './tree';
import { yamlSections } from './yamlSections';

/**
 * The documents of a YAML text. A document in which nothing speaks of Kafka is left empty, because the parser is slow
 * (about 2 MB/s) and most documents of a manifest are about other things. Total: what cannot be parsed is not there.
 */
export function readYaml(text: string, offset = 0, memo: YamlMemo = yamlMemo()): readonly Tree[] {
  if (nestsTooDeep(text)) return [];
  const masked = maskTemplates(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  return documentsOf(masked).map(({ start, end }) => {
    const source = masked.slice(start, end);
    if (!relevant.test(source) || definition.test(source)) return emptyMap(start + offset);
    return readDocument(source, start + offset, memo) ?? emptyMap(start + offset);
  });
}

const relevant =
  /kafka|acks|idempoten|offset|isolation|in-?sync|replica|in[._-]?flight|exactly|guarantee|tolerance|failure|commit|retries|transaction|CONNECT_|KSQL/i;

/** What resources may look like, in thousands of lines, and no resource. */
const definition = /^kind:\s*["']?CustomResourceDefinition\b/m;

/** A text inside of another one stands further in, and so do its marks, which a parser would take for text there. */
function documentsOf(text: string): readonly Span[] {
  const indent = /^( *)[^\s#]/m.exec(text)?.[1] ?? '';
  const mark = new RegExp(`^(${indent})?(?:---(?=\\s|$)|\\.\\.\\.[ \\t]*\\r?$)`, 'gm');
  const documents: Span[] = [];
  let start = 0;
  for (const found of text.matchAll(mark)) {
    if (found.index === 0) continue;
    documents.push({ start, end: found.index });
    start = found.index + (found[1] ? found[0].length : 0);
  }
  return [...documents, { start, end: text.length }];
}

/** What sections of YAML were read as. */
export type YamlMemo = SectionMemo<Tree | undefined>;

export const yamlMemo = (): YamlMemo => new SectionMemo((tree) => spansInTree(tree));

/** Aliases reach across sections, so a document that has any is read in one piece. */
function readDocument(source: string, offset: number, memo: YamlMemo): Tree | undefined {
  const inSections = source.length >= worthSections && !/(?:^|[\s,[{])\*[\w-]/.test(source);
  return (inSections ? readBlock(source, offset, 0, memo) : undefined) ?? memo.read(source, offset, parse);
}

/** Shorter texts are parsed as fast as they are cut. */
const worthSections = 2_000;

/** A mapping section by section. At the margin those that say nothing about Kafka keep their names only. */
function readBlock(source: string, offset: number, column: number, memo: YamlMemo): Tree | undefined {
  const sections = yamlSections(source, column);
  if (!sections) return undefined;
  const entries: TreeEntry[] = [];
  for (const { start, end } of sections) {
    const text = source.slice(start, end);
    const at = start + offset;
    if (column === 0 && text.length >= 200 && !relevant.test(text)) {
      const key = /^[^:\s]+(?=:)/.exec(text)?.[0] ?? '';
      const keySpan = { start: at, end: at + key.length };
      entries.push({ key, keySpan, value: emptyMap(keySpan.end), removal: undefined, foreign: false });
      continue;
    }
    const tree = readNested(text, at, column, memo) ?? memo.read(text, at, parse);
    if (tree && tree.kind !== 'map') return undefined;
    // Alone in its section an entry cannot tell that it has neighbours.
    for (const entry of tree?.entries ?? []) {
      const last = Math.max(entry.value.span.end, entry.keySpan.end) - offset;
      const removal = entry.removal ?? linesOf(source, offset, entry.keySpan.start - offset, last);
      entries.push(removal ? { ...entry, removal } : entry);
    }
  }
  const [first] = entries;
  const last = entries[entries.length - 1];
  const span = { start: first?.keySpan.start ?? offset, end: last ? endOf(last) : offset + source.length };
  return { kind: 'map', span, entries };
}

/** A long section that is a mapping in its turn: `services:` of a compose file, `spring:` of an application. */
function readNested(section: string, offset: number, column: number, memo: YamlMemo): Tree | undefined {
  if (section.length < worthSections) return undefined;
  const head = /^( *)([\w./$-]+):[ \t]*(?:#.*)?\r?\n/.exec(section);
  const body = section.slice(head?.[0].length ?? 0);
  const inner = /^( *)[^ #\r\n]/m.exec(body)?.[1]?.length ?? 0;
  if (!head || inner <= column) return undefined;
  const value = readBlock(body, offset + head[0].length, inner, memo);
  if (!value) return undefined;
  const [, blanks = '', key = ''] = head;
  const start = offset + blanks.length;
  const keySpan = { start, end: start + key.length };
  const entry = { key, keySpan, value, removal: undefined, foreign: false };
  return { kind: 'map', span: { start, end: value.span.end }, entries: [entry] };
}

const endOf = ({ keySpan, value }: TreeEntry): number => Math.max(keySpan.end, value.span.end);

function parse(source: string): Tree | undefined {
  const offset = 0;
  try {
    const document = parseDocument(source, {
      // Every scalar stays the text that it is: what `no` or `1` means is for the reader of the setting to say.
      schema: 'failsafe',
      strict: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return document.contents
      ? treeOf({ source, offset, document, anchors: new Map(), budget: { left: 50_000 } }, document.contents)
      : undefined;
  } catch (error) {
    // Block sequences in one line (`- - - -`) can still be deeper than the stack of the parser.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Reading {
  readonly source: string;
  readonly offset: number;
  readonly document: Document;
  /** Filled when the first alias asks: the library would walk the whole document for each of them. */
  readonly anchors: Map<string, Node[]>;
  /** Aliases of aliases grow exponentially: nodes that may still be made. */
  readonly budget: { left: number };
  readonly foreign?: boolean;
}

function treeOf(reading: Reading, node: unknown): Tree | undefined {
  reading.budget.left -= 1;
  if (reading.budget.left < 0) return undefined;
  if (isAlias(node)) {
    const target = anchored(reading, node);
    const tree = target && treeOf({ ...reading, foreign: true }, target);
    if (tree?.kind !== 'scalar') return tree;
    // The value is written elsewhere, the setting here: a finding and an edit belong to the alias.
    const span = spanOf(reading, node);
    return { ...tree, span, inner: span, literal: false, style: 'plain' };
  }
  if (isMap(node)) return mapOf(reading, node.items, spanOf(reading, node), Boolean(node.flow));
  if (isSeq(node)) {
    const items = node.items.flatMap((item) => treeOf(reading, item) ?? []);
    return { kind: 'list', span: spanOf(reading, node), items };
  }
  return isScalar(node) ? scalarOf(reading, node) : undefined;
}

/** The last node before the alias that has its anchor. */
function anchored({ document, anchors }: Reading, alias: Alias): Node | undefined {
  if (anchors.size === 0) {
    // No anchor is called nothing: the walk is done, whatever it finds.
    anchors.set('', []);
    visit(document, {
      Node: (_, node) => {
        const { anchor } = node as { readonly anchor?: string };
        if (anchor !== undefined && !isAlias(node)) anchors.set(anchor, [...(anchors.get(anchor) ?? []), node]);
      },
    });
  }
  const start = alias.range?.[0] ?? 0;
  return anchors.get(alias.source)?.findLast((node) => (node.range?.[0] ?? 0) < start);
}

function mapOf(reading: Reading, pairs: readonly Pair[], span: Span, flow: boolean): TreeMap {
  const own: TreeEntry[] = [];
  const merged: TreeEntry[] = [];
  for (const pair of pairs) {
    const { key, value } = pair;
    if (!isScalar(key) || !key.range) continue;
    const name = key.source ?? String(key.value);
    if (name === '<<' && key.type === Scalar.PLAIN) {
      // The first of several merged maps wins, so it comes last.
      const sources = isSeq(value) ? [...value.items].reverse() : [value];
      for (const source of sources) {
        const tree = treeOf(reading, source);
        if (tree?.kind === 'map') merged.push(...tree.entries.map((entry) => ({ ...entry, foreign: true })));
      }
      continue;
    }
    const keySpan = spanOf(reading, key);
    const tree = value === null ? absent(keySpan.end) : treeOf(reading, value);
    if (!tree) continue;
    own.push({
      key: name,
      keySpan,
      value: tree,
      removal: reading.foreign ? undefined : removalOf(reading, pairs, pair, flow),
      foreign: reading.foreign === true,
    });
  }
  const written = new Set(own.map((entry) => entry.key));
  return { kind: 'map', span, entries: [...merged.filter((entry) => !written.has(entry.key)), ...own] };
}

function scalarOf(reading: Reading, node: Scalar): Tree {
  const span = spanOf(reading, node);
  const text = node.source ?? String(node.value ?? '');
  if (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED) {
    // The header (`|-`) ends with its line. The indentation stays: it means nothing to the formats read inside.
    const raw = reading.source.slice(span.start - reading.offset, span.end - reading.offset);
    const header = raw.indexOf('\n') + 1;
    const inner = { start: span.start + header, end: span.end };
    return { kind: 'scalar', span, text: raw.slice(header), inner, literal: true, style: 'block' };
  }
  const quoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;
  if (!quoted && (text === '' || text === '~' || text === 'null')) return { ...absent(span.start), span };
  const inner = quoted ? { start: span.start + 1, end: Math.max(span.start + 1, span.end - 1) } : span;
  const literal = reading.source.slice(inner.start - reading.offset, inner.end - reading.offset) === text;
  return { kind: 'scalar', span, text, inner, literal, style: quoted ? 'quoted' : 'plain' };
}

const absent = (at: number): Tree => {
  const span = { start: at, end: at };
  return { kind: 'scalar', span, text: '', inner: span, literal: false, style: 'absent' };
};

/** The lines of a pair in block style, the pair with its comma in flow style. The only pair of a map stays. */
function removalOf(reading: Reading, pairs: readonly Pair[], pair: Pair, flow: boolean): Span | undefined {
  if (pairs.length < 2) return undefined;
  const { source, offset } = reading;
  const start = rangeOf(pair.key)?.start ?? 0;
  const end = Math.max(rangeOf(pair.value)?.end ?? 0, rangeOf(pair.key)?.end ?? 0);
  if (flow) {
    const at = pairs.indexOf(pair);
    const next = rangeOf(pairs[at + 1]?.key);
    const previous = pairs[at - 1];
    const previousEnd = Math.max(rangeOf(previous?.value)?.end ?? 0, rangeOf(previous?.key)?.end ?? 0);
    return next
      ? { start: start + offset, end: next.start + offset }
      : { start: previousEnd + offset, end: end + offset };
  }
  return linesOf(source, offset, start, end);
}

/** The lines from a key to the end of its value, where nothing else stands in them. */
function linesOf(source: string, offset: number, start: number, end: number): Span | undefined {
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  if (source.slice(lineStart, start).trim()) return undefined;
  const lineBreak = source.indexOf('\n', Math.max(start, end - 1));
  const rest = source.slice(end, lineBreak < 0 ? undefined : lineBreak);
  if (rest.trim() && !/^\s*#/.test(rest) && !/^["']?\s*(?:#|$)/.test(rest)) return undefined;
  return { start: lineStart + offset, end: (lineBreak < 0 ? source.length : lineBreak + 1) + offset };
}

function rangeOf(node: unknown): Span | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range ? { start: range[0], end: range[1] } : undefined;
}

const spanOf = (reading: Reading, node: Node): Span => {
  const range = rangeOf(node) ?? { start: 0, end: 0 };
  return { start: range.start + reading.offset, end: range.end + reading.offset };
};
