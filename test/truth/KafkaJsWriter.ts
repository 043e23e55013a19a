import { CompressionTypes, Kafka, logLevel, type Message, Partitioners, type Producer, type Sender } from 'kafkajs';
import { type Attempt, Ledger, type LedgerMessage } from './Ledger';
import { abortEvery, ackOf, answerMs, type Setting, type TruthWriter, transactionSize } from './TruthWriter';

/** Messages that wait are sent together, one request after the other; what fails is sent once more by the application. */
export class KafkaJsWriter implements TruthWriter {
  readonly ledger = new Ledger();
  private readonly topic: string;
  private readonly setting: Setting;
  private readonly producer: Producer;
  private readonly queue: LedgerMessage[] = [];
  private isBusy = false;
  private transactions = 0;
  private turn: Promise<void> = Promise.resolve();

  private constructor(topic: string, setting: Setting, producer: Producer) {
    this.topic = topic;
    this.setting = setting;
    this.producer = producer;
  }

  static async open(brokers: string[], topic: string, setting: Setting): Promise<KafkaJsWriter> {
    const isCareful = setting === 'idempotent' || setting === 'transactional';
    const producer = new Kafka({
      brokers,
      clientId: topic,
      logLevel: logLevel.NOTHING,
      requestTimeout: answerMs,
      connectionTimeout: answerMs,
      retry: { initialRetryTime: 200, maxRetryTime: 1_500, retries: 12 },
    }).producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      idempotent: isCareful,
      ...(isCareful ? { maxInFlightRequests: 1 } : {}),
      ...(setting === 'transactional' ? { transactionalId: topic, transactionTimeout: 60_000 } : {}),
      metadataMaxAge: 2_000,
    });
    await producer.connect();
    return new KafkaJsWriter(topic, setting, producer);
  }

  send(message: LedgerMessage): void {
    this.queue.push(message);
    if (!this.isBusy && this.queue.length >= this.least) this.turn = this.write();
  }

  async finish(): Promise<void> {
    await this.turn;
    if (this.queue.length > 0) await this.write(true);
    await this.producer.disconnect();
  }

  private get least(): number {
    return this.setting === 'transactional' ? transactionSize : 1;
  }

  private async write(isLast = false): Promise<void> {
    this.isBusy = true;
    while (this.queue.length >= (isLast ? 1 : this.least)) {
      const size = this.setting === 'transactional' ? transactionSize : this.queue.length;
      const messages = this.queue.splice(0, size);
      if (this.setting === 'transactional') await this.transact(messages);
      else if (!(await this.sendBy(this.producer, this.attempts(messages)))) await this.again(messages);
    }
    this.isBusy = false;
  }

  private attempts(messages: readonly LedgerMessage[]): Attempt[] {
    return messages.map((message) => this.ledger.attempt(message));
  }

  private async again(messages: readonly LedgerMessage[]): Promise<void> {
    await this.sendBy(this.producer, this.attempts(messages));
  }

  private async transact(messages: readonly LedgerMessage[], isLastTry = false): Promise<void> {
    this.transactions += 1;
    const isAborted = this.transactions % abortEvery === 0;
    const attempts = this.attempts(messages);
    const transaction = await this.producer.transaction().catch(() => undefined);
    const isSent = transaction !== undefined && (await this.sendBy(transaction, attempts));
    const ending = isAborted || !isSent ? transaction?.abort() : transaction?.commit();
    const isEnded = await Promise.resolve(ending).then(
      () => true,
      () => false,
    );
    const outcome = isSent && isAborted && isEnded ? 'aborted' : isSent && isEnded ? 'acked' : 'unknown';
    for (const attempt of attempts) attempt.outcome = outcome;
    if (outcome === 'aborted' || (outcome === 'unknown' && !isLastTry)) await this.transact(messages, true);
  }

  private async sendBy(sender: Sender, attempts: readonly Attempt[]): Promise<boolean> {
    const messages = attempts.map(({ message: { key, text } }): Message => ({ key, value: text }));
    try {
      const acks = Number(ackOf(this.setting) === 'all' ? -1 : ackOf(this.setting));
      await sender.send({ topic: this.topic, acks, messages, compression: CompressionTypes.None });
      for (const attempt of attempts) attempt.outcome = 'acked';
      return true;
    } catch (error) {
      for (const attempt of attempts) {
        attempt.outcome = 'unknown';
        attempt.error = error instanceof Error ? error.name : String(error);
      }
      return false;
    }
  }
}
