import type { Port } from '../../../src/protocol/rpc';

/** Two ends of a wire; what crosses is cloned as a worker's port would, and arrives later. */
export const clonedWire = (): [Port, Port] => wire(structuredClone, (message) => message, queueMicrotask);

/** The same with everything as text, as between an extension and its webview. */
export const jsonWire = (later: (run: () => void) => void = queueMicrotask): [Port, Port] =>
  wire(JSON.stringify, JSON.parse, later);

function wire<T>(
  pack: (message: unknown) => T,
  unpack: (packed: T) => unknown,
  later: (run: () => void) => void,
): [Port, Port] {
  const ends = [new Set<(message: unknown) => void>(), new Set<(message: unknown) => void>()] as const;
  const end = (own: 0 | 1): Port => ({
    post(message) {
      const packed = pack(message);
      later(() => {
        for (const listener of [...ends[own === 0 ? 1 : 0]]) listener(unpack(packed));
      });
    },
    onMessage(listener) {
      ends[own].add(listener);
      return { dispose: () => ends[own].delete(listener) };
    },
  });
  return [end(0), end(1)];
}
