/** Reading and answering wait for no longer than this, whatever is computed beside them. */
export const SLICE_MS = 8;

export interface Slicing {
  /** Milliseconds, from any beginning. */
  now(): number;
  /** Resolves when whatever else waited for the thread has had its turn. */
  rest(): Promise<void>;
}

/** Runs a long computation in slices between which the thread does its other work; every `yield` may end a slice. */
export async function inSlices<T>(work: Generator<void, T>, { now, rest }: Slicing): Promise<T> {
  let until = now() + SLICE_MS;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (now() < until) continue;
    await rest();
    until = now() + SLICE_MS;
  }
}
