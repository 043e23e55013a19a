import type { TailSlot } from '../../src/protocol/tail';

/** How a partition is called: as the snapshot says, else by its number, which rows carry then. */
export const partitionName = (slots: readonly TailSlot[] | undefined, id: number): string =>
  slots?.find((slot) => slot.id === id)?.name ?? String(id);

/**
 * The ids of the partitions that go by what was typed, a number or a name such as `orders-3`. Those that came last are
 * first: of a topic that was created again, the new one.
 */
export function partitionIds(slots: readonly TailSlot[] | undefined, typed: string): readonly number[] {
  if (slots === undefined) return /^\d+$/.test(typed) ? [Number(typed)] : [];
  return slots
    .filter(({ topic, partition }) => typed === String(partition) || typed === `${topic}-${partition}`)
    .map(({ id }) => id)
    .reverse();
}
