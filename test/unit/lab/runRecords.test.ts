import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { type RunRecord, RunRecords } from '../../../src/lab/runRecords';

function setUp() {
  let kept: readonly RunRecord[] = [];
  const clock = { now: 1_000_000 };
  const store = {
    get: () => kept,
    set: async (records: readonly RunRecord[]) => {
      kept = records;
    },
  };
  return { records: new RunRecords(store, () => clock.now), clock, kept: () => kept };
}

describe('the book of runs', () => {
  it('keeps a run until it is forgotten, and its last sign of life', async () => {
    const { records, clock, kept } = setUp();
    await records.note({ run: 'a', connection: 'c', name: 'Local' });
    await records.note({ run: 'b', connection: 'c', name: 'Local' });
    clock.now += 5_000;
    await records.note({ run: 'a', connection: 'c', name: 'Local' });
    deepStrictEqual(kept(), [
      { run: 'b', connection: 'c', name: 'Local', at: 1_000_000 },
      { run: 'a', connection: 'c', name: 'Local', at: 1_005_000 },
    ]);
    await records.forget('a');
    deepStrictEqual(
      kept().map(({ run }) => run),
      ['b'],
    );
  });

  it('takes a run without a sign of life for a minute as abandoned', async () => {
    const { records, clock } = setUp();
    strictEqual(records.nextLookMs(), undefined);
    await records.note({ run: 'a', connection: 'c', name: 'Local' });
    deepStrictEqual(
      [records.isAlive('a'), records.isAlive('b'), records.abandoned(), records.nextLookMs()],
      [true, false, [], 60_000],
    );
    clock.now += 59_999;
    strictEqual(records.isAlive('a'), true);
    clock.now += 1;
    strictEqual(records.isAlive('a'), false);
    deepStrictEqual(
      records.abandoned().map(({ run }) => run),
      ['a'],
    );
    strictEqual(records.nextLookMs(), 0);
  });
});
