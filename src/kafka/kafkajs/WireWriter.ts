import Encoder from 'kafkajs/src/protocol/encoder';

/**
 * Writes a request's body for APIs that kafkajs lacks, in either of the protocol's two encodings: lengths as fixed
 * numbers, or as varints with tagged fields behind each structure (KIP-482, "flexible").
 */
export class WireWriter {
  readonly isFlexible: boolean;
  private readonly encoder = new Encoder();

  constructor(isFlexible: boolean) {
    this.isFlexible = isFlexible;
  }

  int8(value: number): this {
    this.encoder.writeInt8(value);
    return this;
  }

  int16(value: number): this {
    this.encoder.writeInt16(value);
    return this;
  }

  int32(value: number): this {
    this.encoder.writeInt32(value);
    return this;
  }

  int64(value: number): this {
    this.encoder.writeInt64(value);
    return this;
  }

  boolean(value: boolean): this {
    return this.int8(value ? 1 : 0);
  }

  /** Undefined is null on the wire. */
  string(value: string | undefined): this {
    if (value === undefined) return this.isFlexible ? this.varint(0) : this.int16(-1);
    const bytes = Buffer.from(value, 'utf8');
    if (this.isFlexible) this.varint(bytes.length + 1);
    else this.int16(bytes.length);
    this.encoder.writeBufferInternal(bytes);
    return this;
  }

  /** In the encoding with fixed lengths only. */
  bytes(value: Buffer): this {
    this.int32(value.length);
    this.encoder.writeBufferInternal(value);
    return this;
  }

  /** Undefined is null on the wire. `each` writes one item; its tagged fields are written here. */
  array<T>(items: readonly T[] | undefined, each: (item: T) => void, options = { isStructure: true }): this {
    if (this.isFlexible) this.varint(items === undefined ? 0 : items.length + 1);
    else this.int32(items?.length ?? -1);
    for (const item of items ?? []) {
      each(item);
      if (options.isStructure) this.tags();
    }
    return this;
  }

  strings(items: readonly string[] | undefined): this {
    return this.array(items, (item) => this.string(item), { isStructure: false });
  }

  /** No tagged fields. */
  tags(): this {
    return this.isFlexible ? this.varint(0) : this;
  }

  /** What kafkajs sends. */
  finish(): Encoder {
    return this.encoder;
  }

  private varint(value: number): this {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    return this.byte(rest);
  }

  private byte(value: number): this {
    this.encoder.writeInt8(value > 0x7f ? value - 0x100 : value);
    return this;
  }
}
