import { compilePattern } from '../base/compilePattern';

/** Says whether something stands in `bytes[start..end]`. */
export type ByteTest = (bytes: Uint8Array, start: number, end: number) => boolean;

/** Bytes of one field that are searched: a value of 20 MB must not hold up the worker. */
export const MAX_SEARCHED_BYTES = 1 << 20;
/** Bytes of one field that a pattern is run on. */
const MAX_MATCHED_BYTES = 1 << 16;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const lower = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

export const decodeText = (bytes: Uint8Array, start: number, end: number): string =>
  decoder.decode(bytes.subarray(start, end));

/** A search that does not tell capitals from small letters. ASCII is compared byte by byte, ten times faster than text. */
export function containsText(text: string): ByteTest {
  const wanted = text.toLowerCase();
  const needle = encoder.encode(wanted);
  if (needle.length !== wanted.length)
    return (bytes, start, end) =>
      start >= 0 &&
      decodeText(bytes, start, Math.min(end, start + MAX_SEARCHED_BYTES))
        .toLowerCase()
        .includes(wanted);
  const first = needle[0];
  if (first === undefined) return (_bytes, start) => start >= 0;
  return (bytes, start, end) => {
    if (start < 0) return false;
    const last = Math.min(end, start + MAX_SEARCHED_BYTES) - needle.length;
    for (let at = start; at <= last; at++) {
      if (lower[bytes[at] as number] !== first) continue;
      let same = 1;
      while (same < needle.length && lower[bytes[at + same] as number] === needle[same]) same++;
      if (same === needle.length) return true;
    }
    return false;
  };
}

/** A pattern of JavaScript. How long it takes nobody can know: whoever runs it bounds the time. */
export function matchesPattern(pattern: string, ignoreCase: boolean): ByteTest {
  const expression = compilePattern(pattern, ignoreCase);
  return (bytes, start, end) =>
    start >= 0 && expression.test(decodeText(bytes, start, Math.min(end, start + MAX_MATCHED_BYTES)));
}
