import { Kafka, type Producer } from 'kafkajs';

const fast = { acks: 0, timeout: 1000 } as const;
const leader = 1;
const kafka = new Kafka({ clientId: 'shop', brokers: ['one:9092', 'two:9092'] });

export class Orders {
  private producer?: Producer;

  async start() {
    this.producer = kafka.producer({ idempotent: false, maxInFlightRequests: 5 });
    await this.producer.connect();
    await this.producer.send({ topic: 'orders', messages: [], acks: leader });
  }
}

export async function send(producer: Producer, acks: number) {
  await producer.send({ ...fast, topic: 'clicks', messages: [] });
  await producer.send({ ...fast, topic: 'clicks', messages: [], acks: -1 });
  await producer.send({ topic: 'clicks', messages: [], acks });
  await producer.sendBatch({ topicMessages: [], acks: 'all' as never });
}

export function other(bus: { producer(): { send(x: object): void } }) {
  bus.producer().send({ acks: 0 });
}
