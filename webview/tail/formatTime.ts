export type TimeMode = 'absolute' | 'relative' | 'iso';
export type TimeZone = 'local' | 'utc';

/** How times of records are written in the rows. */
export interface TimeFormat {
  readonly mode: TimeMode;
  readonly zone: TimeZone;
}

/** CSS pixels that a time takes in a row. */
export function timeWidth({ mode, zone }: TimeFormat): number {
  if (mode === 'relative') return 96;
  if (mode === 'absolute') return 168;
  return zone === 'utc' ? 206 : 246;
}

/** Milliseconds since the epoch as the user wants to read them; -1 is Kafka's "none". */
export function formatTime(timestamp: number, { mode, zone }: TimeFormat, now: number): string {
  if (timestamp < 0) return 'no time';
  if (Number.isNaN(new Date(timestamp).getTime())) return `${timestamp} ms`;
  if (mode === 'relative') return age(now - timestamp);
  return mode === 'iso' ? iso(timestamp, zone) : clock(timestamp, now, zone);
}

/** With the date, the zone and the exact number, for tooltips and the details. */
export function formatFullTime(timestamp: number): string {
  const date = new Date(timestamp);
  if (timestamp < 0) return 'none';
  if (Number.isNaN(date.getTime())) return `${timestamp} ms`;
  return `${date.toISOString()} (${timestamp})`;
}

/** The date is left out for today. */
function clock(timestamp: number, now: number, zone: TimeZone): string {
  const text = wallTime(timestamp, zone);
  const day = text.slice(0, -13);
  return day === wallTime(now, zone).slice(0, -13) ? text.slice(-12) : `${day} ${text.slice(-12, -4)}`;
}

function iso(timestamp: number, zone: TimeZone): string {
  const text = wallTime(timestamp, zone);
  if (zone === 'utc') return `${text}Z`;
  const minutes = -new Date(timestamp).getTimezoneOffset();
  const ahead = Math.abs(minutes);
  return `${text}${minutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(Math.floor(ahead % 60))}`;
}

/** What a clock and a calendar in that zone show, as `2026-01-31T13:00:00.000`. */
function wallTime(timestamp: number, zone: TimeZone): string {
  const shift = zone === 'utc' ? 0 : new Date(timestamp).getTimezoneOffset() * 60_000;
  const shifted = new Date(timestamp - shift);
  return (Number.isNaN(shifted.getTime()) ? new Date(timestamp) : shifted).toISOString().slice(0, -1);
}

function age(milliseconds: number): string {
  const ahead = milliseconds < 0;
  const s = Math.abs(milliseconds) / 1000;
  const words =
    s < 1
      ? '< 1 s'
      : s < 60
        ? `${Math.floor(s)} s`
        : s < 3600
          ? `${Math.floor(s / 60)} min`
          : s < 86_400
            ? `${Math.floor(s / 3600)} h`
            : `${Math.floor(s / 86_400)} d`;
  return ahead ? `in ${words}` : `${words} ago`;
}

const two = (n: number): string => String(n).padStart(2, '0');
