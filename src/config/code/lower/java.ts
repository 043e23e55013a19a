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
  const object = node.childForFieldName('object');
  const name = node.childForFieldName('name');
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
  const body = node.childForFieldName('body');
  return {
    kind: 'call',
    target,
    arguments: lowering.arguments(node.childForFieldName('arguments'), groovyNamed(lowering)),
    ...(body ? { block: lowering.of(body) } : {}),
    span: spanOf(node),
  };
};

/** Groovy's `f(a: 1)`; Java has no such node. */
const groovyNamed =
  (lowering: Lowering) =>
  (node: Node): Argument | undefined =>
    node.type === 'map_item'
      ? lowering.named(node, node.childForFieldName('key'), node.childForFieldName('value'))
      : undefined;

const creation: Row = (node, lowering) => {
  const type = node.childForFieldName('type');
  const body = node.namedChildren.find((child) => child.type === 'class_body');
  const name = lowering.typeName(type) ?? '';
  return {
    kind: 'call',
    target: { kind: 'name', name, span: type ? spanOf(type) : spanOf(node) },
    arguments: lowering.arguments(node.childForFieldName('arguments'), groovyNamed(lowering)),
    ...(body ? { block: lowering.of(body) } : {}),
    span: spanOf(node),
  };
};

const declaration: Row = (node, lowering) => {
  const type = lowering.typeName(node.childForFieldName('type'));
  const annotations = node.namedChildren.filter((child) => child.type === 'modifiers');
  const bound = node.type === 'field_declaration' && annotations.some((one) => isBound(lowering.textOf(one)));
  const declared = node.namedChildren
    .filter((child) => child.type === 'variable_declarator')
    .map((declarator): Code => {
      const name = declarator.childForFieldName('name');
      const value = bound ? undefined : lowering.optional(declarator.childForFieldName('value'));
      return {
        kind: 'declare',
        name: lowering.textOf(name),
        nameSpan: name ? spanOf(name) : spanOf(declarator),
        ...(type && type !== 'var' && type !== 'def' ? { type } : {}),
        ...(value ? { value } : {}),
        span: spanOf(node),
      };
    });
  return together(node, [...lowering.all(annotations), ...declared]);
};

/** A field that a framework gives its value, from a command line or a file: what stands there is only its default. */
const isBound = (modifiers: string): boolean =>
  /@(?:\w+\.)*(?:Parameter|Option|Value|ConfigProperty|Property|Arg|Argument|Inject|CommandLine\.\w+)\b/.test(
    modifiers,
  ) && !/\bfinal\b/.test(modifiers);

const method: Row = (node, lowering) => {
  const modifiers = node.namedChildren.find((child) => child.type === 'modifiers');
  const constructs = node.type === 'constructor_declaration';
  const body = lowering.function(node, parameters(node, lowering), node.childForFieldName('body'), constructs);
  return modifiers ? together(node, [lowering.of(modifiers), body]) : body;
};

function parameters(node: Node, lowering: Lowering): readonly Parameter[] {
  const list = node.childForFieldName('parameters');
  if (list?.type === 'identifier') return [{ name: lowering.textOf(list) }];
  return (list?.namedChildren ?? []).map((parameter) => {
    const name = parameter.type === 'identifier' ? parameter : parameter.childForFieldName('name');
    const type = lowering.typeName(parameter.childForFieldName('type'));
    return { name: lowering.textOf(name), ...(type ? { type } : {}) };
  });
}

const type: Row = (node, lowering) => {
  const body = node.childForFieldName('body');
  const modifiers = node.namedChildren.filter((child) => child.type === 'modifiers');
  return together(node, [
    ...lowering.all(modifiers),
    {
      kind: 'class',
      name: lowering.textOf(node.childForFieldName('name')),
      items: body ? lowering.all(body.namedChildren) : [],
      span: spanOf(node),
    },
  ]);
};

/** An annotation is a call by its name with named arguments. */
const annotation: Row = (node, lowering) => {
  const name = node.childForFieldName('name');
  return {
    kind: 'call',
    target: { kind: 'name', name: `@${lowering.textOf(name)}`, span: name ? spanOf(name) : spanOf(node) },
    arguments: lowering.arguments(node.childForFieldName('arguments'), (child) =>
      child.type === 'element_value_pair'
        ? lowering.named(child, child.childForFieldName('key'), child.childForFieldName('value'))
        : undefined,
    ),
    span: spanOf(node),
  };
};

export const list: Row = (node, lowering) => ({
  kind: 'list',
  items: lowering.all(node.namedChildren),
  span: spanOf(node),
});

const switched: Row = (node, lowering) => {
  const rules = node.childForFieldName('body')?.namedChildren.filter((child) => child.type === 'switch_rule') ?? [];
  const values = rules.map((rule) => rule.namedChildren[rule.namedChildren.length - 1]);
  // The arms of a switch that is used as a value are its options; blocks with statements are not looked into as values.
  if (rules.length > 0 && values.every((value) => value?.type === 'expression_statement')) {
    return {
      kind: 'choice',
      conditions: [lowering.field(node, 'condition')],
      options: values.flatMap((value) => lowering.optional(value?.namedChildren[0]) ?? []),
      span: spanOf(node),
    };
  }
  return lowering.conditional(node, ['condition', 'body']);
};

const imported: Row = (node, lowering) => {
  const text = lowering.textOf(node);
  const path = /import\s+(?:static\s+)?([\w.]+)\s*;?$/.exec(text.trim())?.[1];
  const local = path?.replace(/^.*\./, '');
  return { kind: 'import', names: path && local ? [[local, path]] : [], span: spanOf(node) };
};

const lambda: Row = (node, lowering) =>
  lowering.function(node, parameters(node, lowering), node.childForFieldName('body'));

export const java: Rows = {
  import_declaration: imported,
  class_declaration: type,
  record_declaration: type,
  enum_declaration: type,
  interface_declaration: type,
  annotation_type_declaration: type,
  class_body: block,
  enum_body: block,
  interface_body: block,
  field_declaration: declaration,
  local_variable_declaration: declaration,
  constant_declaration: declaration,
  method_declaration: method,
  constructor_declaration: method,
  compact_constructor_declaration: method,
  constructor_body: block,
  block,
  lambda_expression: lambda,
  method_invocation: call,
  object_creation_expression: creation,
  annotation,
  element_value_array_initializer: list,
  array_initializer: list,
  array_creation_expression: (node, lowering) => lowering.of(node.childForFieldName('value') ?? node.namedChildren[0]),
  assignment_expression: assignment,
  field_access: member('object', 'field'),
  array_access: (node, lowering) => ({
    kind: 'index',
    object: lowering.field(node, 'array'),
    key: lowering.field(node, 'index'),
    span: spanOf(node),
  }),
  binary_expression: operation,
  ternary_expression: choice('condition', 'consequence', 'alternative'),
  switch_expression: switched,
  switch_block: block,
  switch_block_statement_group: branch,
  switch_rule: branch,
  switch_label: (node) => together(node, []),
  if_statement: (node, lowering) => lowering.conditional(node, ['condition']),
  catch_clause: branch,
  cast_expression: (node, lowering) => lowering.field(node, 'value'),
  parenthesized_expression: through,
  expression_statement: through,
  unary_expression: sign('operand'),
  return_statement: returned,
  yield_statement: returned,
  string_literal: quoted(false),
  text_block: quoted(false),
  decimal_integer_literal: numeral,
  decimal_floating_point_literal: numeral,
  true: truth,
  false: truth,
  null_literal: nothing,
  identifier: named,
  type_identifier: named,
  scoped_identifier: member('scope', 'name'),
  this: own,
};
