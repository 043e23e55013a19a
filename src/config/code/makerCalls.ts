import { removalSpan } from './removalSpan';
import type { Argument, CallCode } from './syntax';
import type { Configuration, Evaluated, Evaluator, Instance, Library, Maker, Scope, Value } from './values';
import { unknown } from './values';

/** A call that makes a configuration: what it is given is in it from the start. */
export function settingsCall(
  e: Evaluator,
  library: Library | undefined,
  maker: Maker | undefined,
  path: string,
  code: CallCode,
  scope: Scope,
): Value {
  const made = e.configuration(code.span);
  made.library = library;
  made.maker = maker;
  if (maker?.marks) mark(e, made, maker.marks, code);
  if (maker?.positions) readPositions(e, made, maker, code, scope);
  else readArguments(e, made, path, code, scope);
  const { block } = code;
  if (block?.kind === 'table') e.fill(made, block, scope);
  else if (block?.kind === 'list')
    for (const item of block.items) addValue(e, made, { code: item, value: e.evaluate(item, scope) });
  else if (block) e.runBlock(block, made, scope);
  return made;
}

function mark(e: Evaluator, made: Configuration, key: string, code: CallCode): void {
  const span = code.target.kind === 'member' ? code.target.nameSpan : code.target.span;
  const name: Evaluated = {
    code: { kind: 'text', text: key, inner: span, span },
    value: { kind: 'scalar', text: key, type: 'text' },
  };
  e.write(
    made,
    name,
    {
      code: { kind: 'name', name: key, span },
      value: { kind: 'scalar', text: 'true', type: 'boolean' },
      isMarker: true,
    },
    code,
    [],
  );
}

function readPositions(e: Evaluator, made: Configuration, maker: Maker, code: CallCode, scope: Scope): void {
  for (const [index, argument] of code.arguments.entries()) {
    const value = e.evaluate(argument.value, scope);
    const key = argument.name ?? maker.positions?.[index];
    if (key === undefined) continue;
    const at = argument.nameSpan ?? argument.value.span;
    const text: Evaluated = {
      code: { kind: 'text', text: key, inner: at, span: at },
      value: { kind: 'scalar', text: key, type: 'text' },
    };
    e.write(
      made,
      text,
      { code: argument.value, value },
      code,
      argument.name ? [removalSpan(e.text, argument.span)] : [],
    );
  }
}

/** Named arguments are settings; maps are taken over; keys and values may alternate. */
export function readArguments(e: Evaluator, made: Configuration, path: string, code: CallCode, scope: Scope): void {
  const plain = code.arguments.filter((argument) => argument.name === undefined);
  for (const argument of code.arguments) if (argument.name !== undefined) writeNamed(e, made, argument, code, scope);
  const values = plain.map((argument) => ({ code: argument.value, value: e.evaluate(argument.value, scope) }));
  const alternating =
    /(?:^|\.)(?:of|singletonMap|newHashMap|with(?:Config)?Option)$/.test(path) &&
    values.length >= 2 &&
    values.length % 2 === 0;
  if (alternating && values.every(({ value }, index) => index % 2 === 1 || isKey(value))) {
    for (let at = 0; at < values.length; at += 2) {
      const [key, value] = [values[at], values[at + 1]];
      if (!key || !value) continue;
      const removal = removalSpan(e.text, { start: key.code.span.start, end: value.code.span.end });
      e.write(made, key, value, code, [removal]);
    }
    return;
  }
  for (const value of values) addValue(e, made, value);
}

const isKey = (value: Value): boolean =>
  value.kind !== 'configuration' && value.kind !== 'pair' && value.kind !== 'sequence';

/** Takes over what one value holds. */
export function addValue(e: Evaluator, made: Configuration, { code, value }: Evaluated): void {
  if (value.kind === 'pair') e.write(made, value.key, value.value, code, [removalSpan(e.text, code.span)]);
  else if (value.kind === 'configuration') e.join(made, value);
  else if (value.kind === 'sequence') for (const item of value.items) addValue(e, made, item);
  else if (value.kind === 'closure') e.runBlock(value.code, made, value.scope);
  else if (value.kind === 'instance' && made.library?.options?.test(value.type)) return;
  else if (value.kind !== 'scalar') made.doubt();
}

function writeNamed(e: Evaluator, made: Configuration, argument: Argument, code: CallCode, scope: Scope): void {
  const span = argument.nameSpan ?? argument.span;
  const name = argument.name ?? '';
  const key: Evaluated = {
    code: { kind: 'text', text: name, inner: span, span },
    value: { kind: 'scalar', text: name, type: 'text' },
  };
  const value = { code: argument.value, value: e.evaluate(argument.value, scope) };
  e.write(made, key, value, code, [removalSpan(e.text, argument.span)]);
}

/** A call that makes a client out of a configuration. */
export function clientCall(
  e: Evaluator,
  library: Library,
  maker: Maker,
  path: string,
  code: CallCode,
  scope: Scope,
): Value {
  const label = maker.label ?? path;
  const named = code.arguments.filter((argument) => argument.name !== undefined || argument.spread);
  const plain = code.arguments.filter((argument) => argument.name === undefined && !argument.spread);
  const taken = maker.takes ? plain.filter((_, index) => maker.takes?.includes(index)) : plain;
  const given = plain.map((argument) => ({ argument, value: e.evaluate(argument.value, scope) }));
  let found: Configuration | undefined;
  // Options that stand as arguments one after another are one configuration.
  if (given.some(({ value }) => value.kind === 'pair')) {
    const made = e.configuration(code.span);
    made.library = library;
    for (const { argument, value } of given) addValue(e, made, { code: argument.value, value });
    e.sink(made, library, maker, code.span, label);
    return { kind: 'instance', type: `${path}()`, arguments: [], library };
  }
  const shared = maker.joins ? e.configuration(code.span) : undefined;
  if (shared) shared.library = library;
  for (const { argument, value } of given) {
    if (value.kind === 'closure' && argument.value.kind === 'function') e.runBlock(value.code, unknown, value.scope);
    if (!taken.includes(argument)) continue;
    for (const configuration of configurationsIn(value)) {
      found = configuration;
      if (shared) e.join(shared, configuration);
      else found = e.sink(configuration, library, maker, code.span, label);
    }
  }
  if (shared && found) e.sink(shared, library, maker, code.span, label);
  else if (shared) shared.joined = true;
  if (named.length > 0) {
    const made = e.configuration(code.span);
    for (const argument of named) {
      if (argument.spread) spread(e, made, e.evaluate(argument.value, scope));
      else writeNamed(e, made, argument, code, scope);
    }
    found = e.sink(made, library, maker, code.span, label);
  }
  if (code.block) e.runBlock(code.block, unknown, scope);
  if (!found && maker.complete && plain.length === 0 && !code.block) {
    e.sink(e.configuration(code.span), library, maker, code.span, label);
  }
  const made = found && maker.later ? { made: { configuration: found, later: maker.later } } : {};
  return { kind: 'instance', type: `${path}()`, arguments: [], library, ...made };
}

/** `factory.setTransactionIdPrefix("tx-")`: a method of what a call made that is one more of its settings. */
export function laterSetting(
  e: Evaluator,
  made: Instance['made'],
  method: string,
  code: CallCode,
  scope: Scope,
): boolean {
  const key = made && Object.hasOwn(made.later, method) ? made.later[method] : undefined;
  const [argument] = code.arguments;
  if (!made || key === undefined || !argument || code.target.kind !== 'member') return false;
  const span = code.target.nameSpan;
  const name: Evaluated = {
    code: { kind: 'text', text: key, inner: span, span },
    value: { kind: 'scalar', text: key, type: 'text' },
  };
  e.write(made.configuration, name, { code: argument.value, value: e.evaluate(argument.value, scope) }, code);
  return true;
}

function spread(e: Evaluator, made: Configuration, value: Value): void {
  if (value.kind === 'configuration') e.join(made, value);
  else made.doubt();
}

function configurationsIn(value: Value): readonly Configuration[] {
  if (value.kind === 'configuration') return [value];
  if (value.kind === 'alternatives') return value.options.flatMap((option) => configurationsIn(option.value));
  if (value.kind === 'sequence') return value.items.flatMap((item) => configurationsIn(item.value));
  return [];
}

/** `rd_kafka_conf_set(conf, "acks", "0", ...)`. */
export function writeCall(e: Evaluator, library: Library, maker: Maker, code: CallCode, scope: Scope): Value {
  const [into, first, second] = code.arguments;
  if (!into || !first || !second) return unknown;
  const key = { code: first.value, value: e.evaluate(first.value, scope) };
  const value = { code: second.value, value: e.evaluate(second.value, scope) };
  const configuration = e.configurationFor(into.value, key, scope);
  if (!configuration) return unknown;
  configuration.library ??= library;
  configuration.maker ??= maker;
  e.write(configuration, key, value, code);
  return unknown;
}
