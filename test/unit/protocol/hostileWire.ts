import assert from 'node:assert/strict';
import type { Port } from '../../../src/protocol/rpc';
import { random } from '../tail/readLog';

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Spoilt it may still be a call: an argument can be left out, or has several types. */
  readonly isLoose?: true;
}

export interface WireSubject {
  attach(port: Port): void;
  /** One call of each method, as the page would make it. */
  readonly calls: readonly Call[];
  /** What the host did to files, clusters, clipboard and editor so far. */
  effects(): readonly unknown[];
  /** A call that changes nothing, and what it answers. */
  readonly probe: Call & { readonly answers: (value: unknown) => boolean };
}

interface Answer {
  readonly answer: number;
  readonly value?: unknown;
  readonly error?: unknown;
}

/** Calls for each method; ACKLENS_FUZZ_WIRE=2000 looks longer. */
const rounds = Number(process.env.ACKLENS_FUZZ_WIRE ?? 40);

/**
 * Plays a page that went wild: calls whose arguments are no longer what the method takes, names that nobody serves, and
 * what is no call. Each numbered call has to be refused, once; nothing may be done for it, and a good call has to work.
 */
export async function provokeWire({ attach, calls, effects, probe }: WireSubject, seed: number): Promise<void> {
  const next = random(seed);
  const surprises: unknown[] = [];
  const note = (error: unknown): void => void surprises.push(error);
  process.on('unhandledRejection', note);
  try {
    const page = new HostilePage();
    attach(page.port);
    await settle();
    const before = effects().length;
    const wrong: Call[] = [];
    for (const call of calls)
      for (let round = 0; round < rounds; round++) wrong.push({ ...call, args: spoil(call.args, next) });
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'then', '', 'Snapshot', markup])
      wrong.push({ name, args: [] }, { name, args: [markup] });
    for (const [at, { name, args }] of wrong.entries()) page.say({ call: at + 1, name, args });
    for (const noise of notCalls) page.say(noise);
    await page.heard(wrong.length);
    for (const [at, call] of wrong.entries()) {
      const answers = page.answersTo(at + 1);
      assert.equal(answers.length, 1, `${answers.length} answers to ${show(call)}, seed ${seed}`);
      if (!call.isLoose) assert.equal(typeof answers[0]?.error, 'string', `not refused: ${show(call)}, seed ${seed}`);
    }
    // Their number is fine, all else of them is not.
    for (const [at, part] of [{ name: 7, args: [] }, { name: probe.name }, { name: probe.name, args: 'no' }].entries())
      page.say({ call: -1 - at, ...part });
    await page.heard(wrong.length + 3);
    for (const number of [-1, -2, -3]) assert.equal(typeof page.answersTo(number)[0]?.error, 'string');
    assert.deepEqual(effects().slice(before), [], `seed ${seed}`);
    page.say({ call: 0.5, name: probe.name, args: probe.args });
    await page.heard(wrong.length + 4);
    const [good] = page.answersTo(0.5);
    assert.ok(good && probe.answers(good.value), `the good call: ${show(good)}`);
    // What was never asked here is given no answer to.
    await settle();
    assert.deepEqual(surprises, [], `seed ${seed}`);
  } finally {
    process.off('unhandledRejection', note);
  }
}

class HostilePage {
  private readonly answers: Answer[] = [];
  private readonly listeners = new Set<(message: unknown) => void>();

  readonly port: Port = {
    post: (message) => {
      const copy = structuredClone(message) as { readonly call?: number; readonly answer?: number };
      if (copy.answer !== undefined) this.answers.push({ ...copy, answer: copy.answer });
      // The host's own calls are answered as badly as can be.
      if (copy.call !== undefined) queueMicrotask(() => this.say({ answer: copy.call, error: { toString: markup } }));
    },
    onMessage: (listener) => {
      this.listeners.add(listener);
      return { dispose: () => this.listeners.delete(listener) };
    },
  };

  /** A listener that throws makes the test fail here. */
  say(message: unknown): void {
    for (const listener of [...this.listeners]) listener(structuredClone(message));
  }

  answersTo(call: number): readonly Answer[] {
    return this.answers.filter(({ answer }) => answer === call);
  }

  async heard(count: number): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (this.answers.length < count) {
      assert.ok(Date.now() < deadline, `${this.answers.length} of ${count} calls were answered`);
      await settle();
    }
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

const markup = '<img src=x onerror=alert(1)>';

const deep = (): unknown => {
  let value: unknown = 'deep';
  for (let n = 0; n < 400; n++) value = n % 2 === 0 ? [value] : { of: value };
  return value;
};

const notCalls: readonly unknown[] = [
  ...[null, undefined, 7, markup, Number.NaN, [], {}, [[]], new Map([['call', 1]]), deep()],
  ...[{ call: '1', name: 'state', args: [] }, { call: null }, { call: {}, name: {}, args: {} }, { call: true }],
  ...[{ answer: 1 }, { answer: {} }, { answer: Number.NaN, error: {} }, { answer: '1', value: markup }],
];

/** What can stand in no place of any call: neither text, number of a row, flag, list nor object of ours. */
const foreign: readonly (() => unknown)[] = [
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 1e300,
  () => -0.5,
  () => 10n ** 30n,
  () => new Date(0),
  () => new Uint8Array(3),
  () => ({ kind: markup, of: markup, length: -1 }),
  () => ({ ['__proto__']: { kind: 'text' }, constructor: 'x' }),
  () => [[[]]],
  deep,
];

/** The arguments with one place of them spoilt: another type there, a member gone, an argument missing or too many. */
function spoil(args: readonly unknown[], next: () => number): readonly unknown[] {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(next() * from.length)];
  const strange = (): unknown => pick(foreign)?.();
  const kind = next();
  if (args.length === 0 || kind < 0.15) return [...args, strange()];
  if (kind < 0.25 && args.every((arg) => arg !== undefined)) return args.slice(0, -1);
  const copy = structuredClone(args) as unknown[];
  let holder: Record<string | number, unknown> = copy as unknown as Record<number, unknown>;
  let key: string | number = Math.floor(next() * copy.length);
  for (;;) {
    const inner: unknown = holder[key];
    if (typeof inner !== 'object' || inner === null || next() < 0.25) break;
    const names: readonly string[] = Object.keys(inner);
    if (names.length === 0) break;
    holder = inner as Record<string, unknown>;
    key = pick(names) ?? '';
  }
  const here = holder[key];
  const others = [...foreign.map((make) => make()), 12, true, markup, [markup]].filter(
    (value) => typeof value !== typeof here || (typeof here === 'number' && !Number.isFinite(value)),
  );
  // To typeof lists and objects are the same: none of them comes in the place of another.
  holder[key] = typeof here === 'object' ? pick([12.5, markup, true, 10n]) : pick(others);
  return copy;
}

function show(value: unknown): string {
  try {
    return JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `${one}n` : one)).slice(0, 400);
  } catch {
    return String(value);
  }
}
