import type { Preview } from './model';

const MAX_BYTES = 512;
const MAX_HEX_BYTES = 32;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text for one line on screen: UTF-8 where it is that, else hex. Controls stay what they are: the view makes them visible. */
export function preview(bytes: Uint8Array, start = 0, end = bytes.length): Preview {
  const cut = end - start > MAX_BYTES;
  const stop = cut ? wholeCharacters(bytes, start, start + MAX_BYTES) : end;
  try {
    const text = strict.decode(bytes.subarray(start, stop));
    if (!text.includes('\u0000')) return { text, cut, binary: false };
  } catch {
    // Not UTF-8: shown as hex below.
  }
  const hexEnd = Math.min(end, start + MAX_HEX_BYTES);
  const hex = Array.from(bytes.subarray(start, hexEnd), (byte) => byte.toString(16).padStart(2, '0'));
  return { text: hex.join(' '), cut: hexEnd < end, binary: true };
}

/** The cut moved back to the beginning of a character. */
function wholeCharacters(bytes: Uint8Array, start: number, stop: number): number {
  let at = stop;
  while (at > start && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  return at;
}
