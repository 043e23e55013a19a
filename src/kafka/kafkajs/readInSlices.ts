import { setImmediate as breathe } from 'node:timers/promises';
import type { WireReader } from './WireReader';

/**
 * Reads a list that may be long a few milliseconds at a time, so that a cluster with ten thousands of topics or groups
 * does not stop the thread that shares its loop with every other extension.
 */
export async function readInSlices<T>(answer: WireReader, each: () => T): Promise<T[]> {
  const found: T[] = [];
  const count = answer.arrayLength();
  let sliceEnd = performance.now() + sliceMs;
  while (found.length < count) {
    found.push(each());
    answer.tags();
    if (performance.now() < sliceEnd) continue;
    await breathe();
    sliceEnd = performance.now() + sliceMs;
  }
  return found;
}

const sliceMs = 2;
