import { type Schema, type SchemaCodec, SchemaError } from '../kafka/schemas';
import { parseAvro } from './avroTypes';
import { decodeAvro } from './decodeAvro';
import { decodeProtobuf } from './decodeProtobuf';
import { encodeAvro } from './encodeAvro';
import { encodeProtobuf } from './encodeProtobuf';
import { compileJsonSchema } from './jsonSchema';
import { parseProto } from './protoFile';

/** What a schema refers to, directly or not, by the name used for it; each comes after those that it uses itself. */
export type NamedText = readonly [name: string, text: string];

/** Throws a SchemaError where the schema is of no use, and so does all that the codec does. */
export function createCodec(schema: Pick<Schema, 'type' | 'text'>, references: readonly NamedText[]): SchemaCodec {
  const codec = withinStack('The schema', () => codecOf(schema, references));
  return {
    characters: references.reduce((sum, [, text]) => sum + text.length, schema.text.length),
    decode: (bytes, path) => withinStack('The value', () => codec.decode(bytes, path)),
    encode: (json) => withinStack('The value', () => codec.encode(json)),
  };
}

/** A parser and a validator of others go as deep as they are led to. */
function withinStack<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) throw new SchemaError(`${what} is too deep or too large.`, { cause: error });
    throw error;
  }
}

function codecOf(
  { type, text }: Pick<Schema, 'type' | 'text'>,
  references: readonly NamedText[],
): Pick<SchemaCodec, 'decode' | 'encode'> {
  switch (type) {
    case 'AVRO': {
      const schema = parseAvro(
        text,
        references.map(([, reference]) => reference),
      );
      return {
        decode: (bytes) => decodeAvro(schema, bytes),
        encode: (json) => encodeAvro(schema, parseValue(json)),
      };
    }
    case 'PROTOBUF': {
      const file = parseProto(text, references);
      return {
        decode: (bytes, path = [0]) => decodeProtobuf(file.message(path), bytes),
        encode: (json) => encodeProtobuf(file.message([0]), parseValue(json)),
      };
    }
    case 'JSON': {
      // Compiled when something is to be written: a record that was read is shown as it is.
      let validate: ReturnType<typeof compileJsonSchema> | undefined;
      return {
        decode: readJson,
        encode(json) {
          validate ??= compileJsonSchema(text, references);
          const problem = validate(parseValue(json));
          if (problem !== undefined) throw new SchemaError(problem);
          return new TextEncoder().encode(json);
        },
      };
    }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readJson(bytes: Uint8Array): string {
  try {
    const text = utf8.decode(bytes);
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new SchemaError('What follows the schema id is no JSON.', { cause: error });
  }
}

function parseValue(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new SchemaError(`This is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
