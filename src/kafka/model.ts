/** Our words for a cluster. Plain data: nothing here knows a client library. */

export interface Broker {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly isController: boolean;
  readonly rack?: string;
}

export interface Partition {
  readonly id: number;
  /** Broker id, or undefined while the partition has no leader. */
  readonly leader: number | undefined;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Replicas whose broker is down; undefined where the broker was not asked. */
  readonly offline?: readonly number[];
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

/** Where the value in force comes from. Source: Kafka protocol, DescribeConfigs, `config_source`. */
export type ConfigSource =
  | 'topic'
  | 'broker'
  /** Set dynamically for all brokers. */
  | 'all-brokers'
  /** The broker's server.properties. */
  | 'file'
  | 'default'
  | 'other';

export interface ConfigEntry {
  readonly name: string;
  /** Undefined where the broker withholds it (sensitive). */
  readonly value: string | undefined;
  /** Not set on the resource itself: a topic's value may still come from its brokers. */
  readonly isDefault: boolean;
}

/** A setting as it is shown and changed, beside the plain {@link ConfigEntry} that decisions need. */
export interface ConfigDetail extends ConfigEntry {
  readonly source: ConfigSource;
  readonly isReadOnly: boolean;
  readonly isSensitive: boolean;
  /** What the value would be without the one that is set here; undefined where the broker does not say. */
  readonly fallback: string | undefined;
  /** The broker's own documentation, with HTML in it; undefined before Kafka 2.6. */
  readonly documentation: string | undefined;
}

/** The topic's values in force, its own or its broker's. */
export interface DurabilitySettings {
  /** `min.insync.replicas` */
  readonly minInSync: number;
  /** `unclean.leader.election.enable` */
  readonly allowsUnclean: boolean;
}

export type ConfigResource =
  | { readonly kind: 'topic'; readonly name: string }
  | { readonly kind: 'broker'; readonly id: number };

export interface Acl {
  /** `topic`, `group`, `cluster`, ... */
  readonly resource: string;
  readonly name: string;
  readonly pattern: 'literal' | 'prefixed' | 'other';
  readonly principal: string;
  readonly host: string;
  /** As `kafka-acls` writes it: `Read`, `DescribeConfigs`. */
  readonly operation: string;
  readonly isAllow: boolean;
}

/** As the broker names them; `Unknown` where it does not tell. */
export type GroupState =
  | 'Stable'
  | 'PreparingRebalance'
  | 'CompletingRebalance'
  | 'Empty'
  | 'Dead'
  | 'Assigning'
  | 'Reconciling'
  | 'NotReady'
  | 'Unknown';

/**
 * `classic` is the protocol with a leading member; `consumer` the one where the broker assigns (KIP-848); `share` are
 * queues (KIP-932); `streams` are Kafka Streams applications whose tasks the broker assigns (KIP-1071).
 */
export type GroupType = 'classic' | 'consumer' | 'share' | 'streams';

export interface GroupSummary {
  readonly id: string;
  /** `consumer` for ordinary consumer groups; Connect, Schema Registry and others bring their own. */
  readonly protocolType: string;
  /** Undefined where the broker is older than the difference (before 3.8). */
  readonly type?: GroupType;
  /** Undefined where the broker does not list it (before 2.6). */
  readonly state?: GroupState;
}

export interface GroupMember {
  readonly id: string;
  readonly clientId: string;
  readonly host: string;
  /** `group.instance.id` of a static member. */
  readonly instanceId?: string;
  readonly assignment: readonly TopicPartition[];
  /** Groups whose broker assigns only. */
  readonly epoch?: number;
  /** What the broker wants the member to have; only where it differs from `assignment`. */
  readonly target?: readonly TopicPartition[];
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface GroupLag extends TopicPartition {
  /** Undefined where the group has committed nothing for the partition: the lag is then n/a, not the whole log. */
  readonly committed: number | undefined;
  /** Undefined while the partition has no leader. */
  readonly end: number | undefined;
  /** The broker's own count, of share groups: records that are acknowledged out of order do not count. */
  readonly lag?: number;
}

export interface Group extends GroupSummary {
  readonly state: GroupState;
  /** Groups whose broker assigns only. The assignment is that of `epoch` once both are equal. */
  readonly epoch?: number;
  readonly assignmentEpoch?: number;
  /** The assignor of the broker, or the protocol that the members agreed on. */
  readonly assignor?: string;
  readonly members: readonly GroupMember[];
  readonly lag: readonly GroupLag[];
}

export interface ClusterOverview {
  readonly clusterId: string | undefined;
  /** With KRaft it need not be one of the brokers. Undefined where the user may not know it. */
  readonly controllerId: number | undefined;
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

/** The checksum that a batch carries, and that of its bytes as they came. */
export interface BatchChecksum {
  /** First offset; undefined for the old formats, where only the last one of a compressed set is written. */
  readonly first: number | undefined;
  readonly last: number;
  readonly sizeInBytes: number;
  readonly algorithm: 'CRC-32' | 'CRC-32C';
  /** Both unsigned. */
  readonly stored: number;
  readonly computed: number;
}

/**
 * One record, as a view that the reader reuses: valid during the call that hands it over, so copy what is kept. Only
 * `bytes` stay as they are until the next call that hands over no record, so that what is kept can be copied at once.
 * Key, value and headers are ranges of `bytes`, in this order and close together; a start of -1 means null.
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
