import type { Node } from 'web-tree-sitter';

/** True when a place of code is inside of a literal text: not in a comment, not in code. */
export function isInText(root: Node, at: number): boolean {
  for (let node: Node | null = root.descendantForIndex(at, at + 1); node; node = node.parent) {
    if (/comment/.test(node.type)) return false;
    if (/string|text_block|heredoc|encapsed|template|character_literal/.test(node.type)) return true;
  }
  return false;
}
