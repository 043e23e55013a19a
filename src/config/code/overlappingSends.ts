import type { Node } from 'web-tree-sitter';
import type { Span } from '../../base/span';
import { kafkajsCall } from './kafkajsCall';
import type { KafkajsValue } from './kafkajsValues';
import { objectValue, scalarValue } from './literals';
import type { Scope } from './scope';

/**
 * Sends that certainly begin before others of the same producer to the same topic have ended, by the node that created the
 * producer: items of one `Promise.all`, or what a `map` in it does for each item. What goes through another function may
 * be held back there, as by a limiter, and is left out; so is what names its topic elsewhere.
 */
export function overlappingSends(
  text: string,
  root: Node,
  scope: Scope,
  kafkajsOf: (receiver: Node) => KafkajsValue | undefined,
): ReadonlyMap<number, readonly Span[]> {
  const found = new Map<number, Span[]>();
  if (!/\bPromise\s*\.\s*all/.test(text)) return found;
  const items = new Map<string, { readonly producer: number; readonly span: Span; readonly item: number }[]>();
  for (const match of text.matchAll(/\.\s*send\b/g)) {
    const call = kafkajsCall(root, match.index + match[0].length);
    const place = call && placeOf(call.node);
    const value = place && kafkajsOf(call.receiver);
    const topic = value && scalarValue(objectValue(call?.argument, scope)?.entries.get('topic')?.valueNode, scope);
    if (!place || value?.type !== 'Producer' || !value.creation || !topic?.known) continue;
    const producer = value.creation;
    const span = { start: call.receiver.startIndex, end: call.method.endIndex };
    if (place.each) {
      // A producer of its own for each item has nothing beside it.
      if (place.each.startIndex > producer.startIndex || place.each.endIndex < producer.endIndex)
        add(found, producer.id, span);
    } else {
      const key = `${place.list.id}:${producer.id}:${topic.text}`;
      add(items, key, { producer: producer.id, span, item: place.item.id });
    }
  }
  for (const group of items.values()) {
    if (new Set(group.map(({ item }) => item)).size < 2) continue;
    for (const { producer, span } of group) add(found, producer, span);
  }
  return found;
}

type Place =
  | { readonly each: Node; readonly list?: undefined }
  | { readonly each?: undefined; readonly list: Node; readonly item: Node };

/** The place of a call in a `Promise.all`: in a function that `map` calls for each item, or in an item of a list. */
function placeOf(call: Node): Place | undefined {
  let isAwaited = false;
  for (let [inner, node] = [call, call.parent]; node; [inner, node] = [node, node.parent]) {
    if (node.type === 'await_expression') isAwaited = true;
    else if (node.type === 'array' && isAllOf(node)) return isAwaited ? undefined : { list: node, item: inner };
    else if (functions.has(node.type)) {
      const mapping = node.parent?.type === 'arguments' ? node.parent.parent : undefined;
      const method = mapping?.childForFieldName('function')?.childForFieldName('property')?.text;
      return mapping && method === 'map' && isAllOf(mapping) ? { each: node } : undefined;
    }
  }
  return undefined;
}

const functions: ReadonlySet<string> = new Set([
  'arrow_function',
  'function_expression',
  'generator_function',
  'function_declaration',
  'generator_function_declaration',
  'method_definition',
]);

function isAllOf(argument: Node): boolean {
  const call = argument.parent?.type === 'arguments' ? argument.parent.parent : undefined;
  const name = call?.type === 'call_expression' ? call.childForFieldName('function')?.text : undefined;
  return name !== undefined && /^Promise\s*\.\s*all(?:Settled)?$/.test(name);
}

function add<K, T>(groups: Map<K, T[]>, key: K, one: T): void {
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}
