import { ok, strictEqual, throws } from 'node:assert/strict';
import { tookTooLong, withinTime } from '../../../src/host/withinTime';

const forever = (): never => {
  for (;;);
};

describe('withinTime', () => {
  it('gives what comes in time, and throws what is thrown', () => {
    strictEqual(
      withinTime(1_000, () => 7),
      7,
    );
    throws(
      () =>
        withinTime(1_000, () => {
          throw new RangeError('too deep');
        }),
      RangeError,
    );
  });

  it('breaks off what never ends, and runs what comes after', () => {
    const began = performance.now();
    strictEqual(withinTime(50, forever), tookTooLong);
    ok(performance.now() - began < 5_000);
    strictEqual(
      withinTime(50, () => /^(a+)+$/.test(`${'a'.repeat(40)}b`)),
      tookTooLong,
    );
    strictEqual(
      withinTime(1_000, () => 8),
      8,
    );
  });

  it('may be used within itself', () => {
    const inner: unknown[] = [];
    const run = (): number => {
      inner.push(withinTime(20, forever));
      inner.push(withinTime(1_000, () => 1));
      return 2;
    };
    strictEqual(withinTime(5_000, run), 2);
    strictEqual(inner[0], tookTooLong);
    strictEqual(inner[1], 1);
  });
});
