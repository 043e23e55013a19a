const { Kafka: Client } = require('kafkajs');
const client = new Client({ brokers: process.env.BROKERS.split(',') });

async function main() {
  let producer;
  producer = client.producer({ transactionalId: 'orders', idempotent: true, acks: 1, maxInFlightRequests: 3 });
  const transaction = await producer.transaction();
  await transaction.send({ topic: 't', acks: 0, messages: [] });
  const consumer = client.consumer({ groupId: 'g', readUncommitted: true });
  await consumer.subscribe({ topics: ['t'], fromBeginning: false });
  await client.admin().createTopics({
    topics: [{ topic: 't', replicationFactor: 3, configEntries: [{ name: 'min.insync.replicas', value: '3' }] }],
  });
}
