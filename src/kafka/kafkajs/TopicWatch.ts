import { KafkaError } from '../errors';
import type { BrokerLinks, Link } from './BrokerLinks';
import type { ClusterMetadata, TopicMetadata } from './clusterMetadata';
import { fetchMetadata } from './fetchMetadata';
import { backoffMs } from './PartitionReading';
import { errorCodes } from './protocolError';
import { sleepUnless } from './sleepUnless';

export interface TopicWatchParts {
  readonly links: BrokerLinks;
  readonly topic: string;
  /** Aborted when the reading ends. */
  readonly ending: AbortSignal;
  /** How often the cluster is asked without a reason. */
  readonly ageMs: number;
  /** What the cluster says of the topic. False when it has to be asked again soon. */
  onTopic(topic: TopicMetadata): Promise<boolean>;
  /** No broker that was asked several times in a row knows the topic. */
  onMissing(): void;
  onAnswer(): void;
  onError(error: KafkaError): void;
}

/** One broker may not know a new topic yet, or no longer, while others do: so many answers in a row are believed. */
const BELIEVED = 3;

/** Keeps asking the cluster about one topic: now and then, and soon after something has failed. */
export class TopicWatch {
  private readonly parts: TopicWatchParts;
  private wanted = new AbortController();
  private missing = 0;
  /** Looks wait for each other: what they find is acted upon one after the other. */
  private looking: Promise<unknown> = Promise.resolve();

  constructor(parts: TopicWatchParts) {
    this.parts = parts;
  }

  /** Asks soon, instead of when the time has come. */
  soon(): void {
    this.wanted.abort();
  }

  /** Runs until the reading ends; rejects only on a surprise, or on what `onTopic` throws besides a KafkaError. */
  async run(): Promise<void> {
    const { ending, ageMs } = this.parts;
    for (let failures = 0; !ending.aborted; ) {
      // Asked for: after a pause that grows while it does not help, or all would ask all the time.
      await sleepUnless(AbortSignal.any([ending, this.wanted.signal]), ageMs);
      await sleepUnless(ending, backoffMs(failures));
      if (ending.aborted) return;
      this.wanted = new AbortController();
      const isSettled = await this.look();
      failures = isSettled ? 0 : failures + 1;
      if (!isSettled) this.soon();
    }
  }

  /** Asks now, `link` or any broker; false when nothing certain was learnt. Never rejects with a KafkaError. */
  look(link?: Link): Promise<boolean> {
    const next = this.looking.then(() => this.ask(link));
    this.looking = next.catch(() => undefined);
    return next;
  }

  private async ask(link: Link | undefined): Promise<boolean> {
    const { links, topic, ending, onTopic, onAnswer, onError } = this.parts;
    try {
      const metadata = await fetchMetadata(links, [topic], link);
      if (ending.aborted) return false;
      onAnswer();
      const [found] = metadata.topics;
      if (!found || found.errorCode === errorCodes.unknownTopicOrPartition) return this.notThere(metadata);
      this.missing = 0;
      return await onTopic(found);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (!ending.aborted) onError(error);
      return false;
    }
  }

  private notThere(metadata: ClusterMetadata): boolean {
    this.missing += 1;
    if (this.missing >= BELIEVED && metadata.brokers.length > 0) this.parts.onMissing();
    return false;
  }
}
