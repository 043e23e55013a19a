const FIRST_SLOTS = 1 << 10;
/** Streams of one generation at most: 70 % of it. Two generations live; a forgotten stream starts a new baseline. */
const MAX_SLOTS = 1 << 21;
const LOAD = 0.7;
/** One slot: the hash as two 32-bit words, then four doubles, in one buffer so that a look-up touches one or two cache lines. */
const DOUBLES = 5;
const WORDS = DOUBLES * 2;
const HIGHEST = 1;
const FIRST = 2;
const OFFSET = 3;
const NOTE = 4;

/**
 * Where each numbered stream (such as the events of one key) stands: 40 bytes a slot in a typed array. Streams not heard
 * of for two generations are forgotten, so that any number of keys fits into bounded memory.
 */
export class Streams {
  private young: Generation;
  private old: Generation | undefined;
  private slot = 0;
  private readonly maxSlots: number;

  constructor(maxSlots = MAX_SLOTS) {
    this.maxSlots = maxSlots;
    this.young = new Generation(Math.min(FIRST_SLOTS, maxSlots));
  }

  /** Brings the place of a stream near the processor; a sum that means nothing. */
  touch(lo: number): number {
    return this.young.touch(lo);
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
    young.write(slot, number, number, offset, 0);
    return false;
  }

  get highest(): number {
    return this.young.doubles[this.slot * DOUBLES + HIGHEST] as number;
  }

  set highest(number: number) {
    this.young.doubles[this.slot * DOUBLES + HIGHEST] = number;
  }

  /** The first number seen: what is below it was written before reading began. */
  get first(): number {
    return this.young.doubles[this.slot * DOUBLES + FIRST] as number;
  }

  set first(number: number) {
    this.young.doubles[this.slot * DOUBLES + FIRST] = number;
  }

  /** Offset of the record with the highest number. */
  get offset(): number {
    return this.young.doubles[this.slot * DOUBLES + OFFSET] as number;
  }

  set offset(offset: number) {
    this.young.doubles[this.slot * DOUBLES + OFFSET] = offset;
  }

  /** Number of the stream's note (its gaps and its possible restart); 0 = none. */
  get note(): number {
    return this.young.doubles[this.slot * DOUBLES + NOTE] as number;
  }

  set note(note: number) {
    this.young.doubles[this.slot * DOUBLES + NOTE] = note;
  }
}

class Generation {
  readonly slots: number;
  readonly doubles: Float64Array;
  private readonly words: Int32Array;
  used = 0;

  constructor(slots: number) {
    this.slots = slots;
    this.doubles = new Float64Array(slots * DOUBLES);
    this.words = new Int32Array(this.doubles.buffer);
  }

  touch(lo: number): number {
    return this.words[(lo & (this.slots - 1)) * WORDS] as number;
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

  write(slot: number, highest: number, first: number, offset: number, note: number): void {
    this.doubles[slot * DOUBLES + HIGHEST] = highest;
    this.doubles[slot * DOUBLES + FIRST] = first;
    this.doubles[slot * DOUBLES + OFFSET] = offset;
    this.doubles[slot * DOUBLES + NOTE] = note;
  }

  take(slot: number, from: Generation, at: number): void {
    for (let i = HIGHEST; i <= NOTE; i++) this.doubles[slot * DOUBLES + i] = from.doubles[at * DOUBLES + i] as number;
  }

  grown(): Generation {
    const bigger = new Generation(this.slots * 2);
    for (let slot = 0; slot < this.slots; slot++) {
      const hi = this.words[slot * WORDS] as number;
      const lo = this.words[slot * WORDS + 1] as number;
      if (hi !== 0 || lo !== 0) bigger.take(bigger.insert(hi, lo), this, slot);
    }
    return bigger;
  }
}
