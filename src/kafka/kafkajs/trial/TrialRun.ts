import { Buffer } from 'node:buffer';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Producer } from 'kafkajs';
import type { SendOutcome, Trial, TrialListener, TrialRequest, TrialSummary } from '../../trial';
import type { FaultySockets } from './FaultySockets';

/** What a run does to the messages of one send; `commit` ends a transaction and is nothing without one. */
interface Sending {
  send(numbers: readonly number[]): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

export interface TrialRunParts {
  readonly request: TrialRequest;
  readonly listener: TrialListener;
  readonly producer: Producer;
  readonly sockets: FaultySockets;
  /** One sentence for what kafkajs throws. */
  sentence(error: unknown): string;
}

/** Sends the numbered messages of one trial and says what the client said about them. */
export class TrialRun implements Trial {
  readonly done: Promise<TrialSummary>;
  private readonly parts: TrialRunParts;
  private readonly stopping = new AbortController();
  private next = 1;

  constructor(parts: TrialRunParts) {
    this.parts = parts;
    this.done = this.run();
  }

  cancel(): void {
    this.stopping.abort();
    this.parts.sockets.destroy();
  }

  private async run(): Promise<TrialSummary> {
    const { producer, sockets, sentence } = this.parts;
    try {
      await this.unlessStopped(producer.connect());
      // Connections and leaders are looked up by a message that does not count, so that no time is taken for a send's.
      const refusal = await this.insist(0, openingMs);
      if (refusal !== undefined) throw refusal.error;
      const started = performance.now();
      await this.sendAll();
      const elapsedMs = performance.now() - started;
      this.tellRest();
      return { elapsedMs, isSettled: await this.settle(), problem: undefined };
    } catch (error) {
      this.tellRest();
      return { elapsedMs: 0, isSettled: false, problem: this.isStopped ? 'It was stopped.' : sentence(error) };
    } finally {
      // Waits for answers that are due; what was swallowed is due until the client has given it up.
      await Promise.race([producer.disconnect().catch(() => undefined), sleep(this.isStopped ? 0 : farewellMs)]);
      sockets.destroy();
    }
  }

  private get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /**
   * Sends in order with so many under way as the setting allows. The next begins when the one before is on the wire:
   * kafkajs lets sends that begin together overtake each other, and what is to be seen is what failures mix up.
   */
  private async sendAll(): Promise<void> {
    const { count, setting } = this.parts.request;
    const underWay = new Set<Promise<void>>();
    while (this.next <= count && !this.isStopped) {
      const groups = this.takeGroups();
      const first = groups[0]?.[0] ?? 0;
      const sending = this.sendAndTell(groups).finally(() => underWay.delete(sending));
      underWay.add(sending);
      await Promise.race([sending, this.parts.sockets.written(first)]);
      if (underWay.size >= setting.inFlight) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  }

  /** The messages of one send or, in a transaction, of several. */
  private takeGroups(): number[][] {
    const { batch, count, setting, transactionSends } = this.parts.request;
    const sends = setting.kind === 'transactional' ? transactionSends : 1;
    const groups: number[][] = [];
    for (let at = 0; at < sends && this.next <= count; at++) {
      const end = Math.min(count + 1, this.next + batch);
      groups.push(Array.from({ length: end - this.next }, (_, i) => this.next + i));
      this.next = end;
    }
    return groups;
  }

  private async sendAndTell(groups: readonly (readonly number[])[]): Promise<void> {
    const started = performance.now();
    const outcome = await this.unlessStopped(this.sendGroups(groups)).catch((): SendOutcome => 'failed');
    this.parts.listener.outcome(groups.flat(), outcome, performance.now() - started);
  }

  private async sendGroups(groups: readonly (readonly number[])[]): Promise<SendOutcome> {
    const { acks } = this.parts.request.setting;
    const sending = await this.begin().catch(() => undefined);
    if (!sending) return 'failed';
    try {
      for (const numbers of groups) await sending.send(numbers);
    } catch {
      // The client has given up; how is told by its requests. A transaction that cannot be aborted here runs out.
      await sending.abort().catch(() => undefined);
      return this.parts.request.setting.kind === 'transactional' ? 'aborted' : 'failed';
    }
    try {
      await sending.commit();
      return acks === 0 ? 'taken' : 'acknowledged';
    } catch {
      return 'failed';
    }
  }

  private async begin(acks = this.parts.request.setting.acks): Promise<Sending> {
    const { producer, request } = this.parts;
    const record = (numbers: readonly number[]) => ({
      topic: request.topic,
      acks: acks === 'all' ? -1 : acks,
      timeout: request.requestTimeoutMs,
      // The time is set once, so that a retry carries the same bytes, as other clients' do.
      messages: numbers.map((n) => ({
        partition: 0,
        value: asBuffer(request.value(n)),
        timestamp: String(Date.now()),
      })),
    });
    if (request.setting.kind !== 'transactional')
      return {
        send: async (numbers) => void (await producer.send(record(numbers))),
        commit: async () => undefined,
        abort: async () => undefined,
      };
    const transaction = await producer.transaction();
    return {
      send: async (numbers) => void (await transaction.send(record(numbers))),
      commit: () => transaction.commit(),
      abort: () => transaction.abort(),
    };
  }

  /** A message that does not count. */
  private async mark(n: number): Promise<void> {
    const sending = await this.begin('all');
    await sending.send([n]);
    await sending.commit();
  }

  /**
   * A last message on the same connection: a broker works the requests of a connection one after another, so its
   * acknowledgement says that all before are worked off, also those with acks=0.
   */
  private async settle(): Promise<boolean> {
    return (await this.insist(this.parts.request.count + 1, settleMs)) === undefined;
  }

  /** Sends a message that does not count until it is acknowledged: clients without retries, too, need it. */
  private async insist(n: number, milliseconds: number): Promise<{ readonly error: unknown } | undefined> {
    const deadline = Date.now() + milliseconds;
    for (;;) {
      try {
        await this.unlessStopped(this.mark(n));
        return undefined;
      } catch (error) {
        // A leader is being elected, perhaps.
        if (this.isStopped || Date.now() > deadline) return { error };
        await sleep(200);
      }
    }
  }

  private tellRest(): void {
    const { count } = this.parts.request;
    if (this.next > count) return;
    const rest = Array.from({ length: count + 1 - this.next }, (_, i) => this.next + i);
    this.next = count + 1;
    this.parts.listener.outcome(rest, 'unsent', 0);
  }

  /** Rejects as soon as the trial is stopped: the client's retries may take longer. */
  private unlessStopped<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.stopping;
    work.catch(() => undefined);
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(new Error('It was stopped.'));
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const farewellMs = 3_000;
const openingMs = 15_000;
const settleMs = 45_000;
