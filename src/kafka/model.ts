/** Our words for a cluster. Plain data: nothing here knows a client library. */

export interface Broker {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly isController: boolean;
}

export interface Partition {
  readonly id: number;
  /** Broker id, or undefined while the partition has no leader. */
  readonly leader: number | undefined;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

export interface Topic {
  readonly name: string;
  readonly isInternal: boolean;
  readonly partitions: readonly Partition[];
}

/** Offsets of a partition. `end` is the high watermark: the offset that the next committed record will get. */
export interface PartitionOffsets {
  readonly partition: number;
  readonly begin: number;
  readonly end: number;
}

export interface ConfigEntry {
  readonly name: string;
  /** Undefined where the broker withholds it (sensitive). */
  readonly value: string | undefined;
  readonly isDefault: boolean;
}

/** As the broker names them; `Unknown` where this client cannot tell (groups of the KIP-848 protocol among them). */
export type GroupState =
  | 'Stable'
  | 'PreparingRebalance'
  | 'CompletingRebalance'
  | 'Empty'
  | 'Dead'
  | 'Assigning'
  | 'Reconciling'
  | 'Unknown';

export interface GroupSummary {
  readonly id: string;
  /** `consumer` for ordinary consumer groups; Connect, Schema Registry and others bring their own. */
  readonly protocolType: string;
}

export interface GroupMember {
  readonly id: string;
  readonly clientId: string;
  readonly host: string;
  readonly assignment: readonly TopicPartition[];
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface GroupLag extends TopicPartition {
  /** Undefined where the group has committed nothing for the partition: the lag is then n/a, not the whole log. */
  readonly committed: number | undefined;
  readonly end: number;
}

export interface Group extends GroupSummary {
  readonly state: GroupState;
  readonly members: readonly GroupMember[];
  readonly lag: readonly GroupLag[];
}

export interface ClusterOverview {
  readonly clusterId: string | undefined;
  readonly brokers: readonly Broker[];
}

export type Codec = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

/**
 * The header of one record batch as the log holds it. For the old message formats (magic 0 and 1) one message, or one
 * compressed wrapper, counts as a batch; what these formats do not have is then -1.
 * Source: Kafka protocol documentation, "Record Batch"; KIP-98, KIP-32.
 */
export interface BatchHeader {
  readonly baseOffset: number;
  /** The batch covers `baseOffset` to `baseOffset + lastOffsetDelta`, also where compaction removed records of it. */
  readonly lastOffsetDelta: number;
  /** Bytes on the wire, header included. */
  readonly sizeInBytes: number;
  readonly magic: 0 | 1 | 2;
  /** CRC-32C (magic 2) or CRC-32 of the batch, unsigned. Magic 2 leaves out baseOffset and leader epoch. */
  readonly crc: number;
  readonly leaderEpoch: number;
  readonly codec: Codec | 'unknown';
  readonly timestampType: 'create' | 'append';
  /** Milliseconds since the epoch; -1 when the format or the producer gave none. */
  readonly baseTimestamp: number;
  readonly maxTimestamp: number;
  /** -1 for a producer without idempotence. Only this field tells: kafkajs writes epoch 0 and sequence 0 beside -1. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordCount: number;
  readonly isTransactional: boolean;
  /** A control batch carries a transaction marker instead of records. */
  readonly control: 'commit' | 'abort' | 'other' | undefined;
}

/**
 * One record, as a view that the reader reuses: valid during the call that hands it over, so copy what is kept.
 * Key, value and headers are ranges of `bytes`; a start of -1 means null.
 */
export interface RecordView {
  bytes: Uint8Array;
  offset: number;
  /** Milliseconds since the epoch; the broker's append time where the batch says so. -1 = none. */
  timestamp: number;
  keyStart: number;
  keyEnd: number;
  valueStart: number;
  valueEnd: number;
  /** Header section after its count; decode with `readHeaders`. */
  headersStart: number;
  headersEnd: number;
  headerCount: number;
}

export interface RecordHeader {
  readonly name: string;
  readonly value: Uint8Array | null;
}

export interface PartitionPosition {
  /** The next offset to read. */
  readonly next: number;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly logStart: number;
}
