import * as zlib from 'node:zlib';
import type { Codec } from '../model';
import { DamagedData, maxUncompressedBytes } from './DamagedData';
import { decompressLz4 } from './decompressLz4';
import { decompressSnappy } from './decompressSnappy';
import { decompressZstd } from './decompressZstd';

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
        return decompressZstd(bytes);
      case 'unknown':
        throw new DamagedData('It is compressed with a codec that this version does not know.');
    }
  } catch (error) {
    if (error instanceof DamagedData) throw error;
    // zlib and the WASM decoder throw errors of their own for bytes that they cannot read.
    throw new DamagedData(`Its ${codec} data cannot be read.`);
  }
}
