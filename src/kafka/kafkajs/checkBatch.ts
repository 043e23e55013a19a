import * as zlib from 'node:zlib';
import type { BatchChecksum } from '../model';
import { crc32c } from './crc32c';
import { readInt64 } from './recordBatch';

/**
 * Computes the checksum of the batch that holds an offset, from bytes as the broker sends them: batches one after the
 * other from `start` on. Undefined when none of them, as far as they are whole, holds it.
 */
export function checkBatch(bytes: Buffer, start: number, end: number, offset: number): BatchChecksum | undefined {
  for (let at = start; at + 27 <= end; ) {
    const size = bytes.readInt32BE(at + 8);
    const next = at + 12 + size;
    if (size < 14 || next > end) return undefined;
    const baseOffset = readInt64(bytes, at);
    const isOld = (bytes[at + 16] ?? 0) < 2;
    // A compressed set of the old formats carries the offset of its last message.
    const lastOffset = isOld ? baseOffset : baseOffset + bytes.readInt32BE(at + 23);
    if (offset <= lastOffset) {
      const first = isOld ? undefined : baseOffset;
      return {
        first,
        last: lastOffset,
        sizeInBytes: next - at,
        algorithm: isOld ? 'CRC-32' : 'CRC-32C',
        stored: bytes.readUInt32BE(at + (isOld ? 12 : 17)),
        computed: isOld ? crc32(bytes.subarray(at + 16, next)) : crc32c(bytes, at + 21, next),
      };
    }
    at = next;
  }
  return undefined;
}

const crc32 = (bytes: Uint8Array): number => zlib.crc32(bytes);
