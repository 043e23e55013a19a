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
import type { Argument, Code, Parameter } from '../syntax';

const call: Row = (node, lowering) => {
  const target = node.childForFieldName('function') ?? node.childForFieldName('constructor');
  return {
    kind: 'call',
    target: lowering.of(target),
    arguments: lowering.arguments(node.childForFieldName('arguments'), (one): Argument | undefined =>
      one.type === 'spread_element'
        ? { value: lowering.of(one.namedChildren[0]), spread: true, span: spanOf(one) }
        : undefined,
    ),
    span: spanOf(node),
  };
};

const object: Row = (node, lowering) => ({
  kind: 'table',
  entries: node.namedChildren.flatMap((one) => {
    if (one.type === 'spread_element') return lowering.entry(one, undefined, one.namedChildren[0]);
    if (one.type === 'shorthand_property_identifier') {
      return { key: lowering.word(one), value: named(one, lowering), span: spanOf(one) };
    }
    const key = one.childForFieldName('key');
    if (one.type !== 'pair' || !key) return [];
    const entry = lowering.entry(one, key, one.childForFieldName('value'));
    return key.type === 'property_identifier' ? { ...entry, key: lowering.word(key) } : entry;
  }),
  span: spanOf(node),
});

const declarator: Row = (node, lowering) => {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  const from = required(value, lowering);
  if (name && from) return { kind: 'import', names: boundNames(name, from, lowering), span: spanOf(node) };
  if (name?.type === 'object_pattern' && value) return together(node, taken(name, lowering.of(value), lowering));
  if (name?.type !== 'identifier') return lowering.other(node);
  const type = lowering.typeName(node.childForFieldName('type'));
  return {
    kind: 'declare',
    name: lowering.textOf(name),
    nameSpan: spanOf(name),
    ...(type ? { type } : {}),
    ...(value ? { value: lowering.of(value) } : {}),
    span: spanOf(node),
  };
};

/** `const { a, b: c } = d` as one declaration for each name. */
function taken(pattern: Node, value: Code, lowering: Lowering): readonly Code[] {
  return pattern.namedChildren.flatMap((one): readonly Code[] => {
    const key = one.childForFieldName('key') ?? one;
    const local = one.childForFieldName('value') ?? one;
    if (local.type !== 'identifier' && local.type !== 'shorthand_property_identifier_pattern') return [];
    const span = spanOf(key);
    const part: Code = { kind: 'member', object: value, name: lowering.textOf(key), nameSpan: span, span };
    return [{ kind: 'declare', name: lowering.textOf(local), nameSpan: spanOf(local), value: part, span: spanOf(one) }];
  });
}

/** The path of `require('a')` and `require('a').b`. */
function required(value: Node | null, lowering: Lowering): string | undefined {
  return /^(?:await\s+)?(?:require|import)\(\s*['"]([^'"]+)['"]\s*\)((?:\.\w+)*)$/
    .exec(lowering.textOf(value).slice(0, 200))
    ?.slice(1)
    .join('');
}

function boundNames(pattern: Node, path: string, lowering: Lowering): readonly (readonly [string, string])[] {
  if (pattern.type === 'identifier') return [[lowering.textOf(pattern), path]];
  return pattern.namedChildren.flatMap((one): readonly (readonly [string, string])[] => {
    if (one.type === 'shorthand_property_identifier_pattern') {
      return [[lowering.textOf(one), `${path}.${lowering.textOf(one)}`]];
    }
    const value = one.childForFieldName('value');
    return value ? boundNames(value, `${path}.${lowering.textOf(one.childForFieldName('key'))}`, lowering) : [];
  });
}

const imported: Row = (node, lowering) => {
  const path = lowering.textOf(node.childForFieldName('source')).slice(1, -1);
  const names: (readonly [string, string])[] = [];
  for (const one of node.namedChildren.find((child) => child.type === 'import_clause')?.namedChildren ?? []) {
    if (one.type === 'identifier') names.push([lowering.textOf(one), path]);
    if (one.type === 'namespace_import') names.push([lowering.textOf(one.namedChildren[0]), path]);
    for (const specifier of one.type === 'named_imports' ? one.namedChildren : []) {
      const name = lowering.textOf(specifier.childForFieldName('name'));
      const alias = specifier.childForFieldName('alias');
      names.push([alias ? lowering.textOf(alias) : name, `${path}.${name}`]);
    }
  }
  return { kind: 'import', names, span: spanOf(node) };
};

const func: Row = (node, lowering) => {
  const single = node.childForFieldName('parameter');
  const list = single ? [single] : (node.childForFieldName('parameters')?.namedChildren ?? []);
  const parameters = list.map((one): Parameter => {
    const pattern = one.childForFieldName('pattern') ?? one;
    const type = lowering.typeName(one.childForFieldName('type'));
    return { name: pattern.type === 'identifier' ? lowering.textOf(pattern) : '', ...(type ? { type } : {}) };
  });
  const body = node.childForFieldName('body');
  const code = lowering.function(
    node,
    parameters,
    body,
    lowering.textOf(node.childForFieldName('name')) === 'constructor',
  );
  // `() => value` returns its value.
  if (!code.body || body?.type === 'statement_block') return code;
  return { ...code, body: { kind: 'return', value: code.body, span: code.body.span } };
};

const field: Row = (node, lowering) => {
  const name = node.childForFieldName('name') ?? node.childForFieldName('property');
  const value = node.childForFieldName('value');
  const type = lowering.typeName(node.childForFieldName('type'));
  const declared: Code = {
    kind: 'declare',
    name: lowering.textOf(name),
    nameSpan: name ? spanOf(name) : spanOf(node),
    ...(type ? { type } : {}),
    ...(value ? { value: lowering.of(value) } : {}),
    span: spanOf(node),
  };
  return declared;
};

const type: Row = (node, lowering) => ({
  kind: 'class',
  name: lowering.textOf(node.childForFieldName('name')),
  items: lowering.all([
    ...node.namedChildren.filter((one) => one.type === 'decorator'),
    ...(node.childForFieldName('body')?.namedChildren ?? []),
  ]),
  span: spanOf(node),
});

export const ecmascript: Rows = {
  import_statement: imported,
  variable_declarator: declarator,
  class_declaration: type,
  class: type,
  public_field_definition: field,
  field_definition: field,
  function_declaration: func,
  function_expression: func,
  generator_function_declaration: func,
  arrow_function: func,
  method_definition: func,
  statement_block: block,
  expression_statement: through,
  call_expression: call,
  new_expression: call,
  object,
  array: (node, lowering) => ({ kind: 'list', items: lowering.all(node.namedChildren), span: spanOf(node) }),
  member_expression: member('object', 'property'),
  subscript_expression: (node, lowering) => ({
    kind: 'index',
    object: lowering.field(node, 'object'),
    key: lowering.field(node, 'index'),
    span: spanOf(node),
  }),
  computed_property_name: through,
  assignment_expression: assignment,
  augmented_assignment_expression: assignment,
  binary_expression: operation,
  ternary_expression: choice('condition', 'consequence', 'alternative'),
  if_statement: (node, lowering) => lowering.conditional(node, ['condition']),
  switch_case: branch,
  switch_default: branch,
  catch_clause: branch,
  parenthesized_expression: through,
  as_expression: (node, lowering) => lowering.of(node.namedChildren[0]),
  satisfies_expression: (node, lowering) => lowering.of(node.namedChildren[0]),
  non_null_expression: through,
  await_expression: through,
  unary_expression: sign('argument'),
  return_statement: returned,
  string: quoted(false),
  template_string: quoted(true),
  number: numeral,
  true: truth,
  false: truth,
  null: nothing,
  undefined: nothing,
  identifier: named,
  this: own,
  jsx_element: (node) => together(node, []),
};
