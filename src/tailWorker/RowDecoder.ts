import type { RecordView } from '../kafka/model';
import { readFrame, readMessagePath } from '../kafka/schemaFrame';
import { isSchemaError, type SchemaCodec, type SchemaType } from '../kafka/schemas';
import { autoDecoders, type DecoderChoice, type Decoders } from '../protocol/decoding';
import type { Preview, Row } from '../tail/model';
import { preview } from '../tail/preview';
import type { Probe } from '../tail/probe';
import { decodePlain } from './plainDecoder';
import type { SchemaBook } from './SchemaBook';

type Part = 'key' | 'value';

type Decoded =
  | { readonly text: string; readonly as: string }
  | { readonly problem: string; readonly isPending?: true }
  /** Nothing but its bytes. */
  | undefined;

/** Decoding needs the whole payload, for a screen full of rows ten times a second. */
const maxRowBytes = 64 * 1024;
/** As much of a line as anybody reads. */
const maxRowCharacters = 512;

/** Shows keys and values by the decoders that the user chose. The analysis never sees what is decoded here. */
export class RowDecoder {
  decoders: Decoders = autoDecoders;
  private readonly book: SchemaBook;
  private readonly hasRegistry: boolean;

  constructor(book: SchemaBook, hasRegistry: boolean) {
    this.book = book;
    this.hasRegistry = hasRegistry;
  }

  /** Whether anything is shown otherwise than as its bytes. */
  get isActive(): boolean {
    return this.hasRegistry || this.decoders.key.kind !== 'auto' || this.decoders.value.kind !== 'auto';
  }

  row(row: Row, payload: RecordView | undefined): Row {
    if (row.kind !== 'record' || payload === undefined || !this.isActive) return row;
    const { bytes, keyStart, keyEnd, valueStart, valueEnd } = payload;
    return {
      ...row,
      key: keyStart < 0 ? row.key : this.line('key', bytes.subarray(keyStart, keyEnd)),
      value: valueStart < 0 ? row.value : this.line('value', bytes.subarray(valueStart, valueEnd)),
    };
  }

  /** Of `total` bytes, `bytes` are at hand; `plain` is how they are shown where no decoder shows them. */
  full(part: Part, bytes: Uint8Array, total: number, plain: Preview): Preview {
    if (!this.isActive) return plain;
    const isWhole = bytes.length === total;
    const decoded = isWhole ? this.decode(part, bytes) : this.tooLarge(part, bytes);
    return decoded === undefined ? plain : 'problem' in decoded ? { ...plain, ...decoded } : shown(decoded);
  }

  /** The row as a filter sees it: what is decoded is looked into as it is shown. */
  probe(probe: Probe): Probe {
    const { payload } = probe;
    if (!this.isActive || payload === undefined) return probe;
    const view = this.view(payload);
    return view === payload ? probe : Object.create(probe, { payload: { value: view } });
  }

  /** The record with its decoded texts in place of key and value. */
  view(payload: RecordView): RecordView {
    const { bytes, keyStart, keyEnd, valueStart, valueEnd, headersStart, headersEnd } = payload;
    const key = keyStart < 0 ? undefined : this.textOf('key', bytes.subarray(keyStart, keyEnd));
    const value = valueStart < 0 ? undefined : this.textOf('value', bytes.subarray(valueStart, valueEnd));
    if (key === undefined && value === undefined) return payload;
    const keyBytes = key ?? bytes.subarray(Math.max(0, keyStart), keyEnd);
    const valueBytes = value ?? bytes.subarray(Math.max(0, valueStart), valueEnd);
    const headers = bytes.subarray(headersStart, headersEnd);
    const all = new Uint8Array(keyBytes.length + valueBytes.length + headers.length);
    all.set(keyBytes);
    all.set(valueBytes, keyBytes.length);
    all.set(headers, keyBytes.length + valueBytes.length);
    const end = keyBytes.length + valueBytes.length;
    return {
      ...payload,
      bytes: all,
      ...(keyStart < 0 ? {} : { keyStart: 0, keyEnd: keyBytes.length }),
      ...(valueStart < 0 ? {} : { valueStart: keyBytes.length, valueEnd: end }),
      headersStart: end,
      headersEnd: all.length,
    };
  }

  private line(part: Part, bytes: Uint8Array): Preview {
    const plain = preview(bytes);
    const decoded = bytes.length > maxRowBytes ? this.tooLarge(part, bytes) : this.decode(part, bytes);
    if (decoded === undefined) return plain;
    if ('problem' in decoded) return { ...plain, ...decoded };
    if (decoded.text.length <= maxRowCharacters) return shown(decoded);
    // Never between the halves of a character.
    const end = /[\ud800-\udbff]/.test(decoded.text.charAt(maxRowCharacters - 1))
      ? maxRowCharacters - 1
      : maxRowCharacters;
    return { ...shown(decoded), text: decoded.text.slice(0, end), cut: true };
  }

  private textOf(part: Part, bytes: Uint8Array): Uint8Array | undefined {
    const decoded = bytes.length > maxRowBytes ? undefined : this.decode(part, bytes);
    return decoded && 'text' in decoded ? utf8.encode(decoded.text) : undefined;
  }

  private decode(part: Part, bytes: Uint8Array): Decoded {
    const choice = this.decoders[part];
    try {
      switch (choice.kind) {
        case 'auto':
          return this.hasRegistry ? this.bySchema(bytes) : undefined;
        case 'schema':
          return this.hasRegistry
            ? (this.bySchema(bytes) ?? {
                problem: 'No schema id stands before it: it was not written through a registry.',
              })
            : { problem: 'This connection has no schema registry: edit it to add one.' };
        case 'avro':
          return this.byFile(choice.schema.text, choice.schema.name, bytes);
        default:
          return decodePlain(choice.kind, bytes);
      }
    } catch (error) {
      if (isSchemaError(error)) return { problem: error.message };
      // A schema of thousands of levels may exhaust the stack in the parser of its language.
      if (error instanceof RangeError) return { problem: 'The value is too deep or too large to be decoded.' };
      throw error;
    }
  }

  private bySchema(bytes: Uint8Array): Decoded {
    const frame = readFrame(bytes);
    if (!frame) return undefined;
    const state = this.book.byId(frame.id);
    if (state.kind === 'loading')
      return { problem: `Schema ${frame.id} is being fetched from the registry.`, isPending: true };
    if (state.kind === 'failed') return { problem: state.sentence };
    const as = `${schemaNames[state.type]}, schema ${frame.id}`;
    if (state.type !== 'PROTOBUF') return { text: state.codec.decode(bytes.subarray(frame.end)), as };
    const { path, end } = readMessagePath(bytes, frame.end);
    return { text: state.codec.decode(bytes.subarray(end), path), as };
  }

  private byFile(schema: string, name: string, bytes: Uint8Array): Decoded {
    const state = this.book.ofText(schema);
    if (state.kind === 'loading') return { problem: `${name} is being read.`, isPending: true };
    if (state.kind === 'failed') return { problem: `${name}: ${state.sentence}` };
    return { text: decodeUnframed(state.codec, bytes), as: `Avro, ${name}` };
  }

  private tooLarge(part: Part, bytes: Uint8Array): Decoded {
    return wants(this.decoders[part], bytes) ? { problem: 'It is too large to be decoded here.' } : undefined;
  }
}

const utf8 = new TextEncoder();

const schemaNames: Readonly<Record<SchemaType, string>> = {
  AVRO: 'Avro',
  PROTOBUF: 'Protobuf',
  JSON: 'JSON Schema',
};

const shown = ({ text, as }: { readonly text: string; readonly as: string }): Preview => ({
  text,
  cut: false,
  binary: false,
  as,
});

const wants = ({ kind }: DecoderChoice, bytes: Uint8Array): boolean =>
  kind === 'auto' ? readFrame(bytes) !== undefined : kind !== 'text' && kind !== 'json';

/** The file is right whatever stands before the payload: Confluent's frame, Avro's single-object head, nothing. */
function decodeUnframed(codec: SchemaCodec, bytes: Uint8Array): string {
  const heads = [readFrame(bytes)?.end, bytes[0] === 0xc3 && bytes[1] === 1 ? 10 : undefined];
  for (const head of heads) {
    if (head === undefined) continue;
    try {
      return codec.decode(bytes.subarray(head));
    } catch (error) {
      if (!isSchemaError(error)) throw error;
    }
  }
  return codec.decode(bytes);
}
