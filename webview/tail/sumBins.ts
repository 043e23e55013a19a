/** Sum of the bins `first..end`, the last not included; bins that are not there count nothing. */
export const sumBins = (bins: readonly number[] | undefined, first: number, end: number): number =>
  (bins ?? []).slice(first, end).reduce((sum, n) => sum + n, 0);
