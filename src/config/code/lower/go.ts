import type { Node } from 'web-tree-sitter';
import {
  block,
  branch,
  type Lowering,
  member,
  named,
  nothing,
  numeral,
  operation,
  quoted,
  type Row,
  type Rows,
  sign,
  spanOf,
  through,
  together,
  truth,
} from '../Lowering';
import type { Argument, Code, Parameter } from '../syntax';

const call: Row = (node, lowering) => ({
  kind: 'call',
  target: lowering.field(node, 'function'),
  arguments: lowering.arguments(node.childForFieldName('arguments'), (one): Argument | undefined =>
    one.type === 'variadic_argument'
      ? { value: lowering.of(one.namedChildren[0]), spread: true, span: spanOf(one) }
      : undefined,
  ),
  span: spanOf(node),
});

/** `T{A: 1}` is a table of type T, `[]T{a, b}` a list. */
const literal: Row = (node, lowering) => {
  const type = node.childForFieldName('type');
  const body = node.childForFieldName('body');
  return composite(body, elementType(type, lowering), isSequence(type), node, lowering);
};

const isSequence = (type: Node | null): boolean => /slice|array/.test(type?.type ?? '');

function elementType(type: Node | null, lowering: Lowering): string | undefined {
  if (type?.type === 'map_type') return 'map';
  return lowering.typeName(isSequence(type) ? (type?.childForFieldName('element') ?? null) : type);
}

function composite(
  body: Node | null,
  type: string | undefined,
  sequence: boolean,
  node: Node,
  lowering: Lowering,
): Code {
  const items = (body?.namedChildren ?? []).filter((one) => !/comment/.test(one.type));
  const named = type === undefined ? {} : { type };
  if (sequence || items.some((one) => one.type !== 'keyed_element')) {
    const values = items.map((one) => {
      const inner = one.type === 'keyed_element' ? one.childForFieldName('value') : one;
      const value = inner?.namedChildren[0];
      // `[]T{{A: 1}}` leaves the type of its elements out.
      return value?.type === 'literal_value' ? composite(value, type, false, value, lowering) : lowering.of(inner);
    });
    return { kind: 'list', ...named, items: values, span: spanOf(node) };
  }
  const entries = items.map((one) => {
    const key = one.childForFieldName('key')?.namedChildren[0];
    const value = one.childForFieldName('value');
    const entry = lowering.entry(one, key, value);
    return key?.type === 'identifier' && type !== 'map' && type !== 'kafka.ConfigMap'
      ? { ...entry, key: lowering.word(key) }
      : entry;
  });
  return { kind: 'table', ...named, entries, span: spanOf(node) };
}

const assign: Row = (node, lowering) => {
  const targets = expressions(node.childForFieldName('left'));
  const values = expressions(node.childForFieldName('right'));
  const operator = node.childForFieldName('operator');
  const declares = node.type === 'short_var_declaration';
  // Several results of one call: the first is the one that matters, the others are errors.
  const parts = targets.map((target, index): Code => {
    const value = values[index];
    const lowered = value ? lowering.of(value) : undefined;
    if (declares) {
      return {
        kind: 'declare',
        name: lowering.textOf(target),
        nameSpan: spanOf(target),
        ...(lowered ? { value: lowered } : {}),
        span: spanOf(node),
      };
    }
    const unknown: Code = { kind: 'other', parts: [], span: spanOf(node) };
    return {
      kind: 'assign',
      target: lowering.of(target),
      operator: operator ? lowering.textOf(operator) : '=',
      value: lowered ?? unknown,
      span: spanOf(node),
    };
  });
  return together(node, parts);
};

const expressions = (node: Node | null): readonly Node[] =>
  node?.type === 'expression_list' ? node.namedChildren : node ? [node] : [];

const spec: Row = (node, lowering) => {
  const names = node.childrenForFieldName('name').filter((one) => one.isNamed);
  const values = expressions(node.childForFieldName('value'));
  const type = lowering.typeName(node.childForFieldName('type'));
  return together(
    node,
    names.map((name, index) => {
      const value = values[index];
      return {
        kind: 'declare',
        name: lowering.textOf(name),
        nameSpan: spanOf(name),
        ...(type ? { type } : {}),
        ...(value ? { value: lowering.of(value) } : {}),
        span: spanOf(node),
      };
    }),
  );
};

const func: Row = (node, lowering) =>
  lowering.function(
    node,
    [
      ...parameters(node.childForFieldName('receiver'), lowering),
      ...parameters(node.childForFieldName('parameters'), lowering),
    ],
    node.childForFieldName('body'),
  );

function parameters(list: Node | null, lowering: Lowering): readonly Parameter[] {
  return (list?.namedChildren ?? []).flatMap((one) => {
    const type = lowering.typeName(one.childForFieldName('type'));
    return one
      .childrenForFieldName('name')
      .filter((name) => name.isNamed)
      .map((name) => ({ name: lowering.textOf(name), ...(type ? { type } : {}) }));
  });
}

const imported: Row = (node, lowering) => {
  const path = lowering.textOf(node.childForFieldName('path')).slice(1, -1);
  const name = node.childForFieldName('name');
  // The package of a path that ends in a version or in `go-x`, `x-go` is called by what is left.
  const base = path
    .replace(/\/v\d+$/, '')
    .replace(/^.*\//, '')
    .replace(/\.v\d+$/, '');
  const guess = base.replace(/^go-|-go$/g, '').replace(/^confluent-kafka$/, 'kafka');
  return { kind: 'import', names: [[name ? lowering.textOf(name) : guess, path]], span: spanOf(node) };
};

const returned: Row = (node, lowering) => ({
  kind: 'return',
  value: lowering.optional(expressions(node.namedChildren[0] ?? null)[0]),
  span: spanOf(node),
});

export const go: Rows = {
  import_spec: imported,
  function_declaration: func,
  method_declaration: func,
  func_literal: func,
  block,
  statement_list: block,
  short_var_declaration: assign,
  assignment_statement: assign,
  var_spec: spec,
  const_spec: spec,
  expression_statement: through,
  call_expression: call,
  composite_literal: literal,
  literal_element: through,
  selector_expression: member('operand', 'field'),
  index_expression: (node, lowering) => ({
    kind: 'index',
    object: lowering.field(node, 'operand'),
    key: lowering.field(node, 'index'),
    span: spanOf(node),
  }),
  unary_expression: sign('operand'),
  binary_expression: operation,
  parenthesized_expression: through,
  type_conversion_expression: (node, lowering) => lowering.field(node, 'operand'),
  if_statement: (node, lowering) => lowering.conditional(node, ['initializer', 'condition']),
  expression_case: branch,
  default_case: branch,
  type_case: branch,
  return_statement: returned,
  interpreted_string_literal: quoted(false),
  raw_string_literal: quoted(false),
  int_literal: numeral,
  float_literal: numeral,
  true: truth,
  false: truth,
  nil: nothing,
  identifier: named,
  package_identifier: named,
};
