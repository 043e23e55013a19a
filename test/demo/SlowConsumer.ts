import { type Consumer, Kafka, logLevel } from 'kafkajs';

export interface SlowConsumerOptions {
  readonly bootstrapServers: readonly string[];
  readonly groupId: string;
  readonly topic: string;
  /** What it takes over one message: longer than the producer's pause, so that its lag grows. */
  readonly pauseMs: number;
}

/** A group that falls behind: it takes one message after another and commits each when it is done. */
export class SlowConsumer {
  private readonly options: SlowConsumerOptions;
  private readonly consumer: Consumer;

  constructor(options: SlowConsumerOptions) {
    this.options = options;
    const { bootstrapServers, groupId } = options;
    const kafka = new Kafka({ clientId: groupId, brokers: [...bootstrapServers], logLevel: logLevel.NOTHING });
    this.consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false });
  }

  async start(): Promise<void> {
    const { pauseMs, topic } = this.options;
    await this.consumer.connect();
    await this.consumer.subscribe({ topic, fromBeginning: true });
    await this.consumer.run({
      autoCommitThreshold: 1,
      eachMessage: () => new Promise((resolve) => setTimeout(resolve, pauseMs)),
    });
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
  }
}
