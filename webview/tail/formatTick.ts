const SECOND = 1000;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** What the widest letter of an axis takes, and the air between two texts, in CSS pixels. */
const LETTER = 7;
const AIR = 14;

/** How far ticks have to be apart at least, in CSS pixels, where a pixel is so many milliseconds: no text meets the next. */
export function tickSpace(millisecondsOfPixel: number): number {
  const widths = [
    { upTo: SECOND, width: 'hh:mm:ss.mmm'.length },
    { upTo: MINUTE, width: 'hh:mm:ss'.length },
    { upTo: DAY / 2, width: 'hh:mm'.length },
  ].map(({ upTo, width }) => ({ upTo, space: width * LETTER + AIR }));
  // Ticks are rounded up to a step of the clock. Over a second and a minute the text is shorter; over half a day it is longer.
  const found = widths.find(({ upTo, space }) => millisecondsOfPixel * space <= upTo);
  return found?.space ?? 'yyyy-mm-dd'.length * LETTER + AIR;
}

/**
 * A moment at an axis whose ticks are `step` milliseconds apart, in local time and no finer than they need; at midnight
 * the day.
 */
export function formatTick(at: number, step: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return `${at} ms`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  if (step >= DAY) return day;
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (step >= MINUTE) return minutes === '00:00' ? day.slice('yyyy-'.length) : minutes;
  const seconds = `${minutes}:${two(date.getSeconds())}`;
  return step >= SECOND ? seconds : `${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

const two = (n: number): string => String(n).padStart(2, '0');
