const Kafka = require('node-rdkafka');

const client = Kafka.AdminClient.create({ 'metadata.broker.list': 'k1:9092' });
client.createTopic({ topic: 'clicks', num_partitions: 1, replication_factor: 1 }, () => {});
client.createTopic(
  { topic: 'orders', num_partitions: 6, replication_factor: 3, config: { 'min.insync.replicas': '3' } },
  () => {},
);
keyspaces.createTopic({ topic: 'x', replication_factor: 1 });
