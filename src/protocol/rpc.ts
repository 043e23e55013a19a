import { type Disposable, toDisposable } from '../base/disposable';

/** One end of a pipe to a webview, a worker or a test. What crosses is JSON or a transferred ArrayBuffer. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): Disposable;
}

/** The methods of T as the far side sees them: every answer is a promise. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

/** The methods of T as the serving side writes them: an answer may be a promise. */
export type Handlers<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => R | Promise<Awaited<R>> : never;
};

export interface Connection<Far> extends Disposable {
  readonly remote: Remote<Far>;
}

type Message =
  | { readonly call: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly answer: number; readonly value?: unknown; readonly error?: string };

/**
 * Serves `near` over the port and gives typed calls to the far side. A handler that throws rejects its caller with the
 * same message; a name that nobody serves rejects too; `dispose` rejects what is pending.
 */
export function connect<Near, Far>(port: Port, near: Handlers<Near>): Connection<Far> {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  // A page that was reloaded must not take the late answer to a call of its predecessor for its own.
  let lastCall = Math.floor(Math.random() * 2 ** 40);
  let closed = false;
  // Own methods only: a far side cannot reach `constructor` or `toString` by name.
  const handlers = new Map<string, unknown>(Object.entries(near));

  const serve = async (call: number, name: string, args: readonly unknown[]): Promise<void> => {
    try {
      const handler = handlers.get(name);
      if (typeof handler !== 'function') throw new Error(`No such method: ${name}`);
      const value: unknown = await handler(...args);
      if (!closed) port.post({ answer: call, value } satisfies Message);
    } catch (error) {
      if (!closed) port.post({ answer: call, error: error instanceof Error ? error.message : String(error) });
    }
  };

  const subscription = port.onMessage((raw) => {
    const message = raw as Message;
    if (closed || typeof message !== 'object' || message === null) return;
    if ('call' in message) {
      if (Array.isArray(message.args)) void serve(message.call, message.name, message.args);
      return;
    }
    const waiting = pending.get(message.answer);
    if (!waiting) return;
    pending.delete(message.answer);
    if (message.error === undefined) waiting.resolve(message.value);
    else waiting.reject(new Error(message.error));
  });

  const remote = new Proxy({} as Remote<Far>, {
    get: (_target, name) => {
      // `await connection.remote` must not look like a thenable.
      if (typeof name !== 'string' || name === 'then') return undefined;
      return (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          if (closed) return reject(new Error('The connection is closed.'));
          lastCall += 1;
          const call = lastCall;
          pending.set(call, { resolve, reject });
          try {
            port.post({ call, name, args } satisfies Message);
          } catch (error) {
            pending.delete(call);
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
    },
  });

  const closing = toDisposable(() => {
    closed = true;
    subscription.dispose();
    for (const waiting of pending.values()) waiting.reject(new Error('The connection is closed.'));
    pending.clear();
  });
  return { remote, dispose: () => closing.dispose() };
}
