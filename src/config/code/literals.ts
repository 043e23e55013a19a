import type { Node } from 'web-tree-sitter';
import type { SettingValue } from '../unit';
import type { Scope } from './scope';

/** One property of an object as far as the file tells it. */
export interface ObjectEntry {
  readonly key: string;
  readonly property: Node;
  /** Properties of the same name before it in the same object, which would count without it. */
  readonly before: readonly Node[];
  readonly keyNode: Node;
  readonly valueNode: Node;
  /** False when something after it may overwrite it. */
  readonly certain: boolean;
}

/** The properties of an object after spreads. `open` when some part of it is not known. */
export interface ObjectValue {
  readonly entries: ReadonlyMap<string, ObjectEntry>;
  readonly open: boolean;
}

/** Constants may stand for constants; a bound against circles. */
const maxHops = 8;

/** The object that an expression is, when the file says so for certain. */
export function objectValue(node: Node | undefined, scope: Scope, hops = 0): ObjectValue | undefined {
  const plain = unwrap(node);
  if (!plain || hops > maxHops) return undefined;
  if (plain.type === 'identifier') {
    const value = constantValue(plain, scope);
    return value && !scope.isMutated(plain.text) ? objectValue(value, scope, hops + 1) : undefined;
  }
  if (plain.type === 'call_expression' && plain.childForFieldName('function')?.text === 'Object.freeze') {
    return objectValue(plain.childForFieldName('arguments')?.namedChildren[0], scope, hops + 1);
  }
  if (plain.type !== 'object') return undefined;
  const entries = new Map<string, ObjectEntry>();
  let open = false;
  const add = (key: string, property: Node, keyNode: Node, valueNode: Node): void => {
    const earlier = entries.get(key);
    const before = earlier?.property.parent?.id === plain.id ? [...earlier.before, earlier.property] : [];
    entries.set(key, { key, property, before, keyNode, valueNode, certain: true });
  };
  for (const child of plain.namedChildren) {
    if (child.type === 'spread_element') {
      const spread = objectValue(child.namedChildren[0], scope, hops + 1);
      for (const [key, entry] of spread?.entries ?? []) entries.set(key, entry);
      if (spread && !spread.open) continue;
      open = true;
      for (const [key, entry] of entries) {
        if (!spread?.entries.has(key)) entries.set(key, { ...entry, certain: false });
      }
    } else if (child.type === 'pair') {
      const keyNode = child.childForFieldName('key');
      const valueNode = child.childForFieldName('value');
      if (!keyNode || !valueNode) continue;
      if (keyNode.type === 'computed_property_name') open = true;
      else add(keyName(keyNode), child, keyNode, valueNode);
    } else if (child.type === 'shorthand_property_identifier') {
      add(child.text, child, child, child);
    }
  }
  return { entries, open };
}

const keyName = (node: Node): string => (node.type === 'string' ? node.text.slice(1, -1) : node.text);

/** A number, boolean or string, when the file says so for certain. */
export function scalarValue(node: Node | undefined, scope: Scope, hops = 0): SettingValue {
  const plain = unwrap(node);
  if (!plain || hops > maxHops) return { known: false };
  switch (plain.type) {
    case 'number': {
      const value = Number(plain.text.replace(/_/g, ''));
      return Number.isNaN(value) ? { known: false } : { known: true, text: String(value), type: 'number' };
    }
    case 'unary_expression': {
      const inner = scalarValue(plain.childForFieldName('argument') ?? undefined, scope, hops + 1);
      const minus = plain.childForFieldName('operator')?.text === '-';
      return inner.known && inner.type === 'number' && minus
        ? { ...inner, text: String(-Number(inner.text)) }
        : { known: false };
    }
    case 'true':
    case 'false':
      return { known: true, text: plain.type, type: 'boolean' };
    case 'string':
      return plain.text.includes('\\')
        ? { known: false }
        : { known: true, text: plain.text.slice(1, -1), type: 'text' };
    case 'template_string':
      return /[\\$]/.test(plain.text) ? { known: false } : { known: true, text: plain.text.slice(1, -1), type: 'text' };
    case 'identifier':
    case 'shorthand_property_identifier':
      return scalarValue(constantValue(plain, scope), scope, hops + 1);
    case 'member_expression': {
      const owner = objectValue(plain.childForFieldName('object') ?? undefined, scope, hops + 1);
      const entry = owner?.entries.get(plain.childForFieldName('property')?.text ?? '');
      return entry?.certain ? scalarValue(entry.valueNode, scope, hops + 1) : { known: false };
    }
    default:
      return { known: false };
  }
}

/** The value of a name that gets one value only. */
function constantValue(use: Node, scope: Scope): Node | undefined {
  const bindings = scope.bindings(use);
  const only = bindings.length === 1 ? bindings[0] : undefined;
  return only && (only.kind === 'const' || only.kind === 'variable') ? only.value : undefined;
}

/** Without brackets, `as`, `satisfies`, `!` and `await`, none of which change a value that matters here. */
export function unwrap(node: Node | undefined): Node | undefined {
  let at = node;
  while (at && wrapping.has(at.type)) at = at.namedChildren.find((child) => child.type !== 'comment');
  return at;
}

const wrapping: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'await_expression',
]);
