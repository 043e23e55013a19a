import { SchemaError } from '../kafka/schemas';

/** Reads on in bytes that may claim anything: past their end it throws a SchemaError. */
export class ByteInput {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get rest(): number {
    return this.bytes.length - this.at;
  }

  /** Where reading goes on, for {@link between}. */
  mark(): number {
    return this.at;
  }

  between(start: number, end: number): Uint8Array {
    return this.bytes.subarray(start, end);
  }

  take(length: number): Uint8Array {
    if (length > this.rest) throw new SchemaError(shortText);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  view(length: number): DataView {
    const part = this.take(length);
    return new DataView(part.buffer, part.byteOffset, length);
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  /** So many bytes as a number before them says. */
  sized(length: bigint): Uint8Array {
    if (length < 0n || length > BigInt(this.rest)) throw new SchemaError(shortText);
    return this.take(Number(length));
  }

  /** Seven bits a byte, the lowest first, at most ten bytes. */
  varint(): bigint {
    let low = 0;
    let shift = 0;
    // Most numbers are small: four bytes need no BigInt on the way.
    while (shift < 28) {
      const byte = this.byte();
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt(low);
      shift += 7;
    }
    let value = BigInt(low);
    while (shift < 70) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << BigInt(shift);
      if (byte < 0x80) return BigInt.asUintN(64, value);
      shift += 7;
    }
    throw new SchemaError('A number has more than ten bytes: the record was written with another schema.');
  }
}

export const zigzag = (value: bigint): bigint => BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));

const shortText = 'The bytes end within the value: the record was written with another schema.';
