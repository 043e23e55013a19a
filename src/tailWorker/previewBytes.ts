import type { Preview } from '../tail/model';

/** A hex dump longer than this helps nobody and costs three characters a byte. */
const MAX_HEX_BYTES = 4096;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text where they are UTF-8, as hex where they are not. `total` is the size before `bytes` was cut. */
export function previewBytes(bytes: Uint8Array, total: number): Preview {
  const cut = total > bytes.length;
  const text = decode(cut ? bytes.subarray(0, wholeCharacters(bytes)) : bytes);
  if (text !== undefined) return { text, cut, binary: false };
  const shown = bytes.subarray(0, MAX_HEX_BYTES);
  const hex = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return { text: hex, cut: total > shown.length, binary: true };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Length without a UTF-8 sequence that the cut has torn apart: such bytes are not a fault of the record. */
function wholeCharacters(bytes: Uint8Array): number {
  const end = bytes.length;
  for (let back = 1; back <= Math.min(4, end); back += 1) {
    const byte = bytes[end - back] ?? 0;
    if (byte < 0x80) return end;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? end - back : end;
  }
  return end;
}
