import type { Node } from 'web-tree-sitter';
import {
  assignment,
  block,
  branch,
  type Lowering,
  member,
  nothing,
  numeral,
  operation,
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

const clean = (text: string): string => text.replace(/^\$|^\\/g, '').replace(/\\/g, '.');

const call =
  (objectField: string | undefined, nameField: string): Row =>
  (node, lowering) => {
    const object = objectField ? node.childForFieldName(objectField) : null;
    const name = node.childForFieldName(nameField);
    const target: Code =
      object && name
        ? {
            kind: 'member',
            object: lowering.of(object),
            name: lowering.textOf(name),
            nameSpan: spanOf(name),
            span: { start: object.startIndex, end: name.endIndex },
          }
        : lowering.of(name);
    return { kind: 'call', target, arguments: args(node, lowering), span: spanOf(node) };
  };

const args = (node: Node, lowering: Lowering) =>
  lowering.arguments(node.childForFieldName('arguments'), (one) => {
    const name = one.childForFieldName('name');
    const parts = one.namedChildren.filter((part) => part.id !== name?.id);
    return lowering.named(one, name, parts[parts.length - 1]);
  });

const creation: Row = (node, lowering) => {
  const [type] = node.namedChildren;
  const list = node.namedChildren.find((one) => one.type === 'arguments');
  return {
    kind: 'call',
    target: type ? lowering.of(type) : { kind: 'nothing', span: spanOf(node) },
    arguments: lowering.arguments(list, (one) => lowering.named(one, one.childForFieldName('name'), last(one))),
    span: spanOf(node),
  };
};

const last = (node: Node): Node | undefined => node.namedChildren[node.namedChildren.length - 1];

const array: Row = (node, lowering) => {
  const items = node.namedChildren.filter((one) => one.type === 'array_element_initializer');
  const isTable = items.some((one) => one.namedChildren.length === 2);
  if (!isTable)
    return {
      kind: 'list',
      items: lowering.all(items.flatMap((one) => one.namedChildren[0] ?? [])),
      span: spanOf(node),
    };
  return {
    kind: 'table',
    entries: items.map((one) => {
      const [first, second] = one.namedChildren;
      if (second) return lowering.entry(one, first, second);
      return lowering.entry(one, undefined, first?.type === 'variadic_unpacking' ? first.namedChildren[0] : first);
    }),
    span: spanOf(node),
  };
};

const func: Row = (node, lowering) => {
  const parameters = (node.childForFieldName('parameters')?.namedChildren ?? []).map((one): Parameter => {
    const type = lowering.typeName(one.childForFieldName('type'));
    return { name: clean(lowering.textOf(one.childForFieldName('name'))), ...(type ? { type } : {}) };
  });
  return lowering.function(node, parameters, node.childForFieldName('body'));
};

const type: Row = (node, lowering) => ({
  kind: 'class',
  name: lowering.textOf(node.childForFieldName('name')),
  items: lowering.all(node.childForFieldName('body')?.namedChildren ?? []),
  span: spanOf(node),
});

const declared: Row = (node, lowering) => {
  const name = node.namedChildren[0];
  const value = node.childForFieldName('default_value') ?? node.namedChildren[1];
  return {
    kind: 'declare',
    name: clean(lowering.textOf(name)),
    nameSpan: name ? spanOf(name) : spanOf(node),
    ...(value ? { value: lowering.of(value) } : {}),
    span: spanOf(node),
  };
};

const imported: Row = (node, lowering) => {
  const alias = node.childForFieldName('alias');
  const path = clean(lowering.textOf(node.namedChildren[0]));
  return {
    kind: 'import',
    names: [[alias ? lowering.textOf(alias) : path.replace(/^.*\./, ''), path]],
    span: spanOf(node),
  };
};

const conditional: Row = (node, lowering) => {
  const body = node.childForFieldName('body');
  const alternative = node.childForFieldName('alternative');
  if (!body || !alternative) return lowering.other(node);
  return {
    kind: 'choice',
    conditions: [lowering.field(node, 'condition')],
    options: [lowering.of(body), lowering.of(alternative)],
    span: spanOf(node),
  };
};

const match: Row = (node, lowering) => ({
  kind: 'choice',
  conditions: [lowering.field(node, 'condition')],
  options: (node.childForFieldName('body')?.namedChildren ?? []).map((arm) => lowering.of(last(arm))),
  span: spanOf(node),
});

const name: Row = (node, lowering) => {
  const text = clean(lowering.textOf(node));
  return { kind: 'name', name: text, span: spanOf(node) };
};

export const php: Rows = {
  namespace_use_clause: imported,
  class_declaration: type,
  trait_declaration: type,
  enum_declaration: type,
  method_declaration: func,
  function_definition: func,
  anonymous_function: func,
  anonymous_function_creation_expression: func,
  arrow_function: func,
  property_element: declared,
  const_element: declared,
  compound_statement: block,
  expression_statement: through,
  member_call_expression: call('object', 'name'),
  nullsafe_member_call_expression: call('object', 'name'),
  scoped_call_expression: call('scope', 'name'),
  function_call_expression: call(undefined, 'function'),
  object_creation_expression: creation,
  array_creation_expression: array,
  assignment_expression: assignment,
  augmented_assignment_expression: assignment,
  member_access_expression: member('object', 'name'),
  class_constant_access_expression: (node, lowering) => {
    const [scope, constant] = node.namedChildren;
    if (!scope || !constant) return lowering.other(node);
    const own = /^(?:self|static)$/.test(lowering.textOf(scope));
    return {
      kind: 'member',
      object: own ? { kind: 'name', name: 'this', span: spanOf(scope) } : lowering.of(scope),
      name: lowering.textOf(constant),
      nameSpan: spanOf(constant),
      span: spanOf(node),
    };
  },
  subscript_expression: (node, lowering) => ({
    kind: 'index',
    object: lowering.of(node.namedChildren[0]),
    key: lowering.of(node.namedChildren[1]),
    span: spanOf(node),
  }),
  binary_expression: operation,
  conditional_expression: conditional,
  match_expression: match,
  if_statement: (node, lowering) => lowering.conditional(node, ['condition']),
  case_statement: branch,
  default_statement: branch,
  catch_clause: branch,
  cast_expression: (node, lowering) => lowering.field(node, 'value'),
  parenthesized_expression: through,
  unary_op_expression: sign('argument'),
  return_statement: returned,
  string: quoted(false),
  encapsed_string: quoted(true),
  integer: numeral,
  float: numeral,
  boolean: truth,
  null: nothing,
  name,
  qualified_name: name,
  variable_name: name,
  // Text outside of <?php ... ?>.
  text: (node) => together(node, []),
};
