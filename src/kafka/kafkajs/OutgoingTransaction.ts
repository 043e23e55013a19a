import { randomUUID } from 'node:crypto';
import { KafkaError } from '../errors';
import type { BrokerLinks, Link } from './BrokerLinks';
import { keepTrying } from './keepTrying';
import {
  addPartitionsToTransaction,
  endTransaction,
  findTransactionCoordinator,
  initProducerId,
  type ProducerId,
} from './transactions';

/** How a transaction ended. `open`: the commit was asked for and never answered. */
export type TransactionEnd =
  | { readonly kind: 'committed' }
  | { readonly kind: 'aborted' }
  /** The broker aborts it by itself after `timeoutMs`; until then it holds back readers with read_committed. */
  | { readonly kind: 'left'; readonly timeoutMs: number; readonly sentence: string }
  | { readonly kind: 'open'; readonly sentence: string };

/** One transaction under an id of its own, so that nobody else is fenced. */
export class OutgoingTransaction {
  readonly id: string;
  readonly producer: ProducerId;
  private readonly links: BrokerLinks;
  private readonly topic: string;
  private readonly timeoutMs: number;
  private readonly signal: AbortSignal;
  private readonly partitions = new Set<number>();

  private constructor(
    links: BrokerLinks,
    topic: string,
    timeoutMs: number,
    signal: AbortSignal,
    id: string,
    producer: ProducerId,
  ) {
    this.links = links;
    this.topic = topic;
    this.timeoutMs = timeoutMs;
    this.signal = signal;
    this.id = id;
    this.producer = producer;
  }

  /** `timeoutMs`: how long it may last before the broker aborts it. */
  static async begin(
    links: BrokerLinks,
    topic: string,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<OutgoingTransaction> {
    const id = `acklens-${randomUUID()}`;
    const producer = await keepTrying(
      async () => initProducerId(links, await findTransactionCoordinator(links, id), { id, timeoutMs }),
      signal,
    );
    return new OutgoingTransaction(links, topic, timeoutMs, signal, id, producer);
  }

  /** Partitions that are about to be written to. */
  async add(partitions: readonly number[]): Promise<void> {
    const fresh = partitions.filter((partition) => !this.partitions.has(partition));
    if (fresh.length === 0) return;
    await this.ask(this.signal, (coordinator) =>
      addPartitionsToTransaction(this.links, coordinator, this.id, this.producer, this.topic, fresh),
    );
    for (const partition of fresh) this.partitions.add(partition);
  }

  async end(commit: boolean): Promise<TransactionEnd> {
    // Nothing was begun on the broker's side.
    if (this.partitions.size === 0) return { kind: commit ? 'committed' : 'aborted' };
    try {
      // Also after the user has cancelled: an open transaction holds back readers with read_committed.
      await this.ask(new AbortController().signal, (coordinator) =>
        endTransaction(this.links, coordinator, this.id, this.producer, commit),
      );
      return { kind: commit ? 'committed' : 'aborted' };
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      const { message: sentence } = error;
      return commit ? { kind: 'open', sentence } : { kind: 'left', timeoutMs: this.timeoutMs, sentence };
    }
  }

  /** Each of these requests may be asked twice: the coordinator knows the producer and its epoch. */
  private ask(signal: AbortSignal, request: (coordinator: Link) => Promise<void>): Promise<void> {
    return keepTrying(async () => request(await findTransactionCoordinator(this.links, this.id)), signal);
  }
}
