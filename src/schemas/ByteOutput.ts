import { SchemaError } from '../kafka/schemas';

/** No broker takes more in one request unless `socket.request.max.bytes` was raised: defaults of a schema multiply. */
const maxBytes = 100 * 1_048_576;

/** Grows as it is written to, up to the size of a broker's largest request: beyond that it throws a SchemaError. */
export class ByteOutput {
  private buffer = new Uint8Array(256);
  private length = 0;

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  byte(value: number): void {
    this.room(1);
    this.buffer[this.length] = value;
    this.length += 1;
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Little-endian. */
  float(value: number): void {
    const view = new DataView(new ArrayBuffer(4));
    view.setFloat32(0, value, true);
    this.raw(new Uint8Array(view.buffer));
  }

  double(value: number): void {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value, true);
    this.raw(new Uint8Array(view.buffer));
  }

  /** Of 64 bits at most; a negative number counts as its two's complement. */
  varint(value: bigint): void {
    let rest = BigInt.asUintN(64, value);
    while (rest >= 0x80n) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest));
  }

  zigzag(value: bigint): void {
    this.varint((value << 1n) ^ (value >> 63n));
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    if (this.length + bytes > maxBytes) throw new SchemaError('The record would have more than 100 MiB.');
    const larger = new Uint8Array((this.length + bytes) * 2);
    larger.set(this.buffer);
    this.buffer = larger;
  }
}
