import type { Span } from '../base/span';
import type { Tree, TreeEntry } from './tree';

/** Every span in a tree, each once: an alias and a dotted name share them. */
export function spansInTree(tree: Tree | undefined, into: Set<Span> = new Set()): Set<Span> {
  if (!tree) return into;
  into.add(tree.span);
  if (tree.kind === 'map') spansInEntries(tree.entries, into);
  else if (tree.kind === 'list') for (const item of tree.items) spansInTree(item, into);
  else into.add(tree.inner);
  return into;
}

export function spansInEntries(entries: readonly TreeEntry[] = [], into: Set<Span> = new Set()): Set<Span> {
  for (const { keySpan, removal, value } of entries) {
    into.add(keySpan);
    if (removal) into.add(removal);
    spansInTree(value, into);
  }
  return into;
}
