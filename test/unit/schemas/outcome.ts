import assert from 'node:assert/strict';
import { isSchemaError } from '../../../src/kafka/schemas';

/** Of processor time, which other work on the machine does not use up. */
export const mostMs = 500;
const mostHeldBytes = 256 << 20;
const mostSentence = 600;

/**
 * What came of it: a value, or a sentence for the user. Fails on any other error, on a sentence that nobody would read,
 * and when it took long or left much behind.
 */
export function outcomeOf<T>(what: () => string, run: () => T): { readonly value: T } | { readonly sentence: string } {
  const held = process.memoryUsage().rss;
  const began = process.cpuUsage();
  const outcome = attempt(what, run);
  const tookMs = milliseconds(began);
  // The first time a collection of garbage may have fallen into it.
  if (tookMs > mostMs) {
    const again = process.cpuUsage();
    attempt(what, run);
    assert.ok(milliseconds(again) <= mostMs, `${tookMs} ms, then ${milliseconds(again)} ms: ${what()}`);
  }
  assert.ok(process.memoryUsage().rss - held < mostHeldBytes, `much memory: ${what()}`);
  return outcome;
}

const milliseconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

function attempt<T>(what: () => string, run: () => T): { readonly value: T } | { readonly sentence: string } {
  try {
    return { value: run() };
  } catch (error) {
    if (!isSchemaError(error)) throw new Error(`${String(error)}: ${what()}`, { cause: error });
    assert.match(error.message, /^\S.*[.…]$/su, `no sentence: ${error.message}, ${what()}`);
    assert.ok(error.message.length <= mostSentence, `a sentence of ${error.message.length} characters: ${what()}`);
    return { sentence: error.message };
  }
}
