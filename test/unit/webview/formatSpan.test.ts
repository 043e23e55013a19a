import { strictEqual } from 'node:assert';
import { formatSpan } from '../../../webview/tail/formatSpan';
import { formatTick } from '../../../webview/tail/formatTick';

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
});
