import type { Isolation, StartPosition } from '../ports';
import type { BrokerLinks } from './BrokerLinks';
import type { PartitionMetadata } from './fetchMetadata';
import { earliest, latest, listOffsets } from './listOffsets';

export interface PartitionStart {
  readonly id: number;
  readonly begin: number;
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
  const bounds = partitions.map(({ id }) => ({ id, begin: begins.get(id) ?? 0, end: ends.get(id) ?? 0 }));
  const shares = start.kind === 'last' ? spread(start.count, bounds) : new Map<number, number>();
  return bounds.map(({ id, begin, end }) => {
    const wanted = (): number => {
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
      }
    };
    return { id, begin, end, from: Math.max(begin, Math.min(wanted(), end)) };
  });
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
