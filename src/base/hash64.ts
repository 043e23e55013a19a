/**
 * A 64-bit fingerprint of bytes and numbers as two signed 32-bit lanes: BigInt would cost an allocation a record, and
 * unsigned lanes above 2^31 are boxed doubles.
 * Not cryptographic; who must be certain compares the bytes. One instance is reused: read `hi` and `lo` after `finish`.
 */
export class Hash64 {
  hi = 0;
  lo = 0;
  /** Four bytes at a time cost a sixth of one by one; the view is kept, as neighbouring records share their bytes. */
  private view: DataView = new DataView(new ArrayBuffer(0));
  private viewed: Uint8Array = new Uint8Array(0);

  begin(seed: number): this {
    this.hi = seed ^ 0x9e3779b9;
    this.lo = Math.imul(seed + 1, 0x85ebca6b);
    return this;
  }

  /** The length goes in as well, so that ("ab", "c") and ("a", "bc") differ. A negative start stands for null. */
  bytes(bytes: Uint8Array, start: number, end: number): this {
    if (start < 0) return this.word(0x7fffffff);
    if (bytes !== this.viewed) {
      this.viewed = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const { view } = this;
    const length = end - start;
    let a = this.hi ^ length;
    let b = this.lo;
    let at = start;
    // Each step is a bijection of both lanes, and each word reaches both: two texts collide by chance alone.
    for (; at + 8 <= end; at += 8) {
      const p = Math.imul(a ^ view.getInt32(at, true), 0xcc9e2d51);
      a = (((p << 15) | (p >>> 17)) + b) | 0;
      const q = Math.imul(b + view.getInt32(at + 4, true), 0x1b873593);
      b = (((q << 13) | (q >>> 19)) + a) | 0;
    }
    if (at < end || length === 0) {
      let first = 0;
      let second = 0;
      // The last eight or four, some of them once more: the length says how many there are.
      if (length >= 8) {
        first = view.getInt32(end - 8, true);
        second = view.getInt32(end - 4, true);
      } else if (length >= 4) {
        first = view.getInt32(start, true);
        second = view.getInt32(end - 4, true);
      } else for (; at < end; at++) first = (first << 8) | (bytes[at] as number);
      const p = Math.imul(a ^ first, 0xcc9e2d51);
      a = (((p << 15) | (p >>> 17)) + b) | 0;
      const q = Math.imul(b + second, 0x1b873593);
      b = (((q << 13) | (q >>> 19)) + a) | 0;
    }
    this.hi = a;
    this.lo = b;
    return this;
  }

  /** Any integer below 2^53. */
  number(value: number): this {
    return this.word(value | 0).word(Math.floor(value / 0x1_0000_0000) | 0);
  }

  word(k: number): this {
    const p = Math.imul(this.hi ^ k, 0xcc9e2d51);
    this.hi = (p << 15) | (p >>> 17);
    const q = Math.imul(this.lo + k, 0x1b873593);
    this.lo = (((q << 13) | (q >>> 19)) + this.hi) | 0;
    return this;
  }

  /** Never (0, 0): the stores use that pair for a free place. */
  finish(): this {
    const hi = avalanche(this.hi ^ Math.imul(this.lo, 0x2c1b3c6d));
    const lo = avalanche(this.lo ^ Math.imul(hi, 0x297a2d39));
    this.hi = hi;
    this.lo = lo;
    if (this.hi === 0 && this.lo === 0) this.lo = 1;
    return this;
  }
}

/** 53 of the 64 bits as one number: a key for a `Map`, exact in a double. */
export const hashKey = (hi: number, lo: number): number => hi * 0x20_0000 + (lo >>> 11);

function avalanche(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
