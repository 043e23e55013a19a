import { tookTooLong, withinTime } from '../host/withinTime';
import { KafkaError } from '../kafka/errors';
import { readFrame, readMessagePath, writeFrame } from '../kafka/schemaFrame';
import { isSchemaError, type Schema, type SchemaCodec, SchemaError, type SchemaRegistry } from '../kafka/schemas';
import type { Content, NameList, SchemaChoice } from '../protocol/produce';

export interface SchemaParts {
  /** Rejects with a KafkaError; undefined where the connection has no registry. */
  readonly openRegistry: (() => Promise<SchemaRegistry>) | undefined;
  openCodec(registry: SchemaRegistry, schema: Schema): Promise<SchemaCodec>;
  now(): number;
}

/** Makes framed bytes of JSON; a string is one sentence that says why not. */
export interface SchemaEncoder {
  readonly label: string;
  encode(json: string): Uint8Array | string;
}

/** After this the newest version is asked for again: somebody may have registered another meanwhile. */
const latestMs = 10_000;

/** Versions that are looked through for the one that a record was written by. */
const triedVersions = 20;

/** What a form writes by the schemas of a registry. */
export class SchemaEncoders {
  private readonly parts: SchemaParts;
  private registry: Promise<SchemaRegistry> | undefined;
  private readonly loaded = new Map<string, { readonly encoder: SchemaEncoder | string; readonly at: number }>();

  constructor(parts: SchemaParts) {
    this.parts = parts;
  }

  get isThere(): boolean {
    return this.parts.openRegistry !== undefined;
  }

  subjects(): Promise<NameList> {
    return listed(async () =>
      (await (await this.open()).subjects()).filter(({ isDeleted }) => !isDeleted).map(({ name }) => name),
    );
  }

  versions(subject: string): Promise<NameList> {
    return listed(async () =>
      (await (await this.open()).versions(subject))
        .filter(({ isDeleted }) => !isDeleted)
        .map(({ name }) => String(name))
        .reverse(),
    );
  }

  /** Fetches what the contents need; what cannot be had is a sentence for {@link get}. */
  async load(contents: readonly Content[]): Promise<void> {
    const choices = contents.flatMap(({ kind, schema }) => (kind === 'schema' && schema ? [schema] : []));
    await Promise.all(choices.map((choice) => this.fetch(choice)));
  }

  get(choice: SchemaChoice | undefined): SchemaEncoder | string {
    if (!choice || choice.subject.trim() === '') return 'Choose the subject of the schema.';
    return this.loaded.get(keyOf(choice))?.encoder ?? 'The schema has not arrived yet.';
  }

  /**
   * A framed payload as JSON by its schema, where that is one of the subject and gives the very bytes back; undefined
   * otherwise, and when the registry does not answer.
   */
  async editable(bytes: Uint8Array, subject: string): Promise<Content | undefined> {
    const frame = readFrame(bytes);
    if (!frame || !this.isThere) return undefined;
    try {
      const registry = await this.open();
      const versions = (await registry.versions(subject)).map(({ name }) => name).reverse();
      for (const version of versions.slice(0, triedVersions)) {
        const schema = await registry.version(subject, version);
        if (schema.id !== frame.id) continue;
        const codec = await this.parts.openCodec(registry, schema);
        const { path, end } =
          schema.type === 'PROTOBUF' ? readMessagePath(bytes, frame.end) : { path: [0], end: frame.end };
        const text = codec.decode(bytes.subarray(end), path);
        const again = writeFrame(schema.id, schema.type, encode(codec, schema.type, text));
        return isEqual(again, bytes) ? { kind: 'schema', text, schema: { subject, version } } : undefined;
      }
    } catch (error) {
      if (!(error instanceof KafkaError) && !isSchemaError(error)) throw error;
    }
    return undefined;
  }

  private async fetch(choice: SchemaChoice): Promise<void> {
    const { subject, version } = choice;
    const key = keyOf(choice);
    const known = this.loaded.get(key);
    const isOld = version === 'latest' || typeof known?.encoder === 'string';
    if (subject.trim() === '' || (known && !(isOld && this.parts.now() - known.at >= latestMs))) return;
    const encoder = await this.encoder(subject, version).catch(sentenceOf);
    this.loaded.set(key, { encoder, at: this.parts.now() });
  }

  private async encoder(subject: string, version: number | 'latest'): Promise<SchemaEncoder> {
    const registry = await this.open();
    const schema = await registry.version(subject, version);
    const codec = await this.parts.openCodec(registry, schema);
    return {
      label: `${typeNames[schema.type]}, ${subject} version ${schema.version}, id ${schema.id}`,
      encode(json) {
        try {
          return writeFrame(schema.id, schema.type, encode(codec, schema.type, json));
        } catch (error) {
          return sentenceOf(error);
        }
      },
    };
  }

  private open(): Promise<SchemaRegistry> {
    const { openRegistry } = this.parts;
    if (!openRegistry)
      throw new KafkaError('invalid-input', 'This connection has no schema registry: edit it to add one.');
    if (!this.registry) {
      this.registry = openRegistry();
      this.registry.catch(() => {
        this.registry = undefined;
      });
    }
    return this.registry;
  }
}

/** Of compiling a schema and holding a value against it. */
const mostMs = 2_000;

/** A JSON schema may hold patterns and circles that a validator never gets to the end of. */
function encode(codec: SchemaCodec, type: Schema['type'], json: string): Uint8Array {
  if (type !== 'JSON') return codec.encode(json);
  const bytes = withinTime(mostMs, () => codec.encode(json));
  if (bytes !== tookTooLong) return bytes;
  throw new SchemaError(`Whether the value fits its JSON schema was not found out within ${mostMs / 1000} s.`);
}

const typeNames = { AVRO: 'Avro', PROTOBUF: 'Protobuf', JSON: 'JSON Schema' } as const;

const keyOf = ({ subject, version }: SchemaChoice): string => `${version}\n${subject}`;

async function listed(ask: () => Promise<readonly string[]>): Promise<NameList> {
  try {
    return { names: await ask(), problem: undefined };
  } catch (error) {
    return { names: [], problem: sentenceOf(error) };
  }
}

/** Of what was expected; a surprise goes on its way. */
function sentenceOf(error: unknown): string {
  if (error instanceof KafkaError || isSchemaError(error)) return error.message;
  throw error;
}

const isEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
