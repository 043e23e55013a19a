import type { Tree } from './tree';

/** A question about a tree that many readers ask. Trees never change, so it is answered once for as long as one lives. */
export function perTree<T>(answer: (tree: Tree) => T): (tree: Tree) => T {
  const known = new WeakMap<Tree, { readonly answer: T }>();
  return (tree) => {
    const found = known.get(tree) ?? { answer: answer(tree) };
    known.set(tree, found);
    return found.answer;
  };
}
