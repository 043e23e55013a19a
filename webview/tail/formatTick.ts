const SECOND = 1000;
const DAY = 86_400_000;

/** A moment at an axis whose ticks are `step` milliseconds apart, in local time and no finer than they need. */
export function formatTick(at: number, step: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  if (step >= DAY) return day;
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (step >= 60 * SECOND) return minutes;
  const seconds = `${minutes}:${two(date.getSeconds())}`;
  return step >= SECOND ? seconds : `${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

const two = (n: number): string => String(n).padStart(2, '0');
