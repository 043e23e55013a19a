import type { Node } from 'web-tree-sitter';

/** A call of a method: `producer.send({...})`. */
export interface KafkajsCall {
  readonly node: Node;
  readonly method: Node;
  readonly receiver: Node;
  readonly argument: Node | undefined;
}

/** The call whose method's name ends at a place. */
export function kafkajsCall(root: Node, methodEnd: number): KafkajsCall | undefined {
  const method = root.descendantForIndex(methodEnd - 1, methodEnd);
  const member = method?.parent;
  const node = member?.parent;
  if (method?.type !== 'property_identifier' || member?.type !== 'member_expression') return undefined;
  if (node?.type !== 'call_expression' || node.childForFieldName('function')?.id !== member.id) return undefined;
  const receiver = member.childForFieldName('object');
  const args = node.childForFieldName('arguments')?.namedChildren.filter((child) => child.type !== 'comment');
  return receiver ? { node, method, receiver, argument: args?.[0] } : undefined;
}
