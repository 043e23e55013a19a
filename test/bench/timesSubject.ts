export interface Times {
  readonly p50: number;
  readonly p95: number;
  /** 95 % of the rounds took no more of the processor's time, all threads together: what a busy machine does not change. */
  readonly processor95: number;
}

/** Times of an action in milliseconds, after a few rounds that do not count. */
export function measure(action: (round: number) => unknown, count: number): Times {
  for (let round = 0; round < 20; round += 1) action(round);
  const rounds = Array.from({ length: count }, (_, round) => {
    const used = process.cpuUsage();
    const start = performance.now();
    action(round);
    const time = performance.now() - start;
    const { user, system } = process.cpuUsage(used);
    return { time, processor: (user + system) / 1_000 };
  });
  const at = (of: (round: (typeof rounds)[number]) => number, part: number): number => {
    const sorted = rounds.map(of).sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  };
  return {
    p50: at(({ time }) => time, 0.5),
    p95: at(({ time }) => time, 0.95),
    processor95: at((one) => one.processor, 0.95),
  };
}

export const ms = (time: number): string => `${time.toFixed(2)} ms`;
export const ratio = (a: Times, b: Times): string => (a.p50 / b.p50).toFixed(2);

/** The percentiles of some times beside their goal. */
export const told = ({ p50, p95, processor95 }: Times, goal: number): string =>
  `p50 ${ms(p50)}, p95 ${ms(p95)} (goal p95 ${goal} ms; of the processor's time ${ms(processor95)})`;
