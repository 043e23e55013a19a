import type * as vscode from 'vscode';
import type { ClusterActions } from '../kafka/clusterActions';
import type { Broker } from '../kafka/model';
import type { ClusterAdmin, LogReader } from '../kafka/ports';
import type { ConnectionProfile } from '../kafka/profile';
import type { BrokerControl, TrialClient } from '../kafka/trial';

/** What the feature needs of the others and of the Kafka client. */
export interface LabServices {
  readonly extensionUri: vscode.Uri;
  readonly memento: vscode.Memento;
  /** The connection, or one that the user chooses; undefined when they gave up. */
  choose(connection: string | undefined): Promise<ConnectionProfile | undefined>;
  /** The connection as it is now: it may have become read-only, or be gone. */
  find(connection: string): ConnectionProfile | undefined;
  readonly access: LabAccess;
  openKit(profile: ConnectionProfile): Promise<LabKit>;
  log(message: string): void;
}

/** The way to the cluster's administration that all features share; `change` refuses on read-only connections. */
export interface LabAccess {
  use<T>(profile: ConnectionProfile, work: (admin: ClusterAdmin) => Promise<T>): Promise<T>;
  change<T>(profile: ConnectionProfile, work: (actions: ClusterActions) => Promise<T>): Promise<T>;
}

export interface LabKit {
  readonly reader: LogReader;
  readonly trials: TrialClient;
  control(brokers: readonly Broker[]): Promise<BrokerControl | undefined>;
  close(): Promise<void>;
}
