import type { TrialCounts } from './countTrial';
import type { Judgement } from './judgeTrial';
import type { PlannedTrial } from './plan';
import type { Price } from './priceOf';
import type { Promised } from './promiseOf';

/** What a trial came to. */
export type TrialResult =
  | {
      readonly kind: 'measured';
      readonly trial: PlannedTrial;
      readonly promised: Promised;
      readonly counts: TrialCounts;
      readonly price: Price | undefined;
      readonly judgement: Judgement;
      /** A sentence where the numbers are not the last word. */
      readonly note: string | undefined;
    }
  | { readonly kind: 'left-out' | 'failed'; readonly trial: PlannedTrial; readonly sentence: string };

export interface ExperimentResult {
  /** Name and version of the client. */
  readonly client: string;
  readonly startedAt: number;
  readonly elapsedMs: number;
  readonly trials: readonly TrialResult[];
  /** One sentence where it ended early. */
  readonly ended: string | undefined;
}
