import type { Span } from '../../base/span';
import { commonConstant } from './commonCalls';
import { addValue } from './makerCalls';
import { removalSpan } from './removalSpan';
import type { Code, ListCode, TableCode } from './syntax';
import { type Configuration, type Evaluated, type Evaluator, type Scope, unknown, type Value } from './values';
import { textOf } from './valueText';

/** What a name stands for. */
export function nameValue(e: Evaluator, name: string, scope: Scope): Value {
  if (name === 'this' && e.receiver) return e.receiver;
  const found = scope.find(name)?.value;
  if (found?.kind === 'path') return constant(e, found.path) ?? found;
  return found ?? constant(e, name) ?? { kind: 'path', path: name };
}

/** What a name from outside is known to hold. */
function constant(e: Evaluator, path: string): Value | undefined {
  for (const library of e.libraries) {
    const value = library.constant?.(path);
    if (value) return value;
  }
  return commonConstant(path);
}

export function memberValue(e: Evaluator, code: { object: Code; name: string; span: Span }, scope: Scope): Value {
  if (code.object.kind === 'name' && code.object.name === 'this' && !e.receiver) {
    return scope.owner()?.names.get(code.name) ?? { kind: 'path', path: `this.${code.name}` };
  }
  const object = e.evaluate(code.object, scope);
  if (object.kind === 'configuration') {
    const held = entryOf(object, code.name);
    if (held) return held;
    return { kind: 'part', configuration: object, path: code.name, start: code.object.span.end };
  }
  if (object.kind === 'part') return { ...object, path: `${object.path}.${code.name}` };
  if (object.kind === 'path') {
    // Each name of a chain is looked up by all that stands before it.
    if (object.path.length > longestPath) return unknown;
    const entry = scope.findClass(object.path);
    if (entry) {
      e.readClass(entry);
      return entry.scope.names.get(code.name) ?? unknown;
    }
    const path = `${object.path}.${code.name}`;
    return constant(e, path) ?? { kind: 'path', path };
  }
  if (object.kind === 'instance') return { kind: 'path', path: `${object.type}.${code.name}` };
  // Spark's way into a sink says what it is, whatever table it starts from: `df.write` of a parameter.
  return sparkStart.test(code.name) ? { kind: 'path', path: `?.${code.name}` } : unknown;
}

const sparkStart = /^(?:write|read)(?:Stream)?$/;

/** No name from outside is longer, nor is a chain of calls that makes a client. */
const longestPath = 1_000;

export function indexValue(e: Evaluator, objectCode: Code, keyCode: Code, scope: Scope): Value {
  const object = e.evaluate(objectCode, scope);
  const key = e.evaluate(keyCode, scope);
  if (object.kind !== 'configuration' || (key.kind !== 'scalar' && key.kind !== 'key')) return unknown;
  return entryOf(object, key.text) ?? unknown;
}

export function tableValue(e: Evaluator, code: TableCode, scope: Scope): Value {
  const type = code.type ? e.evaluate(pathCode(code.type, code.span), scope) : undefined;
  const made = e.configuration(code.span);
  if (type?.kind === 'path') e.adopt(made, type.path);
  fill(e, made, code, scope);
  return made;
}

export function listValue(e: Evaluator, code: ListCode, scope: Scope): Value {
  const items = e.evaluateAll(code.items, scope);
  if (!code.type) return { kind: 'sequence', items };
  // A list of options is a configuration: `[]kgo.Opt{...}`.
  const made = e.configuration(code.span);
  e.adopt(made, code.type);
  if (!made.library || items.some(({ value }) => value.kind === 'configuration')) {
    made.joined = true;
    return { kind: 'sequence', items };
  }
  for (const item of items) addValue(e, made, item);
  return made;
}

export function fill(e: Evaluator, into: Configuration, code: TableCode, scope: Scope): void {
  for (const entry of code.entries) {
    const value = e.evaluate(entry.value, scope);
    if (entry.key) {
      const key = { code: entry.key, value: e.evaluate(entry.key, scope) };
      e.write(into, key, { code: entry.value, value }, code, [removalSpan(e.text, entry.span)]);
    } else spread(e, into, value);
  }
}

export function spread(e: Evaluator, into: Configuration, value: Value): void {
  if (value.kind === 'configuration') into.join(value, e.branches);
  else into.doubt();
}

export function operationValue(
  e: Evaluator,
  operator: string,
  leftCode: Code,
  rightCode: Code,
  scope: Scope,
  span: Span,
): Value {
  const left = e.evaluate(leftCode, scope);
  const right = e.evaluate(rightCode, scope);
  if (operator === 'to' || operator === '->' || operator === '=>') {
    return { kind: 'pair', key: { code: leftCode, value: left }, value: { code: rightCode, value: right } };
  }
  if (operator === '+=' || operator === '++=' || operator === '<<') {
    if (left.kind === 'configuration') {
      if (right.kind === 'pair') writePair(e, left, right, rightCode);
      else spread(e, left, right);
    }
    return left;
  }
  const joins = operator === '+' || operator === '++' || operator === '|' || operator === '||';
  if (joins && (left.kind === 'configuration' || right.kind === 'configuration')) {
    const made = left.kind === 'configuration' ? e.copy(left, span) : e.configuration(span, { open: true });
    if (right.kind === 'pair') writePair(e, made, right, rightCode);
    else if (right.kind === 'configuration') made.join(right, e.branches);
    else made.open = true;
    return made;
  }
  const number = numberValue(left, operator, right);
  if (number) return number;
  const text = textOf(left);
  const more = textOf(right);
  if (operator === '+' && text !== undefined && more !== undefined) {
    const constant = right.kind === 'key' ? right.of : left.kind === 'key' ? left.of : undefined;
    return constant !== undefined || right.kind === 'key'
      ? { kind: 'key', text: text + more, of: constant }
      : { kind: 'scalar', text: text + more, type: 'text' };
  }
  return unknown;
}

/** `60 * 1000`: times are often written so. */
function numberValue(left: Value, operator: string, right: Value): Value | undefined {
  if (left.kind !== 'scalar' || right.kind !== 'scalar' || left.type !== 'number' || right.type !== 'number')
    return undefined;
  const [first, second] = [wholeNumber(left.text), wholeNumber(right.text)];
  if (first === undefined || second === undefined) return unknown;
  const result =
    operator === '*'
      ? first * second
      : operator === '+'
        ? first + second
        : operator === '-'
          ? first - second
          : undefined;
  return result === undefined || !Number.isSafeInteger(result)
    ? unknown
    : { kind: 'scalar', text: String(result), type: 'number' };
}

const wholeNumber = (text: string): number | undefined => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined);

export function writePair(
  e: Evaluator,
  into: Configuration,
  pair: { readonly key: Evaluated; readonly value: Evaluated },
  at: Code,
): void {
  e.write(into, pair.key, pair.value, at, [removalSpan(e.text, at.span)]);
}

/** What a setting of a configuration holds where that is certain. */
function entryOf(configuration: Configuration, key: string): Value | undefined {
  const writes = configuration.writes.filter((write) => write.key === key);
  const last = writes[writes.length - 1];
  return writes.length === 1 && last?.certain ? last.value?.value : undefined;
}

/** A dotted name as code. */
function pathCode(path: string, span: Span): Code {
  const [first = '', ...more] = path.split('.');
  return more.reduce<Code>((object, name) => ({ kind: 'member', object, name, nameSpan: span, span }), {
    kind: 'name',
    name: first,
    span,
  });
}
