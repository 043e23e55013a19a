import { type Disposable, toDisposable } from '../base/disposable';
import { type Door, fittingArguments, type Shape } from './shapes';

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

type MessagePart = 'call' | 'name' | 'args' | 'answer' | 'value' | 'error';

/**
 * Serves `near` over the port and gives typed calls to the far side. A handler that throws rejects its caller with the
 * same message; a name that nobody serves rejects too; `dispose` rejects what is pending. With a door, a call whose
 * arguments are not what the method takes reaches no handler: a page may hold what came from a cluster.
 */
export function connect<Near, Far>(port: Port, near: Handlers<Near>, door?: Door<Near>): Connection<Far> {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  // A page that was reloaded must not take the late answer to a call of its predecessor for its own.
  let lastCall = Math.floor(Math.random() * 2 ** 40);
  let closed = false;
  // Own methods only: a far side cannot reach `constructor` or `toString` by name.
  const handlers = new Map<unknown, unknown>(Object.entries(near));
  const shapes = door && new Map<unknown, readonly Shape<unknown>[]>(Object.entries(door));

  const answer = async (name: unknown, args: unknown): Promise<unknown> => {
    const handler = handlers.get(name);
    if (typeof handler !== 'function') throw new Error(`No such method: ${typeof name === 'string' ? name : '?'}`);
    const given: readonly unknown[] | undefined = Array.isArray(args) ? args : undefined;
    const fitting = given && (shapes ? fittingArguments(shapes.get(name) ?? [], given) : given);
    if (!fitting) throw new Error(`${name} was called with arguments that it does not take.`);
    return handler(...fitting);
  };

  const serve = async (call: number, name: unknown, args: unknown): Promise<void> => {
    let message: Message;
    try {
      message = { answer: call, value: await answer(name, args) };
    } catch (error) {
      message = { answer: call, error: error instanceof Error ? error.message : String(error) };
    }
    if (closed) return;
    try {
      port.post(message);
    } catch (error) {
      // The value cannot cross; that it cannot does.
      port.post({ answer: call, error: error instanceof Error ? error.message : String(error) } satisfies Message);
    }
  };

  const subscription = port.onMessage((raw) => {
    if (closed || typeof raw !== 'object' || raw === null) return;
    const message: { readonly [K in MessagePart]?: unknown } = raw;
    if (message.call !== undefined) {
      // A port that is gone meanwhile takes no answer.
      if (typeof message.call === 'number') serve(message.call, message.name, message.args).catch(() => undefined);
      return;
    }
    if (typeof message.answer !== 'number') return;
    const waiting = pending.get(message.answer);
    if (!waiting) return;
    pending.delete(message.answer);
    if (message.error === undefined) waiting.resolve(message.value);
    else waiting.reject(new Error(typeof message.error === 'string' ? message.error : 'The far side failed.'));
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
