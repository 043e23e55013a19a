import { spread, writePair } from './expressions';
import type { AssignCode, Code } from './syntax';
import type { Configuration, Evaluated, Evaluator, Scope, Value } from './values';

/** Gives a name, a field or an entry of a map a new value. */
export function assign(e: Evaluator, code: AssignCode, scope: Scope): Value {
  const value = e.evaluate(code.value, scope);
  const { target } = code;
  if (/^(?:\+|\|)=$|^\+\+=$/.test(code.operator)) {
    const held = e.evaluate(target, scope);
    if (held.kind === 'configuration') {
      if (value.kind === 'pair') writePair(e, held, value, code);
      else spread(e, held, value);
    }
    return held;
  }
  if (target.kind === 'name') {
    const found = scope.find(target.name);
    const owner = found?.scope ?? scope;
    const certain = owner.depth >= e.branches.length || !found;
    const before = found?.value;
    if (certain) e.declare(target.name, value, owner);
    else if (value.kind === 'configuration' && before?.kind === 'configuration' && value.source === before) {
      before.absorb(value);
    } else owner.names.set(target.name, either(found.value, value, target));
    return value;
  }
  const written = { code: code.value, value };
  if (target.kind === 'index') {
    const key = { code: target.key, value: e.evaluate(target.key, scope) };
    writeInto(e, target.object, key, written, code, scope);
    return value;
  }
  // Scala writes into maps as if it called them.
  if (target.kind === 'call' && target.arguments.length === 1 && target.arguments[0]) {
    const key = target.arguments[0].value;
    writeInto(e, target.target, { code: key, value: e.evaluate(key, scope) }, written, code, scope);
    return value;
  }
  if (target.kind === 'member') assignMember(e, target, written, code, scope);
  return value;
}

/** `map[key] = value`, also where the map comes from elsewhere. */
function writeInto(e: Evaluator, objectCode: Code, key: Evaluated, value: Evaluated, at: Code, scope: Scope): void {
  const into = configurationFor(e, objectCode, key, scope);
  if (into) e.write(into, key, value, at);
}

/** The configuration behind an expression; a new one, of unknown origin, where Kafka's keys are written into it. */
export function configurationFor(
  e: Evaluator,
  objectCode: Code,
  key: Evaluated,
  scope: Scope,
  evaluated?: Value,
): Configuration | undefined {
  const object = evaluated ?? e.evaluate(objectCode, scope);
  if (object.kind === 'configuration') return object;
  if (object.kind === 'part') return object.configuration;
  if (key.value.kind !== 'key' && key.value.kind !== 'scalar') return undefined;
  if (object.kind !== 'path' && object.kind !== 'unknown' && object.kind !== 'instance') return undefined;
  const made = e.configuration(objectCode.span, { open: true });
  if (object.kind === 'path') made.names.push(object.path);
  bind(e, objectCode, made, scope);
  return made;
}

function bind(e: Evaluator, code: Code, value: Configuration, scope: Scope): void {
  if (code.kind === 'name') e.declare(code.name, value, scope.find(code.name)?.scope ?? scope);
  else if (code.kind === 'member' && code.object.kind === 'name' && code.object.name === 'this') {
    e.declare(code.name, value, scope.owner() ?? scope);
  }
}

function assignMember(
  e: Evaluator,
  target: Code & { kind: 'member' },
  value: Evaluated,
  at: AssignCode,
  scope: Scope,
): void {
  const own = target.object.kind === 'name' && target.object.name === 'this' && !e.receiver;
  if (own) {
    e.declare(target.name, value.value, scope.owner() ?? scope);
    return;
  }
  if (value.value.kind === 'configuration') value.value.names.push(e.text.slice(target.span.start, target.span.end));
  const path = chainOf(target);
  // From the longest to the shortest: `s.cfg.Producer.RequiredAcks` is `Producer.RequiredAcks` of `s.cfg`.
  for (let at0 = 1; at0 < path.length; at0 += 1) {
    const name = path
      .slice(at0)
      .map((part) => part.name)
      .join('.');
    const objectCode = path[at0 - 1]?.code;
    if (!objectCode) continue;
    const object = e.evaluate(objectCode, scope);
    const first = path[at0];
    const last = path[path.length - 1];
    const span = { start: first?.start ?? target.span.start, end: last?.end ?? target.span.end };
    const key: Evaluated = {
      code: { kind: 'text', text: name, inner: span, span },
      value: { kind: 'scalar', text: name, type: 'text' },
    };
    if (object.kind === 'configuration') {
      e.write(object, key, value, at);
      return;
    }
    const library = e.libraries.find(
      (one) => one.key(name, undefined) && one.value?.(one.key(name, undefined)?.key ?? '', value.value),
    );
    if (library && object.kind !== 'alternatives') {
      const made = e.configuration(objectCode.span, { open: true });
      made.library = library;
      bind(e, objectCode, made, scope);
      e.write(made, key, value, at);
      return;
    }
  }
}

/** `a.b.c` as its parts, each with the code up to it. */
function chainOf(
  code: Code,
): readonly { readonly name: string; readonly code: Code; readonly start: number; readonly end: number }[] {
  if (code.kind === 'member') {
    return [...chainOf(code.object), { name: code.name, code, start: code.nameSpan.start, end: code.nameSpan.end }];
  }
  return [{ name: '', code, start: code.span.start, end: code.span.end }];
}

/** After a branch a name holds what it held before or what the branch gave it. */
function either(before: Value, now: Value, code: Code): Value {
  if (before.kind === 'unknown' && now.kind === 'configuration') return now;
  return {
    kind: 'alternatives',
    options: [
      { code, value: before },
      { code, value: now },
    ],
    inline: false,
  };
}
