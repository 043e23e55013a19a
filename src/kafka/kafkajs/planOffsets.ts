import type { OffsetChange, OffsetTarget } from '../clusterActions';
import { KafkaError } from '../errors';
import type { BrokerLinks } from './BrokerLinks';
import { describeGroup } from './describeGroup';
import { fetchMetadata } from './fetchMetadata';
import { earliest, latest, listOffsets } from './listOffsets';
import { startPositions } from './startPositions';

/**
 * Before and after of each partition of the topics that the group has committed or is assigned. Rejects when a partition
 * has no leader: nobody can tell its offsets then, and half a reset is none.
 */
export async function planOffsets(links: BrokerLinks, group: string, target: OffsetTarget): Promise<OffsetChange[]> {
  const { members, committed } = await describeGroup(links, group);
  const before = new Map(committed.map(({ topic, partition, offset }) => [`${partition} ${topic}`, offset]));
  const assigned = members.flatMap(({ assignment }) => assignment);
  const topics = [...new Set([...committed, ...assigned].map(({ topic }) => topic))];
  if (topics.length === 0) return [];
  const found = (await fetchMetadata(links, topics)).topics;
  const plans = await Promise.all(
    found.map(async ({ name, partitions }) => {
      const offline = partitions.find(({ leader }) => leader === undefined);
      if (offline)
        throw new KafkaError(
          'unavailable',
          `Partition ${offline.id} of topic ${name} has no leader now, so its offsets are not known: bring its brokers back first.`,
        );
      if (target.kind === 'shift') return shifted(links, name, partitions, target.by, before);
      const starts = await startPositions(links, name, partitions, target, 'read_uncommitted');
      return starts.map(({ id, begin, end, from }) => ({
        topic: name,
        partition: id,
        before: before.get(`${id} ${name}`),
        after: from,
        begin,
        end,
      }));
    }),
  );
  return plans.flat().sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
}

async function shifted(
  links: BrokerLinks,
  topic: string,
  partitions: Parameters<typeof listOffsets>[2],
  by: number,
  committed: ReadonlyMap<string, number>,
): Promise<OffsetChange[]> {
  const [begins, ends] = await Promise.all([
    listOffsets(links, topic, partitions, earliest),
    listOffsets(links, topic, partitions, latest),
  ]);
  return partitions.flatMap(({ id }) => {
    const before = committed.get(`${id} ${topic}`);
    if (before === undefined) return [];
    const begin = begins.get(id) ?? 0;
    const end = ends.get(id) ?? 0;
    return [{ topic, partition: id, before, after: Math.max(begin, Math.min(before + by, end)), begin, end }];
  });
}
