import type { Tree } from './tree';

/**
 * A question about a tree that many readers ask: answered once for as long as the tree lives. Trees never change but for
 * their spans, which `SectionMemo` moves: an answer may hold these, and neither copies of them nor numbers made from them.
 */
export function perTree<T>(answer: (tree: Tree) => T): (tree: Tree) => T {
  const known = new WeakMap<Tree, { readonly answer: T }>();
  return (tree) => {
    const found = known.get(tree) ?? { answer: answer(tree) };
    known.set(tree, found);
    return found.answer;
  };
}
