import type { Comparison } from './filterExpression';

/**
 * Compares as numbers where both sides are numbers, exactly at any length, else as text. Undefined where a number stands
 * against a text: neither is before the other.
 */
export function compareText(a: string, b: string): number | undefined {
  const numbers = Number(isNumber.test(a)) + Number(isNumber.test(b));
  if (numbers === 1) return a === b ? 0 : undefined;
  if (numbers === 0) return a < b ? -1 : a > b ? 1 : 0;
  if (isInteger.test(a) && isInteger.test(b)) {
    const [x, y] = [BigInt(a), BigInt(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return Number(a) - Number(b);
}

/** As JSON writes them: 017 is a text. */
const isNumber = /^-?(0|[1-9]\d{0,399})(\.\d{1,400})?([eE][+-]?\d{1,3})?$/;
const isInteger = /^-?\d{1,400}$/;

/** `order` as of {@link compareText}; no order means: different. */
export function holds(how: Comparison, order: number | undefined): boolean {
  switch (how) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order !== undefined && order < 0;
    case '<=':
      return order !== undefined && order <= 0;
    case '>':
      return order !== undefined && order > 0;
    case '>=':
      return order !== undefined && order >= 0;
  }
}
