import type { Node } from 'web-tree-sitter';
import { assignment, type Lowering, quoted, type Row, type Rows, spanOf } from '../Lowering';
import type { Code, Parameter } from '../syntax';
import { java, list } from './java';

/** Behind the arrow of a closure the grammar loses its way in `Properties p = ...`, and the name with it. */
const assigned: Row = (node, lowering) => {
  const lost = node.namedChildren.filter((child) => child.isError);
  const names = lost[0]?.namedChildren ?? [];
  const [name] = names;
  const left = node.childForFieldName('left');
  const isName = lost.length === 1 && names.length === 1 && name?.type === 'identifier';
  if (!isName || left?.type !== 'identifier') return assignment(node, lowering);
  const type = lowering.textOf(left);
  return {
    kind: 'declare',
    name: lowering.textOf(name),
    nameSpan: spanOf(name),
    ...(type === 'def' || type === 'var' ? {} : { type }),
    value: lowering.field(node, 'right'),
    span: spanOf(node),
  };
};

/** The grammar does not know the arrow of a closure: the first statement behind it becomes the body of a lambda. */
const closure: Row = (node, lowering) => {
  const parameters: Parameter[] = [];
  const behindArrow = (child: Node): Node => {
    const inner = child.type === 'expression_statement' ? (child.namedChildren[0] ?? child) : child;
    const body = inner.type === 'lambda_expression' ? inner.childForFieldName('body') : null;
    if (!body) return child;
    const names = inner.childForFieldName('parameters');
    const all = names?.type === 'identifier' ? [names] : (names?.namedChildren ?? []);
    parameters.push(...all.map((one) => ({ name: lowering.textOf(one.childForFieldName('name') ?? one) })));
    return body;
  };
  const items = lowering.all(node.namedChildren.map(behindArrow));
  return {
    kind: 'function',
    parameters,
    body: { kind: 'block', items, branch: false, span: spanOf(node) },
    span: spanOf(node),
  };
};

const map = (node: Node, lowering: Lowering): Code => ({
  kind: 'table',
  entries: node.namedChildren
    .filter((child) => child.type === 'map_item')
    .map((item) => {
      const keys = item.childrenForFieldName('key').filter((child) => child.isNamed);
      const key = keys[0];
      const bare = key?.type === 'identifier' && item.childForFieldName('key')?.isNamed;
      const entry = lowering.entry(item, key, item.childForFieldName('value'));
      return bare && key ? { ...entry, key: lowering.word(key) } : entry;
    }),
  span: spanOf(node),
});

/** Groovy's grammar grew out of Java's. */
export const groovy: Rows = {
  ...java,
  string_literal: quoted(true),
  character_literal: quoted(false),
  map_literal: map,
  list_literal: list,
  assignment_expression: assigned,
  closure,
};
