/** Entries of one generation at most: the horizon is never below it. */
const MAX_ENTRIES = 734_003;
const FIRST_SLOTS = 1 << 10;
const LOAD = 0.7;
/** Growing enters all that is known anew: by a factor of four that is a third of an entry each, by two a whole one. */
const GROWTH = 4;
/** A slot of the table: number of the entry from 1 on, 0 = free, and above it so many bits of the fingerprint. */
const INDEX_BITS = 20;
const INDEX_MASK = (1 << INDEX_BITS) - 1;
/** One entry: hi, lo, standing and partition as 32-bit words, a note, then offset and time as doubles: half a cache line. */
const WORDS = 8;
const DOUBLES = WORDS / 2;
const OFFSET = 2;
const TIME = 3;

/** In place of a partition: the record is in the log no more. */
const NOBODY = 0xffff;

/** State of the transaction that wrote the remembered record. */
export type Standing = 'settled' | 'pending' | 'aborted';
const standings: readonly Standing[] = ['settled', 'pending', 'aborted'];
/** Its place in the list, without a search. */
const codeOf = (standing: Standing): number => (standing === 'settled' ? 0 : standing === 'pending' ? 1 : 2);

/**
 * Remembers where a 64-bit fingerprint was seen first: partition (an index below 65,535), offset, time and the standing of
 * its transaction. About 38 bytes an entry, no objects; a `Map` of strings takes 109-175. Two generations: when
 * the young one is full, the old one is forgotten as a whole, which bounds memory and costs O(1) amortised.
 *
 * Entries lie in the order of their coming; what is probed is a table of four bytes a slot, which stays near the
 * processor where the entries would not.
 */
export class Fingerprints {
  private young: Generation;
  private old: Generation;
  private readonly maxEntries: number;
  private hit: Generation;
  private at = -1;

  constructor(maxEntries = MAX_ENTRIES) {
    this.maxEntries = maxEntries;
    this.young = new Generation(maxEntries);
    // Looked into from the beginning, see makeRoom.
    this.old = new Generation(maxEntries);
    this.hit = this.young;
  }

  /** Brings the places of a fingerprint near the processor. Asked for many at once, their ways overlap. */
  touch(lo: number): number {
    return this.young.touch(lo) ^ this.old.touch(lo);
  }

  /** Looks a fingerprint up; on success the accessors below speak about its entry. */
  find(hi: number, lo: number): boolean {
    this.hit = this.young;
    this.at = this.young.find(hi, lo);
    if (this.at < 0) {
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
    return this.hit.doubles[this.at * DOUBLES + TIME] as number;
  }

  get standing(): Standing {
    return standings[(this.hit.words[this.at * WORDS + 2] as number) >>> 28] ?? 'settled';
  }

  /** 32 bits of the owner's. */
  get note(): number {
    return this.hit.words[this.at * WORDS + 3] as number;
  }

  /** Rewrites the entry found last. */
  move(partition: number, offset: number, time: number, standing: Standing, note = 0): void {
    this.hit.write(this.at, partition, offset, time, standing, note);
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
    note = 0,
  ): void {
    if (this.young.isFull) this.makeRoom(serial);
    this.young.write(this.young.insert(hi, lo), partition, offset, time, standing, note);
  }

  /** What stood at these offsets is there no more: others may stand there from now on. Looks at every entry. */
  disown(partition: number, from: number, to: number): void {
    this.young.disown(partition, from, to);
    this.old.disown(partition, from, to);
  }

  /** One function for both: where something is called late for the first time, V8 compiles anew all that it is part of. */
  private makeRoom(serial: number): void {
    const isNext = this.young.used === this.maxEntries;
    if (isNext) {
      const { old } = this;
      this.old = this.young;
      this.young = old;
      this.young.clear();
    }
    if (this.young.used === 0) this.young.since = serial;
    // As large at once as the one before has become.
    if (this.young.isFull) this.young.grow(isNext ? this.maxEntries : 0);
  }

  /** Serial of the earliest record that is surely still known. */
  get since(): number {
    return (this.old.used > 0 ? this.old : this.young).since;
  }
}

/** The power of two whose share of use holds so many entries. */
const slotsFor = (entries: number): number => 2 ** Math.ceil(Math.log2(entries / LOAD));

class Generation {
  /** Two views of one buffer: all of an entry lies in one cache line or two. */
  doubles = new Float64Array(0);
  words = new Int32Array(this.doubles.buffer);
  used = 0;
  since = 0;
  private readonly maxEntries: number;
  private table = new Int32Array(1);
  private room = 0;

  constructor(maxEntries: number) {
    this.maxEntries = maxEntries;
  }

  get isFull(): boolean {
    return this.used >= this.room;
  }

  touch(lo: number): number {
    const { table } = this;
    return table[lo & (table.length - 1)] as number;
  }

  find(hi: number, lo: number): number {
    const { table, words } = this;
    const mask = table.length - 1;
    for (let slot = lo & mask; ; slot = (slot + 1) & mask) {
      const held = table[slot] as number;
      if (held === 0) return -1;
      if ((held ^ hi) >>> INDEX_BITS !== 0) continue;
      const at = (held & INDEX_MASK) - 1;
      if (words[at * WORDS] === hi && words[at * WORDS + 1] === lo) return at;
    }
  }

  insert(hi: number, lo: number): number {
    const at = this.used;
    this.used += 1;
    this.words[at * WORDS] = hi;
    this.words[at * WORDS + 1] = lo;
    this.enter(at, hi, lo);
    return at;
  }

  write(at: number, partition: number, offset: number, time: number, standing: Standing, note: number): void {
    this.words[at * WORDS + 2] = partition | (codeOf(standing) << 28);
    this.words[at * WORDS + 3] = note;
    this.doubles[at * DOUBLES + TIME] = time;
    this.doubles[at * DOUBLES + OFFSET] = offset;
  }

  disown(partition: number, from: number, to: number): void {
    const { words, doubles, used } = this;
    for (let at = 0; at < used; at++) {
      const owner = words[at * WORDS + 2] as number;
      const offset = doubles[at * DOUBLES + OFFSET] as number;
      if ((owner & NOBODY) === partition && offset >= from && offset <= to) words[at * WORDS + 2] = owner | NOBODY;
    }
  }

  /** By one step, or until so many entries have room. */
  grow(entries: number): void {
    const slots = Math.min(
      Math.max(FIRST_SLOTS, this.table.length * GROWTH, slotsFor(entries)),
      slotsFor(this.maxEntries),
    );
    this.table = new Int32Array(slots);
    this.room = Math.min(this.maxEntries, Math.floor(slots * LOAD));
    const doubles = new Float64Array(this.room * DOUBLES);
    doubles.set(this.doubles);
    this.doubles = doubles;
    this.words = new Int32Array(doubles.buffer);
    for (let at = 0; at < this.used; at++)
      this.enter(at, this.words[at * WORDS] as number, this.words[at * WORDS + 1] as number);
  }

  clear(): void {
    this.table.fill(0);
    this.used = 0;
  }

  private enter(at: number, hi: number, lo: number): void {
    const { table } = this;
    const mask = table.length - 1;
    let slot = lo & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = (hi & ~INDEX_MASK) | (at + 1);
  }
}
