import * as zlib from 'node:zlib';
import { decompress as decompressZstd } from 'fzstd';
import type { Codec } from '../model';
import { DamagedData, maxUncompressedBytes } from './DamagedData';
import { decompressLz4 } from './decompressLz4';
import { decompressSnappy } from './decompressSnappy';

/** The codec of a batch from the lower three bits of its attributes. */
export const codecOf = (attributes: number): Codec | 'unknown' => codecs[attributes & 7] ?? 'unknown';

const codecs: readonly Codec[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

/** The records section of a batch in plain bytes. Throws {@link DamagedData}, also for a codec that is not known. */
export function decompress(codec: Codec | 'unknown', bytes: Uint8Array): Uint8Array {
  try {
    switch (codec) {
      case 'none':
        return bytes;
      case 'gzip':
        return zlib.gunzipSync(bytes, { maxOutputLength: maxUncompressedBytes });
      case 'snappy':
        return decompressSnappy(bytes);
      case 'lz4':
        return decompressLz4(bytes);
      case 'zstd':
        return zstd(bytes);
      case 'unknown':
        throw new DamagedData('It is compressed with a codec that this version does not know.');
    }
  } catch (error) {
    if (error instanceof DamagedData) throw error;
    // zlib and fzstd throw errors of their own for bytes that they cannot read.
    throw new DamagedData(`Its ${codec} data cannot be read.`);
  }
}

type ZstdDecompress = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

/** Node has zstd from 22.15 and 23.8 on; VS Code 1.100 runs Node 20. */
const native = (zlib as { readonly zstdDecompressSync?: ZstdDecompress }).zstdDecompressSync;

function zstd(bytes: Uint8Array): Uint8Array {
  if (native) return native(bytes, { maxOutputLength: maxUncompressedBytes });
  if (zstdContentSize(bytes) > maxUncompressedBytes) throw new DamagedData('A zstd batch is too large.');
  return decompressZstd(bytes);
}

/** What the frame header says that it will unpack to, or 0 where it says nothing (RFC 8878, section 3.1.1.1). */
function zstdContentSize(bytes: Uint8Array): number {
  const descriptor = bytes[4] ?? 0;
  const singleSegment = (descriptor & 0x20) !== 0;
  const sizeBytes = [singleSegment ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
  let at = 5 + (singleSegment ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  let size = sizeBytes === 2 ? 256 : 0;
  for (let i = 0; i < sizeBytes; i++) size += (bytes[at++] ?? 0) * 2 ** (8 * i);
  return size;
}
