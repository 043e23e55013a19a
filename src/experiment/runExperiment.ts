import { KafkaError } from '../kafka/errors';
import type { Trial } from '../kafka/trial';
import type { Plan, PlannedTrial } from './plan';
import { runTrial, type TrialStage } from './runTrial';
import type { TrialLedger } from './TrialLedger';
import type { ExperimentResult, TrialResult } from './trialResult';
import type { ExperimentWorld } from './world';

/** Where an experiment stands; a complete picture each time. */
export interface ExperimentProgress {
  readonly results: readonly TrialResult[];
  readonly current: { readonly trial: PlannedTrial; readonly stage: TrialStage; readonly settled: number } | undefined;
  /** Temporary topics that may be there now. */
  readonly topics: readonly string[];
}

export interface Experiment {
  /** Resolves when the last trial has ended; the topics are still there. Never rejects for what a result can say. */
  readonly done: Promise<ExperimentResult>;
  progress(): ExperimentProgress;
  /** The trial under way is cut short, and no other begins. */
  cancel(): void;
}

/** Runs the trials of a plan, one after another. `onTopic` hears of each topic before it is created. */
export function runExperiment(plan: Plan, world: ExperimentWorld, onTopic: (topic: string) => void): Experiment {
  const results: TrialResult[] = [];
  const topics: string[] = [];
  let current: PlannedTrial | undefined;
  let stage: TrialStage = 'creating';
  let ledger: TrialLedger | undefined;
  let running: Trial | undefined;
  let isCancelled = false;

  async function run(): Promise<ExperimentResult> {
    const startedAt = world.now();
    let ended: string | undefined;
    for (const trial of plan.trials) {
      if (trial.leftOut !== undefined) {
        results.push({ kind: 'left-out', trial, sentence: trial.leftOut });
        continue;
      }
      if (isCancelled) break;
      try {
        current = trial;
        ledger = undefined;
        onTopic(trial.topic);
        topics.push(trial.topic);
        results.push(
          await runTrial(plan, trial, world, {
            stage: (next) => {
              stage = next;
            },
            sending: (book, sending) => {
              ledger = book;
              running = sending;
              if (isCancelled) sending.cancel();
            },
            get isCancelled() {
              return isCancelled;
            },
          }),
        );
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        results.push({ kind: 'failed', trial, sentence: error.message });
        // What one topic is refused for, all others will be.
        ended = error.message;
        break;
      } finally {
        current = undefined;
      }
    }
    return {
      client: world.trials.name,
      startedAt,
      elapsedMs: world.now() - startedAt,
      trials: [...results],
      ended: isCancelled ? 'It was stopped.' : ended,
    };
  }

  return {
    done: run(),
    progress: () => ({
      results: [...results],
      current: current && { trial: current, stage, settled: ledger?.settled ?? 0 },
      topics: [...topics],
    }),
    cancel: () => {
      isCancelled = true;
      running?.cancel();
    },
  };
}
