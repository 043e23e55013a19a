import { CompressionTypes, Kafka, logLevel } from 'kafkajs';

const kafka = new Kafka({ clientId: 'app', brokers: process.env.BROKERS!.split(','), retry: { retries: 8 } });

export const producer = kafka.producer({ allowAutoTopicCreation: false });
export const idem = kafka.producer({ idempotent: true, maxInFlightRequests: 5 });

export async function publish(topic: string, messages: { value: string }[]) {
  await producer.send({ topic, messages, acks: 1, compression: CompressionTypes.GZIP });
  await producer.sendBatch({ acks: 0, topicMessages: [{ topic, messages }] });
  await producer.send({ topic, messages });
  await idem.send({ topic, messages, acks: -1 });
}

const consumer = kafka.consumer({ groupId: 'g', readUncommitted: true });
await consumer.subscribe({ topic: 't', fromBeginning: false });
await consumer.run({ autoCommit: true, eachMessage: async () => {} });

const admin = kafka.admin();
await admin.createTopics({ topics: [{ topic: 't', numPartitions: 3, replicationFactor: 1 }] });
socket.emit('x', { acks: 0 });
fetchRetry('u', { retries: 0 });
