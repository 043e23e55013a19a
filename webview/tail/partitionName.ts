import type { TailSlot } from '../../src/protocol/tail';

/**
 * How a partition is called: by its number, and by its topic too where the tail reads several. `id` is what rows carry;
 * it is the number unless the snapshot says otherwise.
 */
export function partitionName(slots: readonly TailSlot[] | undefined, id: number): string {
  const slot = slots?.find((each) => each.id === id);
  if (slot === undefined) return String(id);
  const several = slots?.some(({ topic }) => topic !== slot.topic);
  return several ? `${slot.topic}-${slot.partition}` : String(slot.partition);
}
