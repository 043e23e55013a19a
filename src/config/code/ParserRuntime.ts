import { Parser } from 'web-tree-sitter';

/** What a call into the parser came to: its answer where there is no failure. */
export interface Outcome<T> {
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
}

/**
 * A failed assertion leaves the memory as it should be. After anything else that a grammar's scanner may do (a function
 * that nobody has, a read outside of the memory) nobody knows.
 */
export type Failure = 'assertion' | 'trap';

/** The parser's WebAssembly. A process has one, however many parsers: the library keeps the first. */
export class ParserRuntime {
  /** How often a call has failed since the start of the process, and what was thrown last. */
  failures = 0;
  lastError: unknown;
  private readonly stack: MutableGlobal;
  private readonly abandoned: Parser[] = [];

  private constructor(stack: MutableGlobal) {
    this.stack = stack;
  }

  /** Rejects where the bytes are none of WebAssembly. */
  static start(bytes: Uint8Array): Promise<ParserRuntime> {
    starting ??= ParserRuntime.instantiate(bytes).catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  }

  /** Calls of the parser go through here: what is thrown from within it is an answer, and leaves the parser usable. */
  attempt<T>(call: () => T): Outcome<T> {
    const { value: top } = this.stack;
    try {
      return { value: call(), failure: undefined };
    } catch (error) {
      // An exception passes by the ends of the functions of C, each of which would give its part of C's own stack back:
      // 848 bytes for a failed assertion of Ruby's. Without this the 77th wrote into the parser's tables, for ever.
      this.stack.value = top;
      this.failures += 1;
      this.lastError = error;
      return { value: undefined, failure: error instanceof FailedAssertion ? 'assertion' : 'trap' };
    }
  }

  /** A parser that trapped is never touched again. The library would do it, freeing those that are garbage. */
  abandon(parser: Parser): void {
    this.abandoned.push(parser);
  }

  private static async instantiate(bytes: Uint8Array): Promise<ParserRuntime> {
    const compiled = await WebAssembly.compile(bytes);
    let stack: MutableGlobal | undefined;
    let malloc: ((size: number) => number) | undefined;
    // https://emscripten.org/docs/api_reference/module.html#Module.instantiateWasm
    const instantiateWasm = (imports: Imports, receive: (instance: object, module: object) => void): object => {
      Object.assign(imports.env, suppliedFunctions);
      stack = imports.env.__stack_pointer;
      const instance = new WebAssembly.Instance(compiled, imports);
      malloc = instance.exports.malloc;
      receive(instance, compiled);
      return {};
    };
    await Parser.init({ instantiateWasm });
    if (!stack || !malloc) throw new Error('the parser was started by somebody else');
    const room = malloc(stackSize);
    // Down from the end, in steps of 16.
    if (room > 0) stack.value = (room + stackSize) & -16;
    return new ParserRuntime(stack);
  }
}

/**
 * Bytes for C's own stack, in place of the library's 64 KiB, the end of which nothing guards: where a text can be read in
 * many ways at each of 800 places, leaving them goes that deep and writes over the parser's tables. With so much, the
 * stack of JavaScript ends first, and that throws. What is not used costs no memory.
 */
const stackSize = 8 * 1024 * 1024;

/** Functions that grammars call and the library has not. Nothing follows a call of this one, so that it must not return. */
export const suppliedFunctions = {
  __assert_fail(): never {
    throw new FailedAssertion();
  },
} as const;

class FailedAssertion extends Error {}

let starting: Promise<ParserRuntime> | undefined;

interface MutableGlobal {
  value: number;
}

/** https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md#interface-and-usage */
interface Imports {
  readonly env: { readonly __stack_pointer: MutableGlobal };
}

/** What is used of it: the zone has the types of no platform. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: object) => { readonly exports: { malloc(size: number): number } };
};
