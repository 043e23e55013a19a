import { type BraceDialect, readBraces } from './braces';
import type { Tree, TreeScalar } from './tree';
import { leavesOf } from './treeEntries';

/** HOCON, the format of Akka, Pekko and SeaTunnel. Includes are not followed. */
export function readHocon(text: string, offset = 0): readonly Tree[] {
  const trees = readBraces(text, hocon, offset);
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
    if (at.kind === 'list') return { ...at, items: at.items.map(rebuilt) };
    if (at.kind === 'map') {
      const kept = at.entries.filter(({ value }) => value.kind !== 'scalar' || !optional.has(value));
      return { ...at, entries: kept.map((entry) => ({ ...entry, value: rebuilt(entry.value) })) };
    }
    const defaultOf = defaults.get(at);
    return defaultOf === undefined ? at : { ...at, defaultOf };
  };
  return optional.size === 0 ? tree : rebuilt(tree);
}
