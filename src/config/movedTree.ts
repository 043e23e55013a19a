import type { Span } from '../base/span';
import type { Tree, TreeEntry } from './tree';

/**
 * A tree as it is when `by` characters come before its text. Written out field by field: a letter typed at the top of a
 * file moves thousands of values, and copies of a whole object cost three times as much.
 */
export function movedTree(tree: Tree, by: number): Tree {
  const span = movedSpan(tree.span, by);
  if (tree.kind === 'list') return { kind: 'list', span, items: tree.items.map((item) => movedTree(item, by)) };
  if (tree.kind === 'map') return { kind: 'map', span, entries: tree.entries.map((entry) => movedEntry(entry, by)) };
  const { text, literal, style, defaultOf } = tree;
  const inner = tree.inner === tree.span ? span : movedSpan(tree.inner, by);
  return defaultOf === undefined
    ? { kind: 'scalar', span, text, inner, literal, style }
    : { kind: 'scalar', span, text, inner, literal, style, defaultOf };
}

export const movedEntry = ({ key, keySpan, value, removal, foreign }: TreeEntry, by: number): TreeEntry => ({
  key,
  keySpan: movedSpan(keySpan, by),
  value: movedTree(value, by),
  removal: removal && movedSpan(removal, by),
  foreign,
});

export const movedSpan = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
