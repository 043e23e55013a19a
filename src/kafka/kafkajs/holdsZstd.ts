import { codecOf } from './decompress';
import type { FetchedPartition } from './fetchResponse';
import { recordBatchOverhead } from './recordBatch';

/** Whether one of the batches is compressed with zstd, from their headers alone; behind a damaged size there are none. */
export function holdsZstd({ bytes, start, end }: Pick<FetchedPartition, 'bytes' | 'start' | 'end'>): boolean {
  for (let at = start; at + recordBatchOverhead <= end; ) {
    const size = bytes.readInt32BE(at + 8);
    if (size < 0) return false;
    if (bytes[at + 16] === 2 && codecOf(bytes.readInt16BE(at + 21)) === 'zstd') return true;
    at += 12 + size;
  }
  return false;
}
