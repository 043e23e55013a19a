import type { Span } from '../../base/span';
import { readArguments } from './makerCalls';
import type { CallCode } from './syntax';
import { type Configuration, type Evaluated, type Evaluator, type Scope, unknown, type Value } from './values';

/** A method of a configuration: writes into it, takes it over, or leaves it alone. */
export function methodOf(
  e: Evaluator,
  configuration: Configuration,
  name: string,
  code: CallCode,
  scope: Scope,
): Value {
  const into = (): Configuration =>
    configuration.maker?.immutable ? e.copy(configuration, configuration.origin) : configuration;
  const { block } = code;
  if (scoped.test(name) && (block || code.arguments[0]?.value.kind === 'function')) {
    const body = block ?? code.arguments[0]?.value;
    const value = body ? e.runBlock(body, configuration, scope) : unknown;
    return /^(?:let|run|use)$/.test(name) ? value : configuration;
  }
  if (joining.test(name)) {
    const changed = copying.test(name) ? e.copy(configuration, configuration.origin) : into();
    readArguments(e, changed, name, code, scope);
    return changed;
  }
  if (configuration.maker?.ends?.test(name)) {
    e.evaluateAll(
      code.arguments.map(({ value }) => value),
      scope,
    );
    return { kind: 'path', path: `${configuration.maker.label ?? ''}.${name}()` };
  }
  const [first, second] = code.arguments;
  const meaning = configuration.library?.key(name, configuration.maker);
  if (first && second && writing.test(name) && !meaning) {
    const key: Evaluated = { code: first.value, value: e.evaluate(first.value, scope) };
    const value: Evaluated = { code: second.value, value: e.evaluate(second.value, scope) };
    const changed = name === 'updated' ? e.copy(configuration, configuration.origin) : into();
    e.write(changed, key, value, code, linkOf(code));
    return changed;
  }
  if (first && removing.test(name)) {
    e.write(configuration, { code: first.value, value: e.evaluate(first.value, scope) }, undefined, code);
    return unknown;
  }
  if (meaning) {
    const changed = into();
    const span = code.target.kind === 'member' ? code.target.nameSpan : code.target.span;
    const key: Evaluated = {
      code: { kind: 'text', text: name, inner: span, span },
      value: { kind: 'scalar', text: name, type: 'text' },
    };
    const argument = first ?? undefined;
    const value: Evaluated = argument
      ? { code: argument.value, value: e.evaluate(argument.value, scope) }
      : { code: code.target, value: { kind: 'scalar', text: 'true', type: 'boolean' }, isMarker: true };
    e.write(changed, key, value, code, linkOf(code));
    return changed;
  }
  for (const argument of code.arguments) {
    const value = e.evaluate(argument.value, scope);
    if (value.kind === 'closure' && argument.value.kind === 'function') {
      e.inBranch(() => e.runBlock(value.code, unknown, value.scope));
    }
  }
  if (block) e.inBranch(() => e.runBlock(block, unknown, scope));
  if (cloning.test(name)) return e.copy(configuration, configuration.origin);
  // Builders give themselves back; of a plain map only a view of it is still the map.
  return configuration.library || viewing.test(name) ? configuration : unknown;
}

/** A link of a chain of calls can be cut out of the chain; a call that is a statement is cut out as one. */
function linkOf({ target, span }: CallCode): readonly Span[] | undefined {
  if (target.kind !== 'member' || target.object.kind !== 'call') return undefined;
  return [{ start: target.object.span.end, end: span.end }];
}

const scoped = /^(?:apply|also|let|run|with|tap|use|each_with_object|Tap|Let|Also)$/;
const joining =
  /^(?:putAll|update|updateConfigs|addAll|merge!?|extend|with_?[pP]roperties|with_?[cC]onfigs?|setProperties|setKafkaProducerConfig|setProducerProperties|configs|options|concat|plus|union|insertAll|properties|producerProperties|consumerProperties|reverse_merge)$/;
const copying = /^(?:merge|plus|concat|union|reverse_merge)$/;
const writing =
  /^(?:put|set|add|insert|with|store|updated|producerProperty|consumerProperty|property|config|option|assign|_set|__setitem__)/i;
const removing = /^(?:remove|delete|pop|unset|del|minus)$/i;
const cloning = /^(?:clone|copy|dup|deep_dup|toMutableMap|to_h|Clone|with_indifferent_access)$/;
const viewing =
  /^(?:asJava|asScala|toMap|toProperties|build|freeze|symbolize_keys|stringify_keys|compact|iter|into_iter|to_owned|items|toImmutable|as_ref|get)$/;
