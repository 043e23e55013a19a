import type { Isolation } from '../ports';
import type { BrokerLinks } from './BrokerLinks';
import type { PartitionMetadata } from './clusterMetadata';
import { errorCodes, protocolError } from './protocolError';

/** ListOffsets understands these beside a time in milliseconds. */
export const latest = -1;
export const earliest = -2;

/**
 * The offset of each partition at a time: the first record at or after it. -1 where there is none. With read_uncommitted
 * `latest` is the high watermark; with read_committed, which kafkajs asks for by itself, it is the last stable offset.
 */
export async function listOffsets(
  links: BrokerLinks,
  topic: string,
  partitions: readonly Pick<PartitionMetadata, 'id' | 'leader'>[],
  timestamp: number,
  isolation: Isolation = 'read_uncommitted',
): Promise<ReadonlyMap<number, number>> {
  const asked = { what: `list the offsets of topic ${topic}`, acl: `Describe on topic ${topic}` };
  const byLeader = new Map<number, number[]>();
  for (const { id, leader } of partitions) {
    if (leader === undefined) throw protocolError(errorCodes.leaderNotAvailable, asked);
    byLeader.set(leader, [...(byLeader.get(leader) ?? []), id]);
  }
  const answers = await Promise.all(
    [...byLeader].map(async ([leader, ids]) => {
      const answer = (await links.call(await links.broker(leader), 'ListOffsets', {
        isolationLevel: isolation === 'read_committed' ? 1 : 0,
        topics: [{ topic, partitions: ids.map((partition) => ({ partition, timestamp })) }],
      })) as RawListOffsets;
      return answer.responses.flatMap((response) => response.partitions);
    }),
  );
  const offsets = new Map<number, number>();
  for (const { partition, errorCode, offset } of answers.flat()) {
    if (errorCode !== 0) throw protocolError(errorCode, asked);
    offsets.set(partition, Number(offset));
  }
  return offsets;
}

interface RawListOffsets {
  readonly responses: readonly {
    readonly partitions: readonly { readonly partition: number; readonly errorCode: number; readonly offset: string }[];
  }[];
}
