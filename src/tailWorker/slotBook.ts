import type { TopicFacts } from '../kafka/ports';
import type { TailSlot } from '../protocol/tail';

/** Knows what topic and partition each id of a reading stands for. */
export class SlotBook {
  private readonly topic: string;
  private readonly slots = new Map<number, TailSlot & { readonly isOver: boolean }>();
  /** Some id is not simply the number of a partition of the only topic. */
  private isNeeded = false;

  constructor(topic: string) {
    this.topic = topic;
  }

  add({ topic, partitions, replaced }: TopicFacts): void {
    for (const id of replaced ?? []) {
      const old = this.slots.get(id);
      if (old) this.slots.set(id, { ...old, isOver: true });
    }
    for (const { id, partition = id } of partitions) {
      this.slots.set(id, { id, topic, partition, isOver: false });
      this.isNeeded ||= id !== partition || topic !== this.topic;
    }
  }

  /** `isOver`: the topic that it belongs to was deleted. */
  of(id: number): TailSlot & { readonly isOver: boolean } {
    return this.slots.get(id) ?? { id, topic: this.topic, partition: id, isOver: false };
  }

  /** For the snapshot; nothing where the ids say all. */
  told(): { readonly slots?: readonly TailSlot[] } {
    if (!this.isNeeded) return {};
    return { slots: [...this.slots.values()].map(({ id, topic, partition }) => ({ id, topic, partition })) };
  }
}
