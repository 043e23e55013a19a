import type { ClusterActions } from '../kafka/clusterActions';
import type { ClusterAdmin, LogReader } from '../kafka/ports';
import type { BrokerControl, TrialClient } from '../kafka/trial';

/** What an experiment needs of a cluster's administration. */
export type ExperimentAdmin = Pick<ClusterAdmin, 'overview' | 'topic' | 'topicNames' | 'offsets'> &
  Pick<ClusterActions, 'createTopic' | 'deleteTopic'>;

/** What an experiment works with. */
export interface ExperimentWorld {
  readonly admin: ExperimentAdmin;
  readonly reader: LogReader;
  readonly trials: TrialClient;
  readonly brokers: BrokerControl | undefined;
  sleep(milliseconds: number): Promise<void>;
  now(): number;
}
