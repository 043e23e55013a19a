export interface Times {
  readonly p50: number;
  readonly p95: number;
}

/** Times of an action in milliseconds, after a few rounds that do not count. */
export function measure(action: (round: number) => unknown, count: number): Times {
  for (let round = 0; round < 20; round += 1) action(round);
  const times = Array.from({ length: count }, (_, round) => {
    const start = performance.now();
    action(round);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

export const ms = (time: number): string => `${time.toFixed(2)} ms`;
export const ratio = (a: Times, b: Times): string => (a.p50 / b.p50).toFixed(2);
