import type { ConfigEntry, Partition } from './model';

/** What a cluster tells of itself, as far as it decides what the settings of a client are worth. Read at one moment. */
export interface ClusterFacts {
  /** Brokers that are there now. */
  readonly brokers: number;
  /** See `ClusterAdmin.capsMinInSync`; undefined where the cluster does not tell. */
  readonly capsMinInSync: boolean | undefined;
  /** The values in force on one broker, by name; undefined where the user may not read them. */
  readonly settings: ReadonlyMap<string, ConfigEntry> | undefined;
  /** `__transaction_state`; `absent` before the first transaction, undefined where the user may not describe it. */
  readonly transactionLog: ClusterTopic | 'absent' | undefined;
  /** By name; `absent` where there is none that this user may describe. Topics that were not asked for are not here. */
  readonly topics: ReadonlyMap<string, ClusterTopic | 'absent'>;
}

export interface ClusterTopic {
  readonly name: string;
  readonly partitions: readonly Partition[];
  /** The values in force, by name: its own and its brokers'. Undefined where the user may not read them. */
  readonly settings: ReadonlyMap<string, ConfigEntry> | undefined;
  /**
   * A producer that its brokers still remember has written to it in a transaction; they forget one that has been silent
   * for `producer.id.expiration.ms`, a day by default. Undefined where the cluster does not tell.
   */
  readonly hasTransactions: boolean | undefined;
}
