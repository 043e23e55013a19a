import { findSetting, type Setting, type Unit } from '../../config/unit';
import { booleanOf, numberOf } from '../effective';
import { brokerConfig, kafkaDocumentation, type Rule, remove, setTo, topicConfig } from '../rule';

export const replicationFactorOne: Rule = {
  id: 'replication-factor-one',
  severity: 'warning',
  condition: 'The replication factor of a data topic is 1. An info where the file proves that there is one broker.',
  explanation: 'Kafka does not flush each write to disk; it relies on copies. -1 means the default of the broker.',
  falsePositive:
    'A cluster with one broker, for development; AckLens lowers the finding to a note where the file proves it.',
  reference: brokerConfig('default.replication.factor'),
  check: ({ unit }) => {
    const factor = replicationFactor(unit);
    if (!factor || numberOf(factor) !== 1) return [];
    const message = 'One replica: losing that broker or disk loses the data, whatever acks says.';
    const report = { at: factor, message, fixes: [setTo(factor, '3')] };
    return [unit.singleBroker ? { ...report, severity: 'info' } : report];
  },
  bad: [
    { path: 'topics.sh', text: 'kafka-topics --bootstrap-server b:9092 --create --topic t --replication-factor 1\n' },
    { path: 'server.properties', text: 'node.id=1\ndefault.replication.factor=1\n' },
  ],
  good: [
    { path: 'topics.sh', text: 'kafka-topics --bootstrap-server b:9092 --create --topic t --replication-factor 3\n' },
    { path: 'keyspace.sh', text: 'replication_factor=1\n' },
  ],
};

export const internalTopicReplicationOne: Rule = {
  id: 'internal-topic-replication-one',
  severity: 'hint',
  condition:
    'The replication factor or min ISR of a topic that Kafka or Connect keeps for itself is 1. A warning where the text shows more than one broker.',
  explanation:
    'Committed offsets, transaction state and the state of Connect live in topics like any other. Samples set them to 1 so that one broker can start.',
  falsePositive: 'A cluster with one broker, for development.',
  reference: brokerConfig('offsets.topic.replication.factor'),
  check: ({ unit }) =>
    unit.settings
      .filter((setting) => internal.test(setting.key) && numberOf(setting) === 1)
      .map((setting) => ({
        at: setting,
        message:
          'Committed offsets/transaction state live on one broker; losing it resets consumers or breaks transactions.',
        fixes: [setTo(setting, setting.key.endsWith('isr') ? '2' : '3')],
        ...(unit.severalBrokers ? { severity: 'warning' as const } : {}),
      })),
  bad: [{ path: 'server.properties', text: 'node.id=1\noffsets.topic.replication.factor=1\n' }],
  good: [{ path: 'server.properties', text: 'node.id=1\noffsets.topic.replication.factor=3\n' }],
};

const internal =
  /^(?:offsets\.topic|transaction\.state\.log|share\.coordinator\.state\.topic|(?:offset|config|status)\.storage|(?:checkpoints|heartbeats|offset-syncs)\.topic)\.(?:replication\.factor|min\.isr)$/;

export const minIsrOne: Rule = {
  id: 'min-isr-one',
  severity: 'warning',
  condition: 'min.insync.replicas is written as 1 and the replication factor is not known to be 1.',
  explanation:
    'acks=all waits for the replicas that are in sync at that moment. With a minimum of 1 that may be the leader alone.',
  falsePositive: 'The topic has one replica, or availability counts for more than acknowledged records.',
  reference: topicConfig('min.insync.replicas'),
  check: ({ unit }) => {
    const minimum = findSetting(unit, 'min.insync.replicas');
    if (!durability(unit) || !minimum || numberOf(minimum) !== 1) return [];
    return [
      {
        at: minimum,
        message:
          'With min.insync.replicas=1, acks=all may be answered by the leader alone, so an acknowledged record can still be lost.',
        fixes: [setTo(minimum, '2')],
      },
    ];
  },
  bad: [
    {
      path: 'topics.sh',
      text: 'kafka-topics --bootstrap-server b:9092 --create --topic t --replication-factor 3 --config min.insync.replicas=1\n',
    },
  ],
  good: [
    {
      path: 'topics.sh',
      text: 'kafka-topics --bootstrap-server b:9092 --create --topic t --replication-factor 3 --config min.insync.replicas=2\n',
    },
  ],
};

export const minIsrEqualsReplication: Rule = {
  id: 'min-isr-equals-replication',
  severity: 'warning',
  condition: 'min.insync.replicas equals a replication factor above 1 in the same unit.',
  explanation: 'A rolling restart takes one replica down at a time; then no acks=all write is accepted.',
  falsePositive: 'Refusing writes while a replica is down is intended.',
  reference: topicConfig('min.insync.replicas'),
  check: ({ unit }) => {
    const { minimum, least, factor } = pair(unit);
    if (!minimum || least === 'unknown' || factor === 'unknown' || least !== factor || factor <= 1) return [];
    return [
      {
        at: minimum,
        message: 'Every acks=all write fails as soon as one replica is down.',
        fixes: factor > 2 ? [setTo(minimum, String(factor - 1))] : [],
      },
    ];
  },
  bad: [{ path: 'server.properties', text: 'node.id=1\ndefault.replication.factor=3\nmin.insync.replicas=3\n' }],
  good: [{ path: 'server.properties', text: 'node.id=1\ndefault.replication.factor=3\nmin.insync.replicas=2\n' }],
};

export const minIsrExceedsReplication: Rule = {
  id: 'min-isr-exceeds-replication',
  severity: 'error',
  condition: 'min.insync.replicas is above the replication factor of the same unit.',
  explanation:
    'Brokers before Kafka 3.7 answer NotEnoughReplicas to every acks=all write. Newer ones ask for no more replicas than there are (KAFKA-15583), so every replica must be in sync: while one broker is down, acks=all writes fail. Either way the number does not mean what it says.',
  falsePositive: 'The topic is given more replicas elsewhere.',
  reference: topicConfig('min.insync.replicas'),
  check: ({ unit }) => {
    const { minimum, least, factor } = pair(unit);
    if (!minimum || least === 'unknown' || factor === 'unknown' || factor < 1 || least <= factor) return [];
    return [
      {
        at: minimum,
        message: `min.insync.replicas (${least}) exceeds the replication factor (${factor}): before Kafka 3.7 acks=all can never succeed; since 3.7 it needs every replica in sync.`,
        fixes: factor > 1 ? [setTo(minimum, String(factor - 1))] : [],
      },
    ];
  },
  bad: [
    {
      path: 'topics.sh',
      text: 'kafka-topics --bootstrap-server b:9092 --create --topic t --replication-factor 2 --config min.insync.replicas=3\n',
    },
  ],
  good: [
    {
      path: 'topics.sh',
      text: 'kafka-topics --bootstrap-server b:9092 --create --topic t --replication-factor -1 --config min.insync.replicas=2\n',
    },
  ],
};

export const uncleanLeaderElection: Rule = {
  id: 'unclean-leader-election',
  severity: 'warning',
  condition: 'unclean.leader.election.enable is true.',
  explanation:
    'Where no replica in sync is left, Kafka then takes one that is behind instead of waiting. What it did not have is gone for every acks.',
  falsePositive: 'Being available counts for more than acknowledged records, as for logs and metrics.',
  reference: kafkaDocumentation('design_uncleanleader'),
  check: ({ unit }) => {
    const unclean = findSetting(unit, 'unclean.leader.election.enable');
    if (!durability(unit) || !unclean || booleanOf(unclean) !== true) return [];
    return [
      {
        at: unclean,
        message: 'A replica that is behind may become leader and acknowledged records are then discarded.',
        fixes: [remove(unclean), setTo(unclean, 'false')],
      },
    ];
  },
  bad: [{ path: 'server.properties', text: 'node.id=1\nunclean.leader.election.enable=true\n' }],
  good: [{ path: 'server.properties', text: 'node.id=1\nunclean.leader.election.enable=false\n' }],
};

/** Units whose topic settings Kafka reads: not those of a producer or a consumer. */
const durability = (unit: Unit): boolean => !/^(?:producer|consumer|admin)$/.test(unit.role);

function replicationFactor(unit: Unit): Setting | undefined {
  if (unit.role === 'broker') return findSetting(unit, 'default.replication.factor');
  const creation =
    findSetting(unit, 'topic.creation.default.replication.factor') ??
    findSetting(unit, 'errors.deadletterqueue.topic.replication.factor');
  if (creation) return creation;
  return /^(?:topic|mirrorMaker|streams)$/.test(unit.role) ? findSetting(unit, 'replication.factor') : undefined;
}

function pair(unit: Unit): { minimum: Setting | undefined; least: number | 'unknown'; factor: number | 'unknown' } {
  const minimum = durability(unit) ? findSetting(unit, 'min.insync.replicas') : undefined;
  const factor = replicationFactor(unit);
  return {
    minimum,
    least: minimum ? numberOf(minimum) : 'unknown',
    factor: factor ? numberOf(factor) : 'unknown',
  };
}
