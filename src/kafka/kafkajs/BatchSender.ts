import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaError } from '../errors';
import type { OutgoingRecord, ProduceRequest } from '../producer';
import type { BrokerLinks, Link } from './BrokerLinks';
import { type BatchProducer, encodeBatch } from './encodeBatch';
import { keepTrying, patienceMs } from './keepTrying';
import type { OutgoingTransaction } from './OutgoingTransaction';
import { backoffMs } from './PartitionReading';
import { type BatchOutcome, produceBatch } from './produceBatch';
import type { TopicLeaders } from './TopicLeaders';
import { initProducerId, type ProducerId } from './transactions';

export interface SentBatch<T> {
  readonly partition: number;
  readonly records: readonly T[];
  readonly outcome: BatchOutcome;
}

const nobody: ProducerId = { id: -1, epoch: -1 };
const tooLarge = 10;
const outOfOrder = 45;

/**
 * Sends batches to their partitions. What was certainly not written is sent again for a while; what may have been
 * written only by an idempotent producer, whose repetition the broker recognises.
 */
export class BatchSender {
  private readonly links: BrokerLinks;
  private readonly request: ProduceRequest;
  private readonly leaders: TopicLeaders;
  private readonly transaction: OutgoingTransaction | undefined;
  private readonly signal: AbortSignal;
  private readonly sequences = new Map<number, number>();
  private producer: ProducerId;
  private isOutOfStep = false;

  private constructor(
    links: BrokerLinks,
    request: ProduceRequest,
    leaders: TopicLeaders,
    transaction: OutgoingTransaction | undefined,
    signal: AbortSignal,
    producer: ProducerId,
  ) {
    this.links = links;
    this.request = request;
    this.leaders = leaders;
    this.transaction = transaction;
    this.signal = signal;
    this.producer = producer;
  }

  /** Rejects with a KafkaError when no producer id is to be had; nothing was sent then. */
  static async create(
    links: BrokerLinks,
    request: ProduceRequest,
    leaders: TopicLeaders,
    transaction: OutgoingTransaction | undefined,
    signal: AbortSignal,
  ): Promise<BatchSender> {
    const producer = transaction?.producer ?? (request.kind === 'idempotent' ? await newId(links, signal) : nobody);
    return new BatchSender(links, request, leaders, transaction, signal, producer);
  }

  get isTransactional(): boolean {
    return this.transaction !== undefined;
  }

  /** Before the batches of a slice. */
  async prepare(partitions: readonly number[]): Promise<void> {
    await this.transaction?.add(partitions);
    if (!this.isOutOfStep || this.transaction) return;
    // After a batch of which nobody knows whether it counts, only a new id makes a sequence without a gap.
    this.producer = await newId(this.links, this.signal);
    this.sequences.clear();
    this.isOutOfStep = false;
  }

  /** One batch, or several where the broker finds one too large. */
  async send<T extends { readonly record: OutgoingRecord }>(
    partition: number,
    records: readonly T[],
  ): Promise<readonly SentBatch<T>[]> {
    const outcome = await this.sendBatch(
      partition,
      records.map(({ record }) => record),
    );
    if (outcome.kind === 'refused' && outcome.code === tooLarge && records.length > 1) {
      const middle = Math.ceil(records.length / 2);
      const first = await this.send(partition, records.slice(0, middle));
      return [...first, ...(await this.send(partition, records.slice(middle)))];
    }
    return [{ partition, records, outcome }];
  }

  private async sendBatch(partition: number, records: readonly OutgoingRecord[]): Promise<BatchOutcome> {
    const { acks, codec, topic, kind } = this.request;
    const baseSequence = this.sequences.get(partition) ?? 0;
    const producer: BatchProducer =
      kind === 'plain' ? { ...nobody, baseSequence: -1 } : { ...this.producer, baseSequence };
    const bytes = await encodeBatch({
      records,
      timestamp: Date.now(),
      codec,
      producer,
      isTransactional: this.isTransactional,
    });
    const batch = { topic, partition, bytes, acks, transactionalId: this.transaction?.id };
    const outcome = await this.insist(partition, (leader) => produceBatch(this.links, leader, batch));
    if (outcome.kind === 'written') this.sequences.set(partition, baseSequence + records.length);
    else if (outcome.kind === 'unknown' || (outcome.kind === 'refused' && outcome.code === outOfOrder))
      this.isOutOfStep = true;
    return outcome;
  }

  private async insist(partition: number, attempt: (leader: Link) => Promise<BatchOutcome>): Promise<BatchOutcome> {
    const deadline = Date.now() + patienceMs;
    let open: BatchOutcome | undefined;
    for (let tries = 1; ; tries++) {
      const outcome = await this.toLeader(partition, attempt);
      if (outcome.kind === 'written' || outcome.kind === 'unconfirmed') return outcome;
      // A refusal does not take back what an earlier attempt may have written.
      if (outcome.kind === 'unknown') open = outcome;
      const isSafe = outcome.kind === 'refused' || this.request.kind !== 'plain';
      if (!outcome.again || !isSafe || this.signal.aborted || Date.now() + backoffMs(tries) > deadline)
        return open ?? outcome;
      await sleep(backoffMs(tries));
      await this.leaders.refresh().catch(() => undefined);
    }
  }

  private async toLeader(partition: number, attempt: (leader: Link) => Promise<BatchOutcome>): Promise<BatchOutcome> {
    let leader: Link;
    try {
      leader = await this.leaders.leader(partition);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      const again = ['unavailable', 'refused', 'disconnected', 'timeout'].includes(error.kind);
      return { kind: 'refused', sentence: error.message, again, code: 0 };
    }
    return attempt(leader);
  }
}

const newId = (links: BrokerLinks, signal: AbortSignal): Promise<ProducerId> =>
  keepTrying(async () => initProducerId(links, await links.any(), undefined), signal);
