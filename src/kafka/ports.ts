import type { OffsetChange, OffsetTarget } from './clusterActions';
import type { KafkaError } from './errors';
import type {
  Acl,
  BatchChecksum,
  BatchHeader,
  ClusterOverview,
  ConfigDetail,
  ConfigEntry,
  ConfigResource,
  DurabilitySettings,
  Group,
  GroupSummary,
  PartitionOffsets,
  PartitionPosition,
  RecordView,
  Topic,
} from './model';

/**
 * What the explorer asks of a cluster. Every call rejects with a {@link KafkaError}; nothing here creates a topic or a
 * group by being asked about one.
 */
export interface ClusterAdmin {
  overview(): Promise<ClusterOverview>;
  /** All that the user may describe, in the order of their names. */
  topics(): Promise<readonly Topic[]>;
  /** What any broker in reach knows, sorted. {@link topics} asks one, which may not have heard of a topic yet. */
  topicNames(): Promise<readonly string[]>;
  topic(name: string): Promise<Topic>;
  offsets(topic: string): Promise<readonly PartitionOffsets[]>;
  topicConfig(topic: string): Promise<readonly ConfigEntry[]>;
  /**
   * Whether a partition with fewer replicas than min.insync.replicas asks for all that it has (KAFKA-15583, from Kafka 3.7
   * on) instead of refusing every acks=all write. Of one broker: in an upgrade they may differ.
   */
  capsMinInSync(): Promise<boolean>;
  /** Whether a producer that the topic's brokers still remember has written to it in a transaction (from Kafka 2.8 on). */
  hasTransactions(topic: string): Promise<boolean>;
  /** Of many topics at the cost of a request for some hundreds; left out where the ACLs forbid it. */
  durabilitySettings(topics: readonly string[]): Promise<ReadonlyMap<string, DurabilitySettings>>;
  /** Every setting with its source and documentation, by name. */
  configs(resource: ConfigResource): Promise<readonly ConfigDetail[]>;
  groups(): Promise<readonly GroupSummary[]>;
  group(id: string): Promise<Group>;
  /** Undefined where the cluster has no authorizer. */
  acls(): Promise<readonly Acl[] | undefined>;
  /** What {@link ClusterActions.commitOffsets} would do; nothing is changed. */
  planOffsets(group: string, target: OffsetTarget): Promise<readonly OffsetChange[]>;
  close(): Promise<void>;
}

export type StartPosition =
  | { readonly kind: 'beginning' }
  | { readonly kind: 'end' }
  /** With `partition`, only that one is read. An offset outside the log means its nearer end. */
  | { readonly kind: 'offset'; readonly offset: number; readonly partition?: number }
  | { readonly kind: 'timestamp'; readonly timestamp: number }
  /** The last `count` records of the topic, spread over its partitions by offset. */
  | { readonly kind: 'last'; readonly count: number }
  /** Where the group has committed, read and never written; a partition without a commit is read from its beginning. */
  | { readonly kind: 'group'; readonly group: string };

export type Isolation = 'read_uncommitted' | 'read_committed';

export interface ReadRequest {
  readonly topic: string;
  /** Read together with `topic`, each from `start`. */
  readonly moreTopics?: readonly string[];
  /** Undefined = all. The same numbers in every topic. */
  readonly partitions?: readonly number[];
  readonly start: StartPosition;
  readonly isolation: Isolation;
  /**
   * End when each partition reaches the high watermark seen at the start; with read_committed the last stable offset,
   * behind which an open transaction may keep everything back.
   */
  readonly stopAtEnd: boolean;
}

export type SkipReason = 'seek' | 'overflow' | 'undecodable';

/** Offsets `from..to` (inclusive) that will not come as records, and what the reader itself knows about why. */
export type ReaderHole =
  /** read_committed only: records of an aborted transaction, left out. */
  | { readonly reason: 'aborted'; readonly from: number; readonly to: number }
  /** The reader's position fell below the log's start: deleted by retention or DeleteRecords before we read them. */
  | { readonly reason: 'expired'; readonly from: number; readonly to: number }
  /** The log's end is below the reader's position: the broker has thrown away records that it had (unclean election). */
  | { readonly reason: 'truncated'; readonly from: number; readonly to: number };

/** One topic as it is read now. */
export interface TopicFacts {
  readonly topic: string;
  /** `cleanup.policy` contains `compact`; undefined when the ACLs do not let us know. */
  readonly isCompacted: boolean | undefined;
  readonly partitions: readonly PartitionFacts[];
  /** The topic was deleted and created again: these ids are those of the old one and will not be heard of again. */
  readonly replaced?: readonly number[];
}

export interface PartitionFacts {
  /** What the listener is told of goes by this id. */
  readonly id: number;
  /** The partition's number where the id is another: with several topics, and after a topic was created again. */
  readonly partition?: number;
  readonly from: number;
  readonly end: number;
}

/**
 * What a reader tells, in log order for each partition. Calls are synchronous; a listener that is slow slows the reader
 * down and nothing is dropped.
 */
export interface LogListener {
  /**
   * Called first for each topic, and again when partitions are added or the topic was created again. `from` is the first
   * offset to be read, `end` the high watermark.
   */
  topology(facts: TopicFacts): void;
  /** A batch, before its records. Control batches and undecodable ones come here too, and are followed by no record. */
  batch(partition: number, header: BatchHeader): void;
  /** `record` is reused: see {@link RecordView}. */
  record(partition: number, record: RecordView): void;
  hole(partition: number, hole: ReaderHole): void;
  /** We left out `from..to` (inclusive) ourselves: never to be taken for a loss. */
  skip(partition: number, from: number, to: number, reason: SkipReason): void;
  /** After each Fetch response, and when nothing new came. */
  position(partition: number, position: PartitionPosition): void;
  /** Something went wrong with one partition, or with all of `topic` (undefined); the reader goes on where it can. */
  problem(partition: number | undefined, error: KafkaError, topic: string): void;
  /** Something about the reading itself that is no trouble and changes nothing in the log. */
  event(event: ReadingEvent): void;
}

/** What the user should know of how reading goes. */
export type ReadingEvent =
  /** Reading starts otherwise than was asked for; one sentence for the user says where and why. */
  | { readonly kind: 'start'; readonly sentence: string }
  /** A quota of the cluster makes this broker hold back answers, by so many milliseconds the last time; 0 = no longer. */
  | { readonly kind: 'throttled'; readonly broker: number; readonly milliseconds: number };

/**
 * Reads a topic without a trace: no group, no commit, no topic created. `done` resolves when the request's end is
 * reached or `stop` was called, and rejects with a {@link KafkaError} when reading cannot go on at all.
 */
export interface LogReading {
  readonly done: Promise<void>;
  /** Paused reading fetches nothing; positions are kept. */
  pause(paused: boolean): void;
  stop(): Promise<void>;
}

export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface LogReader {
  read(request: ReadRequest, listener: LogListener): Promise<LogReading>;
  /** Reads the batch that holds a record once more and computes its checksum; undefined when the log has it no more. */
  verify(place: RecordPlace): Promise<BatchChecksum | undefined>;
  close(): Promise<void>;
}
