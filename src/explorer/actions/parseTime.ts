/** Milliseconds since the epoch of an ISO 8601 time, or such a number itself; undefined for anything else. */
export function parseTime(text: string): number | undefined {
  const entered = text.trim();
  if (/^\d{12,14}$/.test(entered)) return Number(entered);
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(entered))
    return undefined;
  // A date alone would be read as UTC, and with a time as local.
  const time = Date.parse(entered.length === 10 ? `${entered}T00:00` : entered.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
}
