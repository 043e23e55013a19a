import { Kafka, Producer, ProducerRecord, CompressionTypes } from 'kafkajs';
export class Bus {
  private producer!: Producer;
  constructor(private readonly kafka: Kafka) {
    this.producer = this.kafka.producer({ allowAutoTopicCreation: false, transactionTimeout: 30000 });
  }
  async emit(record: ProducerRecord): Promise<void> {
    await this.producer.send({ ...record, acks: 0, compression: CompressionTypes.GZIP });
  }
  async listen() {
    const consumer = this.kafka.consumer({ groupId: 'a' });
    await consumer.run({ autoCommit: true, eachBatch: async () => {} });
  }
}
