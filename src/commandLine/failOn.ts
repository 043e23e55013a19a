import type { Counters } from '../tail/model';

export const failOnChoices = ['duplicate', 'gap', 'conflict', 'divergence', 'truncation', 'hole', 'any'] as const;
export type FailOn = (typeof failOnChoices)[number];
export type Finding = Exclude<FailOn, 'any'>;

/** Number of findings of each kind. Open and unverifiable gaps are not losses and never count. */
export const findingsOf = ({ duplicates, gaps, conflicts, divergences, holes }: Counters): Record<Finding, number> => ({
  duplicate: duplicates.total,
  gap: gaps.confirmed,
  conflict: conflicts,
  divergence: divergences,
  truncation: holes.truncated,
  hole: holes.unexplained,
});

/** Whether the final counters match one of `--fail-on`. */
export function matchesFailOn(counters: Counters, choices: readonly FailOn[]): boolean {
  const found = findingsOf(counters);
  return choices.some((choice) =>
    choice === 'any' ? Object.values(found).some((count) => count > 0) : found[choice] > 0,
  );
}
