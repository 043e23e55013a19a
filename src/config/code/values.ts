import type { Span } from '../../base/span';
import type { ClientModel, Frame, Role } from '../unit';
import type { CodeLanguage } from './codeParser';
import type { ClassCode, Code, FunctionCode, TableCode } from './syntax';

/** What an expression is, as far as the file tells. */
export type Value =
  | Scalar
  | KeyConstant
  | Path
  | Pair
  | Sequence
  | Alternatives
  | Closure
  | Part
  | Instance
  | Configuration
  | Unknown;

export interface Scalar {
  readonly kind: 'scalar';
  readonly text: string;
  readonly type: 'text' | 'number' | 'boolean';
}

/** A constant of a Kafka library that holds the name of a setting: `ProducerConfig.ACKS_CONFIG`. */
export interface KeyConstant {
  readonly kind: 'key';
  readonly text: string;
  /** The class that declares it, where the text says so. */
  readonly of: string | undefined;
}

/** A name from outside of the file, with everything that was asked of it: `sarama.NoResponse`. */
export interface Path {
  readonly kind: 'path';
  readonly path: string;
}

export interface Pair {
  readonly kind: 'pair';
  readonly key: Evaluated;
  readonly value: Evaluated;
}

export interface Sequence {
  readonly kind: 'sequence';
  readonly items: readonly Evaluated[];
  readonly type?: string;
}

/** One of several; which one is decided at run time. `inline` where all of them stand in one expression. */
export interface Alternatives {
  readonly kind: 'alternatives';
  readonly options: readonly Evaluated[];
  readonly inline: boolean;
}

export interface Closure {
  readonly kind: 'closure';
  readonly code: FunctionCode;
  readonly scope: Scope;
}

/** A field of a configuration: `config.Producer`. */
export interface Part {
  readonly kind: 'part';
  readonly configuration: Configuration;
  readonly path: string;
  readonly start: number;
}

/** What a call made: a client, or an option of one. */
export interface Instance {
  readonly kind: 'instance';
  /** The call that made it: `Kafka.new()`, `kgo.NoAck()`. */
  readonly type: string;
  readonly arguments: readonly Evaluated[];
  readonly library?: Library;
  /** What a client was made with, and the methods of it that are settings too. */
  readonly made?: { readonly configuration: Configuration; readonly later: Readonly<Record<string, string>> };
}

export interface Unknown {
  readonly kind: 'unknown';
}

export const unknown: Unknown = { kind: 'unknown' };

/** A value and the place where it is used. */
export interface Evaluated {
  readonly value: Value;
  readonly code: Code;
  /** The presence of the key is the value. */
  readonly isMarker?: boolean;
}

/** One setting as it is written into a configuration. */
export interface Write {
  readonly key: string;
  /** The key as it stands in the text. */
  readonly written: string;
  /** The class of the constant that names it: `ProducerConfig`. */
  readonly constantOf: string | undefined;
  readonly keySpan: Span;
  /** Undefined where the setting is taken out again. */
  readonly value: Evaluated | undefined;
  readonly removals: readonly Span[];
  /** The branches that lead to it. */
  readonly branches: readonly number[];
  /** False when something that the file does not show may replace it. */
  readonly certain: boolean;
  /** Written into another configuration, which may be of use elsewhere too. */
  readonly taken?: boolean;
}

/** A configuration while the file builds it: a map, a properties object, a builder, a struct. */
export class Configuration {
  readonly kind = 'configuration';
  readonly origin: Span;
  readonly branches: readonly number[];
  writes: Write[] = [];
  /** Something in it is not known, so that an absent setting says nothing. */
  open: boolean;
  library: Library | undefined;
  maker: Maker | undefined;
  /** Names of variables that hold it. */
  readonly names: string[] = [];
  /** Handed to a client, so that its unit is already known. */
  sunk = false;
  /** Became part of another one, which speaks for it. */
  joined = false;
  /** What it is a copy of. */
  source: Configuration | undefined;
  /** Stands where a text is compared or logged, not used. */
  readonly muted: boolean;

  constructor(origin: Span, branches: readonly number[], more: { open?: boolean; muted?: boolean } = {}) {
    this.origin = origin;
    this.branches = branches;
    this.open = more.open ?? false;
    this.muted = more.muted ?? false;
  }

  write(write: Write): void {
    this.writes.push(write);
  }

  /** Takes over what another one holds, over what is there. */
  join(other: Configuration, branches: readonly number[]): void {
    if (other === this) return;
    other.joined = true;
    if (other.open) this.doubt(new Set(other.writes.map((write) => write.key)));
    const deeper = branches.slice(this.branches.length);
    for (const write of other.writes) {
      const relative = write.branches.slice(other.branches.length);
      this.writes.push({ ...write, branches: [...this.branches, ...deeper, ...relative], taken: true });
    }
    this.open ||= other.open;
  }

  /** What a changed copy has more becomes part of this one: `opts = append(opts, more)` on one branch. */
  absorb(copy: Configuration): void {
    this.writes.push(...copy.writes.slice(this.writes.length));
    this.open ||= copy.open;
    this.joined = false;
    copy.joined = true;
  }

  /** Takes over settings that a function of the file writes into what it is given. */
  append(writes: readonly Write[], branches: readonly number[]): void {
    const deeper = branches.slice(this.branches.length);
    for (const write of writes) {
      this.writes.push({ ...write, branches: [...this.branches, ...deeper, ...write.branches], taken: true });
    }
  }

  /** Something unknown may have replaced what was written so far. */
  doubt(except: ReadonlySet<string> = new Set()): void {
    this.open = true;
    this.writes = this.writes.map((write) => (except.has(write.key) ? write : { ...write, certain: false }));
  }

  copy(origin: Span, branches: readonly number[]): Configuration {
    const made = new Configuration(origin, branches, { open: this.open, muted: this.muted });
    for (const write of this.writes) {
      const relative = write.branches.slice(this.branches.length);
      made.writes.push({ ...write, branches: [...branches, ...relative], taken: true });
    }
    made.library = this.library;
    made.maker = this.maker;
    made.names.push(...this.names);
    made.source = this;
    this.joined = true;
    return made;
  }
}

/** A client library, as far as its configuration can be written in code. */
export interface Library {
  readonly name: string;
  readonly client: ClientModel;
  readonly frame?: Frame;
  readonly languages: readonly CodeLanguage[];
  /** Has to be in the text of a file that uses the library. */
  readonly imported: RegExp;
  readonly makers: readonly Maker[];
  /** Kafka's name for a written key, or undefined for one that no rule looks at. */
  key(written: string, maker: Maker | undefined): KeyMeaning | undefined;
  /** A value in Kafka's words where the library has its own. Undefined leaves it as written. */
  value?(key: string, value: Value): KnownValue | undefined;
  /** How a value is written for this library where it is more than a literal. By Kafka's word. */
  words?(key: string, value: Value): Readonly<Record<string, string>>;
  /** What a name of the library stands for where it is a key or a plain value. */
  constant?(path: string): Value | undefined;
  /** What a call of the library gives where it is a key or a plain value. */
  call?(path: string, args: readonly Evaluated[]): Value | undefined;
  /** Calls that make an option of the library which is no setting of interest. */
  readonly options?: RegExp;
  /** True for a map that says of itself that the library reads it. */
  isMarked?(configuration: Configuration): boolean;
  /** Options that are objects of their own inside a configuration that reaches no client. */
  readonly within?: readonly string[];
  /** True when keys are Kafka's own dotted names, so that a map without a client can be recognised. */
  readonly dotted?: boolean;
}

export interface KeyMeaning {
  readonly key: string;
  readonly role?: Role;
  /** Settings with a prefix of their own configure a client of their own. */
  readonly group?: string;
}

export interface KnownValue {
  readonly text: string;
  readonly type: 'text' | 'number' | 'boolean';
}

/** A call, type or function through which a configuration is made or handed over. */
export interface Maker {
  /** Tested on the full name of what is called. */
  readonly path: RegExp;
  readonly role?: Role;
  /**
   * `settings` makes a configuration that more can be written into; `client` takes one and is the end of it; `write`
   * writes its second and third argument into its first.
   */
  readonly kind: 'settings' | 'client' | 'write';
  /** Methods give a changed copy and leave the receiver as it is. */
  readonly immutable?: boolean;
  /** Which arguments are configurations; all of them without it. */
  readonly takes?: readonly number[];
  /** The client reads its configurations as one. */
  readonly joins?: boolean;
  /** Keys of the argument object that hold the configuration: `kafkaJS` of a producer's options. */
  readonly within?: readonly string[];
  /** For `settings`: the key that each argument is. */
  readonly positions?: readonly (string | undefined)[];
  /** Methods that give what is read or start what writes, and the configuration no more: `load` of Spark's readers. */
  readonly ends?: RegExp;
  /** For `client`: what is not said has the client's default, so a unit is worth having without settings. */
  readonly complete?: boolean;
  /** For `client`: methods of what it makes that are settings too, by Kafka's key. */
  readonly later?: Readonly<Record<string, string>>;
  readonly label?: string;
  readonly frame?: Frame;
  /** A setting that the call itself is, whatever its arguments are. */
  readonly marks?: string;
  /** Keys that the client refuses here, with what to say about them. */
  readonly misplaced?: Readonly<Record<string, string>>;
  /** A condition on the arguments: `format("kafka")`. */
  readonly when?: (args: readonly Evaluated[]) => boolean;
}

/** The names of one block, function, class or file. */
export class Scope {
  readonly names = new Map<string, Value>();
  readonly classes = new Map<string, ClassScope>();
  readonly parent: Scope | undefined;
  readonly isClass: boolean;
  /** How many branches deep the scope was opened: assignments from deeper ones are not certain. */
  readonly depth: number;

  constructor(parent: Scope | undefined, depth: number, isClass = false) {
    this.parent = parent;
    this.depth = depth;
    this.isClass = isClass;
  }

  find(name: string): { readonly value: Value; readonly scope: Scope } | undefined {
    for (let at: Scope | undefined = this; at; at = at.parent) {
      const value = at.names.get(name);
      if (value) return { value, scope: at };
    }
    return undefined;
  }

  findClass(name: string): ClassScope | undefined {
    for (let at: Scope | undefined = this; at; at = at.parent) {
      const found = at.classes.get(name);
      if (found) return found;
    }
    return undefined;
  }

  /** The scope that `this` stands for. */
  owner(): Scope | undefined {
    for (let at: Scope | undefined = this; at; at = at.parent) if (at.isClass) return at;
    return undefined;
  }
}

/** A class of the file, read when somebody asks for it or when its turn comes. */
export interface ClassScope {
  readonly code: ClassCode;
  readonly scope: Scope;
  read: boolean;
}

/** What reading a call needs of the evaluation around it. */
export interface Evaluator {
  readonly text: string;
  readonly libraries: readonly Library[];
  readonly receiver: Configuration | undefined;
  muted: number;
  /** The branches on which the code stands that is read now. */
  readonly branches: readonly number[];
  evaluate(code: Code, scope: Scope): Value;
  configuration(origin: Span, more?: { open?: boolean }): Configuration;
  /** `value` is what the code is, where that is known already: chains of calls would be read twice at each link. */
  configurationFor(code: Code, key: Evaluated, scope: Scope, value?: Value): Configuration | undefined;
  evaluateAll(codes: readonly Code[], scope: Scope): readonly Evaluated[];
  declare(name: string, value: Value, scope: Scope): void;
  copy(source: Configuration, origin: Span): Configuration;
  adopt(configuration: Configuration, path: string): void;
  join(into: Configuration, from: Configuration): void;
  fill(into: Configuration, code: TableCode, scope: Scope): void;
  write(into: Configuration, key: Evaluated, value: Evaluated | undefined, at: Code, removals?: readonly Span[]): void;
  sink(configuration: Configuration, library: Library, maker: Maker, span: Span, label: string): Configuration;
  runBlock(block: Code, receiver: Value, scope: Scope): Value;
  callFunction(code: FunctionCode, scope: Scope, args: readonly Evaluated[], at: Code): Value;
  readClass(entry: ClassScope): void;
  inBranch<T>(run: () => T): T;
}
