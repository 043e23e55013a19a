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
import type { Argument, Code } from '../syntax';

const call: Row = (node, lowering) => {
  const args = node.childForFieldName('arguments');
  const isBlock = args?.type === 'block' || args?.type === 'case_block';
  return {
    kind: 'call',
    target: lowering.field(node, 'function'),
    arguments: isBlock ? [] : lowering.arguments(args, (one) => argument(one, lowering)),
    ...(isBlock && args ? { block: lowering.of(args) } : {}),
    span: spanOf(node),
  };
};

function argument(node: Node, lowering: Lowering): Argument | undefined {
  if (node.type !== 'assignment_expression') return undefined;
  return lowering.named(node, node.childForFieldName('left'), node.childForFieldName('right'));
}

const creation: Row = (node, lowering) => {
  const [made] = node.namedChildren;
  const body = node.namedChildren.find((one) => one.type === 'template_body');
  return {
    kind: 'call',
    target: { kind: 'name', name: lowering.typeName(made) ?? '', span: made ? spanOf(made) : spanOf(node) },
    arguments: lowering.arguments(node.childForFieldName('arguments'), (one) => argument(one, lowering)),
    ...(body ? { block: lowering.of(body) } : {}),
    span: spanOf(node),
  };
};

const value: Row = (node, lowering) => {
  const pattern = node.childForFieldName('pattern');
  const type = lowering.typeName(node.childForFieldName('type'));
  const written = node.childForFieldName('value');
  if (pattern?.type !== 'identifier') return lowering.other(node);
  return {
    kind: 'declare',
    name: lowering.textOf(pattern),
    nameSpan: spanOf(pattern),
    ...(type ? { type } : {}),
    ...(written ? { value: lowering.of(written) } : {}),
    span: spanOf(node),
  };
};

const func: Row = (node, lowering) => {
  const parameters = node.namedChildren
    .filter((one) => one.type === 'parameters')
    .flatMap((list) => list.namedChildren)
    .filter((one) => one.type === 'parameter')
    .map((one) => {
      const type = lowering.typeName(one.childForFieldName('type'));
      return { name: lowering.textOf(one.childForFieldName('name')), ...(type ? { type } : {}) };
    });
  const body = node.childForFieldName('body');
  const code = lowering.function(node, parameters, body);
  // The last expression of a body is its value.
  return code.body && body ? { ...code, body: lastReturned(code.body) } : code;
};

function lastReturned(body: Code): Code {
  if (body.kind !== 'block') return { kind: 'return', value: body, span: body.span };
  const last = body.items[body.items.length - 1];
  if (!last || last.kind === 'return') return body;
  return { ...body, items: [...body.items.slice(0, -1), { kind: 'return', value: last, span: last.span }] };
}

const type: Row = (node, lowering) => {
  const body = node.childForFieldName('body');
  return {
    kind: 'class',
    name: lowering.textOf(node.childForFieldName('name')),
    items: body ? lowering.all(body.namedChildren) : [],
    span: spanOf(node),
  };
};

const lambda: Row = (node, lowering) => {
  const [parameters, ...items] = node.namedChildren;
  const name = lowering
    .textOf(parameters)
    .replace(/[():].*$|[(]/gs, '')
    .trim();
  return {
    kind: 'function',
    parameters: [{ name: name || lowering.textOf(parameters) }],
    body: { kind: 'block', items: lowering.all(items), branch: false, span: spanOf(node) },
    span: spanOf(node),
  };
};

const match: Row = (node, lowering) => {
  const clauses = node.childForFieldName('body')?.namedChildren.filter((one) => one.type === 'case_clause') ?? [];
  const bodies = clauses.map((clause) => clause.childrenForFieldName('body').filter((one) => one.isNamed));
  if (bodies.every((parts) => parts.length === 1)) {
    return {
      kind: 'choice',
      conditions: [lowering.field(node, 'value')],
      options: bodies.flatMap((parts) => lowering.all(parts)),
      span: spanOf(node),
    };
  }
  return together(
    node,
    bodies.map((parts) => ({ kind: 'block', items: lowering.all(parts), branch: true, span: spanOf(node) })),
  );
};

const conditional: Row = (node, lowering) => {
  const alternative = node.childForFieldName('alternative');
  const consequence = node.childForFieldName('consequence');
  if (alternative && consequence?.type !== 'block')
    return choice('condition', 'consequence', 'alternative')(node, lowering);
  return lowering.conditional(node, ['condition']);
};

const tuple: Row = (node, lowering) => {
  const [left, right, ...more] = node.namedChildren;
  if (!left || !right || more.length > 0) return lowering.other(node);
  return { kind: 'operation', operator: '->', left: lowering.of(left), right: lowering.of(right), span: spanOf(node) };
};

const imported: Row = (node, lowering) => {
  const text = lowering
    .textOf(node)
    .replace(/^import\s+/, '')
    .replace(/\s+/g, ' ');
  const [, path = '', selectors] = /^([\w.]+?)(?:\.\{(.*)\})?$/.exec(text) ?? [];
  const names = selectors
    ? selectors.split(',').map((part): readonly [string, string] => {
        const [from = '', to = from] = part.trim().split(/\s*(?:=>|as)\s+|\s*=>\s*/);
        return [to, `${path}.${from}`];
      })
    : [[path.replace(/^.*\./, ''), path] as const];
  return { kind: 'import', names, span: spanOf(node) };
};

export const scala: Rows = {
  import_declaration: imported,
  object_definition: type,
  class_definition: type,
  trait_definition: type,
  template_body: block,
  function_definition: func,
  val_definition: value,
  var_definition: value,
  block,
  indented_block: block,
  lambda_expression: lambda,
  call_expression: call,
  instance_expression: creation,
  generic_function: (node, lowering) => lowering.field(node, 'function'),
  field_expression: member('value', 'field'),
  assignment_expression: assignment,
  infix_expression: operation,
  prefix_expression: sign(undefined),
  tuple_expression: tuple,
  if_expression: conditional,
  match_expression: match,
  case_clause: branch,
  parenthesized_expression: through,
  ascription_expression: (node, lowering) => lowering.of(node.namedChildren[0]),
  return_expression: returned,
  string: quoted(false),
  integer_literal: numeral,
  floating_point_literal: numeral,
  boolean_literal: truth,
  null_literal: nothing,
  identifier: named,
  type_identifier: named,
  stable_identifier: (node, lowering) => ({ kind: 'name', name: lowering.textOf(node), span: spanOf(node) }),
  this: own,
};
