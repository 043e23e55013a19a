import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { feed, testBatch } from './logBuilder';
import { random } from './readLog';
import { testSession } from './testSession';

const seed = Number(process.env.ACKLENS_TEST_SEED ?? Date.now() % 1_000_000);

interface Sent {
  /** The numbers of each batch, in the order of the log. */
  readonly batches: readonly (readonly number[])[];
  readonly lost: ReadonlySet<number>;
}

/**
 * A producer that waits for no answer and opens a new connection whenever it loses one, together with a batch. A broker that
 * stood still meanwhile takes from some of the connections in turn.
 */
function sent(from: number): Sent {
  const next = random(from);
  const upTo = (n: number): number => Math.floor(next() * n);
  const size = 1 + upTo(4);
  const connections: number[][][] = [[]];
  const lost = new Set<number>();
  for (let first = 1, left = 20 + upTo(60); left > 0; left--, first += size) {
    const numbers = Array.from({ length: size }, (_, i) => first + i);
    if (next() > 0.15) connections.at(-1)?.push(numbers);
    else {
      connections.push([]);
      for (const number of numbers) lost.add(number);
    }
  }
  const batches: number[][] = [];
  const waiting = 1 + upTo(6);
  const before = next() < 0.5 ? 0 : upTo(connections.length - waiting);
  batches.push(...connections.splice(0, before).flat());
  const mixed = connections.splice(0, waiting).filter(({ length }) => length > 0);
  while (mixed.length > 0) {
    const at = upTo(mixed.length);
    batches.push(...(mixed[at]?.splice(0, 1) ?? []));
    if (mixed[at]?.length === 0) mixed.splice(at, 1);
  }
  batches.push(...connections.flat());
  return { batches, lost };
}

/** The numbers that are said to be missing, each as often as it is said. */
function missingIn({ batches }: Sent): number[] {
  const session = testSession({ sequence: { kind: 'trailing', of: 'value', scope: 'key' } });
  const end = batches.reduce((sum, { length }) => sum + length, 0);
  session.topology({ topic: 'orders', isCompacted: false, partitions: [{ id: 0, from: 0, end }] });
  let base = 0;
  for (const numbers of batches) {
    const records = numbers.map((number) => ({ key: 'a', value: `m${number}` }));
    feed(session, testBatch(0, base, records));
    base += numbers.length;
  }
  session.position(0, { next: end, highWatermark: end, lastStableOffset: end, logStart: 0 });
  session.settle();
  return session
    .takeChanges()
    .verdicts.flatMap(({ state, missing }) => (state === 'confirmed' ? (missing ?? []) : []))
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
}

describe('numbers of several connections that a broker took in turn', () => {
  it('are never missing unless they are lost, and those that are lost behind the first one read are found', () => {
    fc.assert(
      fc.property(fc.nat(), (from) => {
        const all = sent(from);
        const numbers = all.batches.flat();
        const [first = 0] = numbers;
        const highest = Math.max(...numbers);
        const found = missingIn(all).sort((a, b) => a - b);
        const lost = [...all.lost].filter((number) => number < highest);
        // Below the first number that was read nobody knows what was written; what was found there is to be lost all the same.
        const isCertain = (number: number): boolean => number > first;
        deepStrictEqual(found.filter(isCertain), lost.filter(isCertain));
        deepStrictEqual(
          found,
          [...new Set(found)].filter((number) => all.lost.has(number)),
        );
      }),
      { seed, numRuns: 300 },
    );
  });
});
