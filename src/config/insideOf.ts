import type { Span } from '../base/span';

/** Whether a span lies in one of others, which may lie in each other: a file may hold thousands of topics. */
export function insideOf(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let most = 0;
  const ends = sorted.map(({ end }) => {
    most = Math.max(most, end);
    return most;
  });
  return ({ start, end }) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (ends[low - 1] ?? 0) >= end;
  };
}
