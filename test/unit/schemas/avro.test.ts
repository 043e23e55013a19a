import { strictEqual, throws } from 'node:assert/strict';
import type { SchemaCodec } from '../../../src/kafka/schemas';
import { createCodec } from '../../../src/schemas/createCodec';
import { bytes, hex } from './hex';

const avro = (schema: unknown, references: readonly (readonly [string, string])[] = []): SchemaCodec =>
  createCodec({ type: 'AVRO', text: JSON.stringify(schema) }, references);

/** Both ways: what is read is what can be written. */
function both(schema: unknown, binary: string, json: string): void {
  const codec = avro(schema);
  strictEqual(codec.decode(bytes(binary)), json);
  strictEqual(hex(codec.encode(json)), binary.replaceAll(' ', ''));
}

const test = {
  type: 'record',
  name: 'test',
  fields: [
    { name: 'a', type: 'long' },
    { name: 'b', type: 'string' },
  ],
};

describe('Avro', () => {
  // https://avro.apache.org/docs/1.12.0/specification/#binary-encoding
  it('reads and writes the examples of the specification', () => {
    both('string', '06 66 6f 6f', '"foo"');
    both(test, '36 06 66 6f 6f', '{"a":27,"b":"foo"}');
    both({ type: 'array', items: 'long' }, '04 06 36 00', '[3,27]');
    both(['null', 'string'], '00', 'null');
    both(['null', 'string'], '02 02 61', '"a"');
    for (const [number, binary] of [
      ['0', '00'],
      ['-1', '01'],
      ['1', '02'],
      ['-2', '03'],
      ['-64', '7f'],
      ['64', '80 01'],
    ] as const)
      both('long', binary, number);
  });

  it('keeps 64-bit numbers exact', () => {
    const codec = avro('long');
    strictEqual(codec.decode(bytes('feffffffffffffffff01')), '9223372036854775807');
    strictEqual(codec.decode(bytes('ffffffffffffffffff01')), '-9223372036854775808');
    strictEqual(hex(codec.encode('"9223372036854775807"')), 'feffffffffffffffff01');
    throws(() => codec.encode('9223372036854775807'), {
      message: 'The value: a whole number, in quotes beyond 9007199254740991, is wanted here.',
    });
  });

  it('reads blocks with a size before them', () => {
    strictEqual(avro({ type: 'array', items: 'long' }).decode(bytes('03 04 06 36 00')), '[3,27]');
    strictEqual(avro({ type: 'map', values: 'int' }).decode(bytes('01 06 02 61 02 02 02 62 04 00')), '{"a":1,"b":2}');
  });

  it('shows primitives of each kind', () => {
    both('boolean', '01', 'true');
    both('float', 'cdcccc3d', '0.1');
    both('double', '9a9999999999b93f', '0.1');
    both('double', '000000000000f87f', '"NaN"');
    both('bytes', '06 00 ff 22', '"\\u0000ÿ\\""');
    both({ type: 'fixed', name: 'f', size: 2 }, '0041', '"\\u0000A"');
    both({ type: 'enum', name: 'e', symbols: ['A', 'B'] }, '02', '"B"');
  });

  it('shows logical types as people write them', () => {
    both({ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 }, '04 04d2', '"12.34"');
    both({ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 3 }, '02 ff', '"-0.001"');
    both({ type: 'fixed', name: 'd', size: 4, logicalType: 'decimal', precision: 9, scale: 1 }, 'fffffff6', '"-1.0"');
    both({ type: 'int', logicalType: 'date' }, '8cb502', '"2024-02-29"');
    both({ type: 'int', logicalType: 'time-millis' }, '84d19a2f', '"13:45:01.250"');
    both({ type: 'long', logicalType: 'time-micros' }, 'ae8789e8f002', '"13:45:01.250007"');
    both({ type: 'long', logicalType: 'timestamp-millis' }, '9aede3d1be63', '"2024-02-29T13:45:01.005Z"');
    both({ type: 'long', logicalType: 'timestamp-nanos' }, '8a88fb81bbd6acb82f', '"2024-02-29T13:45:01.000000005Z"');
    both({ type: 'long', logicalType: 'local-timestamp-micros' }, '01', '"1969-12-31T23:59:59.999999"');
    both({ type: 'string', logicalType: 'uuid' }, '02 61', '"a"');
  });

  it('falls back to the stored number where a logical value is out of range', () => {
    strictEqual(
      avro({ type: 'long', logicalType: 'timestamp-millis' }).decode(bytes('feffffffffffffffff01')),
      '9223372036854775807',
    );
    strictEqual(avro({ type: 'int', logicalType: 'time-millis' }).decode(bytes('01')), '-1');
  });

  it('names the branch only where a union has several', () => {
    both(['null', test], '02 36 06 666f6f', '{"a":27,"b":"foo"}');
    both(['null', 'long', 'string'], '02 06', '{"long":3}');
    both(['string', 'long'], '02 06', '{"long":3}');
    strictEqual(hex(avro(['null', 'long', 'string']).encode('"a"')), '040261', 'what fits one branch needs no name');
    strictEqual(hex(avro(['null', 'string']).encode('{"string":"a"}')), '020261', 'as Avro’s own JSON encoding');
    throws(() => avro(['int', 'long']).encode('1'), {
      message: 'The value: write {"branch": value}, with one of int, long.',
    });
  });

  it('resolves names in their namespace and records in themselves', () => {
    both(
      {
        type: 'record',
        name: 'Node',
        namespace: 'a.b',
        fields: [
          { name: 'v', type: 'int' },
          { name: 'next', type: ['null', 'Node'] },
        ],
      },
      '02 02 04 00',
      '{"v":1,"next":{"v":2,"next":null}}',
    );
  });

  it('takes names from referenced schemas', () => {
    const reference = JSON.stringify({ ...test, namespace: 'x' });
    const codec = avro({ type: 'record', name: 'o', fields: [{ name: 't', type: 'x.test' }] }, [['x.test', reference]]);
    strictEqual(codec.decode(bytes('36 06 66 6f 6f')), '{"t":{"a":27,"b":"foo"}}');
  });

  it('fills in defaults and refuses names that the schema has not', () => {
    const codec = avro({
      type: 'record',
      name: 'o',
      fields: [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'string', default: 'x' },
        { name: 'c', type: ['null', 'int'], default: null },
      ],
    });
    strictEqual(hex(codec.encode('{"a":1}')), '02027800');
    throws(() => codec.encode('{"a":1,"B":"y"}'), { message: 'B: the record o has no such field.' });
    throws(() => codec.encode('{"b":"y"}'), {
      message: 'a: the field is missing and the schema has no default for it.',
    });
    throws(() => codec.encode('{"a":2147483648}'), { message: 'a: a whole number of 32 bits is wanted here.' });
    throws(() => codec.encode('{"a":'), /This is no JSON: /);
  });

  it('refuses bytes of another schema', () => {
    const other = 'the record was written with another schema.';
    throws(() => avro('string').decode(bytes('0661')), { message: `The bytes end within the value: ${other}` });
    throws(() => avro('string').decode(bytes('026161')), { message: `1 bytes are left behind the value: ${other}` });
    throws(() => avro('string').decode(bytes('ffffffffffffffffffff01')), /more than ten bytes/);
    throws(() => avro(['null']).decode(bytes('04')), { message: 'The record holds a branch that its union has not.' });
    throws(
      () => avro({ type: 'enum', name: 'e', symbols: ['A'] }).decode(bytes('04')),
      /a symbol that the enum e has not/,
    );
  });

  it('stops at bombs', () => {
    // Two bytes to claim 2^62 items of no size each.
    throws(
      () => avro({ type: 'array', items: 'null' }).decode(bytes('feffffffffffffff7f00')),
      /a text of more than 2,000,000 characters/,
    );
    const levels = Array.from({ length: 1000 }).reduce<unknown>((inner) => ({ type: 'array', items: inner }), 'int');
    throws(() => avro(levels), { message: 'The Avro schema is nested deeper than 200 levels.' });
    const list = { type: 'record', name: 'l', fields: [{ name: 'next', type: ['null', 'l'] }] };
    throws(() => avro(list).decode(new Uint8Array(5000).fill(2)), {
      message: 'The value is nested deeper than 200 levels.',
    });
    const wide = Array.from({ length: 5000 }, (_, n) => ({ type: 'record', name: `r${n}`, fields: [] }));
    strictEqual(avro(wide).decode(bytes('8e4e')), '{"r4999":{}}');
  });

  it('refuses schemas that are none', () => {
    for (const [schema, sentence] of [
      ['{', 'The Avro schema is no JSON.'],
      ['"Other"', 'The Avro schema uses Other, which is declared nowhere.'],
      ['{"type":"record","name":"r"}', 'The record r has no list of fields.'],
      ['{"type":"enum","name":"e"}', 'The enum e has no list of symbols.'],
      ['7', 'The Avro schema holds a type that is none.'],
    ] as const)
      throws(() => createCodec({ type: 'AVRO', text: schema }, []), { message: sentence });
  });
});
