import { brokerConfig } from '../../rule';
import type { ClusterRule } from '../clusterRule';
import { numberIn, textIn } from '../topicNumbers';

const producer = 'kafka-console-producer --bootstrap-server b:9092 --topic orders --producer-property acks=all\n';

export const clusterTopicAbsent: ClusterRule = {
  id: 'cluster-topic-absent',
  severity: 'info',
  condition: 'A producer or consumer names a topic that is not on the cluster.',
  explanation:
    'With auto.create.topics.enable=true, Kafka’s default, a broker makes the topic when a producer asks for it, with default.replication.factor replicas, which is 1 unless somebody changed it. A topic that matters is better made on purpose. Kafka answers in the same way for a topic that the user may not describe.',
  falsePositive: 'The application makes its topics itself, or the topic is hidden from this user.',
  reference: brokerConfig('auto.create.topics.enable'),
  check: {
    absent: ({ writes, name, cluster: { settings } }) => {
      const creates = textIn(settings, 'auto.create.topics.enable');
      const factor = numberIn(settings, 'default.replication.factor');
      const least = numberIn(settings, 'min.insync.replicas');
      const then =
        creates === 'false'
          ? `; the brokers make no topics by themselves, so ${writes ? 'sending' : 'reading'} fails`
          : creates === 'true' && factor !== undefined
            ? `; asked for by a client, it is made with ${factor === 1 ? 'one replica' : `${factor} replicas`}${least === undefined ? '' : ` and min.insync.replicas=${least}`}`
            : '';
      return [{ message: `The cluster has no topic ${name} that this user may see${then}.` }];
    },
  },
  bad: [{ path: 'send.sh', text: producer, cluster: { topics: { orders: 'absent' } } }],
  good: [{ path: 'send.sh', text: producer, cluster: { topics: { orders: {} } } }],
};
