import type { LogListener } from '../ports';
import type { BrokerLinks, Link } from './BrokerLinks';
import { epochEnds } from './epochEnds';
import { earliest, latest, listOffsets } from './listOffsets';
import type { PartitionReading } from './PartitionReading';

/** A partition whose position is outside the log, not yet told to anybody. */
export interface Displaced {
  readonly partition: PartitionReading;
  readonly reason: 'expired' | 'truncated';
  /** Where reading can go on. */
  readonly to: number;
}

/**
 * Asks a new leader whether its log still holds all that was read under the old one, before anything is fetched (KIP-320).
 * Of those in `undecided` it could not say, as leaders do in the first moments.
 */
export async function findTruncated(
  links: BrokerLinks,
  link: Link,
  topic: string,
  partitions: readonly PartitionReading[],
): Promise<{ readonly truncated: readonly Displaced[]; readonly undecided: readonly PartitionReading[] }> {
  const moved = partitions.filter((each) => each.mustValidate);
  if (moved.length === 0) return { truncated: [], undecided: [] };
  const ends = await epochEnds(links, link, topic, moved);
  const truncated = moved.flatMap((partition): Displaced[] => {
    const to = ends.get(partition.id);
    return typeof to === 'number' && to < partition.position ? [{ partition, reason: 'truncated', to }] : [];
  });
  return { truncated, undecided: moved.filter(({ id }) => ends.get(id) === 'undecided') };
}

/** The broker says that the position is outside the log: what was before its start has expired, what was behind its end is lost. */
export async function findDisplaced(
  links: BrokerLinks,
  topic: string,
  partition: PartitionReading,
  leader: number,
): Promise<Displaced | undefined> {
  const { id, position } = partition;
  const led = [{ id, leader }];
  const begin = (await listOffsets(links, topic, led, earliest)).get(id) ?? 0;
  const end = (await listOffsets(links, topic, led, latest)).get(id) ?? 0;
  if (position < begin) return { partition, reason: 'expired', to: begin };
  return position > end ? { partition, reason: 'truncated', to: end } : undefined;
}

/** Tells what is gone, and goes on where something is. */
export function moveInto({ partition, reason, to }: Displaced, listener: LogListener): void {
  const { slot, position } = partition;
  if (reason === 'expired') listener.hole(slot, { reason, from: position, to: to - 1 });
  else {
    listener.hole(slot, { reason, from: to, to: position - 1 });
    partition.leaderEpoch = -1;
  }
  partition.position = to;
}
