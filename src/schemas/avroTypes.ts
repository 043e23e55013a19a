import { SchemaError } from '../kafka/schemas';

/** An Avro schema with its names resolved. Records may contain themselves. */
export type AvroType =
  | { readonly kind: AvroPrimitive; readonly logical?: AvroLogical }
  | { readonly kind: 'fixed'; readonly name: string; readonly size: number; readonly logical?: AvroLogical }
  | { readonly kind: 'enum'; readonly name: string; readonly symbols: readonly string[] }
  | { readonly kind: 'array'; readonly items: AvroType }
  | { readonly kind: 'map'; readonly values: AvroType }
  | { readonly kind: 'union'; readonly of: readonly AvroType[] }
  | AvroRecord;

export interface AvroRecord {
  readonly kind: 'record';
  readonly name: string;
  readonly fields: readonly AvroField[];
}

export interface AvroField {
  readonly name: string;
  readonly type: AvroType;
  /** JSON, as Avro writes defaults: of a union, of its first branch. Undefined = none. */
  readonly default: unknown;
}

export type AvroPrimitive = (typeof primitives)[number];

/** Those that are shown otherwise than by their plain value. */
export type AvroLogical =
  | { readonly kind: 'decimal'; readonly scale: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'time'; readonly digits: 3 | 6 }
  | { readonly kind: 'timestamp'; readonly digits: 3 | 6 | 9; readonly isLocal: boolean }
  | { readonly kind: 'uuid' };

/** How a branch of a union is called: the full name of a named type, else the kind. */
export const branchName = (type: AvroType): string => ('name' in type ? type.name : type.kind);

/** `references` are the texts of schemas whose names this one uses, each after those that it uses itself. */
export function parseAvro(text: string, references: readonly string[]): AvroType {
  const named = new Map<string, AvroType>();
  for (const reference of references) readType(parseJson(reference), '', named, 0);
  return readType(parseJson(text), '', named, 0);
}

const primitives = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;
/** Beyond this a schema is no design but an attack on the stack. */
const maxDepth = 200;
/** A namespace counts for every name within it: a megabyte of it times some thousand names fills the memory. */
const maxName = 2_000;

type Names = Map<string, AvroType>;
type Fields = Readonly<Record<string, unknown>>;

function parseJson(text: string): unknown {
  // A schema that is one name may stand without quotes in the registry's answer.
  if (primitives.some((kind) => kind === text)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SchemaError('The Avro schema is no JSON.', { cause: error });
  }
}

function readType(value: unknown, namespace: string, named: Names, depth: number): AvroType {
  if (depth > maxDepth) throw new SchemaError(`The Avro schema is nested deeper than ${maxDepth} levels.`);
  if (typeof value === 'string') return lookUp(value, namespace, named);
  if (Array.isArray(value)) {
    const of = value.map((branch) => readType(branch, namespace, named, depth + 1));
    // The specification forbids it, and which branch a value is would be asked twice as often with every level.
    if (of.some(({ kind }) => kind === 'union'))
      throw new SchemaError('A union of the Avro schema stands within a union, which Avro does not allow.');
    return { kind: 'union', of };
  }
  if (typeof value !== 'object' || value === null) throw new SchemaError('The Avro schema holds a type that is none.');
  const fields = value as Fields;
  const { type } = fields;
  switch (type) {
    case 'array':
      return { kind: 'array', items: readType(fields.items, namespace, named, depth + 1) };
    case 'map':
      return { kind: 'map', values: readType(fields.values, namespace, named, depth + 1) };
    case 'enum':
      return declare(fields, namespace, named, (name) => ({
        kind: 'enum',
        name,
        symbols: texts(fields.symbols, name),
      }));
    case 'fixed':
      return declare(fields, namespace, named, (name) => {
        const size = fields.size;
        if (!Number.isSafeInteger(size) || Number(size) < 0) throw new SchemaError(`The fixed ${name} has no size.`);
        return { kind: 'fixed', name, size: Number(size), ...logicalOf(fields, 'fixed') };
      });
    case 'record':
    case 'error':
      return readRecord(fields, namespace, named, depth);
    default: {
      // A type within a type: {"type": {"type": "string"}}, or a primitive with a logical type.
      const inner = readType(type, namespace, named, depth + 1);
      const logical = isPrimitive(inner) ? logicalOf(fields, inner.kind) : {};
      return isPrimitive(inner) ? { ...inner, ...logical } : inner;
    }
  }
}

function readRecord(fields: Fields, namespace: string, named: Names, depth: number): AvroType {
  const list: AvroField[] = [];
  const record = declare(fields, namespace, named, (name) => ({ kind: 'record', name, fields: list }));
  if (!('name' in record)) return record;
  if (!Array.isArray(fields.fields)) throw new SchemaError(`The record ${record.name} has no list of fields.`);
  const inside = record.name.includes('.') ? record.name.slice(0, record.name.lastIndexOf('.')) : '';
  for (const entry of fields.fields as readonly unknown[]) {
    const field = (typeof entry === 'object' && entry !== null ? entry : {}) as Fields;
    if (typeof field.name !== 'string') throw new SchemaError(`A field of ${record.name} has no name.`);
    // Filled after it was declared, so that a field may be of the record itself.
    list.push({ name: field.name, type: readType(field.type, inside, named, depth + 1), default: field.default });
  }
  return record;
}

function declare(fields: Fields, namespace: string, named: Names, make: (name: string) => AvroType): AvroType {
  const { name } = fields;
  if (typeof name !== 'string' || name === '') throw new SchemaError('A named type of the Avro schema has no name.');
  const space = typeof fields.namespace === 'string' ? fields.namespace : namespace;
  const full = name.includes('.') || space === '' ? name : `${space}.${name}`;
  if (full.length > maxName)
    throw new SchemaError(`A name in the Avro schema has more than ${maxName.toLocaleString('en')} characters.`);
  const type = make(full);
  named.set(full, type);
  return type;
}

function lookUp(name: string, namespace: string, named: Names): AvroType {
  const primitive = primitives.find((kind) => kind === name);
  if (primitive) return { kind: primitive };
  const near = name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
  const found = named.get(near) ?? named.get(name);
  if (!found) throw new SchemaError(`The Avro schema uses ${name}, which is declared nowhere.`);
  return found;
}

const isPrimitive = (type: AvroType): type is Extract<AvroType, { kind: AvroPrimitive }> =>
  primitives.some((kind) => kind === type.kind);

function texts(value: unknown, name: string): readonly string[] {
  if (Array.isArray(value) && value.every((symbol) => typeof symbol === 'string')) return value;
  throw new SchemaError(`The enum ${name} has no list of symbols.`);
}

/** A logical type that does not fit its type is ignored, as the specification asks for. */
function logicalOf(fields: Fields, kind: AvroType['kind']): { readonly logical?: AvroLogical } {
  const logical = readLogical(fields, kind);
  return logical ? { logical } : {};
}

function readLogical({ logicalType, scale = 0 }: Fields, kind: AvroType['kind']): AvroLogical | undefined {
  if (typeof logicalType !== 'string') return undefined;
  switch (`${kind} ${logicalType}`) {
    case 'bytes decimal':
    case 'fixed decimal':
      return Number.isSafeInteger(scale) && Number(scale) >= 0 && Number(scale) <= 1000
        ? { kind: 'decimal', scale: Number(scale) }
        : undefined;
    case 'string uuid':
      return { kind: 'uuid' };
    case 'int date':
      return { kind: 'date' };
    case 'int time-millis':
      return { kind: 'time', digits: 3 };
    case 'long time-micros':
      return { kind: 'time', digits: 6 };
    case 'long timestamp-millis':
      return { kind: 'timestamp', digits: 3, isLocal: false };
    case 'long timestamp-micros':
      return { kind: 'timestamp', digits: 6, isLocal: false };
    case 'long timestamp-nanos':
      return { kind: 'timestamp', digits: 9, isLocal: false };
    case 'long local-timestamp-millis':
      return { kind: 'timestamp', digits: 3, isLocal: true };
    case 'long local-timestamp-micros':
      return { kind: 'timestamp', digits: 6, isLocal: true };
    case 'long local-timestamp-nanos':
      return { kind: 'timestamp', digits: 9, isLocal: true };
    default:
      return undefined;
  }
}
