import { isMapMaker, isPairMaker, passesThrough, plainConversion } from './commonCalls';
import { addValue, clientCall, laterSetting, settingsCall, writeCall } from './makerCalls';
import { methodOf } from './methods';
import type { CallCode, Code } from './syntax';
import { type Configuration, type Evaluated, type Evaluator, type Scope, unknown, type Value } from './values';

/** What a call gives, and what it does to the configurations that it is given. */
export function callOf(e: Evaluator, code: CallCode, scope: Scope): Value {
  const { target } = code;
  if (target.kind === 'member') {
    const isOwn = target.object.kind === 'name' && target.object.name === 'this';
    if (isOwn && !e.receiver) {
      const method = scope.owner()?.names.get(target.name);
      if (method?.kind === 'closure')
        return e.callFunction(method.code, method.scope, argumentValues(e, code, scope), code);
      return pathCall(e, `this.${target.name}`, code, scope);
    }
    const object = e.evaluate(target.object, scope);
    const values = object.kind === 'alternatives' ? object.options.map((option) => option.value) : [object];
    const held = values.filter((value): value is Configuration => value.kind === 'configuration');
    if (held.length > 0) {
      const results = held.map((one) => methodOf(e, one, target.name, code, scope));
      return results[0] ?? unknown;
    }
    if (object.kind === 'part') return methodOf(e, object.configuration, target.name, code, scope);
    if (object.kind === 'path') {
      const started = startedBy(e, object.path, target.name, code);
      if (started) return methodOf(e, started, target.name, code, scope);
      const entry = scope.findClass(object.path);
      if (entry) e.readClass(entry);
      const method = entry?.scope.names.get(target.name);
      if (method?.kind === 'closure')
        return e.callFunction(method.code, method.scope, argumentValues(e, code, scope), code);
    }
    if (
      object.kind === 'scalar' &&
      /^(?:to_?string|trim|strip|intern|to_s|String|into|to_owned|as_str|toInt|toShort|toMillis)$/i.test(target.name)
    ) {
      return /^to(?:Int|Short|Millis)$/.test(target.name) ? object : { ...object, type: 'text' };
    }
    if (object.kind === 'instance' && laterSetting(e, object.made, target.name, code, scope)) return unknown;
    const known = writtenFromOutside(e, code, object, scope);
    if (known) return known;
    return pathCall(e, `${objectPath(object)}.${target.name}`, code, scope);
  }
  if (target.kind === 'name') {
    const found = scope.find(target.name)?.value;
    if (found?.kind === 'closure') return e.callFunction(found.code, found.scope, argumentValues(e, code, scope), code);
    if (found?.kind === 'path') return pathCall(e, found.path, code, scope);
    if (!found && e.receiver && isReceiverCall(e, target.name, code)) {
      return methodOf(e, e.receiver, target.name, code, scope);
    }
    if (found && found.kind !== 'unknown') return pathCall(e, target.name, code, scope);
    return pathCall(e, target.name, code, scope);
  }
  const value = e.evaluate(target, scope);
  if (value.kind === 'closure') {
    const args = argumentValues(e, code, scope);
    return value.code.name
      ? e.callFunction(value.code, value.scope, args, code)
      : e.runBlock(value.code, unknown, scope);
  }
  return pathCall(e, objectPath(value), code, scope);
}

/** `put(...)` and the like inside of a block are meant for what the block belongs to. */
const isReceiverCall = (e: Evaluator, name: string, code: CallCode): boolean =>
  /^(?:put|set|add|with|config|property|remove)/i.test(name) && code.arguments.length > 0 && e.receiver !== undefined;

/** `props.put("acks", "0")` on properties that come from elsewhere. */
function writtenFromOutside(e: Evaluator, code: CallCode, object: Value, scope: Scope): Value | undefined {
  const { target } = code;
  const [first, second] = code.arguments;
  if (target.kind !== 'member' || !first || !second || code.arguments.length !== 2) return undefined;
  if (
    !/^(?:put|setProperty|putIfAbsent|set|Set|setProp|SetKey|setdefault|with(?:Prop(?:erty)?)?|(?:producer|consumer)Property|addProperty|property)$/.test(
      target.name,
    )
  )
    return undefined;
  const key: Evaluated = { code: first.value, value: e.evaluate(first.value, scope) };
  const isKey = key.value.kind === 'key' || (key.value.kind === 'scalar' && key.value.type === 'text');
  const into = isKey ? e.configurationFor(target.object, key, scope, object) : undefined;
  return into ? methodOf(e, into, target.name, code, scope) : undefined;
}

/** `ProducerSettings[F, K, V].withAcks(...)`: the settings themselves, named but not called. */
function startedBy(e: Evaluator, path: string, method: string, code: CallCode): Configuration | undefined {
  for (const library of e.libraries) {
    const maker = library.makers.find((one) => one.immutable === true && one.path.test(path));
    if (!maker || !library.key(method, maker)) continue;
    const made = e.configuration(code.span);
    made.library = library;
    made.maker = maker;
    return made;
  }
  return undefined;
}

const objectPath = (value: Value): string =>
  value.kind === 'path' ? value.path : value.kind === 'instance' ? value.type : '?';

function argumentValues(e: Evaluator, code: CallCode, scope: Scope): readonly Evaluated[] {
  const values = evaluateArguments(e, code, scope);
  if (code.block) e.runBlock(code.block, unknown, scope);
  return values;
}

/** A call of something outside of the file. */
function pathCall(e: Evaluator, path: string, code: CallCode, scope: Scope): Value {
  for (const library of e.libraries) {
    for (const maker of library.makers) {
      if (!maker.path.test(path)) continue;
      if (maker.when && !maker.when(evaluateArguments(e, code, scope))) continue;
      if (maker.kind === 'settings') return settingsCall(e, library, maker, path, code, scope);
      if (maker.kind === 'client') return clientCall(e, library, maker, path, code, scope);
      return writeCall(e, library, maker, code, scope);
    }
  }
  if (comparing.test(path)) {
    e.muted += 1;
    const given = evaluateArguments(e, code, scope);
    e.muted -= 1;
    for (const { value } of given)
      if (value.kind === 'closure') e.inBranch(() => e.runBlock(value.code, unknown, value.scope));
    const { block } = code;
    if (block) e.inBranch(() => e.runBlock(block, unknown, scope));
    return { kind: 'instance', type: `${path}()`, arguments: given };
  }
  if (isMapMaker(path)) return settingsCall(e, undefined, undefined, path, code, scope);
  const args = evaluateArguments(e, code, scope);
  for (const library of e.libraries) {
    const value = library.call?.(path, args);
    if (value) return placed(value, code);
  }
  const [first, second] = args;
  if (isPairMaker(path) && first && second) return { kind: 'pair', key: first, value: second };
  const converted = plainConversion(path, args);
  if (converted) return converted;
  if (/(?:^|\.)partial$/.test(path) && first?.value.kind === 'path') {
    return pathCall(e, first.value.path, { ...code, arguments: code.arguments.slice(1) }, scope);
  }
  if (path === 'append' && first?.value.kind === 'configuration') {
    const made = e.copy(first.value, code.span);
    for (const item of args.slice(1)) addValue(e, made, item);
    return made;
  }
  if (path === 'append' && first?.value.kind === 'sequence') {
    return { kind: 'sequence', items: [...first.value.items, ...args.slice(1)] };
  }
  if (path === 'make' && first?.value.kind === 'path') {
    const made = e.configuration(code.span);
    e.adopt(made, first.value.path);
    return made;
  }
  if (/^Object\.assign$|(?:^|\.)array_merge$|^maps\.Copy$/.test(path) && first) {
    return joined(e, first.value, args.slice(1), code);
  }
  if (passesThrough(path) && first?.value.kind === 'configuration') return first.value;
  runClosures(e, args, code, scope);
  for (const { value } of args) if (value.kind === 'configuration') value.open = true;
  return { kind: 'instance', type: `${path}()`, arguments: args };
}

/** A setting that is a call of its own stands where the call stands. */
function placed(value: Value, code: CallCode): Value {
  if (value.kind !== 'pair') return value;
  const { target } = code;
  const name: Code = target.kind === 'member' ? { kind: 'name', name: target.name, span: target.nameSpan } : target;
  const at = (one: Evaluated, place: Code): Evaluated =>
    one.code.kind === 'nothing' ? { ...one, code: place, isMarker: true } : one;
  return { kind: 'pair', key: at(value.key, name), value: at(value.value, code) };
}

function joined(e: Evaluator, into: Value, more: readonly Evaluated[], code: CallCode): Value {
  const target = into.kind === 'configuration' ? into : e.configuration(code.span, { open: true });
  for (const { value } of more) {
    if (value.kind === 'configuration') e.join(target, value);
    else target.doubt();
  }
  return target;
}

/** Functions that are handed over may run or not. */
function runClosures(e: Evaluator, args: readonly Evaluated[], code: CallCode, scope: Scope): void {
  for (const { value, code: argument } of args) {
    if (value.kind === 'closure' && argument.kind === 'function')
      e.inBranch(() => e.runBlock(value.code, unknown, value.scope));
  }
  const { block } = code;
  if (block) e.inBranch(() => e.runBlock(block, unknown, scope));
}

function evaluateArguments(e: Evaluator, code: CallCode, scope: Scope): readonly Evaluated[] {
  return code.arguments.map((argument) => ({ code: argument.value, value: e.evaluate(argument.value, scope) }));
}

/** Calls that compare, describe or print what they are given. */
const comparing =
  /(?:^|\.)(?:assert\w*|expect\w*|verify\w*|should\w*|isEqualTo|containsE\w+|contains\w*|hasEntry|toEqual|toStrictEqual|toMatch\w*|toBe\w*|toHaveBeen\w*|equalTo|deepEqual|eq|equals?|Equal\w*|AreEqual|describe|mock|stub|when|given|thenReturn|help|description|print\w*|println|format|log|debug|info|warn|error|trace|Printf|Println|Sprintf)$/;
