import type { KafkaError, KafkaErrorKind } from '../kafka/errors';
import type { ReadingEvent } from '../kafka/ports';

/** More than these do not fit where the user looks; the count of the others is told. */
const MAX_SHOWN = 6;

/** Kinds that are over as soon as the partition gives data again. The others are facts about what was read. */
const passing: ReadonlySet<KafkaErrorKind> = new Set([
  'dns',
  'refused',
  'timeout',
  'disconnected',
  'wrong-protocol',
  'tls',
  'authentication',
  'authorization',
  'unavailable',
  'aborted',
  'topic-deleted',
  // Of a topic that is created again: not every broker has heard of it.
  'unknown-topic',
  'unexpected',
]);

/** The sentences that the user should see now: one for each partition and kind of trouble, gone when it has passed. */
export class NoticeBoard {
  private readonly posted = new Map<
    string,
    {
      readonly topic: string;
      readonly partition: number | undefined;
      readonly kind: KafkaErrorKind;
      readonly sentence: string;
    }
  >();

  /** True for the whole reading. */
  private readonly facts = new Set<string>();
  /** Broker -> milliseconds that it last held an answer back. */
  private readonly throttled = new Map<number, number>();

  problem(partition: number | undefined, { kind, message: sentence }: KafkaError, topic: string): void {
    this.posted.set(`${partition ?? topic}/${kind}`, { topic, partition, kind, sentence });
  }

  event(event: ReadingEvent): void {
    if (event.kind === 'start') this.facts.add(event.sentence);
    else if (event.milliseconds > 0) this.throttled.set(event.broker, event.milliseconds);
    else this.throttled.delete(event.broker);
  }

  /** The partition answered: whatever kept it, or its whole topic, from being read is over. Says whether one went. */
  answered(partition: number, topic: string): boolean {
    let changed = false;
    for (const [id, notice] of this.posted) {
      const concerned = notice.partition === undefined ? notice.topic === topic : notice.partition === partition;
      if (concerned && passing.has(notice.kind)) changed = this.posted.delete(id) || changed;
    }
    return changed;
  }

  sentences(): readonly string[] {
    const held = [...this.throttled].map(
      ([broker, ms]) => `A quota of the cluster slows this reading down: broker ${broker} held back ${ms} ms.`,
    );
    const all = [...new Set([...this.facts, ...held, ...[...this.posted.values()].map((notice) => notice.sentence)])];
    if (all.length <= MAX_SHOWN) return all;
    return [...all.slice(0, MAX_SHOWN - 1), `And ${all.length - MAX_SHOWN + 1} more problems of other partitions.`];
  }
}
