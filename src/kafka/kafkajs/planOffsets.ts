import type { OffsetChange, OffsetTarget } from '../clusterActions';
import type { BrokerLinks } from './BrokerLinks';
import { describeGroup } from './describeGroup';
import { fetchMetadata } from './fetchMetadata';
import { earliest, latest, listOffsets } from './listOffsets';
import { startPositions } from './startPositions';

/**
 * Before and after of each partition of the topics that the group has committed or is assigned. Partitions without a
 * leader are left out: nobody can tell their offsets.
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
      const led = partitions.filter(({ leader }) => leader !== undefined);
      if (led.length === 0) return [];
      if (target.kind === 'shift') return shifted(links, name, led, target.by, before);
      const starts = await startPositions(links, name, led, target, 'read_uncommitted');
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
