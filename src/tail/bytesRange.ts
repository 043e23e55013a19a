/** A part of somebody's bytes; one object is reused by those who look things up. */
export interface BytesRange {
  start: number;
  end: number;
}

/** Integers longer than this are not exact as JavaScript numbers. */
const MAX_DIGITS = 15;

/** The non-negative integer that the bytes spell, or NaN. Surrounding quotes are the caller's to remove. */
export function integerOf(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > MAX_DIGITS) return Number.NaN;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The integer at the end: 17 of `message17`. Digits behind a point or a minus belong to a measurement, not to a counter. */
export function trailingInteger(bytes: Uint8Array, start: number, end: number): number {
  if (start < 0) return Number.NaN;
  let from = end;
  while (from > start && isDigit(bytes[from - 1])) from--;
  if (from > start && (bytes[from - 1] === 0x2e || (bytes[from - 1] === 0x2d && from - 1 === start))) return Number.NaN;
  return integerOf(bytes, from, end);
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;
