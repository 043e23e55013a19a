import { deepStrictEqual, rejects, strictEqual } from 'node:assert';
import { connect } from '../../../src/protocol/rpc';
import { clonedWire } from './wire';

type Kitchen = { cook(dish: string, minutes: number): string; burn(): void; slow(): Promise<number> };
type Waiter = { ready(dish: string): void };

describe('rpc', () => {
  it('calls across a port and brings the answer back', async () => {
    const { kitchen, heard } = restaurant();
    strictEqual(await kitchen.remote.cook('soup', 12), 'soup after 12 min');
    deepStrictEqual(heard, ['soup']);
  });

  it('rejects the caller with the message of a handler that throws', async () => {
    const { kitchen } = restaurant();
    await rejects(kitchen.remote.burn(), { message: 'The pan is on fire.' });
  });

  it('rejects a name that nobody serves, inherited names too', async () => {
    const [near, far] = clonedWire();
    connect<Record<string, never>, Record<string, never>>(far, {});
    const caller = connect<Record<string, never>, { toString(): string; constructor(): void; nothing(): void }>(
      near,
      {},
    );
    await rejects(caller.remote.nothing(), { message: 'No such method: nothing' });
    await rejects(caller.remote.toString(), { message: 'No such method: toString' });
    await rejects(caller.remote.constructor(), { message: 'No such method: constructor' });
  });

  it('rejects what is pending when it is disposed, and every call after', async () => {
    const { kitchen } = restaurant();
    const pending = kitchen.remote.slow();
    kitchen.dispose();
    await rejects(pending, { message: 'The connection is closed.' });
    await rejects(kitchen.remote.cook('tea', 3), { message: 'The connection is closed.' });
  });

  it('does not answer a reloaded page with what its predecessor asked', async () => {
    const [page, host] = clonedWire();
    const answers: ((value: number) => void)[] = [];
    connect<{ ask(): Promise<number> }, Record<string, never>>(host, {
      ask: () => new Promise<number>((resolve) => answers.push(resolve)),
    });
    const first = connect<Record<string, never>, { ask(): number }>(page, {});
    const abandoned = first.remote.ask();
    first.dispose();
    await rejects(abandoned);
    const second = connect<Record<string, never>, { ask(): number }>(page, {});
    const asked = second.remote.ask();
    await settled();
    answers[0]?.(1);
    await settled();
    answers[1]?.(2);
    strictEqual(await asked, 2);
  });

  it('rejects a call that the port cannot carry and goes on', async () => {
    const [near, far] = clonedWire();
    connect<{ echo(value: unknown): unknown }, Record<string, never>>(far, { echo: (value) => value });
    const caller = connect<Record<string, never>, { echo(value: unknown): unknown }>(near, {});
    await rejects(
      caller.remote.echo(() => 1),
      { name: 'DataCloneError' },
    );
    strictEqual(await caller.remote.echo('still here'), 'still here');
  });

  it('ignores what is not a message', async () => {
    const { kitchen, near } = restaurant();
    for (const noise of [null, 7, 'text', {}, { call: 1 }, { answer: 99 }, { call: 1, name: 'cook', args: 'no' }]) {
      near.post(noise);
    }
    strictEqual(await kitchen.remote.cook('rice', 9), 'rice after 9 min');
  });
});

function restaurant() {
  const [near, far] = clonedWire();
  const heard: string[] = [];
  const waiter = connect<Kitchen, Waiter>(far, {
    cook: async (dish, minutes) => {
      await waiter.remote.ready(dish);
      return `${dish} after ${minutes} min`;
    },
    burn: () => {
      throw new Error('The pan is on fire.');
    },
    slow: () => new Promise<number>(() => undefined),
  });
  const kitchen = connect<Waiter, Kitchen>(near, { ready: (dish) => void heard.push(dish) });
  return { kitchen, heard, near };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
