import { type Context, createContext, Script } from 'node:vm';

/** Stands for the answer of what took too long. */
export const tookTooLong = Symbol('took too long');

/**
 * Runs what may never end, such as a regular expression that came from elsewhere, and breaks it off after the time:
 * nothing else can, since it leaves the thread no turn. What it throws is thrown. Costs a twentieth of a millisecond a
 * call, and a millisecond or two the first time.
 */
export function withinTime<T>(milliseconds: number, run: () => T): T | typeof tookTooLong {
  let value: T | typeof tookTooLong = tookTooLong;
  // A context for each call would be dearer than most of what is run; nothing but this function sees it.
  context ??= createContext({});
  const outer: unknown = context.run;
  context.run = () => {
    value = run();
  };
  try {
    script.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    // An Error of the other context is none of ours.
    const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return tookTooLong;
  } finally {
    context.run = outer;
  }
  return value;
}

const script = new Script('run()');
let context: Context | undefined;
