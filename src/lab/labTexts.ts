import { type Plan, trialTitle } from '../experiment/plan';
import type { ExperimentProgress } from '../experiment/runExperiment';
import type { TrialStage } from '../experiment/runTrial';
import { leftOver } from '../experiment/topicName';
import type { LabState } from '../protocol/lab';

const stages: Readonly<Record<TrialStage, string>> = {
  creating: 'creating the topic',
  sending: 'sending',
  reading: 'reading it back',
  mending: 'starting the broker again',
};

/** How far a run is: trials that are over of all, and what is done now. */
export function describeProgress(
  plan: Plan,
  { results, current }: ExperimentProgress,
): NonNullable<LabState['progress']> {
  const total = plan.trials.length;
  if (!current) return { done: results.length, total, sentence: 'Preparing…' };
  const { trial, stage, settled } = current;
  const count = stage === 'sending' ? `, ${settled.toLocaleString('en')} messages settled` : '';
  return {
    done: results.length,
    total,
    sentence: `${results.length + 1} of ${total}: ${trialTitle(trial)}, ${stages[stage]}${count}`,
  };
}

/** One sentence about temporary topics that nobody has removed. */
export function describeLeftovers(topics: readonly string[], now: number): string | undefined {
  const found = leftOver(topics);
  const [oldest] = found;
  if (!oldest) return undefined;
  const youngest = found.at(-1) ?? oldest;
  const when = oldest.run === youngest.run ? ago(oldest.createdAt, now) : `${ago(oldest.createdAt, now)} and later`;
  return `${found.length} temporary topic${found.length === 1 ? '' : 's'} of an earlier experiment ${found.length === 1 ? 'is' : 'are'} here, made ${when}. If nobody else is running one on this cluster, remove ${found.length === 1 ? 'it' : 'them'}.`;
}

function ago(then: number, now: number): string {
  const minutes = Math.max(0, Math.round((now - then) / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 120) return `${minutes} minute${minutes === 1 ? '' : 's'} ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours ago` : `${Math.round(hours / 24)} days ago`;
}
