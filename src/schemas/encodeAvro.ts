import { SchemaError } from '../kafka/schemas';
import { AvroOutput } from './AvroOutput';
import { readLogicalText } from './avroLogical';
import { type AvroLogical, type AvroRecord, type AvroType, branchName } from './avroTypes';
import { isOptional } from './decodeAvro';
import { notFinite } from './numberText';
import { wanted } from './wanted';

/**
 * A JSON value in Avro's binary encoding. Takes what {@link decodeAvro} shows and what Avro's own JSON encoding has; a
 * field that is left out gets its default. Throws a SchemaError that names the place.
 */
export function encodeAvro(type: AvroType, value: unknown): Uint8Array {
  const out = new AvroOutput();
  write(type, value, out, '');
  return out.bytes();
}

function write(type: AvroType, value: unknown, out: AvroOutput, path: string): void {
  out.enter();
  writeValue(type, value, out, path);
  out.leave();
}

function writeValue(type: AvroType, value: unknown, out: AvroOutput, path: string): void {
  switch (type.kind) {
    case 'null':
      if (value !== null) throw wanted(path, 'null');
      break;
    case 'boolean':
      if (typeof value !== 'boolean') throw wanted(path, 'true or false');
      out.byte(value ? 1 : 0);
      break;
    case 'int':
      out.zigzag(wholeOf(value, 32, type.logical, path));
      break;
    case 'long':
      out.zigzag(wholeOf(value, 64, type.logical, path));
      break;
    case 'float':
      out.float(numberOf(value, path));
      break;
    case 'double':
      out.double(numberOf(value, path));
      break;
    case 'string':
      if (typeof value !== 'string') throw wanted(path, 'a text');
      sized(utf8.encode(value), out);
      break;
    case 'bytes': {
      const bytes = readBytes(value, type.logical);
      if (!bytes) throw wanted(path, wantedBytes(type.logical));
      sized(bytes, out);
      break;
    }
    case 'fixed': {
      const bytes = readBytes(value, type.logical, type.size);
      if (bytes?.length !== type.size)
        throw wanted(path, type.logical ? wantedBytes(type.logical) : `a text of ${type.size} characters up to U+00FF`);
      out.raw(bytes);
      break;
    }
    case 'enum': {
      const at = typeof value === 'string' ? type.symbols.indexOf(value) : -1;
      if (at < 0) throw wanted(path, `one of ${type.symbols.slice(0, 20).join(', ')}`);
      out.zigzag(BigInt(at));
      break;
    }
    case 'array':
      if (!Array.isArray(value)) throw wanted(path, 'a list');
      if (value.length > 0) out.zigzag(BigInt(value.length));
      for (const [at, item] of value.entries()) write(type.items, item, out, `${path}[${at}]`);
      out.zigzag(0n);
      break;
    case 'map': {
      if (!isObject(value)) throw wanted(path, 'an object');
      const entries = Object.entries(value);
      if (entries.length > 0) out.zigzag(BigInt(entries.length));
      for (const [name, item] of entries) {
        sized(utf8.encode(name), out);
        write(type.values, item, out, join(path, name));
      }
      out.zigzag(0n);
      break;
    }
    case 'record':
      if (!isObject(value)) throw wanted(path, 'an object');
      writeFields(type, value, out, path);
      break;
    case 'union': {
      const { at, inner } = branchOf(type.of, value, out, path);
      const branch = type.of[at];
      if (!branch) throw wanted(path, `one of ${type.of.map(branchName).join(', ')}`);
      out.zigzag(BigInt(at));
      write(branch, inner, out, path);
    }
  }
}

function wholeOf(value: unknown, bits: number, logical: AvroLogical | undefined, path: string): bigint {
  const whole = readWhole(value, logical);
  if (whole === undefined) throw wanted(path, wantedWhole(logical, bits));
  if (BigInt.asIntN(bits, whole) !== whole) throw wanted(path, `a whole number of ${bits} bits`);
  return whole;
}

function numberOf(value: unknown, path: string): number {
  const number = typeof value === 'number' ? value : notFinite.get(value);
  if (number === undefined) throw wanted(path, 'a number');
  return number;
}

function sized(bytes: Uint8Array, out: AvroOutput): void {
  out.zigzag(BigInt(bytes.length));
  out.raw(bytes);
}

function writeFields({ name, fields }: AvroRecord, value: Fields, out: AvroOutput, path: string): void {
  // A name that is misspelled would otherwise be replaced by a default without a word.
  const names = new Set(fields.map((field) => field.name));
  const unknown = Object.keys(value).find((key) => !names.has(key));
  if (unknown !== undefined) throw new SchemaError(`${join(path, unknown)}: the record ${name} has no such field.`);
  for (const field of fields) {
    const here = join(path, field.name);
    if (Object.hasOwn(value, field.name)) write(field.type, value[field.name], out, here);
    else if (field.default === undefined)
      throw new SchemaError(`${here}: the field is missing and the schema has no default for it.`);
    else writeDefault(field.type, field.default, out, here);
  }
}

/** A default of a union is a value of its first branch, without the branch's name; newer schemas allow any branch. */
function writeDefault(type: AvroType, value: unknown, out: AvroOutput, path: string): void {
  if (type.kind !== 'union') {
    write(type, value, out, path);
    return;
  }
  const at = type.of.findIndex((branch) => fits(branch, value, out));
  const branch = type.of[at];
  if (!branch) throw new SchemaError(`${path}: the schema's own default fits none of its types.`);
  out.zigzag(BigInt(at));
  write(branch, value, out, path);
}

function branchOf(
  branches: readonly AvroType[],
  value: unknown,
  out: AvroOutput,
  path: string,
): { readonly at: number; readonly inner: unknown } {
  if (value === null) return { at: branches.findIndex(({ kind }) => kind === 'null'), inner: null };
  const [name, ...others] = isObject(value) ? Object.keys(value) : [];
  if (isObject(value) && name !== undefined && others.length === 0) {
    const at = branches.findIndex((branch) => branchName(branch) === name);
    if (at >= 0 && !isPlainRecord(branches, value)) return { at, inner: value[name] };
  }
  const fitting = branches.flatMap((branch, at) => (fits(branch, value, out) ? [at] : []));
  if (fitting.length > 1 && !isOptional(branches))
    throw new SchemaError(
      `${path === '' ? 'The value' : path}: write {"branch": value}, with one of ${branches.map(branchName).join(', ')}.`,
    );
  return {
    at: isOptional(branches) ? branches.findIndex(({ kind }) => kind !== 'null') : (fitting[0] ?? -1),
    inner: value,
  };
}

/** An optional record or map with one entry that happens to be called like a type. */
const isPlainRecord = (branches: readonly AvroType[], value: Fields): boolean =>
  isOptional(branches) &&
  branches.some(
    (branch) =>
      branch.kind === 'record' && Object.keys(value).every((key) => branch.fields.some(({ name }) => name === key)),
  );

/** Asked of each value once: a value within unions within unions would be tried twice as often with every level. */
function fits(type: AvroType, value: unknown, out: AvroOutput): boolean {
  const known = out.fitting(type, value);
  if (known !== undefined) return known;
  let isFit = true;
  try {
    write(type, value, out.trial(), '');
  } catch (error) {
    if (!(error instanceof SchemaError) || out.isSpent) throw error;
    isFit = false;
  }
  out.remember(type, value, isFit);
  return isFit;
}

type Fields = Readonly<Record<string, unknown>>;

const utf8 = new TextEncoder();

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** JSON.parse rounds whole numbers beyond 2^53 without a word: those must come as texts. */
function readWhole(value: unknown, logical: AvroLogical | undefined): bigint | undefined {
  if (Number.isSafeInteger(value)) return BigInt(Number(value));
  if (typeof value !== 'string') return undefined;
  const shown = logical && readLogicalText(logical, value);
  if (shown !== undefined) return shown;
  return /^-?\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}

function wantedWhole(logical: AvroLogical | undefined, bits: number): string {
  const example = logical && logicalExamples[logical.kind];
  const quotes = bits === 64 ? ', in quotes beyond 9007199254740991,' : '';
  return example ? `a text such as "${example}", or a whole number` : `a whole number${quotes}`;
}

const logicalExamples: Partial<Readonly<Record<AvroLogical['kind'], string>>> = {
  date: '2024-02-29',
  time: '13:45:00.000',
  timestamp: '2024-02-29T13:45:00.000Z',
};

function readBytes(value: unknown, logical: AvroLogical | undefined, size?: number): Uint8Array | undefined {
  if (logical?.kind === 'decimal') {
    const unscaled = typeof value === 'string' ? readLogicalText(logical, value) : undefined;
    return unscaled === undefined ? undefined : twosComplement(unscaled, size);
  }
  const codes = typeof value === 'string' ? Array.from(value, (character) => character.codePointAt(0) ?? 0) : undefined;
  return codes?.every((code) => code <= 0xff) ? Uint8Array.from(codes) : undefined;
}

const wantedBytes = (logical: AvroLogical | undefined): string =>
  logical?.kind === 'decimal'
    ? `a decimal in quotes with at most ${logical.scale} digits behind the point`
    : 'a text of characters up to U+00FF, one for each byte,';

function twosComplement(value: bigint, size: number | undefined): Uint8Array | undefined {
  let length = 1;
  while (BigInt.asIntN(length * 8, value) !== value) length += 1;
  if (size !== undefined && length > size) return undefined;
  const bytes = new Uint8Array(size ?? length);
  for (let at = bytes.length - 1, rest = value; at >= 0; at -= 1, rest >>= 8n) bytes[at] = Number(rest & 0xffn);
  return bytes;
}
