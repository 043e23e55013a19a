import { deepStrictEqual } from 'node:assert/strict';
import { alarmsOf, cleanTraffic, noAlarms, TrafficWriter } from './cleanTraffic';
import type { TestBatch } from './logBuilder';
import { readLog } from './readLog';
import { testSession } from './testSession';

const seed = Number(process.env.ACKLENS_TEST_SEED ?? Date.now() % 1_000_000);

// Ten million records of the same kinds: `npx tsx test/bench/falseAlarms.ts 10000000`.
describe(`clean traffic (seed ${seed})`, () => {
  for (const [name, { write, isCompacted = false }] of Object.entries(cleanTraffic))
    it(`${name}: no duplicate, no gap, no conflict`, () => {
      const log: TestBatch[][] = [[], [], []];
      write(new TrafficWriter(3, seed, (batch) => log[batch.partition]?.push(batch)), 900);
      for (const order of [seed, seed + 1, seed + 2]) {
        const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'auto' } });
        readLog(session, log, order, { isCompacted });
        const { identity, sequence, holes } = session.counters();
        const rules = { identity: identity.rule, sequence: sequence.rule, scope: sequence.scope };
        deepStrictEqual({ ...alarmsOf(session), rules }, { ...noAlarms, rules });
        deepStrictEqual(holes.unexplained, 0);
      }
    });
});
