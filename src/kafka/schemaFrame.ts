import { SchemaError, type SchemaType } from './schemas';

/** What Confluent's serializers write before a payload. */
export interface Frame {
  readonly id: number;
  /** Where what follows the id begins. */
  readonly end: number;
}

/**
 * Magic byte 0 and the schema's id in four bytes, big-endian.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 */
export function readFrame(bytes: Uint8Array): Frame | undefined {
  if (bytes.length < headLength || bytes[0] !== 0) return undefined;
  const id = new DataView(bytes.buffer, bytes.byteOffset).getInt32(1);
  return id > 0 ? { id, end: headLength } : undefined;
}

/**
 * Which message of a .proto file follows: zigzag varints, their number first, each the index within the one before; one
 * byte 0 stands for the file's first message. Answers where the message itself begins.
 */
export function readMessagePath(
  bytes: Uint8Array,
  start: number,
): { readonly path: readonly number[]; readonly end: number } {
  let at = start;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined) break;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    throw new SchemaError('The message indexes behind the schema id cannot be read.');
  };
  const count = next();
  if (count === 0) return { path: [0], end: at };
  if (count < 0 || count > maxDepth)
    throw new SchemaError(`The message indexes behind the schema id claim ${count} levels of nesting.`);
  const path: number[] = [];
  while (path.length < count) path.push(next());
  return { path, end: at };
}

/** A payload with its frame. A Protobuf payload is the file's first message. */
export function writeFrame(id: number, type: SchemaType, payload: Uint8Array): Uint8Array {
  const head = type === 'PROTOBUF' ? headLength + 1 : headLength;
  const bytes = new Uint8Array(head + payload.length);
  new DataView(bytes.buffer).setInt32(1, id);
  bytes.set(payload, head);
  return bytes;
}

const headLength = 5;
const maxDepth = 100;
