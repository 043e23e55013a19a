import { setImmediate as nextTurn, setTimeout as timer } from 'node:timers/promises';
import { KafkaError } from '../errors';
import type { LogListener, LogReading, ReadRequest, TopicFacts } from '../ports';
import type { BrokerLinks, Link } from './BrokerLinks';
import { consumePartition } from './consumePartition';
import { epochEnds } from './epochEnds';
import { type ClusterMetadata, fetchMetadata, type PartitionMetadata } from './fetchMetadata';
import { type FetchedPartition, type FetchResponse, readFetchResponse } from './fetchResponse';
import { earliest, latest, listOffsets } from './listOffsets';
import { backoffMs, PartitionReading } from './PartitionReading';
import { errorCodes, protocolError } from './protocolError';
import { type PartitionStart, startSentences } from './startPositions';

export interface TopicReadingOptions {
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
  readonly maxWaitMs: number;
  /** How often new partitions and moved leaders are looked for without an error asking for it. */
  readonly metadataAgeMs: number;
  /** Reading fails when no broker has answered for so long. */
  readonly patienceMs: number;
}

export const defaultReadingOptions: TopicReadingOptions = {
  maxBytes: 8 * 1024 * 1024,
  maxBytesPerPartition: 1024 * 1024,
  maxWaitMs: 500,
  metadataAgeMs: 30_000,
  patienceMs: 60_000,
};

/** A run over one topic: a loop for each broker that leads one of its partitions, each with one request in flight. */
export class TopicReading implements LogReading {
  readonly done: Promise<void>;
  private readonly links: BrokerLinks;
  private readonly request: ReadRequest;
  private readonly listener: LogListener;
  private readonly options: TopicReadingOptions;
  private readonly partitions = new Map<number, PartitionReading>();
  private readonly loops = new Map<number, Promise<void>>();
  private readonly ending = new AbortController();
  private readonly isCompacted: boolean | undefined;
  private failure: unknown;
  private resumed = Promise.resolve();
  private resume: () => void = () => undefined;
  private isPaused = false;
  private refreshWanted = new AbortController();
  private lastAnswer = Date.now();
  private readonly told = new Map<number, string>();
  private missing = 0;

  constructor(
    links: BrokerLinks,
    request: ReadRequest,
    listener: LogListener,
    metadata: readonly PartitionMetadata[],
    starts: readonly PartitionStart[],
    isCompacted: boolean | undefined,
    options: TopicReadingOptions,
  ) {
    this.links = links;
    this.request = request;
    this.listener = listener;
    this.options = options;
    this.isCompacted = isCompacted;
    const leaders = new Map(metadata.map(({ id, leader }) => [id, leader]));
    for (const start of starts)
      this.partitions.set(start.id, new PartitionReading(start, leaders.get(start.id), request.stopAtEnd));
    this.done = this.run(starts);
  }

  pause(paused: boolean): void {
    if (paused === this.isPaused) return;
    this.isPaused = paused;
    if (paused) {
      this.resumed = new Promise((resolve) => {
        this.resume = resolve;
      });
    } else this.resume();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.done.catch(() => undefined);
  }

  private async run(starts: readonly PartitionStart[]): Promise<void> {
    // The caller gets the reading before its listener hears of it.
    await nextTurn();
    try {
      this.listener.topology(this.facts(starts));
      for (const { id, begin, from, end } of starts)
        this.listener.position(id, { next: from, highWatermark: end, lastStableOffset: end, logStart: begin });
      for (const sentence of startSentences(this.request.start, starts))
        this.listener.event({ kind: 'start', sentence });
      this.startLoops();
      const watch = this.watchMetadata();
      this.endWhenDone();
      await new Promise<void>((resolve) => {
        if (!this.isRunning) resolve();
        this.ending.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      this.resume();
      await Promise.all([watch, ...this.loops.values()]);
    } catch (error) {
      this.fail(error);
    }
    if (this.failure !== undefined) throw this.failure;
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.ending.abort();
  }

  private get isRunning(): boolean {
    return !this.ending.signal.aborted;
  }

  private facts(starts: readonly { readonly id: number; readonly from: number; readonly end: number }[]): TopicFacts {
    return {
      topic: this.request.topic,
      isCompacted: this.isCompacted,
      partitions: starts.map(({ id, from, end }) => ({ id, from, end })),
    };
  }

  private endWhenDone(): void {
    if (this.request.stopAtEnd && [...this.partitions.values()].every(({ isDone }) => isDone)) this.ending.abort();
  }

  private startLoops(): void {
    for (const { leader, isDone } of this.partitions.values()) {
      if (leader === undefined || isDone || this.loops.has(leader) || !this.isRunning) continue;
      const loop = this.follow(leader)
        .catch((error: unknown) => this.fail(error))
        .finally(() => this.loops.delete(leader));
      this.loops.set(leader, loop);
    }
  }

  /** Fetches from one broker for as long as it leads a partition that is not done. */
  private async follow(leader: number): Promise<void> {
    for (let turn = 0; this.isRunning; turn++) {
      await this.resumed;
      const mine = [...this.partitions.values()].filter((each) => each.leader === leader && !each.isDone);
      if (mine.length === 0) return;
      const now = Date.now();
      const due = mine.filter((each) => each.retryAt <= now);
      if (due.length === 0) {
        await this.sleep(Math.min(...mine.map((each) => each.retryAt)) - now);
        continue;
      }
      // A broker fills its response in the order of the request: each partition comes first in its turn.
      const first = turn % due.length;
      await this.fetchFrom(leader, [...due.slice(first), ...due.slice(0, first)]);
      // Listeners are synchronous and a response may hold 8 MiB: let timers and other sockets have their turn.
      await nextTurn();
    }
  }

  private async fetchFrom(leader: number, due: readonly PartitionReading[]): Promise<void> {
    let response: FetchResponse | undefined;
    try {
      const link = await this.links.broker(leader);
      await this.validate(link, due);
      response = await this.fetch(link, due);
    } catch (error) {
      if (!this.isRunning) return;
      if (!(error instanceof KafkaError)) throw error;
      this.brokerFailed(leader, error, due);
      return;
    }
    if (!response || !this.isRunning) return;
    this.lastAnswer = Date.now();
    this.told.delete(leader);
    const isEmpty = response.partitions.every((each) => each.start === each.end);
    for (const fetched of response.partitions) {
      const partition = this.partitions.get(fetched.partition);
      if (partition) await this.handle(partition, fetched, isEmpty, partition === due[0]);
      if (!this.isRunning) return;
    }
    this.endWhenDone();
  }

  private async fetch(link: Link, due: readonly PartitionReading[]): Promise<FetchResponse | undefined> {
    const { topic, isolation } = this.request;
    const { maxBytes, maxBytesPerPartition, maxWaitMs } = this.options;
    const { request } = this.links.lookup(link, 'Fetch', {
      isolationLevel: isolation === 'read_committed' ? 1 : 0,
      maxWaitTime: maxWaitMs,
      minBytes: 1,
      maxBytes,
      topics: [
        {
          topic,
          partitions: due.map(({ id, position }) => ({
            partition: id,
            fetchOffset: position,
            maxBytes: maxBytesPerPartition,
          })),
        },
      ],
    });
    const version = request.apiVersion;
    const answer = this.links.send(link, request, (payload) => readFetchResponse(payload, version), 30_000);
    return unlessAborted(answer, this.ending.signal);
  }

  private async handle(
    partition: PartitionReading,
    fetched: FetchedPartition,
    isEmpty: boolean,
    isFirst: boolean,
  ): Promise<void> {
    const { id } = partition;
    switch (fetched.errorCode) {
      case 0:
        break;
      case errorCodes.offsetOutOfRange:
        return this.relocate(partition);
      case errorCodes.topicAuthorizationFailed:
        throw protocolError(fetched.errorCode, this.asked());
      default:
        // Moved, electing, or gone for now: metadata tells. Anything else is told once in each backoff.
        if (!movedCodes.has(fetched.errorCode))
          this.listener.problem(id, protocolError(fetched.errorCode, this.asked()));
        partition.failed(Date.now());
        this.refreshSoon();
        return;
    }
    partition.succeeded();
    consumePartition(fetched, partition, this.listener, {
      isolation: this.request.isolation,
      end: partition.end,
      isFirst,
    });
    const { highWatermark, lastStableOffset, logStart } = fetched;
    if (isEmpty) {
      const reachable = this.request.isolation === 'read_committed' ? lastStableOffset : highWatermark;
      partition.sawNothing(Math.min(reachable, partition.end));
    } else partition.sawSomething();
    this.listener.position(id, { next: partition.position, highWatermark, lastStableOffset, logStart });
  }

  /** The position is outside the log: what was before its start has expired, what was behind its end is lost. */
  private async relocate(partition: PartitionReading): Promise<void> {
    const { id, position } = partition;
    const metadata = [{ id, leader: partition.leader, errorCode: 0, replicas: [], isr: [] }];
    try {
      const begin = (await listOffsets(this.links, this.request.topic, metadata, earliest)).get(id) ?? 0;
      const end = (await listOffsets(this.links, this.request.topic, metadata, latest)).get(id) ?? 0;
      if (position < begin) {
        this.listener.hole(id, { reason: 'expired', from: position, to: begin - 1 });
        partition.position = begin;
      } else if (position > end) {
        this.truncated(partition, end);
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.refreshSoon();
    }
    partition.failed(Date.now());
  }

  private truncated(partition: PartitionReading, end: number): void {
    this.listener.hole(partition.id, { reason: 'truncated', from: end, to: partition.position - 1 });
    partition.position = end;
    partition.leaderEpoch = -1;
  }

  private async validate(link: Link, due: readonly PartitionReading[]): Promise<void> {
    const moved = due.filter((each) => each.mustValidate);
    if (moved.length === 0) return;
    const ends = await epochEnds(this.links, link, this.request.topic, moved);
    for (const partition of moved) {
      partition.mustValidate = false;
      const end = ends.get(partition.id);
      if (end !== undefined && end < partition.position) this.truncated(partition, end);
    }
  }

  private brokerFailed(leader: number, error: KafkaError, due: readonly PartitionReading[]): void {
    for (const partition of due) partition.failed(Date.now());
    this.tellOrFail(leader, error);
    this.refreshSoon();
  }

  /** Tells a failure once for each outage, however often it is tried again; -1 stands for the metadata. */
  private tellOrFail(leader: number, error: KafkaError): void {
    if (Date.now() - this.lastAnswer > this.options.patienceMs) this.fail(error);
    else if (this.told.get(leader) !== error.message) this.listener.problem(undefined, error);
    this.told.set(leader, error.message);
  }

  private refreshSoon(): void {
    this.refreshWanted.abort();
  }

  private async watchMetadata(): Promise<void> {
    try {
      for (let failures = 0; this.isRunning; ) {
        // Asked for: after a pause that grows while it does not help, or all would ask all the time.
        const wanted = AbortSignal.any([this.ending.signal, this.refreshWanted.signal]);
        await sleep(this.options.metadataAgeMs, wanted);
        await this.sleep(backoffMs(failures));
        if (!this.isRunning) return;
        this.refreshWanted = new AbortController();
        try {
          const isSettled = await this.refresh();
          failures = isSettled ? 0 : failures + 1;
          if (!isSettled) this.refreshSoon();
        } catch (error) {
          if (!this.isRunning) return;
          if (!(error instanceof KafkaError)) throw error;
          failures += 1;
          this.tellOrFail(-1, error);
          this.refreshSoon();
        }
      }
    } catch (error) {
      this.fail(error);
    }
  }

  /** Follows leaders, adds partitions. False when it has to be done again soon. */
  private async refresh(): Promise<boolean> {
    const metadata = await fetchMetadata(this.links, [this.request.topic]);
    this.lastAnswer = Date.now();
    this.told.delete(-1);
    const topic = metadata.topics[0];
    if (!topic || topic.errorCode === errorCodes.unknownTopicOrPartition) return this.topicMissing(metadata);
    if (topic.errorCode === errorCodes.topicAuthorizationFailed) throw protocolError(topic.errorCode, this.asked());
    this.missing = 0;
    for (const { id, leader } of topic.partitions) this.partitions.get(id)?.setLeader(leader);
    if (this.request.partitions === undefined && !this.request.stopAtEnd && topic.errorCode === 0)
      await this.addPartitions(topic.partitions);
    this.startLoops();
    return topic.errorCode === 0 && topic.partitions.every(({ leader }) => leader !== undefined);
  }

  /** One broker may not know the topic yet, or no longer, while others do: it takes three answers in a row. */
  private topicMissing(metadata: ClusterMetadata): boolean {
    this.missing += 1;
    if (this.missing >= 3 && metadata.brokers.length > 0)
      this.fail(new KafkaError('topic-deleted', `Topic ${this.request.topic} has been deleted.`));
    return false;
  }

  private async addPartitions(found: readonly PartitionMetadata[]): Promise<void> {
    const added = found.filter(({ id, leader }) => !this.partitions.has(id) && leader !== undefined);
    if (added.length === 0) return;
    const begins = await listOffsets(this.links, this.request.topic, added, earliest);
    const ends = await listOffsets(this.links, this.request.topic, added, latest);
    for (const { id, leader } of added) {
      // Nobody could tell us of it before it was there: all of it is new.
      const begin = begins.get(id) ?? 0;
      const start = { id, begin, wanted: begin, from: begin, end: ends.get(id) ?? 0 };
      this.partitions.set(id, new PartitionReading(start, leader, false));
    }
    const all = [...this.partitions.values()];
    this.listener.topology(
      this.facts(all.map(({ id, position }) => ({ id, from: position, end: ends.get(id) ?? position }))),
    );
  }

  private asked(): { readonly what: string; readonly acl: string } {
    return { what: `read topic ${this.request.topic}`, acl: `Read on topic ${this.request.topic}` };
  }

  private sleep(ms: number): Promise<void> {
    return sleep(ms, this.ending.signal);
  }
}

/** Leader moved or electing, replica behind, disk failed, epochs unknown or fenced: temporary, and metadata knows more. */
const movedCodes: ReadonlySet<number> = new Set([3, 5, 6, 9, 56, 74, 75, 78]);

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  // Rejects when aborted, which is no error here.
  await timer(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
}

/** A stopped reading does not wait for what the broker holds back: undefined then, and whatever comes is forgotten. */
function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
