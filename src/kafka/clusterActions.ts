import type { ConfigResource, TopicPartition } from './model';

/**
 * What changes a cluster. Every call rejects with a KafkaError whose sentence carries the broker's own words where it
 * has some. Ending to wait for a call does not take it back: the cluster may still carry it out.
 */
export interface ClusterActions {
  /** With `validateOnly` the broker checks all of it, policies too, and creates nothing. Resolves when it is listed. */
  createTopic(topic: NewTopic, options?: { readonly validateOnly?: boolean }): Promise<void>;
  /** Resolves when it is no longer listed. */
  deleteTopic(name: string): Promise<void>;
  /** `total` counts those that are there. */
  addPartitions(topic: string, total: number): Promise<void>;
  setConfig(resource: ConfigResource, changes: readonly ConfigChange[]): Promise<void>;
  /** Deletes the records below `before` of each partition; answers the first offset that is left. */
  deleteRecords(topic: string, before: ReadonlyMap<number, number>): Promise<ReadonlyMap<number, number>>;
  /** Commits `after` of each change for a group without members. */
  commitOffsets(group: string, changes: readonly OffsetChange[]): Promise<void>;
  /** Makes a group forget what it has committed. */
  deleteOffsets(group: string, partitions: readonly TopicPartition[]): Promise<void>;
  deleteGroup(id: string): Promise<void>;
}

export interface NewTopic {
  readonly name: string;
  /** Undefined = the broker's num.partitions. */
  readonly partitions: number | undefined;
  /** Undefined = the broker's default.replication.factor. */
  readonly replication: number | undefined;
  readonly config: Readonly<Record<string, string>>;
}

export interface ConfigChange {
  readonly name: string;
  /** Undefined = as if it had never been set. */
  readonly value: string | undefined;
}

/** Where a group is to go on reading. Offsets outside of the log are moved to its nearer end. */
export type OffsetTarget =
  | { readonly kind: 'beginning' }
  | { readonly kind: 'end' }
  | { readonly kind: 'offset'; readonly offset: number }
  /** The first record at or after the time, in milliseconds since the epoch; the end where there is none. */
  | { readonly kind: 'timestamp'; readonly timestamp: number }
  /** Positive = forward. Partitions where nothing is committed are left out. */
  | { readonly kind: 'shift'; readonly by: number };

export interface OffsetChange extends TopicPartition {
  /** Undefined where nothing is committed. */
  readonly before: number | undefined;
  readonly after: number;
  readonly begin: number;
  readonly end: number;
}
