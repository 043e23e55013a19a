import type { Node } from 'web-tree-sitter';
import {
  assignment,
  block,
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
  sign,
  spanOf,
  through,
  together,
  truth,
} from '../Lowering';
import type { Argument, Code, Parameter } from '../syntax';

const call: Row = (node, lowering) => {
  const receiver = node.childForFieldName('receiver');
  const method = node.childForFieldName('method');
  const args = node.childForFieldName('arguments');
  const body = node.childForFieldName('block');
  const target: Code =
    receiver && method
      ? {
          kind: 'member',
          object: lowering.of(receiver),
          name: lowering.textOf(method),
          nameSpan: spanOf(method),
          span: { start: receiver.startIndex, end: method.endIndex },
        }
      : lowering.of(method);
  // A method without arguments is read like a field: `config.kafka`.
  if (receiver && method && !args && !body && lowering.textOf(method) !== 'new') return target;
  const name = lowering.textOf(method);
  if (!receiver && /^require(?:_relative)?$/.test(name)) return together(node, []);
  return {
    kind: 'call',
    target,
    arguments: lowering.arguments(args, (one) => argument(one, lowering)),
    ...(body ? { block: lowering.of(body) } : {}),
    span: spanOf(node),
  };
};

function argument(node: Node, lowering: Lowering): Argument | undefined {
  if (node.type === 'pair') {
    const key = node.childForFieldName('key');
    const isWord = key && /hash_key_symbol|simple_symbol/.test(key.type);
    if (isWord) return lowering.named(node, key, node.childForFieldName('value'));
    const table: Code = { kind: 'table', entries: [pair(node, lowering)], span: spanOf(node) };
    return { value: table, spread: true, span: spanOf(node) };
  }
  if (node.type === 'hash_splat_argument')
    return { value: lowering.of(node.namedChildren[0]), spread: true, span: spanOf(node) };
  return undefined;
}

const pair = (node: Node, lowering: Lowering) => {
  const key = node.childForFieldName('key');
  const entry = lowering.entry(node, key, node.childForFieldName('value'));
  return key?.type === 'hash_key_symbol' ? { ...entry, key: lowering.word(key) } : entry;
};

const hash: Row = (node, lowering) => ({
  kind: 'table',
  entries: node.namedChildren.flatMap((one) => {
    if (one.type === 'pair') return pair(one, lowering);
    return one.type === 'hash_splat_argument' ? lowering.entry(one, undefined, one.namedChildren[0]) : [];
  }),
  span: spanOf(node),
});

const symbol: Row = (node, lowering) => ({
  kind: 'text',
  text: lowering.textOf(node).slice(1).replace(/^"|"$/g, ''),
  inner: spanOf(node),
  span: spanOf(node),
});

/** A field of the own object. */
const field: Row = (node, lowering) => ({
  kind: 'member',
  object: { kind: 'name', name: 'this', span: spanOf(node) },
  name: lowering.textOf(node).replace(/^@+/, ''),
  nameSpan: spanOf(node),
  span: spanOf(node),
});

const func: Row = (node, lowering) =>
  lowering.function(node, parameters(node, lowering), node.childForFieldName('body'));

/** Blocks run where they stand. */
const closure: Row = (node, lowering) => {
  const body = node.childForFieldName('body');
  const items = body ? lowering.all(body.namedChildren) : [];
  return {
    kind: 'function',
    parameters: parameters(node, lowering),
    body: { kind: 'block', items, branch: false, span: spanOf(node) },
    span: spanOf(node),
  };
};

const parameters = (node: Node, lowering: Lowering): readonly Parameter[] =>
  (node.childForFieldName('parameters')?.namedChildren ?? []).map((one) => ({
    name: lowering.textOf(one.childForFieldName('name') ?? one),
  }));

const type: Row = (node, lowering) => ({
  kind: 'class',
  name: lowering.textOf(node.childForFieldName('name')),
  items: lowering.all(node.childForFieldName('body')?.namedChildren ?? []),
  span: spanOf(node),
});

const index: Row = (node, lowering) => ({
  kind: 'index',
  object: lowering.field(node, 'object'),
  key: lowering.of(node.namedChildren[1]),
  span: spanOf(node),
});

export const ruby: Rows = {
  class: type,
  module: type,
  method: func,
  singleton_method: func,
  body_statement: block,
  do_block: closure,
  block: closure,
  lambda: through,
  call,
  hash,
  array: (node, lowering) => ({ kind: 'list', items: lowering.all(node.namedChildren), span: spanOf(node) }),
  element_reference: index,
  scope_resolution: member('scope', 'name'),
  assignment,
  operator_assignment: assignment,
  binary: operation,
  unary: sign('operand'),
  conditional: (node, lowering) => ({
    kind: 'choice',
    conditions: [lowering.field(node, 'condition')],
    options: [lowering.field(node, 'consequence'), lowering.field(node, 'alternative')],
    span: spanOf(node),
  }),
  if: (node, lowering) => lowering.conditional(node, ['condition']),
  unless: (node, lowering) => lowering.conditional(node, ['condition']),
  if_modifier: (node, lowering) => lowering.conditional(node, ['condition']),
  unless_modifier: (node, lowering) => lowering.conditional(node, ['condition']),
  case: (node, lowering) => lowering.conditional(node, ['value']),
  rescue: (node, lowering) => lowering.branch(node.childForFieldName('body')),
  parenthesized_statements: through,
  return: (node, lowering) => ({
    kind: 'return',
    value: lowering.optional(node.namedChildren[0]?.namedChildren[0]),
    span: spanOf(node),
  }),
  string: quoted(false),
  simple_symbol: symbol,
  delimited_symbol: (node, lowering) => quoted(false)(node, lowering),
  hash_key_symbol: (node, lowering) => lowering.word(node),
  integer: numeral,
  float: numeral,
  true: truth,
  false: truth,
  nil: nothing,
  identifier: named,
  constant: named,
  instance_variable: field,
  class_variable: field,
  self: own,
};
