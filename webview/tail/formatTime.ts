/** Milliseconds since the epoch as local wall time; -1 is Kafka's "none". */
export function formatTime(timestamp: number, mode: 'absolute' | 'relative', now: number): string {
  if (timestamp < 0) return 'no time';
  if (Number.isNaN(new Date(timestamp).getTime())) return `${timestamp} ms`;
  return mode === 'absolute' ? clock(timestamp, now) : age(now - timestamp);
}

/** With the date, the zone and the exact number, for tooltips and the details. */
export function formatFullTime(timestamp: number): string {
  const date = new Date(timestamp);
  if (timestamp < 0) return 'none';
  if (Number.isNaN(date.getTime())) return `${timestamp} ms`;
  return `${date.toISOString()} (${timestamp})`;
}

function clock(timestamp: number, now: number): string {
  const date = new Date(timestamp);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const millis = String(date.getMilliseconds()).padStart(3, '0');
  if (date.toDateString() === new Date(now).toDateString()) return `${time}.${millis}`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
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
