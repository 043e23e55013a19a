import Encoder from 'kafkajs/src/protocol/encoder';
import type { BrokerLinks, Link } from './BrokerLinks';

export interface PartitionMetadata {
  readonly errorCode: number;
  readonly id: number;
  /** Undefined while there is none. */
  readonly leader: number | undefined;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Replicas whose broker is down. */
  readonly offline?: readonly number[];
}

export interface TopicMetadata {
  readonly errorCode: number;
  readonly name: string;
  readonly isInternal: boolean;
  readonly partitions: readonly PartitionMetadata[];
}

export interface BrokerAddress {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

export interface ClusterMetadata {
  readonly clusterId: string | undefined;
  readonly controllerId: number;
  readonly brokers: readonly BrokerAddress[];
  readonly topics: readonly TopicMetadata[];
}

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
  // kafkajs writes an empty list as null, which means all.
  const names = typeof topics === 'string' ? [] : topics;
  const call = links.lookup(link, 'Metadata', { topics: names, allowAutoTopicCreation: false });
  const request = topics === 'none' ? { ...call.request, encode: async () => noTopics() } : call.request;
  const answer = (await links.send(link, request, (payload) => call.response.decode(payload))) as RawMetadata;
  links.setBrokers(answer.brokers);
  return {
    clusterId: answer.clusterId ?? undefined,
    controllerId: answer.controllerId,
    brokers: answer.brokers,
    topics: answer.topicMetadata.map((topic) => ({
      errorCode: topic.topicErrorCode,
      name: topic.topic,
      isInternal: topic.isInternal ?? false,
      partitions: topic.partitionMetadata
        .map((partition) => ({
          errorCode: partition.partitionErrorCode,
          id: partition.partitionId,
          leader: partition.leader < 0 ? undefined : partition.leader,
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
