import type { Span } from '../base/span';
import type { Tree, TreeEntry } from './tree';

/** A tree as it is when `by` characters come before its text. */
export function movedTree(tree: Tree, by: number): Tree {
  const span = movedSpan(tree.span, by);
  if (tree.kind === 'scalar') {
    return { ...tree, span, inner: tree.inner === tree.span ? span : movedSpan(tree.inner, by) };
  }
  if (tree.kind === 'list') return { ...tree, span, items: tree.items.map((item) => movedTree(item, by)) };
  return { ...tree, span, entries: tree.entries.map((entry) => movedEntry(entry, by)) };
}

export const movedEntry = ({ key, keySpan, value, removal, foreign }: TreeEntry, by: number): TreeEntry => ({
  key,
  keySpan: movedSpan(keySpan, by),
  value: movedTree(value, by),
  removal: removal && movedSpan(removal, by),
  foreign,
});

export const movedSpan = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
