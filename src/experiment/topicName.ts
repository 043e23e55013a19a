import type { FaultId } from './faults';
import type { SettingId } from './settings';

/** Every temporary topic begins so: no other topic does, and ACLs can be given for it. */
export const topicPrefix = 'acklens-experiment-';

/** When a run began, to the second, and four letters: two runs of one second differ. */
export function runName(now: number, random: () => number): string {
  const time = new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '');
  const letters = Array.from({ length: 4 }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[Math.floor(random() * 31)]);
  return `${time}-${letters.join('')}`;
}

export const topicName = (run: string, setting: SettingId, fault: FaultId): string =>
  `${topicPrefix}${run}-${setting}-${fault}`;

/** A temporary topic by its name, which carries when it was made. */
export interface ExperimentTopic {
  readonly name: string;
  readonly run: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** Undefined where the topic is none of ours, even if it begins alike. */
export function readTopicName(name: string): ExperimentTopic | undefined {
  const match = /^acklens-experiment-((\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)-[a-z0-9]{4})-[a-z0-9-]+$/.exec(name);
  const [, run, year, month, day, hours, minutes, seconds] = match ?? [];
  if (run === undefined) return undefined;
  const createdAt = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(createdAt) ? undefined : { name, run, createdAt };
}

/** Temporary topics among all topics, oldest first, but for those of runs that go on. */
export function leftOver(
  names: readonly string[],
  running: (run: string) => boolean = () => false,
): readonly ExperimentTopic[] {
  return names
    .flatMap((name) => readTopicName(name) ?? [])
    .filter(({ run }) => !running(run))
    .sort((a, b) => a.createdAt - b.createdAt || (a.name < b.name ? -1 : 1));
}
