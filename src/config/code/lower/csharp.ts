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
import type { Code, Entry, Parameter } from '../syntax';

const call: Row = (node, lowering) => ({
  kind: 'call',
  target: lowering.field(node, 'function'),
  arguments: lowering.arguments(node.childForFieldName('arguments'), (one) => argument(one, lowering)),
  span: spanOf(node),
});

const argument = (node: Node, lowering: Lowering) => {
  const name = node.childForFieldName('name');
  const parts = node.namedChildren.filter((one) => one.id !== name?.id);
  return lowering.named(node, name, parts[parts.length - 1]);
};

const creation: Row = (node, lowering) => {
  const type = node.childForFieldName('type');
  const initializer =
    node.childForFieldName('initializer') ?? node.namedChildren.find((one) => one.type === 'initializer_expression');
  const args = node.namedChildren.find((one) => one.type === 'argument_list');
  // `new() { ... }` takes its type from where it is used.
  const name = type ? (lowering.typeName(type) ?? '') : 'new';
  return {
    kind: 'call',
    target: { kind: 'name', name, span: type ? spanOf(type) : spanOf(node) },
    arguments: lowering.arguments(args, (one) => argument(one, lowering)),
    ...(initializer ? { block: lowering.of(initializer) } : {}),
    span: spanOf(node),
  };
};

/** `{ A = 1, ["b"] = 2, {"c", 3} }` is a table, `{ 1, 2 }` a list. */
const initializer: Row = (node, lowering) => {
  const parts = node.namedChildren.filter((one) => !/comment/.test(one.type));
  const isTable = parts.every((one) => one.type === 'assignment_expression' || one.type === 'initializer_expression');
  if (!isTable || parts.length === 0) return { kind: 'list', items: lowering.all(parts), span: spanOf(node) };
  return { kind: 'table', entries: parts.map((one) => entry(one, lowering)), span: spanOf(node) };
};

function entry(node: Node, lowering: Lowering): Entry {
  if (node.type === 'initializer_expression') return lowering.entry(node, node.namedChildren[0], node.namedChildren[1]);
  const left = node.childForFieldName('left');
  const made = lowering.entry(node, undefined, node.childForFieldName('right'));
  if (!left) return made;
  return { ...made, key: left.type === 'identifier' ? lowering.word(left) : lowering.of(left) };
}

const variables: Row = (node, lowering) => {
  const type = lowering.typeName(node.childForFieldName('type'));
  const declared = node.namedChildren
    .filter((one) => one.type === 'variable_declarator')
    .map((declarator): Code => {
      const name = declarator.childForFieldName('name');
      const value = declarator.namedChildren.find((one) => one.id !== name?.id && !/bracketed|comment/.test(one.type));
      return {
        kind: 'declare',
        name: lowering.textOf(name),
        nameSpan: name ? spanOf(name) : spanOf(declarator),
        ...(type && type !== 'var' ? { type } : {}),
        ...(value ? { value: typed(lowering.of(value), type) } : {}),
        span: spanOf(node),
      };
    });
  return together(node, declared);
};

const typed = (value: Code, type: string | undefined): Code =>
  value.kind === 'call' && value.target.kind === 'name' && value.target.name === 'new' && type
    ? { ...value, target: { ...value.target, name: type } }
    : value;

const property: Row = (node, lowering) => {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  const type = lowering.typeName(node.childForFieldName('type'));
  if (!name || value?.type === 'arrow_expression_clause' || !value) return lowering.other(node);
  return {
    kind: 'declare',
    name: lowering.textOf(name),
    nameSpan: spanOf(name),
    ...(type ? { type } : {}),
    value: typed(lowering.of(value), type),
    span: spanOf(node),
  };
};

const func: Row = (node, lowering) => {
  const list = node.childForFieldName('parameters');
  const single = list && list.type !== 'parameter_list' ? [list] : (list?.namedChildren ?? []);
  const parameters = single.map((one): Parameter => {
    const type = lowering.typeName(one.childForFieldName('type'));
    return { name: lowering.textOf(one.childForFieldName('name') ?? one), ...(type ? { type } : {}) };
  });
  const body =
    node.childForFieldName('body') ?? node.namedChildren.find((one) => one.type === 'arrow_expression_clause');
  return lowering.function(node, parameters, body, node.type === 'constructor_declaration');
};

const arrow: Row = (node, lowering) => {
  const returns = node.parent?.childForFieldName('returns') ?? node.parent?.childForFieldName('type');
  const value = lowering.optional(node.namedChildren[0]);
  return {
    kind: 'return',
    value: value && typed(value, lowering.typeName(returns)),
    span: spanOf(node),
  };
};

const type: Row = (node, lowering) => ({
  kind: 'class',
  name: lowering.textOf(node.childForFieldName('name')),
  items: lowering.all(node.childForFieldName('body')?.namedChildren ?? []),
  span: spanOf(node),
});

const switched: Row = (node, lowering) => ({
  kind: 'choice',
  conditions: lowering.all(node.namedChildren.slice(0, 1)),
  options: node.namedChildren
    .filter((one) => one.type === 'switch_expression_arm')
    .map((one) => lowering.of(one.namedChildren[one.namedChildren.length - 1])),
  span: spanOf(node),
});

const index: Row = (node, lowering) => ({
  kind: 'index',
  object: lowering.field(node, 'expression'),
  key: lowering.of(node.childForFieldName('subscript')?.namedChildren[0]?.namedChildren[0]),
  span: spanOf(node),
});

/** `a with { B = 1 }` is a copy and then an initializer. */
const copied: Row = (node, lowering) => {
  const [source, ...changes] = node.namedChildren;
  const base: Entry = lowering.entry(node, undefined, source);
  const entries = changes.flatMap((change) => {
    const [name, value] = change.namedChildren;
    return name && value ? [{ ...lowering.entry(change, undefined, value), key: lowering.word(name) }] : [];
  });
  return { kind: 'table', entries: [base, ...entries], span: spanOf(node) };
};

const imported: Row = (node, lowering) => {
  const alias = node.childForFieldName('name');
  const path = lowering.textOf(node.namedChildren[node.namedChildren.length - 1]);
  return { kind: 'import', names: alias ? [[lowering.textOf(alias), path]] : [], span: spanOf(node) };
};

export const csharp: Rows = {
  using_directive: imported,
  class_declaration: type,
  record_declaration: type,
  struct_declaration: type,
  interface_declaration: type,
  variable_declaration: variables,
  property_declaration: property,
  method_declaration: func,
  constructor_declaration: func,
  local_function_statement: func,
  lambda_expression: func,
  anonymous_method_expression: func,
  arrow_expression_clause: arrow,
  block,
  expression_statement: through,
  invocation_expression: call,
  object_creation_expression: creation,
  implicit_object_creation_expression: creation,
  initializer_expression: initializer,
  array_creation_expression: (node, lowering) => lowering.of(node.namedChildren[node.namedChildren.length - 1]),
  implicit_array_creation_expression: (node, lowering) =>
    lowering.of(node.namedChildren[node.namedChildren.length - 1]),
  collection_expression: (node, lowering) => ({
    kind: 'list',
    items: lowering.all(node.namedChildren),
    span: spanOf(node),
  }),
  with_expression: copied,
  member_access_expression: member('expression', 'name'),
  conditional_access_expression: (node, lowering) => lowering.other(node),
  element_access_expression: index,
  element_binding_expression: (node, lowering) => lowering.of(node.namedChildren[0]?.namedChildren[0]),
  argument: through,
  assignment_expression: assignment,
  binary_expression: operation,
  conditional_expression: choice('condition', 'consequence', 'alternative'),
  switch_expression: switched,
  switch_section: branch,
  if_statement: (node, lowering) => lowering.conditional(node, ['condition']),
  catch_clause: branch,
  cast_expression: (node, lowering) => lowering.field(node, 'value'),
  parenthesized_expression: through,
  postfix_unary_expression: through,
  await_expression: through,
  prefix_unary_expression: sign(undefined),
  return_statement: returned,
  string_literal: quoted(false),
  verbatim_string_literal: quoted(false),
  raw_string_literal: quoted(false),
  integer_literal: numeral,
  real_literal: numeral,
  boolean_literal: truth,
  null_literal: nothing,
  identifier: named,
  generic_name: (node, lowering) => ({ kind: 'name', name: lowering.typeName(node) ?? '', span: spanOf(node) }),
  this: own,
};
