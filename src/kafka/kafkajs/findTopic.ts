import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaError } from '../errors';
import type { ReadRequest } from '../ports';
import type { BrokerLinks } from './BrokerLinks';
import type { PartitionMetadata, TopicMetadata } from './clusterMetadata';
import { fetchMetadata } from './fetchMetadata';
import { earliest, latest, listOffsets } from './listOffsets';
import { backoffMs } from './PartitionReading';
import { errorCodes, protocolError } from './protocolError';
import { readCompaction } from './readCompaction';
import { type PartitionStart, startPositions } from './startPositions';

/** What is known of the topic when its reading begins. */
export interface FoundTopic {
  readonly id: string | undefined;
  readonly isCompacted: boolean | undefined;
  readonly partitions: readonly PartitionMetadata[];
  readonly starts: readonly PartitionStart[];
}

/** Looks up the topic, its chosen partitions and where reading begins in each. */
export async function findTopic(links: BrokerLinks, request: ReadRequest): Promise<FoundTopic> {
  const { topic, start, isolation } = request;
  return patiently(async () => {
    const metadata = await describe(links, topic);
    const partitions = choosePartitions(metadata, request);
    const [starts, isCompacted] = await Promise.all([
      startPositions(links, topic, partitions, start, isolation),
      readCompaction(links, topic),
    ]);
    return { id: metadata.id, partitions, starts, isCompacted };
  });
}

/** Where partitions begin that nobody could tell us of before they were there: all in them is new. */
export async function newStarts(
  links: BrokerLinks,
  topic: string,
  partitions: readonly PartitionMetadata[],
): Promise<PartitionStart[]> {
  const begins = await listOffsets(links, topic, partitions, earliest);
  const ends = await listOffsets(links, topic, partitions, latest);
  return partitions.map(({ id }) => {
    const begin = begins.get(id) ?? 0;
    return { id, begin, wanted: begin, from: begin, end: ends.get(id) ?? begin };
  });
}

async function describe(links: BrokerLinks, topic: string): Promise<TopicMetadata> {
  const [found] = (await fetchMetadata(links, [topic])).topics;
  if (found?.errorCode === 0) return found;
  const asked = { what: `read topic ${topic}`, acl: `Describe on topic ${topic}` };
  throw protocolError(found?.errorCode ?? errorCodes.unknownTopicOrPartition, asked);
}

function choosePartitions(
  { name, partitions: found }: TopicMetadata,
  { partitions: only }: ReadRequest,
): PartitionMetadata[] {
  for (const id of only ?? [])
    if (!found.some((partition) => partition.id === id))
      throw new KafkaError('unknown-topic', `Topic ${name} has ${found.length} partitions and no partition ${id}.`);
  return found.filter(({ id }) => only === undefined || only.includes(id));
}

/** Elections, and topics that are seconds old and not known everywhere, are waited for; a typing error only briefly. */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      const patience = error instanceof KafkaError ? (attempts[error.kind] ?? 0) : 0;
      if (failures >= patience) throw error;
      await sleep(backoffMs(failures + 1));
    }
  }
}

/** Before Kafka 4.1 a broker may hear of a topic half a second after the controller (KIP-1166): three pauses are 0.7 s. */
const attempts: Partial<Record<KafkaError['kind'], number>> = { unavailable: 7, 'unknown-topic': 3, disconnected: 2 };
