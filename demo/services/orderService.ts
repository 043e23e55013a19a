import { Kafka } from 'kafkajs';

const kafka = new Kafka({ clientId: 'order-service', brokers: ['localhost:9092'] });
const producer = kafka.producer({ allowAutoTopicCreation: false });

export interface Order {
  readonly number: number;
  readonly customer: string;
  readonly cents: number;
}

export async function placeOrder(order: Order): Promise<void> {
  await producer.send({
    topic: 'orders',
    acks: 1, // the leader's word is enough, or is it?
    messages: [{ key: `order-${order.number}`, value: JSON.stringify(order) }],
  });
}

export async function payOrder(order: Order): Promise<void> {
  await producer.send({
    topic: 'payments',
    acks: -1,
    messages: [{ key: `order-${order.number}`, value: String(order.cents) }],
  });
}
