import type { Node } from 'web-tree-sitter';
import { ownValue } from '../../base/ownValue';
import { unwrap } from './literals';
import { type Binding, enclosing, type FieldSource, type Scope } from './scope';

/** What an expression is in the world of kafkajs. */
export interface KafkajsValue {
  readonly type: KafkajsType;
  /** The call or `new` that made it, when the file shows one and only one. */
  readonly creation: Node | undefined;
  /** The client that it came from. */
  readonly origin?: KafkajsValue;
}

export type KafkajsType = 'Kafka' | 'Producer' | 'Consumer' | 'Admin' | 'Transaction';

/** The local names under which a file knows kafkajs. */
export interface KafkajsNames {
  /** By local name: `K` for `import { Kafka as K }`. */
  readonly types: ReadonlyMap<string, KafkajsType>;
  /** Names of the whole module. */
  readonly modules: ReadonlySet<string>;
  /** What names turned out to be, by their bindings. */
  readonly known: WeakMap<readonly Binding[], { readonly value: KafkajsValue | undefined }>;
}

const isType = (name: string): name is KafkajsType => /^(?:Kafka|Producer|Consumer|Admin|Transaction)$/.test(name);

/** Undefined when the file does not import kafkajs. */
export function kafkajsNames(text: string, root: Node): KafkajsNames | undefined {
  const types = new Map<string, KafkajsType>();
  const modules = new Set<string>();
  let imported = false;
  for (const match of text.matchAll(/(['"])kafkajs\1/g)) {
    const literal = root.descendantForIndex(match.index, match.index + match[0].length);
    const owner = literal?.parent;
    if (literal?.type !== 'string' || !owner) continue;
    if (owner.type === 'import_statement') imported = readImport(owner, types, modules) || imported;
    else if (owner.type === 'arguments') imported = readRequire(owner, types, modules) || imported;
  }
  for (const module of modules) readPattern(text, module, types);
  return imported ? { types, modules, known: new WeakMap() } : undefined;
}

/** What is known of a file that gets its clients from another one. */
export const noNames = (): KafkajsNames => ({ types: new Map(), modules: new Set(), known: new WeakMap() });

/** `const { Kafka } = kafkajs`, which is how an ES module takes names of a CommonJS one. */
function readPattern(text: string, module: string, types: Map<string, KafkajsType>): void {
  if (!/^[\w$]+$/.test(module)) return;
  const pattern = new RegExp(`\\{([^{}]*)\\}\\s*=\\s*${module.replaceAll('$', '\\$')}\\s*(?:;|\\n|$)`, 'g');
  for (const [, names = ''] of text.matchAll(pattern)) {
    for (const one of names.split(',')) {
      const [name = '', local = name] = one.split(':').map((part) => part.trim());
      if (isType(name)) types.set(local, name);
    }
  }
}

function readImport(statement: Node, types: Map<string, KafkajsType>, modules: Set<string>): boolean {
  for (const specifier of statement.descendantsOfType('import_specifier')) {
    const name = specifier.childForFieldName('name')?.text ?? '';
    if (isType(name)) types.set(specifier.childForFieldName('alias')?.text ?? name, name);
  }
  const clause = statement.namedChildren.find((child) => child.type === 'import_clause');
  for (const child of clause?.namedChildren ?? []) {
    if (child.type === 'identifier') modules.add(child.text);
    if (child.type === 'namespace_import') modules.add(child.namedChildren[0]?.text ?? '');
  }
  return true;
}

function readRequire(args: Node, types: Map<string, KafkajsType>, modules: Set<string>): boolean {
  const call = args.parent;
  if (!call || !/^(?:require|import)$/.test(call.childForFieldName('function')?.text ?? '')) return false;
  let holder = call.parent;
  while (holder && /^(?:await|parenthesized)_expression$/.test(holder.type)) holder = holder.parent;
  const member = holder?.type === 'member_expression' ? holder : undefined;
  const declarator = member ? member.parent : holder;
  const target = declarator?.type === 'variable_declarator' ? declarator.childForFieldName('name') : undefined;
  if (!target) return true;
  const property = member?.childForFieldName('property')?.text ?? '';
  if (target.type === 'identifier' && isType(property)) types.set(target.text, property);
  else if (target.type === 'identifier') modules.add(target.text);
  for (const child of target.type === 'object_pattern' ? target.namedChildren : []) {
    const name = child.type === 'pair_pattern' ? (child.childForFieldName('key')?.text ?? '') : child.text;
    const local = child.type === 'pair_pattern' ? (child.childForFieldName('value')?.text ?? '') : child.text;
    if (isType(name)) types.set(local, name);
  }
  return true;
}

const made: Readonly<Record<string, readonly [KafkajsType, KafkajsType]>> = {
  producer: ['Kafka', 'Producer'],
  consumer: ['Kafka', 'Consumer'],
  admin: ['Kafka', 'Admin'],
  transaction: ['Producer', 'Transaction'],
};

const maxHops = 8;

/** What an expression is, when the file says so; undefined otherwise. */
export function kafkajsValue(
  node: Node | undefined,
  names: KafkajsNames,
  scope: Scope,
  hops = 0,
): KafkajsValue | undefined {
  const plain = unwrap(node);
  if (!plain || hops > maxHops) return undefined;
  const again = (next: Node | undefined): KafkajsValue | undefined => kafkajsValue(next, names, scope, hops + 1);
  if (plain.type === 'new_expression') {
    const name = plain.childForFieldName('constructor');
    return name && typeNamed(name, names) === 'Kafka' ? { type: 'Kafka', creation: plain } : undefined;
  }
  if (plain.type === 'call_expression') {
    const callee = plain.childForFieldName('function');
    const [from, to] = ownValue(made, callee?.childForFieldName('property')?.text ?? '') ?? [];
    const origin =
      from && callee?.type === 'member_expression' ? again(callee.childForFieldName('object') ?? undefined) : undefined;
    return origin && to && origin.type === from ? { type: to, creation: plain, origin } : undefined;
  }
  if (plain.type === 'identifier') {
    const bindings = scope.bindings(plain);
    const known = names.known.get(bindings);
    if (known) return known.value;
    const value = agree(bindings.map((binding) => ofType(binding.type, names) ?? again(binding.value)));
    names.known.set(bindings, { value });
    return value;
  }
  if (plain.type === 'member_expression' && plain.childForFieldName('object')?.type === 'this') {
    return agree(fieldSources(plain, scope).map(({ value, type }) => again(value) ?? ofType(type, names)));
  }
  return undefined;
}

function typeNamed(name: Node, names: KafkajsNames): KafkajsType | undefined {
  if (name.type === 'member_expression' || name.type === 'nested_type_identifier') {
    const [module = '', type = ''] = name.text.split('.');
    return names.modules.has(module) && isType(type) ? type : undefined;
  }
  return names.types.get(name.text);
}

/** `: Producer`, `: Producer | undefined`, `: kafkajs.Producer`. */
function ofType(annotation: Node | undefined, names: KafkajsNames): KafkajsValue | undefined {
  if (!annotation) return undefined;
  const parts = annotation.text.replace(/^:\s*/, '').split('|');
  for (const part of parts.map((text) => text.trim())) {
    const [module = '', name = ''] = part.split('.');
    const type = names.types.get(part) ?? (names.modules.has(module) && isType(name) ? name : undefined);
    if (type) return { type, creation: undefined };
  }
  return undefined;
}

/** Where `this.name` gets its value or its type: fields, parameter properties and assignments of the same class. */
function fieldSources(use: Node, scope: Scope): readonly FieldSource[] {
  const name = use.childForFieldName('property')?.text ?? '';
  const owner = enclosing(use, /^class_body$/);
  return owner ? scope.fields(owner, name, () => sourcesIn(owner, name, scope)) : [];
}

function sourcesIn(owner: Node, name: string, scope: Scope): readonly FieldSource[] {
  const isOwn = (node: Node): boolean => enclosing(node, /^class_body$/)?.id === owner.id;
  return scope.occurrences(name).flatMap((node) => {
    if (node.startIndex < owner.startIndex || node.endIndex > owner.endIndex) return [];
    const [source] = sourceAt(node);
    // The way up to the class is the longest: only what gives a value goes it.
    return source && isOwn(node) ? [source] : [];
  });
}

function sourceAt(node: Node): readonly FieldSource[] {
  const parent = node.parent;
  const type = parent?.childForFieldName('type') ?? undefined;
  if (parent && /field_definition$/.test(parent.type) && parent.childForFieldName('name')?.id === node.id) {
    return [{ value: parent.childForFieldName('value') ?? undefined, type }];
  }
  const isParameterProperty =
    parent?.type === 'required_parameter' && /^(?:private|public|protected|readonly)\b/.test(parent.text);
  if (isParameterProperty) return [{ value: undefined, type }];
  const outer = parent?.parent;
  const assigned =
    parent?.childForFieldName('object')?.type === 'this' &&
    outer?.type === 'assignment_expression' &&
    outer.childForFieldName('left')?.id === parent.id;
  return assigned ? [{ value: outer.childForFieldName('right') ?? undefined, type: undefined }] : [];
}

/** Sources that tell nothing (`let producer;`) are passed over; sources that disagree tell nothing together. */
function agree(values: readonly (KafkajsValue | undefined)[]): KafkajsValue | undefined {
  const told = values.filter((value) => value !== undefined);
  const first = told[0];
  if (!first || told.some((value) => value.type !== first.type)) return undefined;
  const creations = told.filter((value) => value.creation !== undefined);
  return creations.length === 1 ? creations[0] : { type: first.type, creation: undefined };
}
