import { Kafka, Producer, ProducerRecord, KafkaMessage } from 'kafkajs';
const ACKS_NONE = 0;
enum Acks { None = 0, Leader = 1, All = -1 }
const DEFAULTS = { acks: 1, timeout: 3000 } as const;
export class Bus {
  private producer: Producer;
  constructor(private readonly kafka: Kafka) {
    this.producer = kafka.producer({ idempotent: false, allowAutoTopicCreation: false });
  }
  async fast(topic: string, messages: KafkaMessage[]) {
    await this.producer.send({ topic, messages, acks: ACKS_NONE });
  }
  async leader(topic: string, messages: KafkaMessage[]) {
    await this.producer.send({ topic, messages, acks: Acks.Leader });
  }
  async spread(record: ProducerRecord) {
    await this.producer.send({ ...DEFAULTS, ...record });
    await this.producer.send({ ...record, acks: 0 });
  }
  async given(acks: number) {
    await this.producer.send({ topic: 't', messages: [], acks });
  }
}
