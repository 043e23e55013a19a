import { createContext, Script } from 'node:vm';

/** Stands for the answer of what took too long. */
export const tookTooLong = Symbol('took too long');

/**
 * Runs what may never end, such as a regular expression that came from elsewhere, and breaks it off after the time:
 * nothing else can, since it leaves the thread no turn. What it throws is thrown. Costs a millisecond a call.
 */
export function withinTime<T>(milliseconds: number, run: () => T): T | typeof tookTooLong {
  let value: T | typeof tookTooLong = tookTooLong;
  const context = createContext({
    run: () => {
      value = run();
    },
  });
  try {
    script.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    // An Error of the other context is none of ours.
    const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return tookTooLong;
  }
  return value;
}

const script = new Script('run()');
