import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import { runGuarded } from '../../../src/host/runGuarded';

describe('runGuarded', () => {
  it('answers what was run, and throws what it threw', () => {
    deepStrictEqual(
      runGuarded(1000, () => 17),
      { value: 17 },
    );
    throws(
      () =>
        runGuarded(1000, () => {
          throw new TypeError('mine');
        }),
      { name: 'TypeError', message: 'mine' },
    );
  });

  it('stops a regular expression that would run for years, and can be used again', () => {
    const hostile = 'a'.repeat(60);
    strictEqual(
      runGuarded(20, () => /^(a+)+$/.test(`${hostile}!`)),
      undefined,
    );
    deepStrictEqual(
      runGuarded(1000, () => /^(a+)+$/.test(hostile)),
      { value: true },
    );
  });
});
