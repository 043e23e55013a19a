import type { Isolation, ReadRequest, StartPosition } from '../ports';
import type { BrokerLinks } from './BrokerLinks';
import type { PartitionMetadata } from './clusterMetadata';
import { committedOffsets } from './committedOffsets';
import { earliest, latest, listOffsets } from './listOffsets';

export interface PartitionStart {
  readonly id: number;
  readonly begin: number;
  /** What the request asks for here, before the bounds of the log; undefined where it says nothing of this partition. */
  readonly wanted: number | undefined;
  /** The first offset to read, between begin and end. */
  readonly from: number;
  /** The high watermark, or the last stable offset where only committed records are read. */
  readonly end: number;
}

/** Where reading begins in each partition, from what the log holds now. */
export async function startPositions(
  links: BrokerLinks,
  topic: string,
  partitions: readonly PartitionMetadata[],
  start: StartPosition,
  isolation: Isolation,
): Promise<PartitionStart[]> {
  const [begins, ends] = await Promise.all([
    listOffsets(links, topic, partitions, earliest),
    listOffsets(links, topic, partitions, latest, isolation),
  ]);
  const at =
    start.kind === 'timestamp'
      ? await listOffsets(links, topic, partitions, start.timestamp)
      : new Map<number, number>();
  const committed =
    start.kind === 'group' ? await committedOffsets(links, start.group, topic) : new Map<number, number>();
  const bounds = partitions.map(({ id }) => ({ id, begin: begins.get(id) ?? 0, end: ends.get(id) ?? 0 }));
  const shares = start.kind === 'last' ? spread(start.count, bounds) : new Map<number, number>();
  return bounds.map(({ id, begin, end }) => {
    const ask = (): number | undefined => {
      switch (start.kind) {
        case 'beginning':
          return begin;
        case 'end':
          return end;
        case 'offset':
          return start.offset;
        case 'timestamp': {
          const offset = at.get(id) ?? -1;
          return offset < 0 ? end : offset;
        }
        case 'last':
          return end - (shares.get(id) ?? 0);
        case 'group':
          return committed.get(id);
      }
    };
    const wanted = ask();
    return { id, begin, end, wanted, from: Math.max(begin, Math.min(wanted ?? begin, end)) };
  });
}

/** What the group's commits do not decide, in one sentence each; nothing for the other starts. */
export function startSentences(
  { start, topic }: Pick<ReadRequest, 'start' | 'topic'>,
  starts: readonly PartitionStart[],
): string[] {
  if (start.kind !== 'group') return [];
  const { group } = start;
  const without = starts.filter(({ wanted }) => wanted === undefined).map(({ id }) => id);
  const expired = starts.filter(({ wanted, begin }) => wanted !== undefined && wanted < begin);
  const ahead = starts.filter(({ wanted, end }) => wanted !== undefined && wanted > end);
  const sentences: string[] = [];
  if (without.length === starts.length)
    sentences.push(`Group ${group} has committed nothing for topic ${topic}: it is read from the beginning.`);
  else if (without.length > 0)
    sentences.push(
      `Group ${group} has committed nothing for ${partitionList(without)} of ${topic}: read from the beginning there.`,
    );
  for (const { id, wanted, begin } of expired.slice(0, MAX_NAMED))
    sentences.push(
      `Group ${group} committed offset ${wanted} in partition ${id} of ${topic}, but the log now begins at ${begin}: ${begin - (wanted ?? 0)} offsets were deleted before the group read them.`,
    );
  for (const { id, wanted, end } of ahead.slice(0, MAX_NAMED))
    sentences.push(
      `Group ${group} committed offset ${wanted} in partition ${id} of ${topic}, but the log ends at ${end}: the topic was created again, or its end was lost.`,
    );
  return sentences;
}

/** More partitions than these are only counted. */
const MAX_NAMED = 8;

function partitionList(ids: readonly number[]): string {
  if (ids.length > MAX_NAMED) return `${ids.length} partitions`;
  return ids.length === 1 ? `partition ${ids[0]}` : `partitions ${ids.join(', ')}`;
}

/** Shares `count` out evenly; what a short partition cannot give is taken from the others. */
function spread(
  count: number,
  bounds: readonly { readonly id: number; readonly begin: number; readonly end: number }[],
): Map<number, number> {
  const shares = new Map<number, number>();
  let left = count;
  const shortFirst = [...bounds].sort((a, b) => a.end - a.begin - (b.end - b.begin) || a.id - b.id);
  shortFirst.forEach(({ id, begin, end }, done) => {
    const share = Math.min(end - begin, Math.ceil(left / (shortFirst.length - done)));
    shares.set(id, share);
    left -= share;
  });
  return shares;
}
