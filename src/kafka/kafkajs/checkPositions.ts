import type { LogListener } from '../ports';
import type { BrokerLinks, Link } from './BrokerLinks';
import { epochEnds } from './epochEnds';
import { earliest, latest, listOffsets } from './listOffsets';
import type { PartitionReading } from './PartitionReading';

/** Asks a new leader whether its log still holds all that was read under the old one, before anything is fetched (KIP-320). */
export async function validatePositions(
  links: BrokerLinks,
  link: Link,
  topic: string,
  partitions: readonly PartitionReading[],
  listener: LogListener,
): Promise<void> {
  const moved = partitions.filter((each) => each.mustValidate);
  if (moved.length === 0) return;
  const ends = await epochEnds(links, link, topic, moved);
  for (const partition of moved) {
    partition.mustValidate = false;
    const end = ends.get(partition.id);
    if (end !== undefined && end < partition.position) truncated(partition, end, listener);
  }
}

/** The broker says that the position is outside the log: what was before its start has expired, what was behind its end is lost. */
export async function relocate(
  links: BrokerLinks,
  topic: string,
  partition: PartitionReading,
  leader: number,
  listener: LogListener,
): Promise<void> {
  const { id, slot, position } = partition;
  const led = [{ id, leader }];
  const begin = (await listOffsets(links, topic, led, earliest)).get(id) ?? 0;
  const end = (await listOffsets(links, topic, led, latest)).get(id) ?? 0;
  if (position < begin) {
    listener.hole(slot, { reason: 'expired', from: position, to: begin - 1 });
    partition.position = begin;
  } else if (position > end) truncated(partition, end, listener);
}

function truncated(partition: PartitionReading, end: number, listener: LogListener): void {
  listener.hole(partition.slot, { reason: 'truncated', from: end, to: partition.position - 1 });
  partition.position = end;
  partition.leaderEpoch = -1;
}
