import { Kafka, logLevel } from 'kafkajs';
const kafka = new Kafka({ clientId: 'o', brokers: ['k:9092'], retry: { retries: 0 } });
const producer = kafka.producer({ idempotent: false, maxInFlightRequests: 5 });
export async function send(v: string) {
  await producer.send({ topic: 'o', messages: [{ value: v }], acks: 1 });
  await producer.sendBatch({ topicMessages: [], acks: 0 });
}
const consumer = kafka.consumer({ groupId: 'g', readUncommitted: true });
await consumer.subscribe({ topic: 'o', fromBeginning: false });
await consumer.run({ autoCommit: true, eachMessage: async () => {} });
const admin = kafka.admin();
await admin.createTopics({ topics: [{ topic: 'o', numPartitions: 3, replicationFactor: 1 }] });
