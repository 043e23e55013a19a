/** Counts the turns of the thread, and remembers what was done in which. */
export class Turns {
  private now = 0;
  private isOn = true;
  private readonly notes: (readonly [what: string, turn: number])[] = [];

  constructor() {
    const turn = (): void => {
      this.now += 1;
      if (this.isOn) setImmediate(turn);
    };
    setImmediate(turn);
  }

  end(): void {
    this.isOn = false;
  }

  next(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  note(what: string): void {
    this.notes.push([what, this.now]);
  }

  /** The turns in which it was done, in their order. */
  of(what: string): number[] {
    return this.notes.flatMap(([one, turn]) => (one === what ? [turn] : []));
  }

  /** How often it was done in the turn in which it was done most often. */
  mostIn(what: string): number {
    const counts = new Map<number, number>();
    for (const turn of this.of(what)) counts.set(turn, (counts.get(turn) ?? 0) + 1);
    return Math.max(0, ...counts.values());
  }
}
