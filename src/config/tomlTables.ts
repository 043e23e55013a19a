import type { Span } from '../base/span';
import type { Tree, TreeEntry, TreeList, TreeMap } from './tree';

/** A table header with the pairs below it. A pair in front of the first header is one without a header. */
export interface Table {
  readonly head: Head | undefined;
  readonly pairs: readonly TomlPair[];
}

export interface Head {
  readonly isArray: boolean;
  readonly names: readonly Name[];
  readonly keySpan: Span;
  readonly span: Span;
}

export interface TomlPair {
  readonly names: readonly Name[];
  readonly value: Tree;
  readonly removal: Span | undefined;
}

export interface Name {
  readonly key: string;
  readonly span: Span;
}

/** The tables of a text as one map. Those under one name are joined once for as long as all of them stay what they are. */
export function treeOfTables(tables: readonly Table[], span: Span): TreeMap {
  const byName = new Map<string, Table[]>();
  for (const table of tables) {
    const name = (table.head ?? table.pairs[0])?.names[0]?.key ?? '';
    const same = byName.get(name);
    if (same) same.push(table);
    else byName.set(name, [table]);
  }
  return { kind: 'map', span, entries: [...byName.values()].flatMap(entriesOf) };
}

interface Joined {
  readonly tables: readonly Table[];
  readonly entries: readonly TreeEntry[];
}

/** By the first of the tables. */
const joinedBefore = new WeakMap<Table, Joined>();

function entriesOf(tables: readonly Table[]): readonly TreeEntry[] {
  const [first] = tables;
  if (!first) return [];
  const found = joinedBefore.get(first);
  if (found?.tables.length === tables.length && tables.every((table, at) => table === found.tables[at]))
    return found.entries;
  const { entries } = joined(tables, { start: 0, end: 0 });
  joinedBefore.set(first, { tables, entries });
  return entries;
}

/** A map under construction. */
interface Draft {
  readonly entries: TreeEntry[];
  readonly map: TreeMap;
}

/** Tables as one map, each under its names. */
export function joined(tables: readonly Table[], span: Span): TreeMap {
  const drafts = new WeakMap<TreeMap, Draft>();
  const arrays = new WeakMap<TreeList, Tree[]>();
  const make = (at: Span): Draft => {
    const entries: TreeEntry[] = [];
    const draft = { entries, map: { kind: 'map', span: at, entries } as const };
    drafts.set(draft.map, draft);
    return draft;
  };
  /** Walks to the map under a name, which may be the newest of an array of tables. */
  const descend = (from: Draft, { key, span: keySpan }: Name): Draft => {
    const found = from.entries.find((entry) => entry.key === key)?.value;
    const last = found?.kind === 'list' ? found.items[found.items.length - 1] : found;
    const known = last?.kind === 'map' ? drafts.get(last) : undefined;
    if (known) return known;
    const made = make(keySpan);
    from.entries.push({ key, keySpan, value: made.map, removal: undefined, foreign: false });
    return made;
  };
  const open = ({ names, isArray, keySpan, span: at }: Head): Draft => {
    const last = names[names.length - 1];
    const owner = names.slice(0, -1).reduce(descend, root);
    if (!last) return owner;
    if (!isArray) return descend(owner, { key: last.key, span: keySpan });
    const made = make(at);
    const list = owner.entries.find((entry) => entry.key === last.key)?.value;
    const known = list?.kind === 'list' ? arrays.get(list) : undefined;
    if (known) known.push(made.map);
    else {
      const items: Tree[] = [made.map];
      const value: TreeList = { kind: 'list', span: keySpan, items };
      arrays.set(value, items);
      owner.entries.push({ key: last.key, keySpan, value, removal: undefined, foreign: false });
    }
    return made;
  };
  const root = make(span);
  for (const { head, pairs } of tables) {
    const into = head ? open(head) : root;
    for (const { names, value, removal } of pairs) {
      const last = names[names.length - 1];
      if (!last) continue;
      const owner = names.slice(0, -1).reduce(descend, into);
      owner.entries.push({ key: last.key, keySpan: last.span, value, removal, foreign: false });
    }
  }
  return root.map;
}
