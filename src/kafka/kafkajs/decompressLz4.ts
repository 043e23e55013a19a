import { DamagedData, maxUncompressedBytes } from './DamagedData';

/**
 * The LZ4 frame format. Checksums are not verified: the batch has its own, and in the old message format (magic 0) the
 * Java client computed the header's checksum wrongly on purpose, to stay compatible with its first release (KAFKA-3160).
 * Source: "LZ4 Frame format description" and "LZ4 Block format description" of lz4/lz4.
 */
export function decompressLz4(input: Uint8Array): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const uint32 = (at: number): number => {
    if (at + 4 > input.length) throw new DamagedData('An LZ4 frame is cut.');
    return view.getUint32(at, true);
  };
  if (uint32(0) !== 0x184d2204) throw new DamagedData('An LZ4 batch does not begin with the frame magic.');
  const flags = input[4] ?? 0;
  const blockSizeCode = ((input[5] ?? 0) >>> 4) & 7;
  if (flags >>> 6 !== 1 || blockSizeCode < 4) throw new DamagedData('An LZ4 frame of an unknown version.');
  const maxBlock = 1 << (2 * blockSizeCode + 8);
  const blockChecksum = (flags & 0x10) !== 0 ? 4 : 0;
  // Magic, flags, block descriptor, then content size and dictionary id where flagged, then the header's checksum.
  let at = 6 + ((flags & 0x08) !== 0 ? 8 : 0) + ((flags & 0x01) !== 0 ? 4 : 0) + 1;

  let output = new Uint8Array(Math.min(maxBlock, 4 * input.length + 64));
  let to = 0;
  for (;;) {
    const word = uint32(at);
    at += 4;
    if (word === 0) break;
    const size = word & 0x7fffffff;
    if (size > maxBlock || at + size > input.length) throw new DamagedData('An LZ4 block is longer than its frame.');
    const room = word >>> 31 === 1 ? size : Math.min(maxBlock, size * 255 + 64);
    if (to + room > output.length) output = grow(output, to, to + room);
    if (word >>> 31 === 1) {
      output.set(input.subarray(at, at + size), to);
      to += size;
    } else to = decompressBlock(input, at, at + size, output, to);
    at += size + blockChecksum;
  }
  return output.subarray(0, to);
}

function grow(output: Uint8Array<ArrayBuffer>, used: number, needed: number): Uint8Array<ArrayBuffer> {
  if (needed > maxUncompressedBytes) throw new DamagedData('An LZ4 batch is too large.');
  const larger = new Uint8Array(Math.max(needed, 2 * output.length));
  larger.set(output.subarray(0, used));
  return larger;
}

function decompressBlock(input: Uint8Array, start: number, end: number, output: Uint8Array, begin: number): number {
  let at = start;
  let to = begin;
  while (at < end) {
    const token = input[at++] ?? 0;
    let literals = token >>> 4;
    if (literals === 15) {
      let more = 255;
      while (more === 255 && at < end) {
        more = input[at++] ?? 0;
        literals += more;
      }
    }
    if (at + literals > end || to + literals > output.length) throw new DamagedData('An LZ4 literal runs over.');
    if (literals <= 16) for (let i = 0; i < literals; i++) output[to + i] = input[at + i] ?? 0;
    else output.set(input.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    // The last sequence of a block has literals only.
    if (at >= end) break;
    const distance = (input[at] ?? 0) | ((input[at + 1] ?? 0) << 8);
    at += 2;
    let size = token & 15;
    if (size === 15) {
      let more = 255;
      while (more === 255 && at < end) {
        more = input[at++] ?? 0;
        size += more;
      }
    }
    size += 4;
    if (at > end || distance === 0 || distance > to || to + size > output.length)
      throw new DamagedData('An LZ4 match points outside its frame.');
    for (let i = 0; i < size; i++) output[to + i] = output[to - distance + i] ?? 0;
    to += size;
  }
  return to;
}
