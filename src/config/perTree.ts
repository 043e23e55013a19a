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

/** The same for a question about a tree below some names: answered anew where it comes to stand below others. */
export function perPlace<T>(
  answer: (tree: Tree, path: readonly string[]) => T,
): (tree: Tree, path: readonly string[]) => T {
  const known = new WeakMap<Tree, { readonly path: readonly string[]; readonly answer: T }>();
  return (tree, path) => {
    const found = known.get(tree);
    if (found?.path.length === path.length && path.every((name, at) => found.path[at] === name)) return found.answer;
    const made = { path, answer: answer(tree, path) };
    known.set(tree, made);
    return made.answer;
  };
}

/**
 * How far down from the root the answers for the trees in a tree are worth keeping: an edit leaves most sections of a text
 * as they were, and with them the trees that they were read as.
 */
export const sharedLevels = 2;
