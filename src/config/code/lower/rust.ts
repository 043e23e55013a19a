import {
  assignment,
  block,
  branch,
  member,
  named,
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
import type { Parameter } from '../syntax';

const call: Row = (node, lowering) => ({
  kind: 'call',
  target: lowering.field(node, 'function'),
  arguments: lowering.arguments(node.childForFieldName('arguments')),
  span: spanOf(node),
});

const declaration: Row = (node, lowering) => {
  const pattern = node.childForFieldName('pattern') ?? node.childForFieldName('name');
  const type = lowering.typeName(node.childForFieldName('type'));
  const value = node.childForFieldName('value');
  if (pattern?.type !== 'identifier') return lowering.other(node);
  return {
    kind: 'declare',
    name: lowering.textOf(pattern),
    nameSpan: spanOf(pattern),
    ...(type ? { type } : {}),
    ...(value ? { value: lowering.of(value) } : {}),
    span: spanOf(node),
  };
};

const func: Row = (node, lowering) => {
  const parameters = (node.childForFieldName('parameters')?.namedChildren ?? []).map((one): Parameter => {
    const pattern = one.childForFieldName('pattern') ?? one;
    const type = lowering.typeName(one.childForFieldName('type'));
    return { name: lowering.textOf(pattern).replace(/^mut\s+/, ''), ...(type ? { type } : {}) };
  });
  const code = lowering.function(node, parameters, node.childForFieldName('body'));
  const { body } = code;
  const last = body?.kind === 'block' ? body.items[body.items.length - 1] : undefined;
  if (body?.kind !== 'block' || !last || last.kind === 'return') return code;
  return {
    ...code,
    body: { ...body, items: [...body.items.slice(0, -1), { kind: 'return', value: last, span: last.span }] },
  };
};

const structure: Row = (node, lowering) => {
  const type = lowering.typeName(node.childForFieldName('name'));
  const fields = node.childForFieldName('body')?.namedChildren ?? [];
  return {
    kind: 'table',
    ...(type ? { type } : {}),
    entries: fields.flatMap((field) => {
      const name = field.childForFieldName('field') ?? field.namedChildren[0];
      const value = field.childForFieldName('value') ?? field.namedChildren[0];
      if (!name) return [];
      if (field.type === 'base_field_initializer') return lowering.entry(field, undefined, field.namedChildren[0]);
      return { ...lowering.entry(field, undefined, value), key: lowering.word(name) };
    }),
    span: spanOf(node),
  };
};

const tuple: Row = (node, lowering) => {
  const [left, right, ...more] = node.namedChildren;
  if (!left || !right || more.length > 0) return lowering.other(node);
  return { kind: 'operation', operator: '->', left: lowering.of(left), right: lowering.of(right), span: spanOf(node) };
};

const imported: Row = (node, lowering) => {
  const text = lowering
    .textOf(node)
    .replace(/^(?:pub\s+)?use\s+|;$/g, '')
    .replace(/\s+/g, '')
    .replace(/::/g, '.');
  const [, prefix = '', names] = /^([\w.]+?)\.?(?:\{(.*)\})?$/.exec(text) ?? [];
  const paths = names === undefined ? [prefix] : names.split(',').map((name) => `${prefix}.${name}`);
  return { kind: 'import', names: paths.map((path) => [path.replace(/^.*\./, ''), path] as const), span: spanOf(node) };
};

const conditional: Row = (node, lowering) => {
  const consequence = node.childForFieldName('consequence');
  const alternative = node.childForFieldName('alternative')?.namedChildren[0];
  const values = [consequence, alternative].map((one) => (one?.type === 'block' ? one.namedChildren : []));
  if (values.every((parts) => parts.length === 1 && !/statement|declaration/.test(parts[0]?.type ?? ''))) {
    return {
      kind: 'choice',
      conditions: [lowering.field(node, 'condition')],
      options: values.flatMap((parts) => lowering.all(parts)),
      span: spanOf(node),
    };
  }
  return lowering.conditional(node, ['condition']);
};

export const rust: Rows = {
  use_declaration: imported,
  const_item: declaration,
  static_item: declaration,
  let_declaration: declaration,
  function_item: func,
  closure_expression: func,
  impl_item: (node, lowering) => ({
    kind: 'class',
    name: lowering.textOf(node.childForFieldName('type')),
    items: lowering.all(node.childForFieldName('body')?.namedChildren ?? []),
    span: spanOf(node),
  }),
  block,
  expression_statement: through,
  call_expression: call,
  field_expression: member('value', 'field'),
  scoped_identifier: member('path', 'name'),
  generic_function: (node, lowering) => lowering.field(node, 'function'),
  struct_expression: structure,
  tuple_expression: tuple,
  array_expression: (node, lowering) => ({
    kind: 'list',
    items: lowering.all(node.namedChildren),
    span: spanOf(node),
  }),
  // What a macro does with its tokens is not known.
  macro_invocation: (node) => together(node, []),
  macro_definition: (node) => together(node, []),
  attribute_item: (node) => together(node, []),
  assignment_expression: assignment,
  binary_expression: operation,
  reference_expression: (node, lowering) => lowering.field(node, 'value'),
  try_expression: through,
  await_expression: through,
  parenthesized_expression: through,
  unary_expression: sign(undefined),
  type_cast_expression: (node, lowering) => lowering.field(node, 'value'),
  if_expression: conditional,
  match_arm: branch,
  match_pattern: (node) => together(node, []),
  return_expression: returned,
  string_literal: quoted(false),
  raw_string_literal: quoted(false),
  integer_literal: numeral,
  float_literal: numeral,
  boolean_literal: truth,
  identifier: named,
  self: own,
};
