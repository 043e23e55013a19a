import type { KafkaError } from '../errors';
import type { LogListener } from '../ports';

/** The place of the metadata among the brokers that may fail. */
export const METADATA = -1;

/** What the listener of a reading hears of brokers: each outage once, and how long a quota makes one wait. */
export class BrokerNews {
  private readonly listener: LogListener;
  private readonly topic: string;
  private readonly patienceMs: number;
  private readonly throttled = new Set<number>();
  private readonly told = new Map<number, string>();
  private lastAnswer = Date.now();

  constructor(listener: LogListener, topic: string, patienceMs: number) {
    this.listener = listener;
    this.topic = topic;
    this.patienceMs = patienceMs;
  }

  answered(broker: number): void {
    this.lastAnswer = Date.now();
    this.told.delete(broker);
  }

  /** Tells a failure once for each outage, however often it is tried again. False when no broker has answered for too long. */
  failed(broker: number, error: KafkaError): boolean {
    if (Date.now() - this.lastAnswer > this.patienceMs) return false;
    if (this.told.get(broker) !== error.message) this.listener.problem(undefined, error, this.topic);
    this.told.set(broker, error.message);
    return true;
  }

  throttle(broker: number, milliseconds: number): void {
    if (milliseconds === 0 && !this.throttled.delete(broker)) return;
    if (milliseconds > 0) this.throttled.add(broker);
    this.listener.event({ kind: 'throttled', broker, milliseconds });
  }
}
