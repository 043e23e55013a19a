import type { Node } from 'web-tree-sitter';
import {
  assignment,
  block,
  branch,
  type Lowering,
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
import type { Argument, Code, Parameter } from '../syntax';

const child = (node: Node, type: RegExp): Node | undefined => node.namedChildren.find((one) => type.test(one.type));

const call: Row = (node, lowering) => {
  const [callee] = node.namedChildren;
  const args = child(node, /^value_arguments$/);
  const lambda = child(node, /^(?:annotated_lambda|lambda_literal)$/);
  return {
    kind: 'call',
    target: lowering.of(callee),
    arguments: lowering.arguments(args, (one) => argument(one, lowering)),
    ...(lambda ? { block: lowering.of(lambda) } : {}),
    span: spanOf(node),
  };
};

function argument(node: Node, lowering: Lowering): Argument {
  const parts = node.namedChildren.filter((one) => !/comment/.test(one.type));
  const isNamed =
    parts.length === 2 && /^\s*=/.test(lowering.text.slice(parts[0]?.endIndex ?? 0, parts[1]?.startIndex));
  if (isNamed) return lowering.named(node, parts[0] ?? null, parts[1]);
  const spread = lowering.text[node.startIndex] === '*';
  return { value: lowering.of(parts[parts.length - 1]), ...(spread ? { spread } : {}), span: spanOf(node) };
}

const navigation: Row = (node, lowering) => {
  const [object, name] = node.namedChildren;
  if (!object || !name) return lowering.other(node);
  return {
    kind: 'member',
    object: lowering.of(object),
    name: lowering.textOf(name),
    nameSpan: spanOf(name),
    span: spanOf(node),
  };
};

const property: Row = (node, lowering) => {
  const variable = child(node, /^variable_declaration$/);
  const name = variable?.namedChildren[0];
  if (!variable || !name) return lowering.other(node);
  const type = lowering.typeName(variable.namedChildren[1]);
  const value = node.namedChildren.find(
    (one) =>
      one.startIndex >= variable.endIndex &&
      !/comment|^(?:getter|setter|property_delegate|type_constraints)$/.test(one.type),
  );
  const delegate = child(node, /^property_delegate$/);
  const modifiers = child(node, /^modifiers$/);
  const declare: Code = {
    kind: 'declare',
    name: lowering.textOf(name),
    nameSpan: spanOf(name),
    ...(type ? { type } : {}),
    ...(value ? { value: lowering.of(value) } : {}),
    span: spanOf(node),
  };
  const more = [modifiers, delegate, ...node.namedChildren.filter((one) => one.type === 'getter')];
  return together(node, [...more.flatMap((one) => lowering.optional(one) ?? []), declare]);
};

const func: Row = (node, lowering) => {
  const list = child(node, /^function_value_parameters$/);
  const parameters = (list?.namedChildren ?? []).filter((one) => one.type === 'parameter').map(parameter(lowering));
  const modifiers = child(node, /^modifiers$/);
  const body = child(node, /^function_body$/);
  const code = lowering.function(node, parameters, body);
  return modifiers ? together(node, [lowering.of(modifiers), code]) : code;
};

const parameter =
  (lowering: Lowering) =>
  (node: Node): Parameter => {
    const [name, type] = node.namedChildren.filter((one) => !/modifiers|comment/.test(one.type));
    const typeName = lowering.typeName(type);
    return { name: lowering.textOf(name), ...(typeName ? { type: typeName } : {}) };
  };

/** `fun f() = value` returns its value. */
const body: Row = (node, lowering) => {
  const [only] = node.namedChildren;
  if (!only || only.type === 'block') return lowering.of(only);
  return { kind: 'return', value: lowering.of(only), span: spanOf(node) };
};

const type: Row = (node, lowering) => {
  const inside = child(node, /^(?:class_body|enum_class_body)$/);
  const primary = child(node, /^primary_constructor$/);
  const fields = (primary?.namedChildren[0]?.namedChildren ?? []).map((one): Code => {
    const { name, type: typeName } = parameter(lowering)(one);
    return { kind: 'declare', name, nameSpan: spanOf(one), ...(typeName ? { type: typeName } : {}), span: spanOf(one) };
  });
  const head = node.namedChildren.filter((one) => /^(?:modifiers|delegation_specifiers)$/.test(one.type));
  return together(node, [
    {
      kind: 'class',
      name: lowering.textOf(node.childForFieldName('name')),
      items: [...fields, ...lowering.all(head), ...(inside ? lowering.all(inside.namedChildren) : [])],
      span: spanOf(node),
    },
  ]);
};

const lambda: Row = (node, lowering) => {
  const list = child(node, /^lambda_parameters$/);
  const names = (list?.namedChildren ?? []).map((one) => ({ name: lowering.textOf(one).replace(/:.*$/s, '').trim() }));
  const items = node.namedChildren.filter((one) => one.type !== 'lambda_parameters');
  return {
    kind: 'function',
    parameters: names.length > 0 ? names : [{ name: 'it' }],
    body: { kind: 'block', items: lowering.all(items), branch: false, span: spanOf(node) },
    span: spanOf(node),
  };
};

/** `if` as a value gives one of its branches; as a statement it passes one over. */
const conditional: Row = (node, lowering) => {
  const condition = node.childForFieldName('condition');
  const options = node.namedChildren.filter((one) => one.id !== condition?.id && !/comment/.test(one.type));
  const isValue =
    options.length === 2 && options.every((one) => !/^(?:block|control_structure_body|assignment)$/.test(one.type));
  if (!isValue) return together(node, [lowering.of(condition), ...options.map((one) => lowering.branch(one))]);
  return { kind: 'choice', conditions: [lowering.of(condition)], options: lowering.all(options), span: spanOf(node) };
};

const when: Row = (node, lowering) => {
  const entries = node.namedChildren.filter((one) => one.type === 'when_entry');
  const results = entries.flatMap((entry) => entry.namedChildren[entry.namedChildren.length - 1] ?? []);
  if (results.some((result) => /^(?:block|control_structure_body|assignment)$/.test(result.type))) {
    return together(
      node,
      results.map((result) => lowering.branch(result)),
    );
  }
  return { kind: 'choice', conditions: [], options: lowering.all(results), span: spanOf(node) };
};

const infix: Row = (node, lowering) => {
  const [left, operator, right] = node.namedChildren;
  return {
    kind: 'operation',
    operator: lowering.textOf(operator),
    left: lowering.of(left),
    right: lowering.of(right),
    span: spanOf(node),
  };
};

const annotation: Row = (node, lowering) => {
  const made = child(node, /^constructor_invocation$/) ?? node;
  const name = lowering.typeName(child(made, /^user_type$/)) ?? '';
  return {
    kind: 'call',
    target: { kind: 'name', name: `@${name}`, span: spanOf(node) },
    arguments: lowering.arguments(child(made, /^value_arguments$/), (one) => argument(one, lowering)),
    span: spanOf(node),
  };
};

const imported: Row = (node, lowering) => {
  const [path, alias] = node.namedChildren;
  const full = lowering.textOf(path).replace(/\s/g, '');
  return {
    kind: 'import',
    names: [[alias ? lowering.textOf(alias) : full.replace(/^.*\./, ''), full]],
    span: spanOf(node),
  };
};

export const kotlin: Rows = {
  import: imported,
  class_declaration: type,
  object_declaration: type,
  companion_object: block,
  class_body: block,
  property_declaration: property,
  function_declaration: func,
  function_body: body,
  anonymous_initializer: block,
  secondary_constructor: block,
  block,
  lambda_literal: lambda,
  annotated_lambda: through,
  call_expression: call,
  navigation_expression: navigation,
  index_expression: (node, lowering) => ({
    kind: 'index',
    object: lowering.of(node.namedChildren[0]),
    key: lowering.of(node.namedChildren[1]),
    span: spanOf(node),
  }),
  assignment,
  binary_expression: operation,
  infix_expression: infix,
  unary_expression: sign('argument'),
  if_expression: conditional,
  when_expression: when,
  when_entry: branch,
  catch_block: branch,
  parenthesized_expression: through,
  as_expression: (node, lowering) => lowering.of(node.namedChildren[0]),
  return_expression: returned,
  annotation,
  collection_literal: (node, lowering) => ({
    kind: 'list',
    items: lowering.all(node.namedChildren),
    span: spanOf(node),
  }),
  string_literal: quoted(true),
  number_literal: numeral,
  float_literal: numeral,
  null: nothing,
  identifier: (node, lowering) =>
    /^(?:true|false)$/.test(lowering.textOf(node)) ? truth(node, lowering) : named(node, lowering),
  this_expression: own,
};
