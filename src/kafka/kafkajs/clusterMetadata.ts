/** What the brokers tell of their cluster, error codes as they are: each with its topic or partition. */
export interface ClusterMetadata {
  readonly clusterId: string | undefined;
  readonly controllerId: number;
  readonly brokers: readonly BrokerAddress[];
  readonly topics: readonly TopicMetadata[];
}

export interface PartitionMetadata {
  readonly errorCode: number;
  readonly id: number;
  /** Undefined while there is none. */
  readonly leader: number | undefined;
  /** Grows with each new leadership; -1 where the broker does not tell (before 2.8). */
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Replicas whose broker is down. */
  readonly offline?: readonly number[];
}

export interface TopicMetadata {
  readonly errorCode: number;
  readonly name: string;
  /** Another one after the topic was deleted and created again. Undefined from brokers before 2.8 (KIP-516). */
  readonly id: string | undefined;
  readonly isInternal: boolean;
  readonly partitions: readonly PartitionMetadata[];
}

export interface BrokerAddress {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}
