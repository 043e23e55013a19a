import { Kafka, logLevel, type Producer } from 'kafkajs';
import { type Fault, FaultyNetwork } from './FaultyNetwork';
import type { Ledger } from './Ledger';

export interface SteadyProducerOptions {
  readonly bootstrapServers: readonly string[];
  readonly clientId: string;
  readonly ledger: Ledger;
  readonly acks: 0 | 1 | -1;
  readonly idempotent: boolean;
  /** One key after another gets the next messages of its own sequence. */
  readonly keys: readonly string[];
  /** Messages in one request; all with one key, so that a request holds one batch. */
  readonly batchSize: number;
  readonly pauseMs: number;
  readonly fault: Fault;
  /** The fault strikes each so manieth request. */
  readonly faultEvery: number;
  /** The value of a message, from its key, its number within the key (1, 2, ...) and the time. */
  readonly value: (key: string, sequence: number, time: number) => string;
}

/**
 * A client that writes at a steady pace through a network that fails now and then. Its retries are kafkajs's own, and its
 * ledger is exact: it has one request under way at a time and knows which one the fault struck.
 */
export class SteadyProducer {
  private readonly options: SteadyProducerOptions;
  private readonly network = new FaultyNetwork();
  private readonly producer: Producer;
  private readonly sequences = new Map<string, number>();
  private requests = 0;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(options: SteadyProducerOptions) {
    this.options = options;
    const kafka = new Kafka({
      clientId: options.clientId,
      brokers: [...options.bootstrapServers],
      socketFactory: this.network.socketFactory,
      // It reports each connection that we cut.
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 100, retries: 8 },
    });
    this.producer = kafka.producer({
      allowAutoTopicCreation: false,
      idempotent: options.idempotent,
      ...(options.idempotent ? { maxInFlightRequests: 1 } : {}),
    });
  }

  get topic(): string {
    return this.options.ledger.topic;
  }

  /** The highest number sent of each key, lost or not. */
  get lastNumbers(): ReadonlyMap<string, number> {
    return this.sequences;
  }

  async start(): Promise<void> {
    await this.producer.connect();
    this.running = this.run();
  }

  /** Resolves when the request under way has ended; the ledger is final then. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
    await this.producer.disconnect().catch(() => undefined);
    await this.network.stop();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.send();
      await pause(this.options.pauseMs);
    }
  }

  private async send(): Promise<void> {
    const { acks, batchSize, faultEvery, fault, idempotent, keys, ledger } = this.options;
    const key = keys[this.requests % keys.length] ?? '';
    this.requests += 1;
    const first = (this.sequences.get(key) ?? 0) + 1;
    const timestamp = Date.now();
    const messages = Array.from({ length: batchSize }, (_, at) => ({
      key,
      value: this.options.value(key, first + at, timestamp),
      // Event time, set once: a retry then carries the same bytes, as a Java client's does.
      timestamp: String(timestamp),
    }));
    let struck = false;
    const happened =
      this.requests % faultEvery === 0
        ? this.network.arm(fault).then(() => {
            struck = true;
          })
        : undefined;
    const passed = acks === 0 ? this.network.passage() : undefined;
    try {
      await this.producer.send({ topic: ledger.topic, acks, messages });
    } catch {
      // Every retry failed: the cluster is away. The same numbers are tried again.
      this.network.disarm();
      ledger.unknown += batchSize;
      return;
    }
    this.sequences.set(key, first + batchSize - 1);
    // With acks=0 the send ends before the proxy has seen the request, which a broken connection may never show it. A fault
    // for the next one would meet this one then.
    const signs = [happened, passed].filter((sign) => sign !== undefined);
    if (signs.length > 0) await Promise.race([...signs, pause(5_000)]);
    this.network.disarm();
    if (struck && fault === 'request') ledger.lost += batchSize;
    else ledger.written += batchSize;
    if (struck && fault === 'answer' && !idempotent) ledger.duplicated += batchSize;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
