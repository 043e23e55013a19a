import type { Counters } from '../tail/model';
import type { FailOn } from './tailArguments';

/** Whether the final counters match one of `--fail-on`. Open and unverifiable gaps are not losses and never match. */
export function matchesFailOn(counters: Counters, choices: readonly FailOn[]): boolean {
  const found: Record<FailOn, boolean> = {
    duplicate: counters.duplicates.total > 0,
    gap: counters.gaps.confirmed > 0,
    conflict: counters.conflicts > 0,
    divergence: counters.divergences > 0,
    truncation: counters.holes.truncated > 0,
    hole: counters.holes.unexplained > 0,
    any: false,
  };
  return choices.some((choice) => (choice === 'any' ? Object.values(found).includes(true) : found[choice]));
}
