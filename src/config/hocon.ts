import { type BraceDialect, readBraces } from './braces';
import type { Tree, TreeEntry } from './tree';

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

/** `acks = 1` and below it `acks = ${?ACKS}`: the second counts only where the variable is set. */
function withOptionals(tree: Tree): Tree {
  if (tree.kind === 'scalar') return tree;
  if (tree.kind === 'list') return { ...tree, items: tree.items.map(withOptionals) };
  const entries: TreeEntry[] = [];
  for (const entry of tree.entries) {
    const value = withOptionals(entry.value);
    const name = value.kind === 'scalar' ? /^\$\{\?([\w.-]+)\}$/.exec(value.text)?.[1] : undefined;
    const at = name === undefined ? -1 : entries.findLastIndex(({ key }) => key === entry.key);
    const earlier = entries[at];
    if (name !== undefined && earlier?.value.kind === 'scalar') {
      entries[at] = { ...earlier, value: { ...earlier.value, defaultOf: name } };
    } else entries.push({ ...entry, value });
  }
  return { ...tree, entries };
}
