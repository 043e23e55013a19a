const FIRST_SLOTS = 1 << 10;
/** Streams of one generation at most: 70 % of it. Two generations live; a forgotten stream starts a new baseline. */
const MAX_SLOTS = 1 << 21;
const LOAD = 0.7;

/**
 * Where each numbered stream (such as the events of one key) stands: 36 bytes a slot in typed arrays. Streams not heard
 * of for two generations are forgotten, so that any number of keys fits into bounded memory.
 */
export class Streams {
  private young = new Generation(FIRST_SLOTS);
  private old: Generation | undefined;
  private slot = 0;
  private readonly maxSlots: number;

  constructor(maxSlots = MAX_SLOTS) {
    this.maxSlots = maxSlots;
  }

  /** Selects a stream; false when it is new and now begins with `number` at `offset`. */
  select(hi: number, lo: number, number: number, offset: number): boolean {
    this.slot = this.young.find(hi, lo);
    if (this.slot >= 0) return true;
    if (this.young.used >= this.young.slots * LOAD) {
      if (this.young.slots < this.maxSlots) this.young = this.young.grown();
      else {
        this.old = this.young;
        this.young = new Generation(this.maxSlots);
      }
    }
    this.slot = this.young.insert(hi, lo);
    const { old, young, slot } = this;
    const before = old?.find(hi, lo) ?? -1;
    if (old !== undefined && before >= 0) {
      young.take(slot, old, before);
      return true;
    }
    young.highest[slot] = number;
    young.first[slot] = number;
    young.offsets[slot] = offset;
    young.notes[slot] = 0;
    return false;
  }

  get highest(): number {
    return this.young.highest[this.slot] as number;
  }

  set highest(number: number) {
    this.young.highest[this.slot] = number;
  }

  /** The first number seen: what is below it was written before reading began. */
  get first(): number {
    return this.young.first[this.slot] as number;
  }

  set first(number: number) {
    this.young.first[this.slot] = number;
  }

  /** Offset of the record with the highest number. */
  get offset(): number {
    return this.young.offsets[this.slot] as number;
  }

  set offset(offset: number) {
    this.young.offsets[this.slot] = offset;
  }

  /** Number of the stream's note (its gaps and its possible restart); 0 = none. */
  get note(): number {
    return this.young.notes[this.slot] as number;
  }

  set note(note: number) {
    this.young.notes[this.slot] = note;
  }
}

class Generation {
  readonly slots: number;
  readonly hashes: Uint32Array;
  readonly highest: Float64Array;
  readonly first: Float64Array;
  readonly offsets: Float64Array;
  readonly notes: Uint32Array;
  used = 0;

  constructor(slots: number) {
    this.slots = slots;
    this.hashes = new Uint32Array(slots * 2);
    this.highest = new Float64Array(slots);
    this.first = new Float64Array(slots);
    this.offsets = new Float64Array(slots);
    this.notes = new Uint32Array(slots);
  }

  find(hi: number, lo: number): number {
    const { hashes } = this;
    const mask = this.slots - 1;
    for (let slot = lo & mask; ; slot = (slot + 1) & mask) {
      const a = hashes[slot * 2] as number;
      const b = hashes[slot * 2 + 1] as number;
      if (a === hi && b === lo) return slot;
      if (a === 0 && b === 0) return -1;
    }
  }

  insert(hi: number, lo: number): number {
    const { hashes } = this;
    const mask = this.slots - 1;
    let slot = lo & mask;
    while (hashes[slot * 2] !== 0 || hashes[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
    hashes[slot * 2] = hi;
    hashes[slot * 2 + 1] = lo;
    this.used += 1;
    return slot;
  }

  take(slot: number, from: Generation, at: number): void {
    this.highest[slot] = from.highest[at] as number;
    this.first[slot] = from.first[at] as number;
    this.offsets[slot] = from.offsets[at] as number;
    this.notes[slot] = from.notes[at] as number;
  }

  grown(): Generation {
    const bigger = new Generation(this.slots * 2);
    for (let slot = 0; slot < this.slots; slot++) {
      const hi = this.hashes[slot * 2] as number;
      const lo = this.hashes[slot * 2 + 1] as number;
      if (hi !== 0 || lo !== 0) bigger.take(bigger.insert(hi, lo), this, slot);
    }
    return bigger;
  }
}
