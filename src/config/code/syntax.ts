import type { Span } from '../../base/span';

/**
 * What the grammars of all languages have in common where clients are configured. Built from a syntax tree only for the
 * parts of a file that can hold a setting, because every step through a tree crosses the border of WebAssembly.
 */
export type Code =
  | TextCode
  | NumberCode
  | BooleanCode
  | NothingCode
  | NameCode
  | MemberCode
  | IndexCode
  | CallCode
  | TableCode
  | ListCode
  | ChoiceCode
  | OperationCode
  | DeclareCode
  | AssignCode
  | BlockCode
  | FunctionCode
  | ClassCode
  | ReturnCode
  | ImportCode
  | OtherCode;

export interface TextCode {
  readonly kind: 'text';
  /** Undefined where the text is put together at run time. */
  readonly text: string | undefined;
  /** Without quotes. */
  readonly inner: Span;
  readonly span: Span;
}

export interface NumberCode {
  readonly kind: 'number';
  readonly text: string;
  readonly span: Span;
}

export interface BooleanCode {
  readonly kind: 'boolean';
  readonly text: 'true' | 'false';
  readonly span: Span;
}

/** null, nil, None, undefined. */
export interface NothingCode {
  readonly kind: 'nothing';
  readonly span: Span;
}

export interface NameCode {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

/** `a.b`, `a::b`, `a->b`. Fields of the own object are members of the name `this`. */
export interface MemberCode {
  readonly kind: 'member';
  readonly object: Code;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

export interface IndexCode {
  readonly kind: 'index';
  readonly object: Code;
  readonly key: Code;
  readonly span: Span;
}

export interface CallCode {
  readonly kind: 'call';
  readonly target: Code;
  readonly arguments: readonly Argument[];
  /** What an initializer or a trailing block adds: `new C { A = 1 }`, `C().apply { ... }`. */
  readonly block?: Code;
  readonly span: Span;
}

export interface Argument {
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly value: Code;
  readonly spread?: boolean;
  readonly span: Span;
}

/** An object, dictionary, hash, struct literal. */
export interface TableCode {
  readonly kind: 'table';
  readonly type?: string;
  readonly entries: readonly Entry[];
  readonly span: Span;
}

export interface Entry {
  /** Undefined for a spread. A bare word as a key is a text. */
  readonly key: Code | undefined;
  readonly value: Code;
  readonly span: Span;
}

export interface ListCode {
  readonly kind: 'list';
  readonly type?: string;
  readonly items: readonly Code[];
  readonly span: Span;
}

/** One of several values, decided at run time. */
export interface ChoiceCode {
  readonly kind: 'choice';
  readonly conditions: readonly Code[];
  readonly options: readonly Code[];
  readonly span: Span;
}

export interface OperationCode {
  readonly kind: 'operation';
  readonly operator: string;
  readonly left: Code;
  readonly right: Code;
  readonly span: Span;
}

export interface DeclareCode {
  readonly kind: 'declare';
  readonly name: string;
  readonly nameSpan: Span;
  readonly type?: string;
  readonly value?: Code;
  readonly span: Span;
}

export interface AssignCode {
  readonly kind: 'assign';
  readonly target: Code;
  readonly operator: string;
  readonly value: Code;
  readonly span: Span;
}

export interface BlockCode {
  readonly kind: 'block';
  readonly items: readonly Code[];
  /** True where the block may be passed over. */
  readonly branch: boolean;
  readonly span: Span;
}

export interface FunctionCode {
  readonly kind: 'function';
  readonly name?: string;
  readonly parameters: readonly Parameter[];
  /** Undefined where nothing inside can matter. */
  readonly body: Code | undefined;
  readonly constructs?: boolean;
  readonly span: Span;
}

export interface Parameter {
  readonly name: string;
  readonly type?: string;
}

export interface ClassCode {
  readonly kind: 'class';
  readonly name: string;
  readonly items: readonly Code[];
  readonly span: Span;
}

export interface ReturnCode {
  readonly kind: 'return';
  readonly value: Code | undefined;
  readonly span: Span;
}

export interface ImportCode {
  readonly kind: 'import';
  /** By local name: the full name of what it stands for. */
  readonly names: readonly (readonly [local: string, path: string])[];
  readonly span: Span;
}

/** Anything else. Its parts are looked at one after another. */
export interface OtherCode {
  readonly kind: 'other';
  readonly parts: readonly Code[];
  readonly span: Span;
}
