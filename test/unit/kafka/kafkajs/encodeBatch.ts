import { crc32, gzipSync } from 'node:zlib';

/** A record for the encoders of the tests, which are written from the protocol documentation and not from our decoder. */
export interface PlainRecord {
  readonly offset: number;
  readonly timestamp?: number;
  readonly key?: string | null;
  readonly value?: string | null;
  readonly headers?: readonly (readonly [string, string | null])[];
}

export interface BatchOptions {
  readonly records: readonly PlainRecord[];
  readonly baseOffset?: number;
  readonly lastOffsetDelta?: number;
  readonly attributes?: number;
  readonly producerId?: number;
  /** Replaces the records section, such as by a compressed one. */
  readonly compress?: (plain: Buffer) => Buffer;
}

export function encodeBatch(options: BatchOptions): Buffer {
  const { records } = options;
  const base = options.baseOffset ?? records[0]?.offset ?? 0;
  const baseTimestamp = records[0]?.timestamp ?? 1_700_000_000_000;
  const plain = Buffer.concat(records.map((record) => encodeRecord(record, base, baseTimestamp)));
  const payload = options.compress ? options.compress(plain) : plain;
  const head = Buffer.alloc(61);
  head.writeBigInt64BE(BigInt(base), 0);
  head.writeInt32BE(49 + payload.length, 8);
  head.writeInt32BE(7, 12);
  head.writeInt8(2, 16);
  head.writeInt16BE(options.attributes ?? 0, 21);
  head.writeInt32BE(options.lastOffsetDelta ?? (records.at(-1)?.offset ?? base) - base, 23);
  head.writeBigInt64BE(BigInt(baseTimestamp), 27);
  const latest = records.reduce((time, record) => Math.max(time, record.timestamp ?? baseTimestamp), baseTimestamp);
  head.writeBigInt64BE(BigInt(latest), 35);
  head.writeBigInt64BE(BigInt(options.producerId ?? -1), 43);
  head.writeInt16BE(-1, 51);
  head.writeInt32BE(-1, 53);
  head.writeInt32BE(records.length, 57);
  return Buffer.concat([head, payload]);
}

function encodeRecord(record: PlainRecord, base: number, baseTimestamp: number): Buffer {
  const headers = record.headers ?? [];
  const body = Buffer.concat([
    Buffer.from([0]),
    varint((record.timestamp ?? baseTimestamp) - baseTimestamp),
    varint(record.offset - base),
    sized(record.key ?? null),
    sized(record.value ?? null),
    varint(headers.length),
    ...headers.flatMap(([name, value]) => [sized(name), sized(value)]),
  ]);
  return Buffer.concat([varint(body.length), body]);
}

const sized = (text: string | null): Buffer =>
  text === null ? varint(-1) : Buffer.concat([varint(Buffer.byteLength(text)), Buffer.from(text)]);

export function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

/** A message of magic 0 or 1. `wrapped` makes it the wrapper of a gzip message set. */
export function encodeMessage(magic: 0 | 1, record: PlainRecord, attributes = 0, wrapped?: Buffer): Buffer {
  const bytes = (value: Buffer | null): Buffer => {
    const size = Buffer.alloc(4);
    size.writeInt32BE(value === null ? -1 : value.length);
    return value === null ? size : Buffer.concat([size, value]);
  };
  const timestamp = Buffer.alloc(magic === 1 ? 8 : 0);
  if (magic === 1) timestamp.writeBigInt64BE(BigInt(record.timestamp ?? -1));
  const text = (value: string | null | undefined): Buffer | null => (value == null ? null : Buffer.from(value));
  const body = Buffer.concat([
    Buffer.from([magic, attributes]),
    timestamp,
    bytes(text(record.key)),
    bytes(wrapped ? gzipSync(wrapped) : text(record.value)),
  ]);
  const head = Buffer.alloc(16);
  head.writeBigInt64BE(BigInt(record.offset), 0);
  head.writeInt32BE(body.length + 4, 8);
  head.writeUInt32BE(crc32(body), 12);
  return Buffer.concat([head, body]);
}
