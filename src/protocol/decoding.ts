/** How key or value of each record is shown; the record itself stays what it is. */
export const decoderKinds = [
  'auto',
  'text',
  'json',
  'schema',
  'avro',
  'hex',
  'base64',
  'int32',
  'int64',
  'int32le',
  'int64le',
  'double',
] as const;
export type DecoderKind = (typeof decoderKinds)[number];

export type DecoderChoice =
  | { readonly kind: Exclude<DecoderKind, 'avro'> }
  /** By a schema that the user chose, without a registry. */
  | { readonly kind: 'avro'; readonly schema: LocalSchema };

/** An .avsc file. */
export interface LocalSchema {
  readonly name: string;
  readonly text: string;
}

export interface Decoders {
  readonly key: DecoderChoice;
  readonly value: DecoderChoice;
}

export const autoDecoders: Decoders = { key: { kind: 'auto' }, value: { kind: 'auto' } };

/** What is larger is no schema that somebody wrote, and the view's state would carry it along. */
export const maxSchemaCharacters = 500_000;

/** From a state that may come from another version, or be nothing at all. */
export function readDecoders(value: unknown): Decoders {
  const { key, value: ofValue } = fields(value);
  return { key: readChoice(key), value: readChoice(ofValue) };
}

function readChoice(value: unknown): DecoderChoice {
  const { kind, schema } = fields(value);
  const known = decoderKinds.find((one) => one === kind) ?? 'auto';
  if (known !== 'avro') return { kind: known };
  const { name, text } = fields(schema);
  return typeof name === 'string' && typeof text === 'string'
    ? { kind: known, schema: { name, text } }
    : { kind: 'auto' };
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
