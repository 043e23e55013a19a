import { DamagedData } from './DamagedData';
import { readInt64 } from './recordBatch';

/** Reads an answer's body; the counterpart of WireWriter. Throws RangeError or DamagedData where the bytes are no answer. */
export class WireReader {
  readonly isFlexible: boolean;
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer, isFlexible: boolean) {
    this.bytes = bytes;
    this.isFlexible = isFlexible;
  }

  int8(): number {
    return this.bytes.readInt8(this.step(1));
  }

  int16(): number {
    return this.bytes.readInt16BE(this.step(2));
  }

  int32(): number {
    return this.bytes.readInt32BE(this.step(4));
  }

  int64(): number {
    const at = this.step(8);
    if (at + 8 > this.bytes.length) throw new DamagedData('a number beyond the end of the answer');
    return readInt64(this.bytes, at);
  }

  boolean(): boolean {
    return this.int8() !== 0;
  }

  /** Null reads as the empty string. */
  string(): string {
    return this.nullableString() ?? '';
  }

  nullableString(): string | undefined {
    const length = this.isFlexible ? this.varint() - 1 : this.int16();
    if (length < 0) return undefined;
    const at = this.step(length);
    if (at + length > this.bytes.length) throw new DamagedData('a text beyond the end of the answer');
    return this.bytes.toString('utf8', at, at + length);
  }

  /** Bytes with their length as int32, as records stand in requests that are not flexible. Null reads as none. */
  bytes32(): Buffer {
    const length = Math.max(0, this.int32());
    const at = this.step(length);
    if (at + length > this.bytes.length) throw new DamagedData('bytes beyond the end of the message');
    return this.bytes.subarray(at, at + length);
  }

  skipUuid(): void {
    this.step(16);
  }

  /** Null reads as the empty list. `each` reads one item; the tagged fields of a structure are skipped here. */
  array<T>(each: () => T, options = { isStructure: true }): T[] {
    const length = this.arrayLength();
    const items = length <= exactLength ? new Array<T>(length) : [];
    for (let i = 0; i < length; i++) {
      items[i] = each();
      if (options.isStructure) this.tags();
    }
    return items;
  }

  /** How many items follow, for a caller that reads them in slices. */
  arrayLength(): number {
    const length = this.isFlexible ? this.varint() - 1 : this.int32();
    // Each item takes a byte at least: a greater number is damage, and must not cost memory.
    if (length > this.bytes.length - this.at) throw new DamagedData('a list longer than the answer');
    return Math.max(0, length);
  }

  int32s(): number[] {
    return this.array(() => this.int32(), { isStructure: false });
  }

  strings(): string[] {
    return this.array(() => this.string(), { isStructure: false });
  }

  /** Skips tagged fields: none of those that exist matter here. */
  tags(): void {
    if (!this.isFlexible) return;
    for (let left = this.varint(); left > 0; left--) {
      this.varint();
      this.step(this.varint());
    }
  }

  private varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes.readUInt8(this.step(1));
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new DamagedData('a number without an end');
  }

  private step(length: number): number {
    const at = this.at;
    this.at += length;
    return at;
  }
}

/** What grows by itself begins with room for seventeen, and most lists of a topic have one item or three. */
const exactLength = 16;
