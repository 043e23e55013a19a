import { Enum, type Field, MapField, Type } from 'protobufjs';
import { SchemaError } from '../kafka/schemas';
import { ByteOutput } from './ByteOutput';
import { isPackable, wireOf, wireTypes } from './decodeProtobuf';
import { notFinite } from './numberText';
import { readWellKnown } from './protoWellKnown';
import { wanted } from './wanted';

/**
 * A JSON value as a Protobuf message by Protobuf's JSON mapping; fields by their name in the .proto file or in
 * lowerCamelCase. Throws a SchemaError that names the place.
 */
export function encodeProtobuf(type: Type, value: unknown): Uint8Array {
  const out = new Output();
  writeMessage(type, value, out, '');
  return out.bytes();
}

/** As in Google's own readers, which would refuse what is deeper. */
const maxDepth = 100;

class Output extends ByteOutput {
  private readonly depth: number;
  private readonly fields: Map<Type, ReadonlyMap<string, Field>>;

  constructor(depth = 0, fields: Map<Type, ReadonlyMap<string, Field>> = new Map()) {
    super();
    if (depth > maxDepth) throw new SchemaError(`The message is nested deeper than ${maxDepth} levels.`);
    this.depth = depth;
    this.fields = fields;
  }

  inner(): Output {
    return new Output(this.depth + 1, this.fields);
  }

  /** By their name in the .proto file and in lowerCamelCase. */
  fieldsOf(type: Type): ReadonlyMap<string, Field> {
    const known = this.fields.get(type);
    if (known) return known;
    const byName = new Map(
      type.fieldsArray.flatMap((field) => [[camel(field.name), field] as const, [field.name, field] as const]),
    );
    this.fields.set(type, byName);
    return byName;
  }
}

function writeMessage(type: Type, given: unknown, out: Output, path: string): void {
  const value = readWellKnown(type.fullName, given, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wanted(path, 'an object');
  const chosen = new Map<object, string>();
  const byName = out.fieldsOf(type);
  for (const [name, item] of Object.entries(value)) {
    const here = path === '' ? name : `${path}.${name}`;
    const field = byName.get(name);
    if (!field) throw new SchemaError(`${here}: the message ${type.name} has no such field.`);
    // Null means that the field is not there.
    if (item === null) continue;
    if (field.partOf) {
      const other = chosen.get(field.partOf);
      if (other !== undefined) throw new SchemaError(`${here}: only one of ${other} and ${field.name} may be there.`);
      chosen.set(field.partOf, field.name);
    }
    writeField(field, item, out, here);
  }
}

function writeField(field: Field, value: unknown, out: Output, path: string): void {
  if (field instanceof MapField) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wanted(path, 'an object');
    for (const [key, item] of Object.entries(value)) {
      const entry = out.inner();
      writePlain(1, field.keyType, field.keyType === 'bool' ? key === 'true' : key, entry, `${path}.${key}`);
      writeOne(field, 2, item, entry, `${path}.${key}`);
      writeSized(field.id, entry.bytes(), out);
    }
  } else if (!field.repeated) writeOne(field, field.id, value, out, path);
  else {
    if (!Array.isArray(value)) throw wanted(path, 'a list');
    const items = value as readonly unknown[];
    if (!field.packed || !isPackable(field)) {
      for (const [at, item] of items.entries()) writeOne(field, field.id, item, out, `${path}[${at}]`);
      return;
    }
    if (items.length === 0) return;
    const packed = new ByteOutput();
    for (const [at, item] of items.entries()) writeBare(field, item, packed, `${path}[${at}]`);
    writeSized(field.id, packed.bytes(), out);
  }
}

function writeOne(field: Field, number: number, value: unknown, out: Output, path: string): void {
  const { resolvedType } = field;
  if (!(resolvedType instanceof Type)) {
    tag(number, wireOf(field), out);
    writeBare(field, value, out, path);
  } else if (field.delimited) {
    const inside = out.inner();
    writeMessage(resolvedType, value, inside, path);
    tag(number, 3, out);
    out.raw(inside.bytes());
    tag(number, 4, out);
  } else {
    const inside = out.inner();
    writeMessage(resolvedType, value, inside, path);
    writeSized(number, inside.bytes(), out);
  }
}

function writeBare({ resolvedType, type }: Field, value: unknown, out: ByteOutput, path: string): void {
  if (!(resolvedType instanceof Enum)) {
    writeValue(type, value, out, path);
    return;
  }
  const number = typeof value === 'string' ? resolvedType.values[value] : value;
  if (typeof number !== 'number' || (number | 0) !== number)
    throw wanted(path, `one of ${Object.keys(resolvedType.values).slice(0, 20).join(', ')}`);
  out.varint(BigInt(number));
}

function writePlain(number: number, type: string, value: unknown, out: ByteOutput, path: string): void {
  tag(number, wireTypes[type] ?? 2, out);
  writeValue(type, value, out, path);
}

function writeValue(type: string, value: unknown, out: ByteOutput, path: string): void {
  switch (type) {
    case 'double':
    case 'float': {
      const number = typeof value === 'number' ? value : notFinite.get(value);
      if (number === undefined) throw wanted(path, 'a number');
      if (type === 'float') out.float(number);
      else out.double(number);
      break;
    }
    case 'bool':
      if (typeof value !== 'boolean') throw wanted(path, 'true or false');
      out.byte(value ? 1 : 0);
      break;
    case 'string':
      if (typeof value !== 'string') throw wanted(path, 'a text');
      sized(utf8.encode(value), out);
      break;
    case 'bytes':
      sized(readBase64(value, path), out);
      break;
    default:
      writeWhole(type, value, out, path);
  }
}

/** JSON.parse rounds whole numbers beyond 2^53 without a word: those must come as texts. */
function writeWhole(type: string, value: unknown, out: ByteOutput, path: string): void {
  const bits = type.endsWith('64') ? 64 : 32;
  const isUnsigned = type.startsWith('u') || type.startsWith('fixed');
  const whole = Number.isSafeInteger(value)
    ? BigInt(Number(value))
    : typeof value === 'string' && /^-?\d{1,20}$/.test(value)
      ? BigInt(value)
      : undefined;
  const fits = whole !== undefined && (isUnsigned ? BigInt.asUintN(bits, whole) : BigInt.asIntN(bits, whole)) === whole;
  if (!fits) {
    const quotes = bits === 64 ? ', in quotes beyond 9007199254740991,' : '';
    throw wanted(path, `${isUnsigned ? 'an unsigned' : 'a'} whole number of ${bits} bits${quotes}`);
  }
  if (type.startsWith('sint')) out.zigzag(whole);
  else if (type.includes('fixed')) {
    for (let shift = 0n; shift < BigInt(bits); shift += 8n) out.byte(Number((whole >> shift) & 0xffn));
  } else out.varint(whole);
}

const tag = (number: number, wire: number, out: ByteOutput): void => out.varint(BigInt(number * 8 + wire));

function sized(bytes: Uint8Array, out: ByteOutput): void {
  out.varint(BigInt(bytes.length));
  out.raw(bytes);
}

function writeSized(number: number, bytes: Uint8Array, out: ByteOutput): void {
  tag(number, 2, out);
  sized(bytes, out);
}

function readBase64(value: unknown, path: string): Uint8Array {
  try {
    if (typeof value === 'string') return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
  } catch {
    // Told below, with everything else that is no base64.
  }
  throw wanted(path, 'bytes in base64');
}

const utf8 = new TextEncoder();

const camel = (name: string): string => name.replace(/_([a-z\d])/g, (_all, letter: string) => letter.toUpperCase());
