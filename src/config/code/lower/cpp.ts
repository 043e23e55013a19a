import type { Node } from 'web-tree-sitter';
import {
  assignment,
  block,
  branch,
  choice,
  type Lowering,
  member,
  named,
  nothing,
  numeral,
  operation,
  own,
  quoted,
  type Row,
  type Rows,
  returned,
  sign,
  spanOf,
  through,
  together,
  truth,
} from '../Lowering';
import type { Code, Parameter } from '../syntax';

const call: Row = (node, lowering) => ({
  kind: 'call',
  target: lowering.field(node, 'function'),
  arguments: lowering.arguments(node.childForFieldName('arguments')),
  span: spanOf(node),
});

const creation: Row = (node, lowering) => {
  const type = node.childForFieldName('type');
  return {
    kind: 'call',
    target: { kind: 'name', name: lowering.typeName(type) ?? '', span: type ? spanOf(type) : spanOf(node) },
    arguments: lowering.arguments(node.childForFieldName('arguments')),
    span: spanOf(node),
  };
};

/** `T a = b, c(d), e{f};`: the last two call the constructor. */
const declaration: Row = (node, lowering) => {
  const typeNode = node.childForFieldName('type');
  const type = lowering.typeName(typeNode);
  const parts = node.childrenForFieldName('declarator').map((declarator): Code => {
    const name = innermost(declarator);
    const value = declarator.type === 'init_declarator' ? declarator.childForFieldName('value') : null;
    const lowered = value ? initial(value, type, lowering) : undefined;
    return {
      kind: 'declare',
      name: lowering.textOf(name),
      nameSpan: spanOf(name),
      ...(type && type !== 'auto' ? { type } : {}),
      ...(lowered ? { value: lowered } : {}),
      span: spanOf(node),
    };
  });
  return together(node, parts);
};

function innermost(declarator: Node): Node {
  let at = declarator;
  for (let next = at.childForFieldName('declarator'); next; next = at.childForFieldName('declarator')) at = next;
  return at.type === 'reference_declarator' ? (at.namedChildren[0] ?? at) : at;
}

function initial(value: Node, type: string | undefined, lowering: Lowering): Code {
  if (value.type !== 'argument_list') return lowering.of(value);
  return {
    kind: 'call',
    target: { kind: 'name', name: type ?? '', span: spanOf(value) },
    arguments: lowering.arguments(value),
    span: spanOf(value),
  };
}

/** `{ {"a", "b"}, {"c", 1} }` is a table; `{ {...} }` around one is the table itself. */
const initializer: Row = (node, lowering) => {
  const items = node.namedChildren.filter((one) => !/comment/.test(one.type));
  const pairs = items.filter(
    (one) => one.type === 'initializer_list' && one.namedChildren.length === 2 && isKey(one.namedChildren[0]),
  );
  if (pairs.length === items.length && items.length > 0) {
    return {
      kind: 'table',
      entries: pairs.map((one) => lowering.entry(one, one.namedChildren[0], one.namedChildren[1])),
      span: spanOf(node),
    };
  }
  if (items.length === 1) return lowering.of(items[0]);
  return { kind: 'list', items: lowering.all(items), span: spanOf(node) };
};

const isKey = (node: Node | null | undefined): boolean => /string_literal|identifier/.test(node?.type ?? '');

const func: Row = (node, lowering) => {
  const declarator = node.childForFieldName('declarator');
  let holder = declarator;
  while (holder && holder.type !== 'function_declarator') holder = holder.childForFieldName('declarator');
  const list = holder?.childForFieldName('parameters') ?? declarator?.childForFieldName('parameters');
  const parameters = (list?.namedChildren ?? []).flatMap((one): readonly Parameter[] => {
    const inner = one.childForFieldName('declarator');
    const type = lowering.typeName(one.childForFieldName('type'));
    return inner ? [{ name: lowering.textOf(innermost(inner)), ...(type ? { type } : {}) }] : [];
  });
  const name = holder?.childForFieldName('declarator');
  const code = lowering.function(node, parameters, node.childForFieldName('body'));
  return name ? { ...code, name: lowering.textOf(name).replace(/^.*::/, '') } : code;
};

const type: Row = (node, lowering) => {
  const body = node.childForFieldName('body');
  if (!body) return together(node, []);
  return {
    kind: 'class',
    name: lowering.textOf(node.childForFieldName('name')),
    items: lowering.all(body.namedChildren),
    span: spanOf(node),
  };
};

/** `#define ACKS "0"` is a constant where it is nothing but a literal. */
const define: Row = (node, lowering) => {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  const text = lowering.textOf(value).trim();
  const literal = /^"([^"\\]*)"$/.exec(text)?.[1];
  if (!name || !value || literal === undefined) return together(node, []);
  const start = value.startIndex + lowering.textOf(value).indexOf('"');
  const inner = { start: start + 1, end: start + 1 + literal.length };
  return {
    kind: 'declare',
    name: lowering.textOf(name),
    nameSpan: spanOf(name),
    value: { kind: 'text', text: literal, inner, span: { start, end: inner.end + 1 } },
    span: spanOf(node),
  };
};

export const cpp: Rows = {
  preproc_def: define,
  preproc_include: (node) => together(node, []),
  declaration,
  field_declaration: declaration,
  class_specifier: type,
  struct_specifier: type,
  function_definition: func,
  lambda_expression: (node, lowering) => lowering.function(node, [], node.childForFieldName('body')),
  compound_statement: block,
  expression_statement: through,
  call_expression: call,
  new_expression: creation,
  compound_literal_expression: (node, lowering) => {
    const typeNode = node.childForFieldName('type');
    const value = node.childForFieldName('value');
    return {
      kind: 'call',
      target: {
        kind: 'name',
        name: lowering.typeName(typeNode) ?? '',
        span: typeNode ? spanOf(typeNode) : spanOf(node),
      },
      arguments: value ? [lowering.argument(value)] : [],
      span: spanOf(node),
    };
  },
  initializer_list: initializer,
  field_expression: member('argument', 'field'),
  qualified_identifier: (node, lowering) => ({ kind: 'name', name: lowering.typeName(node) ?? '', span: spanOf(node) }),
  subscript_expression: (node, lowering) => ({
    kind: 'index',
    object: lowering.field(node, 'argument'),
    key: lowering.of(node.childForFieldName('indices')?.namedChildren[0]),
    span: spanOf(node),
  }),
  assignment_expression: assignment,
  binary_expression: operation,
  conditional_expression: choice('condition', 'consequence', 'alternative'),
  if_statement: (node, lowering) => lowering.conditional(node, ['condition']),
  case_statement: branch,
  catch_clause: branch,
  pointer_expression: sign('argument'),
  unary_expression: sign('argument'),
  cast_expression: (node, lowering) => lowering.field(node, 'value'),
  parenthesized_expression: through,
  return_statement: returned,
  string_literal: quoted(false),
  raw_string_literal: quoted(false),
  number_literal: numeral,
  true: truth,
  false: truth,
  null: nothing,
  identifier: named,
  type_identifier: named,
  namespace_identifier: named,
  this: own,
};
