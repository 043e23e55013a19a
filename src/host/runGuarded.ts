import { createContext, Script } from 'node:vm';

const sandbox: { work?: () => void } = {};
const context = createContext(sandbox);
const script = new Script('work()');

/**
 * Runs a function and stops it where it takes longer than so many milliseconds: undefined then. Only V8 can stop a regular
 * expression that backtracks for years, and it does so only in a script with a time limit. Costs 30 microseconds.
 */
export function runGuarded<T>(timeout: number, run: () => T): { readonly value: T } | undefined {
  let done: { readonly value: T } | undefined;
  sandbox.work = () => {
    done = { value: run() };
  };
  try {
    script.runInContext(context, { timeout });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
  } finally {
    delete sandbox.work;
  }
  return done;
}
