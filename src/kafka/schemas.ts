/** The languages of Confluent's registry, in its own words; a version without a type is Avro. */
export const schemaTypes = ['AVRO', 'PROTOBUF', 'JSON'] as const;
export type SchemaType = (typeof schemaTypes)[number];

/** Another schema that a schema builds on, by the name that it uses for it. */
export interface SchemaReference {
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

/** A schema as text: JSON for Avro and JSON Schema, a .proto file for Protobuf. */
export interface Schema {
  readonly type: SchemaType;
  readonly text: string;
  readonly references: readonly SchemaReference[];
}

export interface SchemaVersion extends Schema {
  readonly subject: string;
  readonly version: number;
  /** What the records carry. */
  readonly id: number;
}

/** A subject or a version of one; deleted ones can still be read until they are deleted for good. */
export interface Deletable<T> {
  readonly name: T;
  readonly isDeleted: boolean;
}

/**
 * What we ask of a schema registry: Confluent's REST API, which Karapace, Apicurio and Redpanda speak too. Reads only.
 * Every call rejects with a {@link KafkaError}.
 */
export interface SchemaRegistry {
  subjects(): Promise<readonly Deletable<string>[]>;
  versions(subject: string): Promise<readonly Deletable<number>[]>;
  version(subject: string, version: number | 'latest'): Promise<SchemaVersion>;
  schema(id: number): Promise<Schema>;
  /** Of the subject where it has a level of its own, else of the registry; undefined where it may not be seen. */
  compatibility(subject?: string): Promise<Compatibility | undefined>;
}

export interface Compatibility {
  /** Such as `BACKWARD`. */
  readonly level: string;
  /** The subject's own, not the registry's. */
  readonly isOwn: boolean;
}

/**
 * Between bytes and JSON by one schema, without the frame around them. What cannot be done throws a {@link SchemaError}
 * with one sentence for the user.
 */
export interface SchemaCodec {
  /** Of the schema and all that it refers to: the memory that it takes grows with them. */
  readonly characters: number;
  /** JSON text. `path` is the message within a .proto file, by indexes. */
  decode(bytes: Uint8Array, path?: readonly number[]): string;
  /** The bytes of a JSON text that fits the schema. */
  encode(json: string): Uint8Array;
}

/** Bytes, a JSON text or a schema that is not what it should be. */
export class SchemaError extends Error {
  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence.length <= maxSentence ? sentence : `${sentence.slice(0, maxSentence)}…`, options);
    this.name = 'SchemaError';
  }
}

/** Names in a schema may have megabytes, and nobody reads on. */
const maxSentence = 500;

/** By name: the codecs are bundled apart and have a class of their own. */
export const isSchemaError = (error: unknown): error is SchemaError =>
  error instanceof Error && error.name === 'SchemaError';
