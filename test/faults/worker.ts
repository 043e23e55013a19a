import { parentPort } from 'node:worker_threads';
import '../../src/tailWorker';
import { askHeld, type HeldByThread } from './workerWords';

// The worker as it ships, which also tells what it holds when the suite asks.
parentPort?.on('message', (message: unknown) => {
  if (typeof message !== 'object' || message === null || Reflect.get(message, 'ask') !== askHeld.ask) return;
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  parentPort?.postMessage({
    heldByThread: { heap, resources: process.getActiveResourcesInfo() },
  } satisfies HeldByThread);
});
