import { DamagedData } from './DamagedData';

/** Reads an answer in the flexible encoding of newer requests, one field after the other (KIP-482). */
export class CompactReader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  int8(): number {
    return this.bytes.readInt8(this.skip(1));
  }

  int16(): number {
    return this.bytes.readInt16BE(this.skip(2));
  }

  int32(): number {
    return this.bytes.readInt32BE(this.skip(4));
  }

  /** In hexadecimal digits; undefined for the id of nothing, which is all zeros. */
  uuid(): string | undefined {
    const start = this.skip(16);
    const text = this.bytes.toString('hex', start, this.at);
    return /^0*$/.test(text) ? undefined : text;
  }

  string(): string | undefined {
    const length = this.length();
    if (length < 0) return undefined;
    const start = this.skip(length);
    return this.bytes.toString('utf8', start, this.at);
  }

  /** Null reads as empty. */
  array<T>(read: () => T): T[] {
    const items: T[] = [];
    for (let left = this.length(); left > 0; left--) items.push(read());
    return items;
  }

  skipTags(): void {
    for (let left = this.unsigned(); left > 0; left--) {
      this.unsigned();
      this.skip(this.unsigned());
    }
  }

  /** -1 for null. No length can be larger than what is left, as each item has a byte at least. */
  private length(): number {
    const length = this.unsigned() - 1;
    if (length > this.bytes.length - this.at) throw new DamagedData('An answer is shorter than it says.');
    return length;
  }

  private unsigned(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes.readUInt8(this.skip(1));
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new DamagedData('A number is longer than five bytes.');
  }

  private skip(size: number): number {
    this.at += size;
    if (this.at > this.bytes.length) throw new DamagedData('An answer is shorter than it says.');
    return this.at - size;
  }
}
