import { toBase64 } from '../base/toBase64';
import { SchemaError } from '../kafka/schemas';
import type { DecoderKind } from '../protocol/decoding';

export type PlainKind = Exclude<DecoderKind, 'auto' | 'schema' | 'avro'>;

/** Bytes as text by a rule that needs no schema. Throws a SchemaError where they are not of the kind. */
export function decodePlain(kind: PlainKind, bytes: Uint8Array): { readonly text: string; readonly as: string } {
  const number = (length: number, as: string, read: (view: DataView) => string) => {
    if (bytes.length !== length) throw new SchemaError(`${as} has ${length} bytes, and these are ${bytes.length}.`);
    return { text: read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length)), as };
  };
  switch (kind) {
    case 'text':
      return { text: utf8(bytes, 'This is no UTF-8.'), as: 'UTF-8' };
    case 'json': {
      const text = utf8(bytes, 'This is no JSON.');
      try {
        JSON.parse(text);
      } catch (error) {
        throw new SchemaError('This is no JSON.', { cause: error });
      }
      return { text, as: 'JSON' };
    }
    case 'hex':
      return { text: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' '), as: 'hex' };
    case 'base64':
      return { text: toBase64(bytes), as: 'base64' };
    case 'int32':
      return number(4, 'A 32-bit integer', (view) => String(view.getInt32(0)));
    case 'int32le':
      return number(4, 'A 32-bit integer', (view) => String(view.getInt32(0, true)));
    case 'int64':
      return number(8, 'A 64-bit integer', (view) => String(view.getBigInt64(0)));
    case 'int64le':
      return number(8, 'A 64-bit integer', (view) => String(view.getBigInt64(0, true)));
    case 'double':
      return number(8, 'A double', (view) => doubleText(view.getFloat64(0)));
  }
}

const doubleText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8(bytes: Uint8Array, problem: string): string {
  try {
    return strict.decode(bytes);
  } catch (error) {
    throw new SchemaError(problem, { cause: error });
  }
}
