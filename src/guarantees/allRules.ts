import type { Rule } from './rule';
import { acksInvalidValue, acksLeaderOnly, acksZero } from './rules/acksRules';
import { acksNotAString, asyncErrorsIgnored, commitBeforeProcessing } from './rules/codeRules';
import { connectErrorsToleranceDrop, eventFailureSkip } from './rules/connectRules';
import {
  autoCommitWithoutGroup,
  autoOffsetResetLatest,
  consumerAutoCommit,
  readUncommitted,
} from './rules/consumerRules';
import { unsafeClientDefault } from './rules/defaultRules';
import { deliveryTimeoutTooSmall } from './rules/deliveryTimeoutRules';
import {
  internalTopicReplicationOne,
  minIsrEqualsReplication,
  minIsrExceedsReplication,
  minIsrOne,
  replicationFactorOne,
  uncleanLeaderElection,
} from './rules/durabilityRules';
import { flinkDeliveryNone, flinkEosConfig } from './rules/flinkRules';
import {
  idempotenceConflictAcks,
  idempotenceConflictInflight,
  idempotenceConflictRetries,
  idempotenceDisabled,
  idempotenceSilentlyDisabled,
  inflightAboveFive,
  reorderRisk,
} from './rules/idempotenceRules';
import { sessionTimeoutRefused, staticMemberShared } from './rules/membershipRules';
import {
  connectOverrideNotAllowed,
  connectSourceAtLeastOnce,
  minIsrWithoutAcksAll,
  readUncommittedWithTransactions,
} from './rules/neighbourRules';
import { idempotentSendsOverlap } from './rules/overlapRules';
import { connectEosOverrideIgnored, misplacedSetting, removedOption } from './rules/placeRules';
import { retriesWithoutEffect, retriesZero } from './rules/retriesRules';
import { springAckmodeAutocommitConflict } from './rules/springRules';
import { streamsAtLeastOnce, streamsEosDeprecated, streamsEosOverrideIgnored } from './rules/streamsRules';
import {
  transactionalAcksConflict,
  transactionalWithoutIdempotence,
  transactionTimeoutTooLong,
  transactionTimeoutWith2pc,
} from './rules/transactionRules';

/** The only list of rules. Its order is that of docs/rules.md. */
export const allRules: readonly Rule[] = [
  acksZero,
  acksLeaderOnly,
  acksInvalidValue,
  acksNotAString,
  retriesZero,
  retriesWithoutEffect,
  deliveryTimeoutTooSmall,
  asyncErrorsIgnored,
  unsafeClientDefault,
  misplacedSetting,
  removedOption,
  idempotenceConflictAcks,
  idempotenceConflictRetries,
  idempotenceConflictInflight,
  inflightAboveFive,
  idempotentSendsOverlap,
  idempotenceSilentlyDisabled,
  idempotenceDisabled,
  reorderRisk,
  transactionalWithoutIdempotence,
  transactionalAcksConflict,
  transactionTimeoutTooLong,
  transactionTimeoutWith2pc,
  consumerAutoCommit,
  autoOffsetResetLatest,
  readUncommitted,
  readUncommittedWithTransactions,
  autoCommitWithoutGroup,
  springAckmodeAutocommitConflict,
  staticMemberShared,
  sessionTimeoutRefused,
  commitBeforeProcessing,
  replicationFactorOne,
  internalTopicReplicationOne,
  minIsrOne,
  minIsrEqualsReplication,
  minIsrExceedsReplication,
  uncleanLeaderElection,
  minIsrWithoutAcksAll,
  streamsEosDeprecated,
  streamsAtLeastOnce,
  streamsEosOverrideIgnored,
  connectEosOverrideIgnored,
  connectSourceAtLeastOnce,
  connectErrorsToleranceDrop,
  connectOverrideNotAllowed,
  flinkDeliveryNone,
  flinkEosConfig,
  eventFailureSkip,
];

/** Which reports are dropped where a stronger one says the same of the same setting, or of the same unit. */
export const overlaps: readonly {
  readonly stronger: readonly string[];
  readonly drops: readonly string[];
  readonly scope: 'setting' | 'unit';
}[] = [
  {
    stronger: ['idempotence-conflict-acks', 'transactional-acks-conflict'],
    drops: ['acks-leader-only', 'retries-zero', 'inflight-above-five'],
    scope: 'setting',
  },
  { stronger: ['idempotence-conflict-retries'], drops: ['retries-zero'], scope: 'setting' },
  { stronger: ['idempotence-conflict-inflight'], drops: ['inflight-above-five'], scope: 'setting' },
  { stronger: ['inflight-above-five'], drops: ['reorder-risk'], scope: 'setting' },
  { stronger: ['transactional-without-idempotence'], drops: ['idempotence-disabled'], scope: 'setting' },
  { stronger: ['connect-eos-override-ignored'], drops: ['idempotence-disabled'], scope: 'setting' },
  { stronger: ['spring-ackmode-autocommit-conflict'], drops: ['consumer-auto-commit'], scope: 'setting' },
  {
    stronger: ['streams-eos-override-ignored'],
    drops: ['consumer-auto-commit', 'read-uncommitted', 'read-uncommitted-with-transactions', 'inflight-above-five'],
    scope: 'setting',
  },
  { stronger: ['flink-eos-config'], drops: ['transaction-timeout-too-long'], scope: 'setting' },
  { stronger: ['replication-factor-one'], drops: ['min-isr-one'], scope: 'unit' },
  {
    stronger: allRules.map((rule) => rule.id).filter((id) => id !== 'idempotence-silently-disabled'),
    drops: ['idempotence-silently-disabled'],
    scope: 'setting',
  },
];
