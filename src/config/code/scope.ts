import type { Node } from 'web-tree-sitter';
import { type Span, spanLength } from '../../base/span';

/** One way a name gets its value: a declaration with a value, a parameter, an assignment, an import. */
export interface Binding {
  readonly name: Node;
  /** The value, where one is written and it is the whole of the name. */
  readonly value: Node | undefined;
  readonly type: Node | undefined;
  readonly kind: 'const' | 'variable' | 'parameter' | 'assignment' | 'other';
}

export interface FieldSource {
  readonly value: Node | undefined;
  readonly type: Node | undefined;
}

interface Bound {
  readonly declarations: readonly { readonly binding: Binding; readonly owner: Span }[];
  readonly assignments: readonly Binding[];
  readonly byOwner: Map<string, readonly Binding[]>;
}

const none: readonly Binding[] = [];

/**
 * Answers what names stand for in one file. Works from the occurrences of a name in the text to their nodes, because
 * walking a whole tree across the WASM border costs far more than looking up the few places that matter.
 */
export class Scope {
  private readonly cache = new Map<string, readonly Node[]>();
  private readonly bound = new Map<string, Bound>();
  private readonly mutated = new Map<string, boolean>();
  private readonly fieldSources = new Map<string, readonly FieldSource[]>();
  private readonly text: string;
  private readonly root: Node;

  constructor(text: string, root: Node) {
    this.text = text;
    this.root = root;
  }

  /** Where a field of a class gets its value: found out once, however often the field is used. */
  fields(owner: Node, name: string, find: () => readonly FieldSource[]): readonly FieldSource[] {
    const key = `${owner.id}.${name}`;
    const found = this.fieldSources.get(key) ?? find();
    this.fieldSources.set(key, found);
    return found;
  }

  /** The nodes whose text is exactly `name`. */
  occurrences(name: string): readonly Node[] {
    const known = this.cache.get(name);
    if (known) return known;
    const found: Node[] = [];
    // While somebody types, a name can be missing: the tree then holds an identifier without text.
    if (name === '') return found;
    for (let at = this.text.indexOf(name); at >= 0; at = this.text.indexOf(name, at + name.length)) {
      if (isWord(this.text[at - 1]) || isWord(this.text[at + name.length])) continue;
      const node = this.root.descendantForIndex(at, at + name.length);
      if (node && node.startIndex === at && node.endIndex === at + name.length && nameTypes.has(node.type))
        found.push(node);
    }
    this.cache.set(name, found);
    return found;
  }

  /**
   * What the identifier at `use` is bound to in the innermost scope that binds it; assignments included. Uses of the same
   * declaration get the same array, so that what was found out about one can be kept for all.
   */
  bindings(use: Node): readonly Binding[] {
    const { declarations, assignments, byOwner } = this.boundTo(use.text);
    let owner: Span | undefined;
    for (const { owner: candidate } of declarations) {
      if (candidate.start > use.startIndex || candidate.end < use.endIndex) continue;
      if (!owner || spanLength(candidate) < spanLength(owner)) owner = candidate;
    }
    if (!owner) return none;
    const { start, end } = owner;
    const known = byOwner.get(`${start}-${end}`);
    if (known) return known;
    const here = declarations.filter((declared) => declared.owner.start === start && declared.owner.end === end);
    const assigned = assignments.filter(({ name }) => name.startIndex >= start && name.endIndex <= end);
    const found = [...here.map(({ binding }) => binding), ...assigned];
    byOwner.set(`${start}-${end}`, found);
    return found;
  }

  /** A client that half the file uses is looked up once. */
  private boundTo(name: string): Bound {
    const known = this.bound.get(name);
    if (known) return known;
    const nodes = this.occurrences(name);
    const declarations = nodes.flatMap((node) => {
      const binding = declaration(node);
      const owner = binding && scopeOf(binding);
      return owner ? [{ binding, owner: { start: owner.startIndex, end: owner.endIndex } }] : [];
    });
    const bound: Bound = {
      byOwner: new Map(),
      declarations,
      assignments: nodes.flatMap((node) => assignment(node) ?? []),
    };
    this.bound.set(name, bound);
    return bound;
  }

  /** True when a property of the object may be changed after its declaration. */
  isMutated(name: string): boolean {
    const known = this.mutated.get(name) ?? this.findMutation(name);
    this.mutated.set(name, known);
    return known;
  }

  private findMutation(name: string): boolean {
    return this.occurrences(name).some((node) => {
      const member = node.parent;
      if (member?.type === 'arguments') {
        const callee = member.parent?.childForFieldName('function')?.text;
        return callee === 'Object.assign' && member.namedChildren[0]?.id === node.id;
      }
      if (!member || !/^(?:member|subscript)_expression$/.test(member.type)) return false;
      if (member.childForFieldName('object')?.id !== node.id) return false;
      const outer = member.parent;
      if (outer?.type === 'unary_expression') return outer.childForFieldName('operator')?.text === 'delete';
      return /assignment_expression$/.test(outer?.type ?? '') && outer?.childForFieldName('left')?.id === member.id;
    });
  }
}

const nameTypes: ReadonlySet<string> = new Set([
  'identifier',
  'property_identifier',
  'private_property_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
  'type_identifier',
]);

const isWord = (char: string | undefined): boolean => char !== undefined && /[\w$]/.test(char);

function declaration(node: Node): Binding | undefined {
  const parent = node.parent;
  if (!parent || node.type === 'property_identifier') return undefined;
  if (parent.type === 'variable_declarator' && parent.childForFieldName('name')?.id === node.id) {
    const kind = parent.parent?.childForFieldName('kind')?.text === 'const' ? 'const' : 'variable';
    const value = parent.childForFieldName('value') ?? undefined;
    return { name: node, value, type: parent.childForFieldName('type') ?? undefined, kind };
  }
  if (/^(?:required|optional)_parameter$/.test(parent.type) && parent.childForFieldName('pattern')?.id === node.id) {
    return { name: node, value: undefined, type: parent.childForFieldName('type') ?? undefined, kind: 'parameter' };
  }
  // An arrow function's only parameter without brackets, a destructured name, a function's or class's own name.
  const lone = parent.type === 'arrow_function' && parent.childForFieldName('parameter')?.id === node.id;
  const pattern = node.type === 'shorthand_property_identifier_pattern' || patternTypes.has(parent.type);
  const named = declarationTypes.has(parent.type) && parent.childForFieldName('name')?.id === node.id;
  if (lone || pattern) return { name: node, value: undefined, type: undefined, kind: 'parameter' };
  return named ? { name: node, value: undefined, type: undefined, kind: 'other' } : undefined;
}

const patternTypes: ReadonlySet<string> = new Set([
  'array_pattern',
  'pair_pattern',
  'rest_pattern',
  'object_assignment_pattern',
  'catch_clause',
]);
const declarationTypes: ReadonlySet<string> = new Set([
  'function_declaration',
  'class_declaration',
  'enum_declaration',
]);

function assignment(node: Node): Binding | undefined {
  const parent = node.parent;
  if (node.type !== 'identifier' || !parent) return undefined;
  if (parent.type === 'update_expression') return { name: node, value: undefined, type: undefined, kind: 'assignment' };
  if (!/assignment_expression$/.test(parent.type) || parent.childForFieldName('left')?.id !== node.id) return undefined;
  const value = parent.type === 'assignment_expression' ? (parent.childForFieldName('right') ?? undefined) : undefined;
  return { name: node, value, type: undefined, kind: 'assignment' };
}

const functionTypes =
  /^(?:arrow_function|function_declaration|function_expression|method_definition|generator_function(?:_declaration)?|catch_clause|for_statement|for_in_statement)$/;

/** The node in which a declaration's name can be used. */
function scopeOf({ name, kind }: Binding): Node | undefined {
  const wanted = kind === 'parameter' ? functionTypes : /^(?:statement_block|program|class_body|switch_body)$/;
  // A destructured `const { a } = b` sits in no function of its own: its block counts then.
  const declarator = kind === 'parameter' ? enclosing(name, /^variable_declarator$/, functionTypes) : undefined;
  if (declarator) return enclosing(declarator, /^(?:statement_block|program|for_statement|for_in_statement)$/);
  const from = kind === 'other' ? (name.parent ?? name) : name;
  return enclosing(from, wanted);
}

export function enclosing(node: Node, wanted: RegExp, stop?: RegExp): Node | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (wanted.test(at.type)) return at;
    if (stop?.test(at.type)) return undefined;
  }
  return undefined;
}
