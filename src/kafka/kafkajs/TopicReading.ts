import { setImmediate as nextTurn } from 'node:timers/promises';
import { KafkaError } from '../errors';
import type { LogListener, LogReading, ReadRequest } from '../ports';
import type { BrokerLinks, Link } from './BrokerLinks';
import { BrokerNews, METADATA } from './BrokerNews';
import { findDisplaced, findTruncated, moveInto } from './checkPositions';
import type { PartitionMetadata, TopicMetadata } from './clusterMetadata';
import { consumePartition } from './consumePartition';
import { type FetchBounds, fetchRecords } from './fetchRecords';
import type { FetchedPartition, FetchResponse } from './fetchResponse';
import { type FoundTopic, newStarts } from './findTopic';
import { PartitionReading } from './PartitionReading';
import { errorCodes, movedCodes, protocolError } from './protocolError';
import { readCompaction } from './readCompaction';
import type { SlotTable } from './SlotTable';
import { sleepUnless } from './sleepUnless';
import { type PartitionStart, startSentences } from './startPositions';
import { TopicWatch } from './TopicWatch';

export interface TopicReadingOptions extends FetchBounds {
  readonly maxBytesPerPartition: number;
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
  private readonly slots: SlotTable;
  private readonly watch: TopicWatch;
  private readonly news: BrokerNews;
  private topicId: string | undefined;
  private isCompacted: boolean | undefined;
  private isMissing = false;
  /** Times that a broker has said that it knows this very topic. */
  private recognised = 0;
  private failure: unknown;
  private resumed = Promise.resolve();
  private resume: () => void = () => undefined;
  private isPaused = false;
  private pausedAt = 0;

  constructor(
    links: BrokerLinks,
    request: ReadRequest,
    listener: LogListener,
    found: FoundTopic,
    slots: SlotTable,
    options: TopicReadingOptions,
  ) {
    this.links = links;
    this.request = request;
    this.listener = listener;
    this.options = options;
    this.slots = slots;
    this.topicId = found.id;
    this.isCompacted = found.isCompacted;
    this.news = new BrokerNews(listener, request.topic, options.patienceMs);
    this.watch = new TopicWatch({
      links,
      topic: request.topic,
      ending: this.ending.signal,
      ageMs: options.metadataAgeMs,
      onTopic: (topic) => this.follows(topic),
      onMissing: () => this.topicMissing(),
      onAnswer: () => this.news.answered(METADATA),
      onError: (error) => this.tellOrFail(METADATA, error),
    });
    this.add(found.starts, found.partitions);
    this.done = this.run(found.starts);
  }

  pause(paused: boolean): void {
    if (paused === this.isPaused) return;
    this.isPaused = paused;
    if (paused) {
      this.pausedAt = Date.now();
      this.resumed = new Promise((resolve) => {
        this.resume = resolve;
      });
    } else if (Date.now() - this.pausedAt < LONG_PAUSE_MS) this.resume();
    // Meanwhile the topic may have been created again, with records where the old one stood.
    else this.watch.look().then(this.resume, (error: unknown) => this.fail(error));
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.done.catch(() => undefined);
  }

  private async run(starts: readonly PartitionStart[]): Promise<void> {
    // The caller gets the reading before its listener hears of it.
    await nextTurn();
    try {
      this.tellStarts(starts);
      for (const sentence of startSentences(this.request, starts)) this.listener.event({ kind: 'start', sentence });
      this.startLoops();
      const watch = this.watch.run().catch((error: unknown) => this.fail(error));
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

  private add(starts: readonly PartitionStart[], metadata: readonly PartitionMetadata[]): void {
    const leaderships = new Map(metadata.map((each) => [each.id, each]));
    for (const start of starts) {
      const leadership = leaderships.get(start.id) ?? { leader: undefined, leaderEpoch: -1 };
      const { stopAtEnd } = this.request;
      this.partitions.set(start.id, new PartitionReading(start, this.slots.allot(start.id), leadership, stopAtEnd));
    }
  }

  private tellStarts(starts: readonly PartitionStart[], replaced?: readonly number[]): void {
    const slot = (id: number): number => this.partitions.get(id)?.slot ?? id;
    this.listener.topology({
      topic: this.request.topic,
      isCompacted: this.isCompacted,
      partitions: starts.map(({ id, from, end }) => ({
        id: slot(id),
        ...(slot(id) === id ? {} : { partition: id }),
        from,
        end,
      })),
      ...(replaced === undefined ? {} : { replaced }),
    });
    for (const { id, begin, from, end } of starts)
      this.listener.position(slot(id), { next: from, highWatermark: end, lastStableOffset: end, logStart: begin });
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
        await sleepUnless(this.ending.signal, Math.min(...mine.map((each) => each.retryAt)) - now);
        continue;
      }
      // A broker fills its response in the order of the request: each partition comes first in its turn.
      const first = turn % due.length;
      await this.fetchFrom(leader, [...due.slice(first), ...due.slice(0, first)]);
      // Listeners are synchronous and a response may hold 8 MiB: let timers and other sockets have their turn.
      await nextTurn();
    }
  }

  private async fetchFrom(leader: number, wanted: readonly PartitionReading[]): Promise<void> {
    let response: FetchResponse | undefined;
    let due = wanted;
    try {
      const link = await this.links.broker(leader);
      due = await this.validate(link, wanted);
      if (due.length === 0) return;
      const asked = due.map((each) => ({ id: each.id, position: each.position, maxBytes: this.bytesFor(each) }));
      response = await fetchRecords(this.links, link, this.request, this.options, asked, this.ending.signal);
    } catch (error) {
      if (!this.isRunning) return;
      if (!(error instanceof KafkaError)) throw error;
      this.brokerFailed(leader, error, due);
      return;
    }
    if (!response || !this.isRunning) return;
    this.news.answered(leader);
    this.news.throttle(leader, response.throttleMs);
    const isEmpty = response.partitions.every((each) => each.start === each.end);
    for (const fetched of response.partitions) {
      // An answer may come when its partition is another one by now, because the topic was created again.
      const partition = due.find((each) => each.id === fetched.partition);
      if (partition && this.isCurrent(partition)) await this.handle(partition, fetched, isEmpty, partition === due[0]);
      if (!this.isRunning) return;
    }
    this.links.done(response.bytes);
    this.endWhenDone();
  }

  private async handle(
    partition: PartitionReading,
    fetched: FetchedPartition,
    isEmpty: boolean,
    isFirst: boolean,
  ): Promise<void> {
    const { slot } = partition;
    switch (fetched.errorCode) {
      case 0:
        break;
      case errorCodes.offsetOutOfRange:
        return this.relocate(partition);
      case errorCodes.topicAuthorizationFailed:
        throw protocolError(fetched.errorCode, this.asked());
      default:
        // Moved, electing, or gone for now: metadata tells. Anything else is told once in each backoff.
        if (!movedCodes.has(fetched.errorCode)) this.problem(slot, protocolError(fetched.errorCode, this.asked()));
        partition.failed(Date.now());
        this.watch.soon();
        return;
    }
    partition.succeeded();
    partition.hasBegun ||= fetched.end > fetched.start;
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
    this.listener.position(slot, { next: partition.position, highWatermark, lastStableOffset, logStart });
  }

  /** Those whose positions are in the log of the leader that they have now. The others are asked about again. */
  private async validate(link: Link, wanted: readonly PartitionReading[]): Promise<readonly PartitionReading[]> {
    const { truncated, undecided } = await findTruncated(this.links, link, this.request.topic, wanted);
    const isOurs = truncated.length === 0 || (await this.isStillTheTopic(link));
    const later = isOurs ? undecided : [...undecided, ...truncated.map(({ partition }) => partition)];
    if (isOurs) for (const each of truncated) if (this.isCurrent(each.partition)) moveInto(each, this.listener);
    for (const each of later) each.failed(Date.now());
    if (later.length > 0) this.watch.soon();
    const due = wanted.filter((each) => !later.includes(each) && this.isCurrent(each));
    for (const each of due) each.mustValidate = false;
    return due;
  }

  /** Its position is outside the log, or the log is another one now: who leads it knows. */
  private async relocate(partition: PartitionReading): Promise<void> {
    const { leader } = partition;
    try {
      if (leader === undefined) return;
      const link = await this.links.broker(leader);
      const displaced = await findDisplaced(this.links, this.request.topic, partition, leader);
      const isOurs = await this.isStillTheTopic(link);
      if (displaced && isOurs && this.isCurrent(partition)) moveInto(displaced, this.listener);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.watch.soon();
    } finally {
      partition.failed(Date.now());
    }
  }

  /** To be asked between offsets and believing them: a broker knows of a new topic before it answers for its log. */
  private async isStillTheTopic(link: Link): Promise<boolean> {
    const before = this.recognised;
    await this.watch.look(link);
    if (this.recognised === before) this.watch.soon();
    return this.recognised > before && !this.isMissing;
  }

  private bytesFor({ hasBegun }: PartitionReading): number {
    const { maxBytesPerPartition } = this.options;
    return hasBegun ? maxBytesPerPartition : Math.min(maxBytesPerPartition, FIRST_BYTES);
  }

  private brokerFailed(leader: number, error: KafkaError, due: readonly PartitionReading[]): void {
    for (const partition of due) partition.failed(Date.now());
    this.tellOrFail(leader, error);
    this.watch.soon();
  }

  private tellOrFail(broker: number, error: KafkaError): void {
    if (!this.news.failed(broker, error)) this.fail(error);
  }

  private problem(slot: number | undefined, error: KafkaError): void {
    this.listener.problem(slot, error, this.request.topic);
  }

  private isCurrent(partition: PartitionReading): boolean {
    return this.partitions.get(partition.id) === partition;
  }

  /** Follows leaders, adds partitions, begins anew with a topic that was created again. */
  private async follows(topic: TopicMetadata): Promise<boolean> {
    if (topic.errorCode === errorCodes.topicAuthorizationFailed) throw protocolError(topic.errorCode, this.asked());
    const isOther = this.topicId === undefined ? this.isMissing : topic.id !== this.topicId;
    if (isOther) return this.beginAnew(topic);
    this.isMissing = false;
    this.recognised += 1;
    for (const partition of topic.partitions) this.partitions.get(partition.id)?.setLeader(partition);
    if (!this.request.stopAtEnd && topic.errorCode === 0) await this.addPartitions(topic.partitions);
    this.startLoops();
    return topic.errorCode === 0 && topic.partitions.every(({ leader }) => leader !== undefined);
  }

  /** A reading that goes on waits for the topic to come back; one that is to end has nothing left to end at. */
  private topicMissing(): void {
    const { topic, stopAtEnd } = this.request;
    const error = (rest: string): KafkaError =>
      new KafkaError('topic-deleted', `Topic ${topic} has been deleted${rest}`);
    if (stopAtEnd) this.fail(error('.'));
    else if (!this.isMissing) this.problem(undefined, error(': reading goes on when it is created again.'));
    this.isMissing = true;
    for (const partition of this.partitions.values()) partition.leader = undefined;
  }

  /** The topic of that name is another one, whose offsets mean something else (KIP-516). */
  private async beginAnew(topic: TopicMetadata): Promise<boolean> {
    const { request } = this;
    if (request.stopAtEnd) {
      this.fail(new KafkaError('topic-recreated', recreated(request.topic)));
      return true;
    }
    const chosen = this.chosen(topic.partitions);
    if (topic.errorCode !== 0 || chosen.some(({ leader }) => leader === undefined)) return false;
    const starts = await newStarts(this.links, request.topic, chosen);
    this.isCompacted = await readCompaction(this.links, request.topic);
    const replaced = [...this.partitions.values()].map(({ slot }) => slot);
    this.partitions.clear();
    this.topicId = topic.id;
    this.isMissing = false;
    this.add(starts, chosen);
    this.tellStarts(starts, replaced);
    this.startLoops();
    return true;
  }

  private async addPartitions(found: readonly PartitionMetadata[]): Promise<void> {
    const added = this.chosen(found).filter(({ id, leader }) => !this.partitions.has(id) && leader !== undefined);
    if (added.length === 0) return;
    const starts = await newStarts(this.links, this.request.topic, added);
    this.add(starts, added);
    this.tellStarts(starts);
  }

  private chosen(found: readonly PartitionMetadata[]): PartitionMetadata[] {
    const { partitions } = this.request;
    return found.filter(({ id }) => partitions === undefined || partitions.includes(id));
  }

  private asked(): { readonly what: string; readonly acl: string } {
    return { what: `read topic ${this.request.topic}`, acl: `Read on topic ${this.request.topic}` };
  }
}

/**
 * Of each partition this much comes first: on a slow line the first rows are there at once, and the sample that the rules are
 * found out from is complete before there is much to examine again.
 */
const FIRST_BYTES = 64 * 1024;

/** The output of the command line pauses for milliseconds; a person for longer. */
const LONG_PAUSE_MS = 1_000;

const recreated = (topic: string): string =>
  `Topic ${topic} was deleted and created again while it was read: read it anew.`;
