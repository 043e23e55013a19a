import { emptyRecord } from '../kafka/emptyRecord';
import type { RecordView } from '../kafka/model';
import type { Content } from './redactRecord';

const utf8 = new TextEncoder();

/** A record that has this content, as one from the log would have it. */
export function recordOf({ key, value, headers }: Content): RecordView {
  const parts: Uint8Array[] = [];
  let size = 0;
  const add = (bytes: Uint8Array): number => {
    parts.push(bytes);
    size += bytes.length;
    return size;
  };
  const keyEnd = key ? add(key) : 0;
  const valueEnd = value ? add(value) : keyEnd;
  for (const { name, value: content } of headers) {
    const bytes = utf8.encode(name);
    add(zigzag(bytes.length));
    add(bytes);
    add(zigzag(content ? content.length : -1));
    if (content) add(content);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return {
    ...emptyRecord(),
    bytes,
    keyStart: key ? 0 : -1,
    keyEnd: key ? keyEnd : -1,
    valueStart: value ? keyEnd : -1,
    valueEnd: value ? valueEnd : -1,
    headersStart: valueEnd,
    headersEnd: size,
    headerCount: headers.length,
  };
}

/** A length as Kafka writes it: zig-zag, seven bits a byte. */
function zigzag(length: number): Uint8Array {
  const bytes: number[] = [];
  let rest = length < 0 ? -2 * length - 1 : 2 * length;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}
