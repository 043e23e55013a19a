import { Enum, type Field, MapField, type OneOf, Type } from 'protobufjs';
import { toBase64 } from '../base/toBase64';
import { SchemaError } from '../kafka/schemas';
import { ByteInput, zigzag } from './ByteInput';
import { floatText, numberText } from './numberText';
import { showWellKnown } from './protoWellKnown';
import { TextBudget } from './TextBudget';

/**
 * A Protobuf message as JSON text by Protobuf's JSON mapping, with the field names of the .proto file: 64-bit numbers are
 * texts, bytes base64, a field without presence shows its default. Fields that the schema does not know are named under
 * `@unknown`. https://protobuf.dev/programming-guides/json/ and https://protobuf.dev/programming-guides/encoding/
 */
export const decodeProtobuf = (type: Type, bytes: Uint8Array): string => message(type, [bytes], 0, new Reading());

/** As in Google's own readers. */
const maxDepth = 100;

const enum_ = (value: Enum, number: number): string => {
  const name = value.valuesById[number];
  return name === undefined ? String(number) : JSON.stringify(name);
};

/** What is kept for one record: a message with thousands of fields may stand in it thousands of times, each of no byte. */
class Reading {
  readonly budget = new TextBudget();
  private readonly shapes = new Map<Type, Shape>();

  shapeOf(type: Type): Shape {
    const known = this.shapes.get(type);
    if (known) return known;
    const fields = type.fieldsArray;
    const shape = {
      placeOf: new Map(fields.map((field, at) => [field, at])),
      always: fields.filter((field) => field.map || field.repeated || !hasPresence(field)),
    };
    this.shapes.set(type, shape);
    return shape;
  }
}

interface Shape {
  readonly placeOf: ReadonlyMap<Field, number>;
  /** Those that are shown also where they are not in the record. */
  readonly always: readonly Field[];
}

/** What of one message has been read. */
interface Content {
  readonly values: Map<Field, string[]>;
  readonly maps: Map<Field, Map<string, string>>;
  readonly embedded: Map<Field, Uint8Array[]>;
  readonly chosen: Map<OneOf, Field>;
  readonly unknown: Set<number>;
}

/**
 * Of a message that stands there several times, the `parts` are merged, each of which is whole for itself.
 * https://protobuf.dev/programming-guides/encoding/#last-one-wins
 */
function message(type: Type, parts: readonly Uint8Array[], depth: number, reading: Reading): string {
  if (depth > maxDepth) throw new SchemaError(`The message is nested deeper than ${maxDepth} levels.`);
  const content: Content = {
    values: new Map(),
    maps: new Map(),
    embedded: new Map(),
    chosen: new Map(),
    unknown: new Set(),
  };
  for (const part of parts) readPart(type, new ByteInput(part), content, depth, reading);
  const { values, maps, embedded, unknown } = content;
  for (const [field, each] of embedded)
    if (field.resolvedType instanceof Type) values.set(field, [message(field.resolvedType, each, depth + 1, reading)]);
  const known = showWellKnown(type.fullName, (name) => values.get(type.fields[name] as Field)?.[0]);
  if (known !== undefined) return known;
  const { placeOf, always } = reading.shapeOf(type);
  const fields = [...new Set([...always, ...values.keys()])];
  fields.sort((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0));
  const members = fields.map((field) => {
    const shown = values.get(field);
    const text = field.map
      ? `{${Array.from(maps.get(field) ?? [], ([key, value]) => `${key}:${value}`).join(',')}}`
      : field.repeated
        ? `[${(shown ?? []).join(',')}]`
        : (shown?.[0] ?? defaultOf(field));
    reading.budget.spend(field.name.length + (shown ? 0 : text.length));
    return `${JSON.stringify(field.name)}:${text}`;
  });
  if (unknown.size > 0) members.push(`"@unknown":[${[...unknown].join(',')}]`);
  return `{${members.join(',')}}`;
}

function readPart(type: Type, input: ByteInput, content: Content, depth: number, reading: Reading): void {
  const { values, maps, embedded, chosen, unknown } = content;
  while (input.rest > 0) {
    const tag = Number(input.varint());
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    const field = number > 0 ? type.fieldsById[number] : undefined;
    if (!field) {
      skip(input, wire, number, depth);
      unknown.add(number);
      continue;
    }
    if (field.partOf) {
      // Of the fields of a oneof, the last one counts.
      const other = chosen.get(field.partOf);
      chosen.set(field.partOf, field);
      if (other && other !== field) for (const map of [values, embedded]) map.delete(other);
    }
    if (field instanceof MapField) {
      const [key, value] = entry(field, input, wire, depth, reading);
      // Of a key that stands there twice, the last value counts.
      maps.set(field, (maps.get(field) ?? new Map<string, string>()).set(key, value));
    } else if (field.resolvedType instanceof Type) {
      const part = messageBytes(field, field.id, input, wire, depth);
      if (field.repeated) listIn(values, field).push(message(field.resolvedType, [part], depth + 1, reading));
      else listIn(embedded, field).push(part);
    } else if (!field.repeated) {
      // The last value counts.
      values.set(field, [scalar(field, input, wire, reading)]);
    } else if (wire === 2 && isPackable(field)) {
      const list = listIn(values, field);
      const packed = new ByteInput(input.sized(input.varint()));
      while (packed.rest > 0) list.push(scalar(field, packed, wireOf(field), reading));
    } else listIn(values, field).push(scalar(field, input, wire, reading));
  }
}

/** A message is there or is not, whatever the file's rule for scalars. */
const hasPresence = (field: Field): boolean => field.resolvedType instanceof Type || field.hasPresence;

/** Both as JSON. Keys of maps are texts there. */
function entry(
  field: Field & MapField,
  input: ByteInput,
  wire: number,
  depth: number,
  reading: Reading,
): readonly [key: string, value: string] {
  if (wire !== 2) throw mismatch(field);
  const inside = new ByteInput(input.sized(input.varint()));
  let key = keyText(field.keyType, undefined);
  let value: string | undefined;
  const parts: Uint8Array[] = [];
  while (inside.rest > 0) {
    const tag = Number(inside.varint());
    const number = Math.floor(tag / 8);
    if (number === 1) {
      const shown = plain(field.keyType, field, inside, tag % 8);
      if (shown === undefined) throw mismatch(field);
      key = keyText(field.keyType, shown);
    } else if (number !== 2) skip(inside, tag % 8, number, depth);
    else if (field.resolvedType instanceof Type) parts.push(messageBytes(field, 2, inside, tag % 8, depth));
    else value = scalar(field, inside, tag % 8, reading);
  }
  const { resolvedType } = field;
  if (resolvedType instanceof Type) return [key, message(resolvedType, parts, depth + 1, reading)];
  return [key, value ?? defaultOf(field)];
}

/** The bytes of an embedded message, which is a group where it has an end tag of its `number` instead of a length. */
function messageBytes(field: Field, number: number, input: ByteInput, wire: number, depth: number): Uint8Array {
  if (wire === 2) return input.sized(input.varint());
  if (wire !== 3) throw mismatch(field);
  const start = input.mark();
  for (;;) {
    if (input.rest === 0)
      throw new SchemaError('The bytes end within a group: the record was written with another schema.');
    const end = input.mark();
    const tag = Number(input.varint());
    if (tag % 8 === 4 && Math.floor(tag / 8) === number) return input.between(start, end);
    skip(input, tag % 8, Math.floor(tag / 8), depth + 1);
  }
}

function listIn<T>(lists: Map<Field, T[]>, field: Field): T[] {
  const known = lists.get(field);
  if (known) return known;
  const list: T[] = [];
  lists.set(field, list);
  return list;
}

function keyText(type: string, shown: string | undefined): string {
  const text = shown ?? defaults[type] ?? '0';
  return text.startsWith('"') ? text : `"${text}"`;
}

function scalar(field: Field, input: ByteInput, wire: number, reading: Reading): string {
  const { resolvedType } = field;
  if (resolvedType instanceof Enum) {
    if (wire !== 0) throw mismatch(field);
    const name = enum_(resolvedType, Number(BigInt.asIntN(32, input.varint())));
    reading.budget.spend(name.length);
    return name;
  }
  const text = plain(field.type, field, input, wire);
  if (text === undefined) throw mismatch(field);
  return text;
}

/** Of a `field`, or of the keys of a map. Undefined where the wire type is not that of the type. */
function plain(type: string, field: Field, input: ByteInput, wire: number): string | undefined {
  if (wireTypes[type] !== wire) return undefined;
  switch (type) {
    case 'double':
      return numberText(input.view(8).getFloat64(0, true));
    case 'float':
      return floatText(input.view(4).getFloat32(0, true));
    case 'int32':
      return BigInt.asIntN(32, input.varint()).toString();
    case 'uint32':
      return BigInt.asUintN(32, input.varint()).toString();
    case 'sint32':
      return BigInt.asIntN(32, zigzag(input.varint())).toString();
    case 'fixed32':
      return String(input.view(4).getUint32(0, true));
    case 'sfixed32':
      return String(input.view(4).getInt32(0, true));
    case 'int64':
      return `"${BigInt.asIntN(64, input.varint())}"`;
    case 'uint64':
      return `"${input.varint()}"`;
    case 'sint64':
      return `"${zigzag(input.varint())}"`;
    case 'fixed64':
      return `"${input.view(8).getBigUint64(0, true)}"`;
    case 'sfixed64':
      return `"${input.view(8).getBigInt64(0, true)}"`;
    case 'bool':
      return input.varint() === 0n ? 'false' : 'true';
    case 'string':
      return JSON.stringify(stringText(field, input.sized(input.varint())));
    default:
      return JSON.stringify(toBase64(input.sized(input.varint())));
  }
}

/** Of each scalar type; everything else is 2. */
export const wireTypes: Readonly<Record<string, number>> = {
  double: 1,
  fixed64: 1,
  sfixed64: 1,
  float: 5,
  fixed32: 5,
  sfixed32: 5,
  int32: 0,
  int64: 0,
  uint32: 0,
  uint64: 0,
  sint32: 0,
  sint64: 0,
  bool: 0,
  string: 2,
  bytes: 2,
};

export const wireOf = (field: Field): number => (field.resolvedType instanceof Enum ? 0 : (wireTypes[field.type] ?? 2));

export const isPackable = (field: Field): boolean => wireOf(field) !== 2;

function skip(input: ByteInput, wire: number, number: number, depth: number): void {
  if (depth > maxDepth) throw new SchemaError(`The message is nested deeper than ${maxDepth} levels.`);
  if (number === 0) throw new SchemaError('A field has the number 0: these bytes are no Protobuf message.');
  switch (wire) {
    case 0:
      input.varint();
      return;
    case 1:
      input.take(8);
      return;
    case 2:
      input.sized(input.varint());
      return;
    case 3:
      for (;;) {
        const tag = Number(input.varint());
        if (tag % 8 === 4 && Math.floor(tag / 8) === number) return;
        skip(input, tag % 8, Math.floor(tag / 8), depth + 1);
      }
    case 5:
      input.take(4);
      return;
    default:
      throw new SchemaError(`Wire type ${wire} is not known: these bytes are no Protobuf message.`);
  }
}

const mismatch = (field: Field): SchemaError =>
  new SchemaError(`Field ${field.name} stands in the record as another type: it was written with another schema.`);

const defaults: Readonly<Record<string, string>> = { string: '""', bytes: '""', bool: 'false' };

function defaultOf({ type, resolvedType }: Field): string {
  if (resolvedType instanceof Enum) return enum_(resolvedType, Object.values(resolvedType.values)[0] ?? 0);
  return defaults[type] ?? (type.endsWith('64') ? '"0"' : '0');
}

/** Readers of proto3 and of editions refuse a record whose text is no UTF-8; those of proto2 take it as it is. */
function stringText(field: Field, bytes: Uint8Array): string {
  const features: unknown = Reflect.get(field, '_features');
  const isChecked =
    typeof features !== 'object' || features === null || Reflect.get(features, 'utf8_validation') !== 'NONE';
  try {
    return (isChecked ? strictUtf8 : utf8).decode(bytes);
  } catch (error) {
    throw new SchemaError(`The text of ${field.name} is no UTF-8: Protobuf's own readers refuse the record.`, {
      cause: error,
    });
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
