import { type BraceDialect, type BraceMemo, readBraces } from './braces';
import { SectionMemo } from './SectionMemo';
import { spansInEntries } from './spansIn';
import type { Tree, TreeEntry, TreeMap, TreeScalar } from './tree';
import { leavesOf } from './treeEntries';

/** What sections of HOCON were read as. */
export type HoconMemo = BraceMemo;

export const hoconMemo = (): HoconMemo => new SectionMemo((entries) => spansInEntries(entries));

/** HOCON, the format of Akka, Pekko and SeaTunnel. Includes are not followed. */
export function readHocon(text: string, offset = 0, memo?: HoconMemo): readonly Tree[] {
  const trees = readBraces(text, hocon, offset, memo);
  return text.includes('${?') ? trees.map(withOptionals) : trees;
}

const hocon: BraceDialect = {
  separators: ['+=', '=', ':'],
  comments: ['#', '//'],
  dottedNames: true,
  oneWordValues: false,
};

/** `acks = 1` and below it `acks = ${?ACKS}`: the second counts only where the variable is set. Both may be nested or dotted. */
function withOptionals(tree: Tree): Tree {
  const last = new Map<string, TreeScalar>();
  const defaults = new Map<TreeScalar, string>();
  const optional = new Set<TreeScalar>();
  for (const { name, value } of leavesOf(tree)) {
    const variable = /^\$\{\?([\w.-]+)\}$/.exec(value.text)?.[1];
    const earlier = last.get(name);
    if (variable === undefined) last.set(name, value);
    else if (earlier) {
      defaults.set(earlier, variable);
      optional.add(value);
    }
  }
  const rebuilt = (at: Tree): Tree => {
    if (at.kind === 'list') {
      const items = at.items.map(rebuilt);
      return isSame(items, at.items) ? at : { ...at, items };
    }
    if (at.kind === 'map') {
      const kept = at.entries.filter(({ value }) => value.kind !== 'scalar' || !optional.has(value));
      const values = kept.map(({ value }) => rebuilt(value));
      return withValues(at, kept, values);
    }
    const defaultOf = defaults.get(at);
    return defaultOf === undefined ? at : withDefault(at, defaultOf);
  };
  return optional.size === 0 ? tree : rebuilt(tree);
}

/** What trees became: after an edit most are asked for again, and what is known of the answer (`perTree`) stays known. */
const became = new WeakMap<Tree, Tree>();

function withValues(at: TreeMap, kept: readonly TreeEntry[], values: readonly Tree[]): Tree {
  const isOf = ({ entries }: TreeMap): boolean =>
    entries.length === values.length && entries.every(({ value }, index) => value === values[index]);
  if (isOf(at)) return at;
  const before = became.get(at);
  if (before?.kind === 'map' && isOf(before)) return before;
  const made: TreeMap = {
    ...at,
    entries: kept.map((entry, index) => {
      const value = values[index] ?? entry.value;
      return value === entry.value ? entry : { ...entry, value };
    }),
  };
  became.set(at, made);
  return made;
}

function withDefault(at: TreeScalar, defaultOf: string): TreeScalar {
  const before = became.get(at);
  if (before?.kind === 'scalar' && before.defaultOf === defaultOf) return before;
  const made = { ...at, defaultOf };
  became.set(at, made);
  return made;
}

const isSame = (some: readonly Tree[], others: readonly Tree[]): boolean =>
  some.every((one, index) => one === others[index]);
