import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaError } from '../errors';
import type { Delivery, DeliveryListener, OutgoingRecord, ProduceRequest, Producing } from '../producer';
import { BatchSender, type SentBatch } from './BatchSender';
import type { BrokerLinks } from './BrokerLinks';
import { choosePartition } from './choosePartition';
import { OutgoingTransaction, type TransactionEnd } from './OutgoingTransaction';
import type { BatchOutcome } from './produceBatch';
import { TopicLeaders } from './TopicLeaders';

/** Below Kafka's default max.message.bytes of 1 MiB; a single record may be larger. */
const sliceBytes = 512 * 1024;
const sliceRecords = 500;
/** Slower than ten records a second each is a request of its own; faster, they go in slices of a tenth of a second. */
const slicesASecond = 10;

interface Numbered {
  readonly n: number;
  readonly record: OutgoingRecord;
}

/** One request to produce: takes the records in slices and tells of each what became of it. */
export class ProducingRun implements Producing {
  readonly done: Promise<void>;
  private readonly links: BrokerLinks;
  private readonly request: ProduceRequest;
  private readonly listener: DeliveryListener;
  private readonly stopping = new AbortController();
  private readonly pending: { readonly n: number; readonly partition: number; readonly offset: number | undefined }[] =
    [];
  private next = 0;

  constructor(links: BrokerLinks, request: ProduceRequest, listener: DeliveryListener) {
    this.links = links;
    this.request = request;
    this.listener = listener;
    this.done = this.run();
  }

  cancel(): void {
    this.stopping.abort();
  }

  private async run(): Promise<void> {
    let transaction: OutgoingTransaction | undefined;
    let problem: string | undefined;
    try {
      const { links, request } = this;
      const { signal } = this.stopping;
      const leaders = await TopicLeaders.find(links, request.topic, signal);
      if (request.partition !== undefined) leaders.check(request.partition);
      if (request.kind === 'transactional')
        transaction = await OutgoingTransaction.begin(links, request.topic, transactionMs(request), signal);
      const sender = await BatchSender.create(links, request, leaders, transaction, signal);
      problem = await this.sendAll(sender, choosePartition(request.partition, leaders.ids));
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      problem = error.message;
      if (transaction === undefined && !this.stopping.signal.aborted) this.failRest(problem);
    }
    if (transaction) await this.endTransaction(transaction, problem);
    for (; this.next < this.request.count; this.next++) this.listener(this.next, { kind: 'cancelled' });
  }

  /** Answers why a transaction cannot be committed, if so. */
  private async sendAll(sender: BatchSender, choose: (key: Uint8Array | null) => number): Promise<string | undefined> {
    const started = Date.now();
    let slice = await this.takeSlice(started);
    while (slice.length > 0) {
      const sent = await this.sendSlice(slice, sender, choose);
      if (sender.isTransactional) for (const { outcome } of sent) if ('sentence' in outcome) return outcome.sentence;
      slice = await this.takeSlice(started);
    }
    return undefined;
  }

  private async endTransaction(transaction: OutgoingTransaction, problem: string | undefined): Promise<void> {
    const isCancelled = this.stopping.signal.aborted;
    const ended = await transaction.end(problem === undefined && !isCancelled);
    const why = problem ?? 'You stopped it.';
    for (const { n, partition, offset } of this.pending) this.listener(n, deliveryAtEnd(ended, partition, offset, why));
  }

  private async sendSlice(
    slice: readonly Numbered[],
    sender: BatchSender,
    choose: (key: Uint8Array | null) => number,
  ): Promise<readonly SentBatch<Numbered>[]> {
    const byPartition = new Map<number, Numbered[]>();
    for (const numbered of slice) {
      const partition = choose(numbered.record.key);
      byPartition.set(partition, [...(byPartition.get(partition) ?? []), numbered]);
    }
    try {
      await sender.prepare([...byPartition.keys()]);
    } catch (error) {
      const sentence =
        error instanceof KafkaError ? error.message : 'Something unexpected happened before it was sent.';
      for (const { n } of slice) this.listener(n, { kind: 'failed', sentence });
      throw error;
    }
    const sent = await Promise.all([...byPartition].map(([partition, records]) => sender.send(partition, records)));
    for (const batch of sent.flat())
      for (const [at, { n }] of batch.records.entries()) this.tell(n, batch, at, sender.isTransactional);
    return sent.flat();
  }

  /** The records that are due; empty when there are no more, or no more are wanted. */
  private async takeSlice(started: number): Promise<Numbered[]> {
    const { count, rate } = this.request;
    const { signal } = this.stopping;
    if (rate !== undefined && this.next > 0 && this.next < count) {
      const dueAt = started + (this.next / rate) * 1_000;
      const beat = rate > slicesASecond ? 1_000 / slicesASecond : 0;
      // Rejects when the user cancels, which ends the loop below.
      await sleep(Math.max(0, dueAt + beat - Date.now()), undefined, { signal }).catch(() => undefined);
    }
    const due = rate === undefined ? count : Math.floor(((Date.now() - started) / 1_000) * rate) + 1;
    const end = Math.min(count, this.next + sliceRecords, Math.max(due, this.next + 1));
    const slice: Numbered[] = [];
    for (let bytes = 0; this.next < end && bytes < sliceBytes && !signal.aborted; this.next++) {
      const record = this.recordAt(this.next, slice.length > 0);
      if (record === undefined) break;
      const size = sizeOf(record);
      if (slice.length > 0 && bytes + size > sliceBytes) break;
      bytes += size;
      slice.push({ n: this.next, record });
    }
    return slice;
  }

  private tell(n: number, { partition, outcome }: SentBatch<Numbered>, at: number, isTransactional: boolean): void {
    const delivery = deliveryOf(partition, outcome, at);
    if (!isTransactional || delivery.kind === 'failed') {
      this.listener(n, delivery);
      return;
    }
    // What becomes of it is known when the transaction ends.
    const offset = delivery.kind === 'acknowledged' ? delivery.offset : undefined;
    this.pending.push({ n, partition, offset });
    this.listener(n, { kind: 'pending', partition, offset });
  }

  /** Undefined where it cannot be made and others wait to be sent: it will be asked for again. */
  private recordAt(n: number, othersWait: boolean): OutgoingRecord | undefined {
    try {
      return this.request.record(n);
    } catch (error) {
      if (othersWait && error instanceof KafkaError) return undefined;
      throw error;
    }
  }

  /** Nothing of what is left was sent. */
  private failRest(sentence: string): void {
    for (; this.next < this.request.count; this.next++) this.listener(this.next, { kind: 'failed', sentence });
  }
}

function deliveryOf(partition: number, outcome: BatchOutcome, at: number): Delivery {
  switch (outcome.kind) {
    case 'written':
      return {
        kind: 'acknowledged',
        partition,
        offset: outcome.offset === undefined ? undefined : outcome.offset + at,
      };
    case 'unconfirmed':
      return { kind: 'unconfirmed', partition };
    case 'unknown':
      return { kind: 'unknown', partition, sentence: outcome.sentence };
    case 'refused':
      return { kind: 'failed', sentence: outcome.sentence };
  }
}

function deliveryAtEnd(ended: TransactionEnd, partition: number, offset: number | undefined, why: string): Delivery {
  switch (ended.kind) {
    case 'committed':
      return { kind: 'acknowledged', partition, offset };
    case 'aborted':
      return { kind: 'failed', sentence: `Its transaction was aborted. ${why}` };
    case 'left':
      return {
        kind: 'failed',
        sentence: `${why} Its transaction could not be aborted (${ended.sentence}); the broker does it after ${ended.timeoutMs / 1_000} s, and readers with read_committed wait until then.`,
      };
    case 'open':
      return { kind: 'unknown', partition, sentence: `The commit was asked for, but not answered. ${ended.sentence}` };
  }
}

/** A minute more than the run takes by its rate, and no more than brokers grant by default (transaction.max.timeout.ms). */
function transactionMs({ count, rate }: ProduceRequest): number {
  return Math.min(900_000, 60_000 + (rate === undefined ? 0 : Math.ceil((count / rate) * 1_000)));
}

function sizeOf({ key, value, headers }: OutgoingRecord): number {
  const headerBytes = headers.reduce((sum, { name, value: content }) => sum + name.length + (content?.length ?? 0), 0);
  return 32 + (key?.length ?? 0) + (value?.length ?? 0) + headerBytes;
}
