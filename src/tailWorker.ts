import { parentPort } from 'node:worker_threads';
import { runGuarded } from './host/runGuarded';
import { createKafkaJsReader } from './kafka/kafkajs/reader';
import { createRegistry } from './kafka/registry/createRegistry';
import type { Port } from './protocol/rpc';
import { createTailSession } from './tail/createTailSession';
import { serveTail } from './tailWorker/serveTail';

/** Composition root of the worker thread that reads and analyses one topic. */
function serveThread(thread: NonNullable<typeof parentPort>): void {
  const port: Port = {
    post: (message) => thread.postMessage(message),
    onMessage(listener) {
      thread.on('message', listener);
      return { dispose: () => thread.off('message', listener) };
    },
  };
  serveTail(port, {
    createReader: (profile, secrets, log) => createKafkaJsReader(profile, { secrets, log }),
    createSession: createTailSession,
    openSchemas: (profile, secrets) => {
      const openCodec: typeof import('./schemas/openCodec').openCodec = async (...of) =>
        (await import('./schemas/openCodec')).openCodec(...of);
      return {
        async byId(id) {
          const registry = createRegistry(profile, { secrets });
          const schema = await registry.schema(id);
          return { type: schema.type, codec: await openCodec(registry, schema) };
        },
        ofText: (text) => openCodec(undefined, { type: 'AVRO', text, references: [] }),
      };
    },
    now: Date.now,
    guard: runGuarded,
    every(milliseconds, run) {
      const timer = setInterval(run, milliseconds);
      return { dispose: () => clearInterval(timer) };
    },
    rest: () => new Promise((resolve) => setImmediate(resolve)),
  });
}

if (!parentPort) throw new Error('This script runs as a worker thread of AckLens only.');
serveThread(parentPort);
