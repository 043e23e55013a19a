import type { Code, FunctionCode } from './syntax';
import type { Configuration, Evaluated } from './values';

/** A setting that is written under a name: `conf->set(key, value)`. */
export interface NamedWrite {
  readonly into: Configuration;
  readonly key: Code;
  readonly value: Code;
}

/** What a function writes under a name that it is given. Numbers are places among its parameters. */
export interface Forwarded {
  readonly into: number | Configuration;
  readonly key: number;
  readonly value: number;
}

/**
 * Writes whose name and value are parameters, as they are or in the form that the client wants: `key.c_str()`. `effects`
 * are the configurations among the parameters; any other one stands around the function.
 */
export function forwardedOf(
  written: readonly NamedWrite[],
  { parameters }: FunctionCode,
  effects: readonly (Configuration | undefined)[],
): readonly Forwarded[] {
  const place = (code: Code): number => {
    const bare = code.kind === 'call' && code.target.kind === 'member' && code.arguments.length === 0;
    if (bare && code.target.kind === 'member') return place(code.target.object);
    return code.kind === 'name' ? parameters.findIndex(({ name }) => name === code.name) : -1;
  };
  return written.flatMap(({ into, key, value }) => {
    const at = effects.indexOf(into);
    const found = { into: at < 0 ? into : at, key: place(key), value: place(value) };
    return found.key < 0 || found.value < 0 ? [] : [found];
  });
}

/** The writes of one call of such a function, as far as its arguments are known. */
export function forwardedWrites(
  forwarded: readonly Forwarded[],
  args: readonly Evaluated[],
): readonly { readonly into: Configuration; readonly key: Evaluated; readonly value: Evaluated }[] {
  return forwarded.flatMap((one) => {
    const into = typeof one.into === 'number' ? args[one.into]?.value : one.into;
    const [key, value] = [args[one.key], args[one.value]];
    const named = key?.value.kind === 'scalar' || key?.value.kind === 'key';
    return into?.kind === 'configuration' && key && value && named ? [{ into, key, value }] : [];
  });
}
