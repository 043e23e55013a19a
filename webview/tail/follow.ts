/**
 * Whether the view follows the newest records. Live: the end stays in view. Browsing: the rows grow, the view stays.
 * Frozen: nothing on screen moves or changes, while reading goes on.
 */
export class Follow {
  private live = true;
  private frozen = false;
  /** Records read when the view stopped following. */
  private seen = 0;

  get isLive(): boolean {
    return this.live && !this.frozen;
  }

  get isFrozen(): boolean {
    return this.frozen;
  }

  /** What to come back to after the page was hidden: a frozen view thaws then. */
  get wantsLive(): boolean {
    return this.live;
  }

  /** `records` that the view has shown; later ones count as new. */
  leave(records: number): void {
    if (this.isLive) this.seen = records;
    this.live = false;
  }

  freeze(records: number): void {
    if (this.isLive) this.seen = records;
    this.frozen = true;
  }

  thaw(): void {
    this.frozen = false;
  }

  goLive(): void {
    this.live = true;
    this.frozen = false;
  }

  newRecords(records: number): number {
    return this.isLive ? 0 : Math.max(0, records - this.seen);
  }
}
