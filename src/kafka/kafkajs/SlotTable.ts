/**
 * Gives each partition of a reading the number that listeners know it by: its own where that is free, else the next one
 * that is. Shared by the topics of a reading; a topic that was created again gets new numbers.
 */
export class SlotTable {
  private readonly taken = new Set<number>();
  private next = 0;

  allot(partition: number): number {
    const slot = this.taken.has(partition) ? this.next : partition;
    this.taken.add(slot);
    this.next = Math.max(this.next, slot + 1);
    return slot;
  }
}
