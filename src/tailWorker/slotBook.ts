import type { TopicFacts } from '../kafka/ports';
import type { TailSlot } from '../protocol/tail';

type Slot = TailSlot & {
  /** The topic that it belongs to was deleted. */
  readonly isOver: boolean;
};

/** Knows what topic and partition each id of a reading stands for, and how the user knows it. */
export class SlotBook {
  private readonly topic: string;
  private readonly slots = new Map<number, Slot>();
  private readonly hasSeveral: boolean;
  /** Some id is not simply the number of a partition of the only topic. */
  private isNeeded: boolean;

  /** The topics that were asked for. */
  constructor(topic: string, moreTopics: readonly string[] = []) {
    this.topic = topic;
    this.hasSeveral = moreTopics.length > 0;
    this.isNeeded = this.hasSeveral;
  }

  add({ topic, partitions, replaced }: TopicFacts): void {
    for (const id of replaced ?? []) {
      const old = this.slots.get(id);
      if (old) this.slots.set(id, { ...old, isOver: true });
    }
    for (const { id, partition = id } of partitions) {
      this.slots.set(id, this.slot(id, topic, partition));
      this.isNeeded ||= id !== partition;
    }
  }

  of(id: number): Slot {
    return this.slots.get(id) ?? this.slot(id, this.topic, id);
  }

  /** For the snapshot; nothing where the ids say all. */
  told(): { readonly slots?: readonly TailSlot[] } {
    if (!this.isNeeded) return {};
    const slots = [...this.slots.values()];
    return { slots: slots.map(({ id, topic, partition, name }) => ({ id, topic, partition, name })) };
  }

  private slot(id: number, topic: string, partition: number): Slot {
    const name = this.hasSeveral ? `${topic}-${partition}` : String(partition);
    return { id, topic, partition, name, isOver: false };
  }
}
