/** The moves of a reader that walks through JSON bytes without parsing them. Total: every answer is inside the bytes. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/** Where the value of a member starts, or -1. */
export function member(bytes: Uint8Array, from: number, end: number, name: Uint8Array): number {
  if (bytes[from] !== OPEN) return -1;
  let at = blank(bytes, from + 1, end);
  while (at < end && bytes[at] === QUOTE) {
    const nameAt = at + 1;
    const nameEnd = text(bytes, at, end) - 1;
    at = blank(bytes, nameEnd + 1, end);
    if (bytes[at] !== 0x3a) return -1;
    at = blank(bytes, at + 1, end);
    if (nameEnd - nameAt === name.length) {
      let same = 0;
      while (same < name.length && bytes[nameAt + same] === name[same]) same++;
      if (same === name.length) return at < end ? at : -1;
    }
    at = blank(bytes, value(bytes, at, end), end);
    if (bytes[at] !== 0x2c) return -1;
    at = blank(bytes, at + 1, end);
  }
  return -1;
}

/** Where the value of a list's element starts, or -1. */
export function elementOf(bytes: Uint8Array, from: number, end: number, index: number): number {
  if (bytes[from] !== OPEN_LIST) return -1;
  let at = blank(bytes, from + 1, end);
  for (let i = 0; at < end && bytes[at] !== CLOSE_LIST; i++) {
    if (i === index) return at;
    at = blank(bytes, value(bytes, at, end), end);
    if (bytes[at] !== 0x2c) return -1;
    at = blank(bytes, at + 1, end);
  }
  return -1;
}

/** The place behind a value. */
export function value(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  let depth = 0;
  while (at < end) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = text(bytes, at, end);
      if (depth === 0) return at;
      continue;
    }
    if (byte === OPEN || byte === OPEN_LIST) depth++;
    else if (byte === CLOSE || byte === CLOSE_LIST) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === 0x2c || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09))
      return at;
    at++;
  }
  return end;
}

/** The place behind the closing quote of a string. */
function text(bytes: Uint8Array, from: number, end: number): number {
  let at = from + 1;
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(end, at + 1);
}

/** The first place that holds no white space. */
export function blank(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at++;
  }
  return end;
}
