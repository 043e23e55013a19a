import { deepStrictEqual } from 'node:assert';
import { parseTarget } from '../../../webview/tail/parseTarget';

const NOW = Date.UTC(2026, 0, 31, 12, 0, 0);

const goes = (typed: string): string => {
  const target = parseTarget(typed, NOW);
  if ('problem' in target) return target.problem;
  const { value } = target;
  return value.kind === 'time' ? `time ${value.timestamp}` : `${value.partition ?? 'any'} at ${value.offset}`;
};

describe('parseTarget', () => {
  it('reads offsets, with a partition by its number or by its topic too', () => {
    deepStrictEqual(['1200', ' 2:1200 ', 'orders-2:1200', 'a.b_c-d-0:7', '14:30'].map(goes), [
      'any at 1200',
      '2 at 1200',
      'orders-2 at 1200',
      'a.b_c-d-0 at 7',
      '14 at 30',
    ]);
  });

  it('reads times', () => {
    const noon = new Date(2026, 0, 31, 14, 30).getTime();
    deepStrictEqual(['-15m', '1769860800000', '2026-01-31 14:30', '2026-01-31T14:30'].map(goes), [
      `time ${NOW - 900_000}`,
      'time 1769860800000',
      `time ${noon}`,
      `time ${noon}`,
    ]);
  });

  it('says what to type instead', () => {
    const problem = 'Type an offset such as 1200, partition:offset such as 2:1200, or a time such as 14:30:00.';
    deepStrictEqual(['orders:5', 'orders-2:', 'x y-1:5', ''].map(goes), [problem, problem, problem, problem]);
  });
});
