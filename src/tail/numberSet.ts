const BITS = 1 << 15;
/** Chunks that are partly filled, 4 KiB each; a counter that runs on leaves few of them behind. */
const MAX_CHUNKS = 1 << 12;

interface Chunk {
  readonly words: Int32Array;
  count: number;
}

/** A set of non-negative integers that is dense in most places: one bit a number, and none where a stretch is complete. */
export class NumberSet {
  private readonly chunks = new Map<number, Chunk | 'full'>();
  private partial = 0;

  /** Too scattered to be a counter: the set has given up and knows nothing. */
  get isExhausted(): boolean {
    return this.partial > MAX_CHUNKS;
  }

  has(number: number): boolean {
    const chunk = this.chunks.get(Math.floor(number / BITS));
    const bit = number % BITS;
    return chunk === 'full' || (chunk !== undefined && (((chunk.words[bit >> 5] as number) >>> (bit & 31)) & 1) === 1);
  }

  add(number: number): void {
    if (this.isExhausted || this.has(number)) return;
    const index = Math.floor(number / BITS);
    let chunk = this.chunks.get(index);
    if (chunk === 'full') return;
    if (chunk === undefined) {
      chunk = { words: new Int32Array(BITS >> 5), count: 0 };
      this.chunks.set(index, chunk);
      this.partial += 1;
      if (this.isExhausted) this.chunks.clear();
    }
    const bit = number % BITS;
    chunk.words[bit >> 5] = (chunk.words[bit >> 5] as number) | (1 << (bit & 31));
    chunk.count += 1;
    if (chunk.count < BITS || this.isExhausted) return;
    this.chunks.set(index, 'full');
    this.partial -= 1;
  }

  /** The next missing number from `from` on, at most `to`; undefined when none is missing. */
  nextMissing(from: number, to: number): number | undefined {
    for (let number = from; number <= to; number++) {
      if (this.chunks.get(Math.floor(number / BITS)) === 'full') number += BITS - 1 - (number % BITS);
      else if (!this.has(number)) return number;
    }
    return undefined;
  }

  /** The next number of the set from `from` on, at most `to`. */
  nextPresent(from: number, to: number): number | undefined {
    for (let number = from; number <= to; number++) {
      if (!this.chunks.has(Math.floor(number / BITS))) number += BITS - 1 - (number % BITS);
      else if (this.has(number)) return number;
    }
    return undefined;
  }
}
