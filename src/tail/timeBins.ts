const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that a person can name. */
const widths: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
];

const MAX_BINS = 240;

/** Equal spans of time: bin i covers `from + i * width` to `from + (i + 1) * width`, end not included; in milliseconds. */
export interface TimeBins {
  readonly from: number;
  readonly width: number;
  readonly count: number;
}

/** The finest bins that cover `first..last` (both included) with at most 240 of them. */
export function timeBins(first: number, last: number): TimeBins {
  const width = widths.find((it) => countOf(first, last, it) <= MAX_BINS) ?? wholeDays(first, last);
  return { from: Math.floor(first / width) * width, width, count: countOf(first, last, width) };
}

const countOf = (first: number, last: number, width: number): number =>
  Math.floor(last / width) - Math.floor(first / width) + 1;

function wholeDays(first: number, last: number): number {
  let width = DAY;
  while (countOf(first, last, width) > MAX_BINS) width *= 2;
  return width;
}
