import * as zlib from 'node:zlib';
import { ZSTDDecoder } from 'zstddec';
import { DamagedData, maxUncompressedBytes } from './DamagedData';

/** To be awaited before the first {@link decompressZstd}: WASM is compiled in the background. */
export const prepareZstd = (): Promise<void> => (native ? Promise.resolve() : decoder.init());

/** Unpacks zstd frames. Throws {@link DamagedData}, and errors of zlib, for bytes that are none. */
export function decompressZstd(bytes: Uint8Array): Uint8Array {
  if (native) return native(bytes, { maxOutputLength: maxUncompressedBytes });
  const unpacked = decoder.decode(bytes, zstdBound(bytes));
  // The library answers errors of libzstd with no bytes; a batch always has some.
  if (unpacked.length === 0) throw new DamagedData('Its zstd data cannot be read.');
  return unpacked;
}

type ZstdDecompress = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

/** Node has zstd from 22.15 and 23.8 on; VS Code 1.100 runs Node 20, and so may the command line. */
const native = (zlib as { readonly zstdDecompressSync?: ZstdDecompress }).zstdDecompressSync;

/** libzstd as WASM. fzstd, which is plain JavaScript, was tried: some damaged inputs keep it busy for ever. */
const decoder = new ZSTDDecoder();

const maxBlockBytes = 128 * 1024;

/**
 * At most so many bytes come out of these frames, from the headers of their blocks: Kafka's producers write the size of
 * the content into no frame, and the streaming that does without it ends on damage in the library neither with an error
 * nor at all. Source: RFC 8878, sections 3.1.1 and 3.1.2.
 */
function zstdBound(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let bound = 0;
  let at = 0;
  const header = (size: number): number => {
    if (at + size > bytes.length) throw new DamagedData('Its zstd data is cut.');
    at += size;
    return at - size;
  };
  while (at < bytes.length) {
    const magic = view.getUint32(header(4), true);
    if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) {
      header(view.getUint32(header(4), true));
      continue;
    }
    if (magic !== 0xfd2fb528) throw new DamagedData('It is not zstd data.');
    const descriptor = view.getUint8(header(1));
    const isSingleSegment = (descriptor & 0x20) !== 0;
    const contentSizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
    header((isSingleSegment ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0) + contentSizeBytes);
    for (let isLast = false; !isLast; ) {
      const start = header(3);
      const block = view.getUint16(start, true) | (view.getUint8(start + 2) << 16);
      const [type, size] = [(block >>> 1) & 3, block >>> 3];
      isLast = (block & 1) === 1;
      // 0 = raw, 1 = one byte repeated `size` times, 2 = compressed.
      header(type === 1 ? 1 : size);
      bound += type === 2 ? maxBlockBytes : size;
      if (bound > maxUncompressedBytes) throw new DamagedData('A zstd batch is too large.');
    }
    if ((descriptor & 4) !== 0) header(4);
  }
  return Math.max(1, bound);
}
