import { DamagedData, maxUncompressedBytes } from './DamagedData';

/**
 * Snappy as Kafka's clients write it: the Java client wraps raw blocks in the framing of the xerial library, others send
 * one raw block. Source: "Snappy compressed format description" of google/snappy; SnappyOutputStream of xerial/snappy-java.
 */
export function decompressSnappy(bytes: Uint8Array): Uint8Array {
  if (!isFramed(bytes)) return decompressBlock(bytes, 0, bytes.length);
  const parts: Uint8Array[] = [];
  let total = 0;
  // After the magic stand two int32: the version and the oldest version that can read it.
  let at = xerialMagic.length + 8;
  while (at + 4 <= bytes.length) {
    const size = int32(bytes, at);
    at += 4;
    if (size < 0 || at + size > bytes.length) throw new DamagedData('A snappy frame is longer than its batch.');
    const part = decompressBlock(bytes, at, at + size);
    total += part.length;
    if (total > maxUncompressedBytes) throw new DamagedData('A snappy batch is too large.');
    parts.push(part);
    at += size;
  }
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const all = new Uint8Array(total);
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}

const xerialMagic = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00];

const isFramed = (bytes: Uint8Array): boolean =>
  bytes.length >= xerialMagic.length + 8 && xerialMagic.every((byte, at) => bytes[at] === byte);

const int32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);

function decompressBlock(input: Uint8Array, start: number, end: number): Uint8Array {
  let at = start;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    if (at >= end || shift > 28) throw new DamagedData('A snappy block has no length.');
    const byte = input[at++] ?? 0;
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  // No element yields more than 64 bytes from 3, so a longer claim is false and its memory is not to be asked for.
  if (length > maxUncompressedBytes || length > (end - at) * 22 + 64)
    throw new DamagedData('A snappy block claims an impossible length.');
  const output = new Uint8Array(length);
  let to = 0;
  while (at < end) {
    const tag = input[at++] ?? 0;
    let size: number;
    let distance = 0;
    switch (tag & 3) {
      case 0:
        size = tag >>> 2;
        if (size >= 60) {
          const extra = size - 59;
          size = 0;
          for (let i = 0; i < extra; i++) size += (input[at + i] ?? 0) * 2 ** (8 * i);
          at += extra;
        }
        size += 1;
        if (at + size > end || to + size > length) throw new DamagedData('A snappy literal runs over its block.');
        if (size <= 16) for (let i = 0; i < size; i++) output[to + i] = input[at + i] ?? 0;
        else output.set(input.subarray(at, at + size), to);
        at += size;
        to += size;
        continue;
      case 1:
        size = ((tag >>> 2) & 7) + 4;
        distance = ((tag & 0xe0) << 3) | (input[at] ?? 0);
        at += 1;
        break;
      case 2:
        size = (tag >>> 2) + 1;
        distance = (input[at] ?? 0) | ((input[at + 1] ?? 0) << 8);
        at += 2;
        break;
      default:
        size = (tag >>> 2) + 1;
        distance =
          ((input[at] ?? 0) | ((input[at + 1] ?? 0) << 8) | ((input[at + 2] ?? 0) << 16)) +
          (input[at + 3] ?? 0) * 2 ** 24;
        at += 4;
    }
    if (distance === 0 || distance > to || to + size > length || at > end)
      throw new DamagedData('A snappy copy points outside its block.');
    for (let i = 0; i < size; i++) output[to + i] = output[to - distance + i] ?? 0;
    to += size;
  }
  if (to !== length) throw new DamagedData('A snappy block is shorter than it claims.');
  return output;
}
