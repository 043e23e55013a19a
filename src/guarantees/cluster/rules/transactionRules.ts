import { numberOf } from '../../effective';
import { brokerConfig, producerConfig } from '../../rule';
import type { ClusterReport, ClusterRule, Meeting } from '../clusterRule';
import {
  counted,
  duration,
  leaderless,
  minInSyncOf,
  numberIn,
  partitionList,
  refusing,
  replicationOf,
} from '../topicNumbers';

const producer = (settings = ''): string =>
  `bootstrap.servers=b:9092\nkey.serializer=org.apache.kafka.common.serialization.StringSerializer\ntransactional.id=billing\n${settings}`;

export const clusterTransactionLog: ClusterRule = {
  id: 'cluster-transaction-log',
  severity: 'error',
  condition:
    'A transactional producer uses a cluster that cannot keep its transaction log now. A warning where the log has one replica, an info where there is one broker only.',
  explanation:
    'What a transaction came to is kept in the topic __transaction_state, written as with acks=all. It is made with the first transaction, with transaction.state.log.replication.factor replicas, and cannot be made with fewer brokers; initTransactions() then waits until it times out. Later it takes writes only while transaction.state.log.min.isr replicas are in sync.',
  falsePositive: 'Brokers are being restarted, or the cluster is for development.',
  reference: brokerConfig('transaction.state.log.replication.factor'),
  check: { unit: transactionLog },
  bad: [
    { path: 'producer.properties', text: producer(), cluster: { brokers: 1, topics: {} } },
    {
      path: 'producer.properties',
      text: producer(),
      cluster: {
        brokers: 1,
        topics: {},
        transactionLog: { inSync: 1, settings: { 'min.insync.replicas': '2' } },
      },
    },
    {
      path: 'producer.properties',
      text: producer(),
      cluster: { topics: {}, transactionLog: { replicas: 1 } },
    },
  ],
  good: [
    { path: 'producer.properties', text: producer(), cluster: { topics: {} } },
    {
      path: 'producer.properties',
      text: producer(),
      cluster: { topics: {}, transactionLog: { settings: { 'min.insync.replicas': '2' } } },
    },
  ],
};

function transactionLog({ writes, effective, cluster }: Meeting): readonly ClusterReport[] {
  if (!writes || !effective.transactional) return [];
  const at = effective.explicit.transactionalId;
  const log = cluster.transactionLog;
  if (log === undefined) return [];
  if (log === 'absent') {
    const factor = numberIn(cluster.settings, 'transaction.state.log.replication.factor');
    if (factor === undefined || factor <= cluster.brokers) return [];
    return [
      {
        at,
        message: `No transaction can begin: the cluster has ${counted(cluster.brokers, 'broker')} now, and its transaction log, which does not exist yet, is to have ${factor} replicas (transaction.state.log.replication.factor).`,
      },
    ];
  }
  const lost = leaderless(log);
  if (lost.length > 0)
    return [
      {
        at,
        message: `Transactions fail now: ${partitionList(lost)} of __transaction_state ${lost.length === 1 ? 'has' : 'have'} no leader.`,
      },
    ];
  const short = refusing(log);
  const [first] = short;
  if (first)
    return [
      {
        at,
        message: `Transactions fail now: ${partitionList(short)} of __transaction_state ${short.length === 1 ? 'has' : 'have'} ${counted(first.isr.length, 'replica')} in sync, and its min.insync.replicas is ${minInSyncOf(log)}.`,
      },
    ];
  if (replicationOf(log) !== 1) return [];
  const alone = cluster.brokers === 1;
  return [
    {
      at,
      severity: alone ? 'info' : 'warning',
      message: `The cluster keeps one replica of __transaction_state${alone ? ', since it has one broker' : ''}: losing that broker stops transactions, and losing its disk loses what they came to.`,
    },
  ];
}

export const clusterTransactionTimeout: ClusterRule = {
  id: 'cluster-transaction-timeout',
  severity: 'error',
  condition: 'A transactional producer asks for a longer transaction.timeout.ms than the brokers allow.',
  explanation:
    'initTransactions() fails with InvalidTxnTimeoutException where transaction.timeout.ms is above transaction.max.timeout.ms of the brokers.',
  falsePositive: 'The brokers’ limit is about to be raised.',
  reference: producerConfig('transaction.timeout.ms'),
  check: {
    unit: (meeting) => {
      const { writes, effective, cluster } = meeting;
      const written = meeting.setting('transaction.timeout.ms');
      const most = numberIn(cluster.settings, 'transaction.max.timeout.ms');
      const asked = written ? numberOf(written) : 'unknown';
      if (!writes || !effective.transactional || most === undefined || asked === 'unknown' || asked <= most) return [];
      return [
        {
          at: written,
          message: `transaction.timeout.ms is ${duration(asked)}, and the brokers allow ${duration(most)} (transaction.max.timeout.ms): initTransactions() fails.`,
        },
      ];
    },
  },
  bad: [
    {
      path: 'producer.properties',
      text: producer('transaction.timeout.ms=600000\n'),
      cluster: { topics: {}, settings: { 'transaction.max.timeout.ms': '300000' } },
    },
  ],
  good: [{ path: 'producer.properties', text: producer('transaction.timeout.ms=600000\n'), cluster: { topics: {} } }],
};
