import { setTimeout as timer } from 'node:timers/promises';

/** Waits so many milliseconds, or until the signal is aborted, which is no error here. */
export async function sleepUnless(signal: AbortSignal, ms: number): Promise<void> {
  await timer(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
}
