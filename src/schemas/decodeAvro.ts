import { SchemaError } from '../kafka/schemas';
import { showLogical } from './avroLogical';
import { type AvroLogical, type AvroType, branchName } from './avroTypes';
import { ByteInput, zigzag } from './ByteInput';
import { floatText, numberText } from './numberText';
import { TextBudget } from './TextBudget';

/**
 * Avro's binary encoding as JSON text, with whole numbers of any size as they are. A union of null and one other type
 * shows its value plainly, any other union as `{"branch": value}`; bytes are text in ISO 8859-1, as Avro's own JSON
 * encoding has them. https://avro.apache.org/docs/1.12.0/specification/#binary-encoding
 */
export function decodeAvro(type: AvroType, bytes: Uint8Array): string {
  const input = new Input(bytes);
  const text = show(type, input, 0);
  if (input.rest > 0)
    throw new SchemaError(`${input.rest} bytes are left behind the value: the record was written with another schema.`);
  return text;
}

const maxDepth = 200;
/** What a value is told to cost beside its bytes, so that counting to a billion ends early. */
const valueCost = 16;

function show(type: AvroType, input: Input, depth: number): string {
  if (depth > maxDepth) throw new SchemaError(`The value is nested deeper than ${maxDepth} levels.`);
  input.budget.spend(valueCost);
  switch (type.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return input.byte() === 0 ? 'false' : 'true';
    case 'int':
    case 'long':
      return showWhole(input.long(), type.logical);
    case 'float':
      return floatText(input.view(4).getFloat32(0, true));
    case 'double':
      return numberText(input.view(8).getFloat64(0, true));
    case 'bytes':
      return showBytes(input.sized(input.long()), type.logical, input.budget);
    case 'fixed':
      return showBytes(input.take(type.size), type.logical, input.budget);
    case 'string':
      return JSON.stringify(utf8.decode(input.sized(input.long())));
    case 'enum': {
      const symbol = type.symbols[Number(input.long())];
      if (symbol === undefined) throw new SchemaError(`The record holds a symbol that the enum ${type.name} has not.`);
      input.budget.spend(symbol.length);
      return JSON.stringify(symbol);
    }
    case 'record':
      return `{${type.fields
        .map((field) => {
          input.budget.spend(field.name.length);
          return `${JSON.stringify(field.name)}:${show(field.type, input, depth + 1)}`;
        })
        .join(',')}}`;
    case 'array':
      return `[${input.blocks(() => show(type.items, input, depth + 1)).join(',')}]`;
    case 'map':
      return `{${input
        .blocks(() => {
          const name = JSON.stringify(utf8.decode(input.sized(input.long())));
          return `${name}:${show(type.values, input, depth + 1)}`;
        })
        .join(',')}}`;
    case 'union': {
      const branch = type.of[Number(input.long())];
      if (!branch) throw new SchemaError('The record holds a branch that its union has not.');
      if (branch.kind === 'null' || isOptional(type.of)) return show(branch, input, depth + 1);
      const name = branchName(branch);
      input.budget.spend(name.length);
      return `{${JSON.stringify(name)}:${show(branch, input, depth + 1)}}`;
    }
  }
}

/** A value may be there or not: its branch needs no name. */
export const isOptional = (branches: readonly AvroType[]): boolean =>
  branches.length === 1 || (branches.length === 2 && branches.some(({ kind }) => kind === 'null'));

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function showWhole(value: bigint, logical: AvroLogical | undefined): string {
  const shown = logical && showLogical(logical, value);
  return shown === undefined ? value.toString() : JSON.stringify(shown);
}

function showBytes(bytes: Uint8Array, logical: AvroLogical | undefined, budget: TextBudget): string {
  if (logical?.kind === 'decimal' && bytes.length > 0 && bytes.length <= 512) {
    // Of one byte, with a thousand digits behind the point.
    budget.spend(logical.scale);
    return JSON.stringify(showLogical(logical, signed(bytes)));
  }
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return JSON.stringify(text);
}

function signed(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

class Input extends ByteInput {
  readonly budget = new TextBudget();

  long(): bigint {
    return zigzag(this.varint());
  }

  /** Arrays and maps come in blocks; a negative count is followed by the block's size. */
  blocks(item: () => string): string[] {
    const items: string[] = [];
    for (;;) {
      let count = this.long();
      if (count === 0n) return items;
      if (count < 0n) {
        count = -count;
        this.long();
      }
      for (let n = 0n; n < count; n += 1n) items.push(item());
    }
  }
}
