import type { Span } from '../base/span';

/**
 * What YAML, JSON, TOML, HOCON and their relatives have in common: names, lists and values, each with its place. Places read
 * with a `SectionMemo` are good until the next reading.
 */
export type Tree = TreeMap | TreeList | TreeScalar;

export interface TreeMap {
  readonly kind: 'map';
  readonly span: Span;
  /** In the order of the text. A name written twice stands here twice; the last one counts. */
  readonly entries: readonly TreeEntry[];
}

export interface TreeEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
  /** What disappears when the entry is deleted. Absent where nothing can be cut out safely. */
  readonly removal: Span | undefined;
  /** Written in another map and brought in by an alias or a merge key. */
  readonly foreign: boolean;
}

export interface TreeList {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Tree[];
}

export interface TreeScalar {
  readonly kind: 'scalar';
  /** With quotes. */
  readonly span: Span;
  /** Quotes and escapes resolved. */
  readonly text: string;
  /** Without quotes: where an edit writes. */
  readonly inner: Span;
  /** True when `text` stands between the bounds of `inner` as it is. */
  readonly literal: boolean;
  /** `bare` values of formats where only numbers and booleans may stand without quotes; `absent`: nothing is written. */
  readonly style: 'plain' | 'quoted' | 'bare' | 'block' | 'absent';
  /** The name of a variable that takes the place of this value when it is set. */
  readonly defaultOf?: string;
}

export const emptyMap = (at: number): TreeMap => ({ kind: 'map', span: { start: at, end: at }, entries: [] });

/** The last value under a name, or under names one inside the other. */
export function child(tree: Tree | undefined, ...path: readonly string[]): Tree | undefined {
  let at = tree;
  for (const name of path) {
    if (at?.kind !== 'map') return undefined;
    at = at.entries.findLast((entry) => entry.key === name)?.value;
  }
  return at;
}

export const mapAt = (tree: Tree | undefined, ...path: readonly string[]): TreeMap | undefined => {
  const found = child(tree, ...path);
  return found?.kind === 'map' ? found : undefined;
};

export const listAt = (tree: Tree | undefined, ...path: readonly string[]): readonly Tree[] => {
  const found = child(tree, ...path);
  return found?.kind === 'list' ? found.items : [];
};

export const textAt = (tree: Tree | undefined, ...path: readonly string[]): string | undefined => {
  const found = child(tree, ...path);
  return found?.kind === 'scalar' && found.style !== 'absent' ? found.text : undefined;
};

/** Deeper than any configuration; recursive parsers end their stack some thousand levels further down. */
const deepest = 200;

/** Whether brackets nest deeper than a parser should be sent. Quotes are not looked at: a guard, not a parser. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    // Brackets and braces are a bit apart.
    const code = text.charCodeAt(at) | 0x20;
    if (code === 0x7b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (code === 0x7d && depth > 0) depth -= 1;
  }
  return false;
}
