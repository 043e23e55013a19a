import type { ClusterTopic } from '../../kafka/clusterFacts';
import type { ConfigEntry, Partition } from '../../kafka/model';

type Settings = ReadonlyMap<string, ConfigEntry> | undefined;

/** A whole number among the values in force; undefined where the cluster does not tell. */
export function numberIn(settings: Settings, key: string): number | undefined {
  const value = settings?.get(key)?.value;
  return value !== undefined && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

export const textIn = (settings: Settings, key: string): string | undefined => settings?.get(key)?.value;

/** The smallest of the partitions' replica counts; 0 while its partitions are not known. */
export const replicationOf = ({ partitions }: ClusterTopic): number =>
  partitions.length === 0 ? 0 : Math.min(...partitions.map(({ replicas }) => replicas.length));

export const minInSyncOf = ({ settings }: ClusterTopic): number | undefined =>
  numberIn(settings, 'min.insync.replicas');

/**
 * The partitions that refuse a write with acks=all now. Since Kafka 3.7 (KAFKA-15583) a broker asks for no more replicas
 * than there are; before, one with fewer replicas than the minimum refuses always, which is another finding.
 */
export function refusing(topic: ClusterTopic): readonly Partition[] {
  const least = minInSyncOf(topic) ?? 1;
  return topic.partitions.filter(
    ({ leader, isr, replicas }) => leader !== undefined && isr.length < Math.min(least, replicas.length),
  );
}

export const leaderless = ({ partitions }: ClusterTopic): readonly Partition[] =>
  partitions.filter(({ leader }) => leader === undefined);

/** `partition 3`, `partitions 0, 1 and 2`, `partitions 0, 1, 2 and 9 others`. */
export function partitionList(partitions: readonly Partition[]): string {
  const ids = partitions.map(({ id }) => id).sort((a, b) => a - b);
  if (ids.length === 1) return `partition ${ids[0]}`;
  if (ids.length <= 4) return `partitions ${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
  return `partitions ${ids.slice(0, 3).join(', ')} and ${ids.length - 3} others`;
}

export const bytes = (count: number): string => `${count.toLocaleString('en')} bytes`;

/** The largest units that leave no rest worth telling: `7 days`, `90 minutes`, `1.5 s`. */
export function duration(milliseconds: number): string {
  for (const [unit, name] of units)
    if (milliseconds >= unit && milliseconds % unit === 0) return counted(milliseconds / unit, name);
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${milliseconds / 1_000} s`;
}

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
