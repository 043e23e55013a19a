import Encoder from 'kafkajs/src/protocol/encoder';
import type { BrokerLinks, Link } from './BrokerLinks';
import type { BrokerAddress, ClusterMetadata } from './clusterMetadata';
import { metadataRequest, metadataVersionWithIds, readMetadata } from './metadataWithIds';

/**
 * Asks for topics by name, for all of them, or only for the brokers. Error codes come back as they are, each with its topic or partition:
 * kafkajs's own parsing throws the whole answer away when one partition has no leader. Never creates a topic. Asks the broker of
 * `through`, or any.
 */
export async function fetchMetadata(
  links: BrokerLinks,
  topics: readonly string[] | 'all' | 'none',
  through?: Link,
): Promise<ClusterMetadata> {
  const link = through ?? (await links.any());
  const metadata = knowsIds(link) ? await withIds(links, link, topics) : await withoutIds(links, link, topics);
  links.setBrokers(metadata.brokers);
  return metadata;
}

const knowsIds = ({ versions }: Link): boolean => {
  const { minVersion, maxVersion } = versions[metadataApi] ?? { minVersion: 0, maxVersion: 0 };
  return minVersion <= metadataVersionWithIds && metadataVersionWithIds <= maxVersion;
};

const metadataApi = 3;

const withIds = (
  links: BrokerLinks,
  link: Link,
  topics: readonly string[] | 'all' | 'none',
): Promise<ClusterMetadata> =>
  links.send(link, metadataRequest(topics === 'all' ? null : topics === 'none' ? [] : topics), readMetadata);

async function withoutIds(
  links: BrokerLinks,
  link: Link,
  topics: readonly string[] | 'all' | 'none',
): Promise<ClusterMetadata> {
  // kafkajs writes an empty list as null, which means all.
  const names = typeof topics === 'string' ? [] : topics;
  const call = links.lookup(link, 'Metadata', { topics: names, allowAutoTopicCreation: false });
  const request = topics === 'none' ? { ...call.request, encode: async () => noTopics() } : call.request;
  const answer = (await links.send(link, request, (payload) => call.response.decode(payload))) as RawMetadata;
  return {
    clusterId: answer.clusterId ?? undefined,
    controllerId: answer.controllerId,
    brokers: answer.brokers,
    topics: answer.topicMetadata.map((topic) => ({
      errorCode: topic.topicErrorCode,
      name: topic.topic,
      id: undefined,
      isInternal: topic.isInternal ?? false,
      partitions: topic.partitionMetadata
        .map((partition) => ({
          errorCode: partition.partitionErrorCode,
          id: partition.partitionId,
          leader: partition.leader < 0 ? undefined : partition.leader,
          leaderEpoch: -1,
          replicas: partition.replicas,
          isr: partition.isr,
          offline: partition.offlineReplicas ?? [],
        }))
        .sort((a, b) => a.id - b.id),
    })),
  };
}

/** An empty list of topics, and no creation: the whole body of a request of version 4 and above. */
const noTopics = (): Encoder => new Encoder().writeInt32(0).writeInt8(0);

interface RawMetadata {
  readonly clusterId: string | null;
  readonly controllerId: number;
  readonly brokers: readonly BrokerAddress[];
  readonly topicMetadata: readonly {
    readonly topicErrorCode: number;
    readonly topic: string;
    readonly isInternal: boolean | null;
    readonly partitionMetadata: readonly {
      readonly partitionErrorCode: number;
      readonly partitionId: number;
      readonly leader: number;
      readonly replicas: readonly number[];
      readonly isr: readonly number[];
      /** From version 5 on. */
      readonly offlineReplicas?: readonly number[];
    }[];
  }[];
}
