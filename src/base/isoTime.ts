/**
 * Milliseconds since the epoch as ISO 8601 in UTC; the number itself where it is beyond what a date can be, as where a
 * producer has written nanoseconds.
 */
export function isoTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? `${milliseconds} ms` : date.toISOString();
}
