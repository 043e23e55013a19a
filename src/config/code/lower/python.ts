import type { Node } from 'web-tree-sitter';
import {
  assignment,
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
  returned,
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
  arguments: lowering.arguments(node.childForFieldName('arguments'), (one) => argument(one, lowering)),
  span: spanOf(node),
});

function argument(node: Node, lowering: Lowering): Argument | undefined {
  if (node.type === 'keyword_argument') {
    return lowering.named(node, node.childForFieldName('name'), node.childForFieldName('value'));
  }
  if (node.type === 'dictionary_splat' || node.type === 'list_splat') {
    return { value: lowering.of(node.namedChildren[0]), spread: node.type === 'dictionary_splat', span: spanOf(node) };
  }
  return undefined;
}

const dictionary: Row = (node, lowering) => ({
  kind: 'table',
  entries: node.namedChildren.flatMap((one) => {
    if (one.type === 'pair') return lowering.entry(one, one.childForFieldName('key'), one.childForFieldName('value'));
    return one.type === 'dictionary_splat' ? lowering.entry(one, undefined, one.namedChildren[0]) : [];
  }),
  span: spanOf(node),
});

/** `a: str = b` declares; `a = b` assigns; `a, b = c, d` is two assignments. */
const assign: Row = (node, lowering) => {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left?.type === 'pattern_list' && right?.type === 'expression_list') {
    const values = right.namedChildren;
    return together(
      node,
      left.namedChildren.map((target, index) => ({
        kind: 'assign',
        target: lowering.of(target),
        operator: '=',
        value: lowering.of(values[index]),
        span: spanOf(node),
      })),
    );
  }
  if (!right || left?.type === 'pattern_list') return lowering.other(node);
  return assignment(node, lowering);
};

const func: Row = (node, lowering) => {
  const list = node.childForFieldName('parameters');
  const parameters = (list?.namedChildren ?? []).map((one): Parameter => {
    const name = one.type === 'identifier' ? one : (one.childForFieldName('name') ?? one.namedChildren[0] ?? one);
    const type = lowering.typeName(one.childForFieldName('type'));
    return { name: lowering.textOf(name), ...(type ? { type } : {}) };
  });
  return lowering.function(node, parameters, node.childForFieldName('body'));
};

const type: Row = (node, lowering) => ({
  kind: 'class',
  name: lowering.textOf(node.childForFieldName('name')),
  items: lowering.all(node.childForFieldName('body')?.namedChildren ?? []),
  span: spanOf(node),
});

const imported: Row = (node, lowering) => {
  const module = node.childForFieldName('module_name');
  const prefix = module ? `${lowering.textOf(module)}.` : '';
  const names = node.childrenForFieldName('name').map((one): readonly [string, string] => {
    const alias = one.childForFieldName('alias');
    const path = lowering.textOf(one.childForFieldName('name') ?? one);
    // `import a.b` binds `a`.
    if (!alias && !module) return [path.replace(/\..*$/, ''), path.replace(/\..*$/, '')];
    return [alias ? lowering.textOf(alias) : path, `${prefix}${path}`];
  });
  return { kind: 'import', names, span: spanOf(node) };
};

const conditional: Row = (node, lowering) => {
  const [value, condition, other] = lowering.all(node.namedChildren);
  const options = [value, other].filter((one): one is Code => one !== undefined);
  return { kind: 'choice', conditions: condition ? [condition] : [], options, span: spanOf(node) };
};

export const python: Rows = {
  import_statement: imported,
  import_from_statement: imported,
  class_definition: type,
  function_definition: func,
  lambda: (node, lowering) => lowering.function(node, [], node.childForFieldName('body')),
  block,
  expression_statement: through,
  assignment: assign,
  augmented_assignment: assignment,
  call,
  attribute: member('object', 'attribute'),
  subscript: (node, lowering) => ({
    kind: 'index',
    object: lowering.field(node, 'value'),
    key: lowering.field(node, 'subscript'),
    span: spanOf(node),
  }),
  dictionary,
  list: (node, lowering) => ({ kind: 'list', items: lowering.all(node.namedChildren), span: spanOf(node) }),
  tuple: (node, lowering) => ({ kind: 'list', items: lowering.all(node.namedChildren), span: spanOf(node) }),
  binary_operator: operation,
  boolean_operator: operation,
  comparison_operator: (node, lowering) => lowering.other(node),
  conditional_expression: conditional,
  parenthesized_expression: through,
  await: through,
  unary_operator: sign('argument'),
  if_statement: (node, lowering) => lowering.conditional(node, ['condition']),
  match_statement: (node, lowering) => lowering.conditional(node, ['subject', 'body']),
  case_clause: branch,
  except_clause: branch,
  return_statement: returned,
  string: quoted(false),
  integer: numeral,
  float: numeral,
  true: truth,
  false: truth,
  none: nothing,
  identifier: (node, lowering) =>
    /^(?:self|cls)$/.test(lowering.textOf(node))
      ? { kind: 'name', name: 'this', span: spanOf(node) }
      : named(node, lowering),
};
