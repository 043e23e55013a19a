import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { formatSpan } from '../../../webview/tail/formatSpan';
import { formatTick, tickSpace } from '../../../webview/tail/formatTick';

const at = (...parts: [number, number, number, number, number, number]): number => new Date(...parts).getTime();

describe('formatSpan', () => {
  it('says the date once where both ends have the same', () => {
    const from = at(2026, 0, 31, 23, 59, 58) + 120;
    strictEqual(formatSpan(from, from + 1000), '2026-01-31 23:59:58.120 to 23:59:59.120');
    strictEqual(formatSpan(from, from + 2000), '2026-01-31 23:59:58.120 to 2026-02-01 00:00:00.120');
  });

  it('bears a number that is no date', () => {
    strictEqual(formatSpan(9e15, 9e15 + 1), '9000000000000000 ms to 9000000000000001 ms');
  });
});

describe('formatTick', () => {
  it('is as fine as the ticks need', () => {
    const moment = at(2026, 0, 31, 9, 5, 7) + 40;
    strictEqual(formatTick(moment, 20), '09:05:07.040');
    strictEqual(formatTick(moment, 5_000), '09:05:07');
    strictEqual(formatTick(moment, 300_000), '09:05');
    strictEqual(formatTick(moment, 86_400_000), '2026-01-31');
  });

  it('says the day at midnight', () => {
    strictEqual(formatTick(at(2026, 1, 1, 0, 0, 0), 6 * 3_600_000), '02-01');
    strictEqual(formatTick(at(2026, 1, 1, 6, 0, 0), 6 * 3_600_000), '06:00');
    strictEqual(formatTick(at(2026, 1, 1, 0, 0, 0), 1_000), '00:00:00');
  });
});

describe('tickSpace', () => {
  it('leaves room for the texts of the ticks', () => {
    deepStrictEqual([0.05, 5, 50, 5_000, 500_000, 1e8].map(tickSpace), [98, 98, 70, 49, 49, 84]);
  });

  it('holds for any span, however the steps of the clock are rounded up', () => {
    const clock = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 5e3, 1e4, 15e3, 3e4, 6e4, 3e5, 6e5, 9e5, 18e5, 36e5];
    const steps = [...clock, 72e5, 108e5, 144e5, 216e5, 288e5, 432e5, 864e5, 1728e5, 864e6, 1728e6, 864e7];
    for (let scale = 0.001; scale < 1e7; scale *= 1.07) {
      const step = steps.find((each) => each >= scale * tickSpace(scale)) ?? Number.POSITIVE_INFINITY;
      const text = formatTick(at(2026, 0, 31, 9, 5, 7), step);
      ok(text.length * 7 <= step / scale, `${text} every ${step / scale} px`);
    }
  });
});
