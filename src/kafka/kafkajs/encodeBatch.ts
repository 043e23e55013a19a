import { Buffer } from 'node:buffer';
import crc32C from 'kafkajs/src/protocol/recordBatch/crc32C';
import type { OutgoingRecord, ProducerCodec } from '../producer';
import { compress } from './compress';

/** Who writes; -1 each for a producer without idempotence. */
export interface BatchProducer {
  readonly id: number;
  readonly epoch: number;
  readonly baseSequence: number;
}

export interface OutgoingBatch {
  readonly records: readonly OutgoingRecord[];
  /** Of each record, milliseconds since the epoch. */
  readonly timestamp: number;
  readonly codec: ProducerCodec;
  readonly producer: BatchProducer;
  readonly isTransactional: boolean;
}

const codecBits: Readonly<Record<ProducerCodec, number>> = { none: 0, gzip: 1, zstd: 4 };

/**
 * A record batch of magic 2. kafkajs's own encoder fails on a header without a value, loses the order of headers, and
 * writes epoch and sequence 0 for producers that have none.
 * Source: Kafka protocol documentation, "Record Batch".
 */
export async function encodeBatch({
  records,
  timestamp,
  codec,
  producer,
  isTransactional,
}: OutgoingBatch): Promise<Buffer> {
  const plain = Buffer.concat(records.map(encodeRecord));
  const payload = await compress(plain, codec);
  const batch = Buffer.alloc(headerBytes + payload.length);
  batch.writeInt32BE(batch.length - 12, 8);
  batch.writeInt32BE(-1, 12);
  batch.writeInt8(2, 16);
  batch.writeInt16BE(codecBits[codec] | (isTransactional ? 0x10 : 0), 21);
  batch.writeInt32BE(records.length - 1, 23);
  batch.writeBigInt64BE(BigInt(timestamp), 27);
  batch.writeBigInt64BE(BigInt(timestamp), 35);
  batch.writeBigInt64BE(BigInt(producer.id), 43);
  batch.writeInt16BE(producer.epoch, 51);
  batch.writeInt32BE(producer.baseSequence, 53);
  batch.writeInt32BE(records.length, 57);
  payload.copy(batch, headerBytes);
  batch.writeUInt32BE(crc32C(batch.subarray(21)), 17);
  return batch;
}

/** Bytes before the records: base offset to record count. */
const headerBytes = 61;

function encodeRecord(record: OutgoingRecord, offsetDelta: number): Buffer {
  // Attributes, then the difference to the batch's timestamp: one for all.
  const parts = [Buffer.from([0, 0]), varint(offsetDelta), ...sized(record.key), ...sized(record.value)];
  parts.push(varint(record.headers.length));
  for (const { name, value } of record.headers) parts.push(...sized(Buffer.from(name, 'utf8')), ...sized(value));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([varint(length), ...parts]);
}

function sized(bytes: Uint8Array | null): Buffer[] {
  if (bytes === null) return [varint(-1)];
  return [varint(bytes.length), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)];
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}
