import { Kafka } from 'kafkajs';

const kafka = new Kafka({ clientId: 'click-service', brokers: ['localhost:9092'] });
const producer = kafka.producer();

export async function recordClick(visitor: string, page: string): Promise<void> {
  await producer.send({
    topic: 'clicks',
    acks: 0,
    messages: [{ key: visitor, value: page }],
  });
}
