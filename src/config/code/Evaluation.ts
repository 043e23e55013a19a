import type { Span } from '../../base/span';
import { assign, configurationFor } from './assignments';
import { callOf } from './calls';
import { fill, indexValue, listValue, memberValue, nameValue, operationValue, tableValue } from './expressions';
import { type Forwarded, forwardedOf, forwardedWrites, type NamedWrite } from './forwarded';
import type { Outcome } from './outcome';
import { statementRemovals } from './removalSpan';
import type { BlockCode, ClassCode, Code, DeclareCode, FunctionCode, TableCode } from './syntax';
import { isMapType, typeOf } from './typeOf';
import {
  type ClassScope,
  Configuration,
  type Evaluated,
  type Evaluator,
  type Library,
  type Maker,
  Scope,
  unknown,
  type Value,
} from './values';

interface Summary {
  readonly result: Value;
  /** What the function does with the configurations that it is given. */
  readonly parameters: readonly (Configuration | undefined)[];
  /** What it writes under a name that it is given, into one of them or into one from around it. */
  readonly forwarded: readonly Forwarded[];
}

/** More steps than any file that a person writes takes; a bound for generated ones. */
const maxSteps = 150_000;
const maxCalls = 24;

/**
 * Follows the configurations of one file through variables, functions, branches and calls. Everything that the file does
 * not show is unknown, and what depends on it too.
 */
export class Evaluation implements Evaluator {
  readonly text: string;
  readonly libraries: readonly Library[];
  readonly outcomes: Outcome[] = [];
  readonly configurations: Configuration[] = [];
  /** Positive while something is read that compares or prints. */
  muted = 0;
  branches: readonly number[] = [];
  private steps = 0;
  private nextBranch = 1;
  private calls = 0;
  private readonly summaries = new Map<FunctionCode, Summary | 'running'>();
  /** The blocks of calls that are being read, one inside the other. */
  private readonly running = new Set<Code>();
  /** Functions without a name, in the order that they were met: some are only given back or kept for later. */
  private readonly closures: { readonly code: FunctionCode; readonly scope: Scope }[] = [];
  private readonly ran = new Set<Code>();
  private returns: Value[] = [];
  /** What the function that is read writes by names: `conf->set(key, value)`. */
  private byName: NamedWrite[] = [];
  /** What to cut out with a statement, by its code. */
  private readonly statements = new Map<Code, readonly Span[]>();
  /** The receiver of a block that belongs to a call: `this` inside of `apply { }`. */
  private receivers: Configuration[] = [];

  constructor(text: string, libraries: readonly Library[]) {
    this.text = text;
    this.libraries = libraries;
  }

  /** Reads the whole file. */
  readFile(code: Code): void {
    const scope = new Scope(undefined, 0);
    this.evaluate(code, scope);
    // More of them may be met inside.
    for (const closure of this.closures) {
      if (!this.ran.has(closure.code)) this.summary(closure.code, closure.scope);
    }
  }

  evaluate(code: Code, scope: Scope): Value {
    this.steps += 1;
    if (this.steps > maxSteps) return unknown;
    switch (code.kind) {
      case 'text':
        return code.text === undefined ? unknown : { kind: 'scalar', text: code.text, type: 'text' };
      case 'number':
        return { kind: 'scalar', text: code.text, type: 'number' };
      case 'boolean':
        return { kind: 'scalar', text: code.text, type: 'boolean' };
      case 'nothing':
        return unknown;
      case 'name':
        return nameValue(this, code.name, scope);
      case 'member':
        return memberValue(this, code, scope);
      case 'index':
        return indexValue(this, code.object, code.key, scope);
      case 'call':
        return callOf(this, code, scope);
      case 'table':
        return tableValue(this, code, scope);
      case 'list':
        return listValue(this, code, scope);
      case 'choice':
        for (const condition of code.conditions) this.evaluate(condition, scope);
        return this.inBranches(code.options, scope);
      case 'operation':
        return operationValue(this, code.operator, code.left, code.right, scope, code.span);
      case 'declare':
        this.declareTyped(code, scope);
        return unknown;
      case 'assign':
        return assign(this, code, scope);
      case 'block':
        return this.block(code, scope);
      case 'function':
        if (!code.name && this.muted === 0) this.closures.push({ code, scope });
        return { kind: 'closure', code, scope };
      case 'class':
        this.readClass(this.classScope(code, scope));
        return unknown;
      case 'return': {
        const value = code.value ? this.evaluate(code.value, scope) : unknown;
        this.returns.push(value);
        return value;
      }
      case 'import':
        for (const [local, path] of code.names) scope.names.set(local, { kind: 'path', path });
        return unknown;
      case 'other':
        return this.parts(code.parts, scope);
    }
  }

  evaluateAll(codes: readonly Code[], scope: Scope): readonly Evaluated[] {
    return codes.map((code) => ({ code, value: this.evaluate(code, scope) }));
  }

  configuration(origin: Span, more: { open?: boolean } = {}): Configuration {
    const made = new Configuration(origin, this.branches, { ...more, muted: this.muted > 0 });
    this.configurations.push(made);
    return made;
  }

  join(into: Configuration, from: Configuration): void {
    into.join(from, this.branches);
  }

  copy(source: Configuration, origin: Span): Configuration {
    const made = source.copy(origin, this.branches);
    this.configurations.push(made);
    return made;
  }

  /** Writes one setting, wherever it stands. */
  write(into: Configuration, key: Evaluated, value: Evaluated | undefined, at: Code, removal?: readonly Span[]): void {
    const { value: name, code } = key;
    if (name.kind !== 'scalar' && name.kind !== 'key') {
      if (value) this.byName.push({ into, key: code, value: value.code });
      into.open = true;
      return;
    }
    into.write({
      key: name.text,
      written:
        code.kind === 'nothing'
          ? name.text
          : this.text.slice(code.span.start, code.span.end).replace(/^["'`:]|["'`]$/g, ''),
      constantOf: name.kind === 'key' ? (name.of ?? '') : undefined,
      keySpan: code.kind === 'text' ? code.inner : code.span,
      value,
      removals: removal ?? this.statements.get(at) ?? [],
      branches: this.branches,
      certain: true,
    });
  }

  /** A configuration that a client got, as it is now; what is written into it later comes too late. */
  sink(
    configuration: Configuration,
    library: Library | undefined,
    maker: Maker | undefined,
    span: Span,
    label: string,
  ): Configuration {
    configuration.sunk = true;
    const snapshot = new Configuration(configuration.origin, configuration.branches, { open: configuration.open });
    snapshot.writes = [...configuration.writes];
    snapshot.library = configuration.library ?? library;
    snapshot.maker = configuration.maker;
    configuration.library ??= library;
    configuration.maker ??= maker;
    this.outcomes.push({ configuration: snapshot, library, maker, span, branches: this.branches, label });
    return snapshot;
  }

  /** A block that belongs to a call, with what it is called on. One that leads back to itself tells nothing more. */
  runBlock(block: Code, receiver: Value, scope: Scope): Value {
    if (this.running.has(block)) return unknown;
    this.running.add(block);
    this.ran.add(block);
    if (receiver.kind === 'configuration') this.receivers.push(receiver);
    let value: Value;
    if (block.kind === 'function') {
      const inner = new Scope(scope, this.branches.length);
      for (const [index, parameter] of block.parameters.entries()) {
        inner.names.set(parameter.name, index === 0 ? receiver : unknown);
      }
      value = block.body ? this.evaluate(block.body, inner) : unknown;
    } else value = this.evaluate(block, scope);
    if (receiver.kind === 'configuration') this.receivers.pop();
    this.running.delete(block);
    return value;
  }

  get receiver(): Configuration | undefined {
    return this.receivers[this.receivers.length - 1];
  }

  /** Runs a function of the file once, whoever calls it; its parameters are not known. */
  callFunction(code: FunctionCode, scope: Scope, args: readonly Evaluated[], at: Code): Value {
    const summary = this.summary(code, scope);
    if (!summary) return unknown;
    for (const [index, effect] of summary.parameters.entries()) {
      const given = args[index]?.value;
      if (!effect || given?.kind !== 'configuration') continue;
      if (effect !== given) given.append(effect.writes, this.branches);
      if (effect.sunk) this.sink(given, effect.library, effect.maker, given.origin, labelOf(effect.maker));
    }
    for (const { into, key, value } of forwardedWrites(summary.forwarded, args)) this.write(into, key, value, at);
    const { result } = summary;
    return result.kind === 'configuration' ? this.copy(result, result.origin) : result;
  }

  /** Something that may or may not run. */
  inBranch<T>(run: () => T): T {
    const before = this.branches;
    this.branches = [...before, this.nextBranch++];
    try {
      return run();
    } finally {
      this.branches = before;
    }
  }

  declare(name: string, value: Value, scope: Scope): void {
    if (value.kind === 'configuration' && name) value.names.push(name);
    scope.names.set(name, value);
  }

  private declareTyped(code: DeclareCode, scope: Scope): void {
    let value = code.value ? this.evaluate(code.value, scope) : this.typed(code.type, code.span);
    if (value.kind === 'configuration' && !value.library && code.type) this.adopt(value, code.type);
    // A value from elsewhere still has its declared type.
    if (code.value && (value.kind === 'unknown' || value.kind === 'instance')) {
      const typed = this.typed(code.type, code.span);
      if (typed.kind === 'configuration') value = typed;
    }
    this.declare(code.name, value, scope);
  }

  /** An empty configuration for a variable of a library's type. */
  typed(type: string | undefined, span: Span): Value {
    if (!type || !(typeOf(this.libraries, type) || isMapType(type))) return unknown;
    const made = this.configuration(span, { open: true });
    this.adopt(made, type);
    return made;
  }

  private summary(code: FunctionCode, scope: Scope): Summary | undefined {
    const known = this.summaries.get(code);
    if (known === 'running' || this.calls > maxCalls) return undefined;
    if (known) return known;
    if (!code.body) return undefined;
    this.summaries.set(code, 'running');
    this.calls += 1;
    const [outerReturns, outerBranches, outerReceivers] = [this.returns, this.branches, this.receivers];
    const outerByName = this.byName;
    this.byName = [];
    this.returns = [];
    this.branches = [];
    this.receivers = [];
    const inner = new Scope(scope, 0);
    const parameters = code.parameters.map((parameter) => {
      const value = this.typed(parameter.type, code.span);
      this.declare(parameter.name, value, inner);
      return value.kind === 'configuration' ? value : undefined;
    });
    this.evaluate(code.body, inner);
    const written = this.byName;
    this.byName = outerByName;
    const told = this.returns;
    this.returns = outerReturns;
    this.branches = outerBranches;
    this.receivers = outerReceivers;
    this.calls -= 1;
    // Names that a function writes through without a type become known by the writing.
    const effects = code.parameters.map(({ name }, index) => {
      const now = inner.names.get(name);
      return parameters[index] ?? (now?.kind === 'configuration' ? now : undefined);
    });
    const [only] = told;
    const result: Value =
      told.length <= 1
        ? (only ?? unknown)
        : { kind: 'alternatives', options: told.map((value) => ({ value, code })), inline: false };
    const summary: Summary = { result, parameters: effects, forwarded: forwardedOf(written, code, effects) };
    this.summaries.set(code, summary);
    return summary;
  }

  private parts(parts: readonly Code[], scope: Scope): Value {
    let value: Value = unknown;
    this.hoist(parts, scope);
    for (const part of parts) value = this.evaluate(part, scope);
    this.runAll(parts, scope);
    return parts.length === 1 ? value : unknown;
  }

  private block(code: BlockCode, scope: Scope): Value {
    const run = (): Value => {
      this.hoist(code.items, scope);
      for (const item of code.items) this.statements.set(item, statementRemovals(this.text, code, item));
      let value: Value = unknown;
      for (const item of code.items) value = this.evaluate(item, scope);
      this.runAll(code.items, scope);
      return value;
    };
    return code.branch ? this.inBranch(run) : run();
  }

  private hoist(items: readonly Code[], scope: Scope): void {
    for (const item of items) {
      if (item.kind === 'function' && item.name) scope.names.set(item.name, { kind: 'closure', code: item, scope });
      if (item.kind === 'class') this.classScope(item, scope);
      if (item.kind === 'other') this.hoist(item.parts, scope);
    }
  }

  /** Functions that nobody called so far. */
  private runAll(items: readonly Code[], scope: Scope): void {
    for (const item of items) {
      if (item.kind === 'function' && item.name) this.summary(item, scope);
      const value = item.kind === 'assign' || item.kind === 'declare' ? item.value : undefined;
      if (value?.kind === 'function') this.summary(value, scope);
    }
  }

  private classScope(code: ClassCode, scope: Scope): ClassScope {
    const known = scope.classes.get(code.name);
    if (known?.code === code) return known;
    const made: ClassScope = { code, scope: new Scope(scope, 0, true), read: false };
    scope.classes.set(code.name, made);
    return made;
  }

  readClass(entry: ClassScope): void {
    if (entry.read) return;
    entry.read = true;
    const outer = this.branches;
    this.branches = [];
    const functions: FunctionCode[] = [];
    const collect = (items: readonly Code[]): void => {
      this.hoist(items, entry.scope);
      for (const item of items) {
        if (item.kind === 'function') functions.push(item);
        else if (item.kind === 'other') collect(item.parts);
        else this.evaluate(item, entry.scope);
      }
    };
    collect(entry.code.items);
    const makes = (code: FunctionCode): boolean =>
      code.constructs === true || /^(?:__init__|__construct|initialize)$/.test(code.name ?? '');
    for (const code of [...functions.filter(makes), ...functions.filter((one) => !makes(one))]) {
      this.summary(code, entry.scope);
    }
    this.branches = outer;
  }

  fill(into: Configuration, code: TableCode, scope: Scope): void {
    fill(this, into, code, scope);
  }

  configurationFor(code: Code, key: Evaluated, scope: Scope, value?: Value): Configuration | undefined {
    return configurationFor(this, code, key, scope, value);
  }

  /** Gives a configuration the library whose type it is. */
  adopt(configuration: Configuration, path: string): void {
    const type = typeOf(this.libraries, path);
    if (type) Object.assign(configuration, type);
  }

  private inBranches(options: readonly Code[], scope: Scope): Value {
    const values = options.map((code) => ({ code, value: this.inBranch(() => this.evaluate(code, scope)) }));
    return { kind: 'alternatives', options: values, inline: true };
  }
}

export const labelOf = (maker: Maker | undefined): string => maker?.label ?? 'client settings';
