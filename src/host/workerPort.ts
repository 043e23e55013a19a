import { Worker } from 'node:worker_threads';
import type { Disposable } from '../base/disposable';
import type { Port } from '../protocol/rpc';

export interface WorkerPort extends Port, Disposable {
  /** Called once when the thread ends without having been disposed; `reason` is for the log. */
  onCrash(listener: (reason: string) => void): void;
}

/** Heap of one worker. Rows and payloads live in typed arrays outside of it; a runaway ends its thread, not the host. */
const MAX_HEAP_MB = 1024;

/** Runs a bundled script in a thread of its own. */
export function startWorkerPort(file: string): WorkerPort {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
  let over = false;
  let crashed: ((reason: string) => void) | undefined;
  const crash = (reason: string): void => {
    if (over) return;
    over = true;
    crashed?.(reason);
  };
  worker.on('error', (error) => crash(error.stack ?? error.message));
  worker.on('exit', (code) => crash(`exit code ${code}`));
  return {
    post: (message) => worker.postMessage(message),
    onMessage(listener) {
      worker.on('message', listener);
      return { dispose: () => worker.off('message', listener) };
    },
    onCrash: (listener) => {
      crashed = listener;
    },
    dispose() {
      over = true;
      void worker.terminate();
    },
  };
}
