import type { ClusterRule } from './clusterRule';
import { clusterTopicAbsent } from './rules/absentTopic';
import { clusterOffsetsForgotten, clusterReadUncommitted, clusterRetentionBelowAbsence } from './rules/consumerRules';
import {
  clusterIsrBelowMin,
  clusterMinIsrExceedsReplication,
  clusterMinIsrOne,
  clusterMinIsrWithoutAcksAll,
  clusterNoLeader,
  clusterReplicationOne,
  clusterUncleanElection,
} from './rules/durabilityRules';
import { clusterAppendTime, clusterClientLimit, clusterRecordTooLarge } from './rules/recordRules';
import { clusterTransactionLog, clusterTransactionTimeout } from './rules/transactionRules';

/** In the order of the documentation. Ids are stable: people write them into settings and comments. */
export const allClusterRules: readonly ClusterRule[] = [
  clusterReplicationOne,
  clusterMinIsrOne,
  clusterMinIsrExceedsReplication,
  clusterIsrBelowMin,
  clusterNoLeader,
  clusterUncleanElection,
  clusterMinIsrWithoutAcksAll,
  clusterTopicAbsent,
  clusterRecordTooLarge,
  clusterClientLimit,
  clusterAppendTime,
  clusterTransactionLog,
  clusterTransactionTimeout,
  clusterReadUncommitted,
  clusterRetentionBelowAbsence,
  clusterOffsetsForgotten,
];
