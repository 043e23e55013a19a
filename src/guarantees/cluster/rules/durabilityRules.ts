import { brokerConfig, kafkaDocumentation, setTo, topicConfig } from '../../rule';
import type { ClusterRule } from '../clusterRule';
import { counted, leaderless, minInSyncOf, partitionList, refusing, replicationOf, textIn } from '../topicNumbers';

const producer = (acks: string): string =>
  `kafka-console-producer --bootstrap-server b:9092 --topic orders --producer-property acks=${acks}\n`;

export const clusterReplicationOne: ClusterRule = {
  id: 'cluster-replication-one',
  severity: 'warning',
  condition:
    'A producer that asks for acknowledgements writes to a topic with one replica. An info where the cluster has one broker.',
  explanation:
    'An acknowledgement says that the in-sync replicas have the record, and here that is one broker, which does not flush each write to disk. No value of acks makes up for the copies that are missing.',
  falsePositive: 'A cluster for development, or data that can be made anew.',
  reference: brokerConfig('default.replication.factor'),
  check: {
    topic: ({ writes, effective, topic, cluster }) => {
      if (!writes || effective.acks === '0' || replicationOf(topic) !== 1) return [];
      const alone = cluster.brokers === 1;
      return [
        {
          message: `${topic.name} has one replica: losing that broker or its disk loses the data, whatever acks says.${alone ? ' The cluster has one broker, so there can be no more.' : ''}`,
          ...(alone ? { severity: 'info' as const } : {}),
        },
      ];
    },
  },
  bad: [{ path: 'send.sh', text: producer('all'), cluster: { topics: { orders: { replicas: 1 } } } }],
  good: [
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: { topics: { orders: { settings: { 'min.insync.replicas': '2' } } } },
    },
  ],
};

export const clusterMinIsrOne: ClusterRule = {
  id: 'cluster-min-isr-one',
  severity: 'warning',
  condition: 'A producer with acks=all writes to a replicated topic whose min.insync.replicas is 1.',
  explanation:
    'acks=all waits for the replicas that are in sync at that moment. When the followers have fallen behind, that is the leader alone, and acks=all is then worth no more than acks=1. With min.insync.replicas=2 the write is refused instead.',
  falsePositive: 'Being able to write counts for more than acknowledged records.',
  reference: topicConfig('min.insync.replicas'),
  check: {
    topic: ({ writes, effective, topic }) =>
      writes && effective.acks === 'all' && replicationOf(topic) > 1 && minInSyncOf(topic) === 1
        ? [
            {
              at: effective.explicit.acks,
              message: `acks=all, but ${topic.name} has min.insync.replicas=1: when its followers are out of sync, the leader alone may acknowledge, and what it acknowledged is lost with it.`,
            },
          ]
        : [],
  },
  bad: [{ path: 'send.sh', text: producer('all'), cluster: { topics: { orders: {} } } }],
  good: [
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: { topics: { orders: { settings: { 'min.insync.replicas': '2' } } } },
    },
    { path: 'send.sh', text: producer('1'), cluster: { topics: { orders: {} } } },
  ],
};

export const clusterMinIsrExceedsReplication: ClusterRule = {
  id: 'cluster-min-isr-exceeds-replication',
  severity: 'warning',
  condition:
    'A producer with acks=all writes to a topic whose min.insync.replicas is above its number of replicas. An error where the brokers refuse every such write (before Kafka 3.7).',
  explanation:
    'Brokers before Kafka 3.7 answer NotEnoughReplicas to every acks=all write to such a topic. Newer ones ask for no more replicas than there are (KAFKA-15583), so that every replica must be in sync: while one broker is down, acks=all writes to its partitions fail. With one replica they succeed, and one disk holds the data. Either way the number does not mean what it says.',
  falsePositive: 'The topic is being given more replicas.',
  reference: topicConfig('min.insync.replicas'),
  check: {
    topic: ({ writes, effective, topic, cluster }) => {
      const least = minInSyncOf(topic);
      const factor = replicationOf(topic);
      if (!writes || effective.acks !== 'all' || least === undefined || factor === 0 || least <= factor) return [];
      const refused = 'brokers before Kafka 3.7 refuse every write';
      const since =
        factor === 1 ? 'one in sync is enough' : `all ${factor} must be in sync, so one broker down is too many`;
      const means =
        cluster.capsMinInSync === undefined
          ? `${refused}; since 3.7 ${since}`
          : cluster.capsMinInSync
            ? since
            : refused;
      return [
        {
          at: effective.explicit.acks,
          message: `acks=all, but ${topic.name} has min.insync.replicas=${least} and ${counted(factor, 'replica')}: ${means}.`,
          ...(cluster.capsMinInSync === false ? { severity: 'error' as const } : {}),
        },
      ];
    },
  },
  bad: [
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: { topics: { orders: { replicas: 2, settings: { 'min.insync.replicas': '3' } } } },
    },
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: { isOld: true, topics: { orders: { replicas: 2, settings: { 'min.insync.replicas': '3' } } } },
    },
  ],
  good: [
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: { topics: { orders: { settings: { 'min.insync.replicas': '3' } } } },
    },
  ],
};

export const clusterIsrBelowMin: ClusterRule = {
  id: 'cluster-isr-below-min',
  severity: 'error',
  condition: 'A producer with acks=all writes to a topic that has too few replicas in sync at this moment.',
  explanation:
    'The leader answers NotEnoughReplicas, which clients retry until their time is up (delivery.timeout.ms); then the send fails. It works again as soon as the followers have caught up, so look for brokers that are down. This is the state when the facts were read; refresh to see whether it is over.',
  falsePositive: 'A broker is being restarted on purpose.',
  reference: topicConfig('min.insync.replicas'),
  check: {
    topic: ({ writes, effective, topic }) => {
      const short = refusing(topic);
      const [first] = short;
      if (!writes || effective.acks !== 'all' || !first) return [];
      const asked = Math.min(minInSyncOf(topic) ?? 1, first.replicas.length);
      return [
        {
          at: effective.explicit.acks,
          message: `acks=all is refused now by ${partitionList(short)} of ${topic.name}: ${counted(first.isr.length, 'replica')} in sync, and min.insync.replicas asks for ${asked}.`,
        },
      ];
    },
  },
  bad: [
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: { brokers: 1, topics: { orders: { inSync: 1, settings: { 'min.insync.replicas': '2' } } } },
    },
  ],
  good: [
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: { brokers: 2, topics: { orders: { inSync: 2, settings: { 'min.insync.replicas': '2' } } } },
    },
    {
      path: 'send.sh',
      text: producer('1'),
      cluster: { brokers: 1, topics: { orders: { inSync: 1, settings: { 'min.insync.replicas': '2' } } } },
    },
  ],
};

export const clusterNoLeader: ClusterRule = {
  id: 'cluster-no-leader',
  severity: 'error',
  condition: 'A producer or consumer uses a topic with a partition that has no leader at this moment.',
  explanation:
    'Such a partition can be neither written nor read. It comes back when a replica that was in sync starts again; unclean leader election would bring it back sooner, without the records that only the lost replica has.',
  falsePositive: 'The brokers are being restarted.',
  reference: kafkaDocumentation('design_uncleanleader'),
  check: {
    topic: ({ writes, reads, topic }) => {
      const lost = leaderless(topic);
      if ((!writes && !reads) || lost.length === 0) return [];
      return [
        {
          message: `${topic.name} cannot be ${writes ? 'written' : 'read'} as a whole now: ${partitionList(lost)} ${lost.length === 1 ? 'has' : 'have'} no leader.`,
        },
      ];
    },
  },
  bad: [{ path: 'send.sh', text: producer('1'), cluster: { brokers: 2, topics: { orders: { inSync: 0 } } } }],
  good: [{ path: 'send.sh', text: producer('1'), cluster: { brokers: 2, topics: { orders: { inSync: 2 } } } }],
};

export const clusterUncleanElection: ClusterRule = {
  id: 'cluster-unclean-election',
  severity: 'warning',
  condition:
    'A producer that asks for acknowledgements writes to a replicated topic with unclean.leader.election.enable=true.',
  explanation:
    'Where no replica in sync is left, Kafka then takes one that is behind instead of waiting. What it did not have is discarded, also where it was acknowledged with acks=all.',
  falsePositive: 'Being available counts for more than acknowledged records, as for logs and metrics.',
  reference: topicConfig('unclean.leader.election.enable'),
  check: {
    topic: ({ writes, effective, topic }) => {
      const { acks, explicit } = effective;
      if (!writes || (acks !== 'all' && acks !== '1') || replicationOf(topic) < 2) return [];
      if (textIn(topic.settings, 'unclean.leader.election.enable') !== 'true') return [];
      return [
        {
          at: explicit.acks,
          message: `${topic.name} has unclean.leader.election.enable=true: a replica that is behind may become leader, and records acknowledged with acks=${acks} are then discarded.`,
        },
      ];
    },
  },
  bad: [
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: {
        topics: { orders: { settings: { 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'true' } } },
      },
    },
  ],
  good: [
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: { topics: { orders: { settings: { 'min.insync.replicas': '2' } } } },
    },
  ],
};

export const clusterMinIsrWithoutAcksAll: ClusterRule = {
  id: 'cluster-min-isr-without-acks-all',
  severity: 'info',
  condition: 'A producer with acks 0 or 1 writes to a topic whose min.insync.replicas is 2 or more.',
  explanation:
    'Only acks=all looks at min.insync.replicas (Partition.appendRecordsToLeader). Whoever made the topic wanted a record to be on two brokers before it counts as written; this producer does not wait for that.',
  falsePositive: 'The topic is shared, and losing some records of this producer is accepted.',
  reference: topicConfig('min.insync.replicas'),
  check: {
    topic: ({ writes, effective, topic }) => {
      const { acks, explicit } = effective;
      const least = minInSyncOf(topic);
      if (!writes || (acks !== '0' && acks !== '1') || least === undefined || least < 2) return [];
      return [
        {
          at: explicit.acks,
          message: `${topic.name} has min.insync.replicas=${least}, which only acks=all looks at: with acks=${acks} this producer does not get what the topic is set up for.`,
          fixes: explicit.acks ? [setTo(explicit.acks, 'all')] : [],
        },
      ];
    },
  },
  bad: [
    {
      path: 'send.sh',
      text: producer('1'),
      cluster: { topics: { orders: { settings: { 'min.insync.replicas': '2' } } } },
    },
  ],
  good: [
    { path: 'send.sh', text: producer('1'), cluster: { topics: { orders: {} } } },
    {
      path: 'send.sh',
      text: producer('all'),
      cluster: { topics: { orders: { settings: { 'min.insync.replicas': '2' } } } },
    },
  ],
};
