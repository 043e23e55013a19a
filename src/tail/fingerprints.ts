/** Slots of one generation at most; a generation is full at 70 %, so the horizon is never below 734,003 records. */
const MAX_SLOTS = 1 << 20;
const FIRST_SLOTS = 1 << 10;
const LOAD = 0.7;
/** One slot: [hi, lo, standing and time and partition, time] as 32-bit words, then the offset as a double. */
const WORDS = 6;
const DOUBLES = WORDS / 2;
const OFFSET = 2;

/** State of the transaction that wrote the remembered record. */
export type Standing = 'settled' | 'pending' | 'aborted';
const standings: readonly Standing[] = ['settled', 'pending', 'aborted'];

/**
 * Remembers where a 64-bit fingerprint was seen first: partition (an index below 65,536), offset, 44 bits of time and the
 * standing of its transaction. 24 bytes a slot, no objects. Two generations: when the young one is full, the old one is
 * forgotten as a whole, which bounds memory and costs O(1) amortised; a `Map` of strings takes 109-175 bytes an entry.
 */
export class Fingerprints {
  private young: Generation;
  private old: Generation | undefined;
  private readonly maxSlots: number;
  private hit: Generation;
  private at = -1;

  constructor(maxSlots = MAX_SLOTS) {
    this.maxSlots = maxSlots;
    this.young = new Generation(Math.min(FIRST_SLOTS, maxSlots));
    this.hit = this.young;
  }

  /** Looks a fingerprint up; on success the accessors below speak about its entry. */
  find(hi: number, lo: number): boolean {
    this.hit = this.young;
    this.at = this.young.find(hi, lo);
    if (this.at < 0 && this.old !== undefined) {
      this.hit = this.old;
      this.at = this.old.find(hi, lo);
    }
    return this.at >= 0;
  }

  get partition(): number {
    return (this.hit.words[this.at * WORDS + 2] as number) & 0xffff;
  }

  get offset(): number {
    return this.hit.doubles[this.at * DOUBLES + OFFSET] as number;
  }

  get time(): number {
    const high = ((this.hit.words[this.at * WORDS + 2] as number) >>> 16) & 0xfff;
    return high * 0x1_0000_0000 + ((this.hit.words[this.at * WORDS + 3] as number) >>> 0);
  }

  get standing(): Standing {
    return standings[(this.hit.words[this.at * WORDS + 2] as number) >>> 28] ?? 'settled';
  }

  /** Rewrites the entry found last. */
  move(partition: number, offset: number, time: number, standing: Standing): void {
    this.hit.write(this.at, partition, offset, time, standing);
  }

  /** To be called after `find` failed. `serial` counts records and dates the horizon. */
  add(
    hi: number,
    lo: number,
    partition: number,
    offset: number,
    time: number,
    standing: Standing,
    serial: number,
  ): void {
    if (this.young.used >= this.young.slots * LOAD) {
      if (this.young.slots < this.maxSlots) this.young = this.young.grown();
      else {
        this.old = this.young;
        this.young = new Generation(this.maxSlots);
      }
    }
    if (this.young.used === 0) this.young.since = serial;
    this.young.write(this.young.insert(hi, lo), partition, offset, time, standing);
  }

  /** Serial of the earliest record that is surely still known. */
  get since(): number {
    return (this.old ?? this.young).since;
  }
}

class Generation {
  readonly slots: number;
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  used = 0;
  since = 0;

  constructor(slots: number) {
    this.slots = slots;
    // Two views of one buffer: all of a slot lies in one cache line or two.
    this.doubles = new Float64Array(slots * DOUBLES);
    this.words = new Int32Array(this.doubles.buffer);
  }

  find(hi: number, lo: number): number {
    const { words } = this;
    const mask = this.slots - 1;
    for (let slot = lo & mask; ; slot = (slot + 1) & mask) {
      const a = words[slot * WORDS] as number;
      const b = words[slot * WORDS + 1] as number;
      if (a === hi && b === lo) return slot;
      if (a === 0 && b === 0) return -1;
    }
  }

  insert(hi: number, lo: number): number {
    const { words } = this;
    const mask = this.slots - 1;
    let slot = lo & mask;
    while (words[slot * WORDS] !== 0 || words[slot * WORDS + 1] !== 0) slot = (slot + 1) & mask;
    words[slot * WORDS] = hi;
    words[slot * WORDS + 1] = lo;
    this.used += 1;
    return slot;
  }

  write(slot: number, partition: number, offset: number, time: number, standing: Standing): void {
    const known = Math.max(0, time);
    const high = Math.floor(known / 0x1_0000_0000) & 0xfff;
    this.words[slot * WORDS + 2] = partition | (high << 16) | (standings.indexOf(standing) << 28);
    this.words[slot * WORDS + 3] = known | 0;
    this.doubles[slot * DOUBLES + OFFSET] = offset;
  }

  grown(): Generation {
    const bigger = new Generation(this.slots * 2);
    for (let slot = 0; slot < this.slots; slot++) {
      const hi = this.words[slot * WORDS] as number;
      const lo = this.words[slot * WORDS + 1] as number;
      if (hi === 0 && lo === 0) continue;
      const to = bigger.insert(hi, lo);
      bigger.words[to * WORDS + 2] = this.words[slot * WORDS + 2] as number;
      bigger.words[to * WORDS + 3] = this.words[slot * WORDS + 3] as number;
      bigger.doubles[to * DOUBLES + OFFSET] = this.doubles[slot * DOUBLES + OFFSET] as number;
    }
    bigger.since = this.since;
    return bigger;
  }
}
