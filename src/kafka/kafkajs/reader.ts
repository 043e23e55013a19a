import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaError } from '../errors';
import type { LogListener, LogReader, LogReading, ReadRequest } from '../ports';
import type { ConnectionProfile } from '../profile';
import { BrokerLinks, type LinkOptions } from './BrokerLinks';
import { prepareZstd } from './decompressZstd';
import { describeTopicConfig } from './describeTopicConfig';
import { fetchMetadata, type PartitionMetadata } from './fetchMetadata';
import { backoffMs } from './PartitionReading';
import { errorCodes, protocolError } from './protocolError';
import { startPositions } from './startPositions';
import { defaultReadingOptions, TopicReading, type TopicReadingOptions } from './TopicReading';

export type ReaderOptions = LinkOptions & Partial<TopicReadingOptions>;

/** Reads topics through kafkajs's connections without its consumer: no group, no commit, no topic created. */
export function createKafkaJsReader(profile: ConnectionProfile, options: ReaderOptions = {}): LogReader {
  const links = new BrokerLinks(profile, options);
  const readings = new Set<TopicReading>();

  return {
    async read(request: ReadRequest, listener: LogListener): Promise<LogReading> {
      await prepareZstd();
      const { partitions, starts } = await patiently(async () => {
        const found = await choosePartitions(links, request);
        const { topic, start, isolation } = request;
        return { partitions: found, starts: await startPositions(links, topic, found, start, isolation) };
      });
      const isCompacted = await readCompaction(links, request.topic);
      const reading = new TopicReading(links, request, listener, partitions, starts, isCompacted, {
        ...defaultReadingOptions,
        ...options,
      });
      readings.add(reading);
      const forget = (): void => {
        readings.delete(reading);
      };
      reading.done.then(forget, forget);
      return reading;
    },
    async close(): Promise<void> {
      await Promise.all([...readings].map((reading) => reading.stop()));
      await links.close();
    },
  };
}

async function choosePartitions(links: BrokerLinks, request: ReadRequest): Promise<PartitionMetadata[]> {
  const { topic } = request;
  const asked = { what: `read topic ${topic}`, acl: `Describe on topic ${topic}` };
  const [first] = (await fetchMetadata(links, [topic])).topics;
  const code = first?.errorCode ?? errorCodes.unknownTopicOrPartition;
  if (code !== 0) throw protocolError(code, asked);
  const found = first?.partitions ?? [];
  const only =
    request.start.kind === 'offset' && request.start.partition !== undefined
      ? [request.start.partition]
      : request.partitions;
  for (const id of only ?? [])
    if (!found.some((partition) => partition.id === id))
      throw new KafkaError('unknown-topic', `Topic ${topic} has ${found.length} partitions and no partition ${id}.`);
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

const attempts: Partial<Record<KafkaError['kind'], number>> = { unavailable: 7, 'unknown-topic': 2, disconnected: 2 };

async function readCompaction(links: BrokerLinks, topic: string): Promise<boolean | undefined> {
  try {
    const entries = await describeTopicConfig(links, topic);
    const policy = entries.find(({ name }) => name === 'cleanup.policy')?.value;
    return policy?.split(',').some((each) => each.trim() === 'compact');
  } catch (error) {
    if (error instanceof KafkaError && error.kind !== 'aborted') return undefined;
    throw error;
  }
}
