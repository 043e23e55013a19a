import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert/strict';
import { type Schema, type SchemaCodec, SchemaError, type SchemaType } from '../../../src/kafka/schemas';
import { createCodec } from '../../../src/schemas/createCodec';
import { openCodec } from '../../../src/schemas/openCodec';
import { bytes } from './hex';
import { outcomeOf } from './outcome';

const codec = (type: SchemaType, text: unknown): SchemaCodec =>
  createCodec({ type, text: typeof text === 'string' ? text : JSON.stringify(text) }, []);
const avro = (schema: unknown): SchemaCodec => codec('AVRO', schema);
const proto = (text: string): SchemaCodec => codec('PROTOBUF', `syntax = "proto3";\n${text}`);

/** The sentence; takes neither long nor much memory. */
function refusal(run: () => unknown): string {
  const outcome = outcomeOf(() => 'a schema made to do harm', run);
  ok('sentence' in outcome, 'it was not refused');
  return outcome.sentence;
}

const large = (at: string): RegExp => new RegExp(`^${at}.* more than 2,000,000 characters\\.$`);
const list = (items: number, item: string): Buffer =>
  Buffer.concat([varint(items * 2), ...Array.from({ length: items }, () => bytes(item)), Buffer.of(0)]);

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128);
  return Buffer.from([...out, rest]);
}

describe('A schema made to do harm', function () {
  this.timeout(60_000);

  it('gives no text without a bound to records of few bytes', () => {
    const name = `n${'x'.repeat(1_900)}`;
    const union = { type: 'array', items: ['int', 'string', { type: 'record', name, fields: [] }] };
    strictEqual(avro(union).decode(list(1, '04')), `[{"${name}":{}}]`);
    ok(large('The value').test(refusal(() => avro(union).decode(list(30_000, '04')))));
    const decimals = { type: 'array', items: { type: 'bytes', logicalType: 'decimal', precision: 999, scale: 999 } };
    ok(large('The value').test(refusal(() => avro(decimals).decode(list(30_000, '02 07')))));
  });

  it('has no names that fill the memory', () => {
    const fields = Array.from({ length: 3_000 }, (_, at) => ({
      name: `f${at}`,
      type: { type: 'enum', name: `E${at}`, symbols: [] },
    }));
    const schema = { type: 'record', name: 'R', namespace: 'n'.repeat(400_000), fields };
    strictEqual(
      refusal(() => avro(schema)),
      'A name in the Avro schema has more than 2,000 characters.',
    );
  });

  it('is told in a sentence that can be read', () => {
    const sentence = refusal(() => avro('y'.repeat(1_000_000).replace(/^.*$/, '"$&"')));
    strictEqual(sentence.length, 501);
    ok(sentence.startsWith('The Avro schema uses yyy') && sentence.endsWith('y…'));
    ok(/^The JSON schema cannot be used: .*\.$/.test(refusal(() => codec('JSON', { $ref: 'no.json' }).encode('1'))));
  });

  it('has a logical type that is no text', () => {
    const schema = { type: 'long', logicalType: { toString: null, valueOf: 1 } };
    strictEqual(avro(schema).decode(bytes('04')), '2');
  });

  it('does not multiply its defaults without a bound', () => {
    const depth = 40;
    let type: unknown = 'int';
    for (let level = depth; level > 0; level--)
      type = {
        type: 'record',
        name: `L${level}`,
        fields: [
          { name: 'a', type, default: level === depth ? 1 : {} },
          { name: 'b', type: level === depth ? 'int' : `L${level + 1}`, default: level === depth ? 1 : {} },
        ],
      };
    throws(() => avro(type).encode('{}'), { message: 'The record would have more than 1,000,000 values.' });
    const self = { type: 'record', name: 'S', fields: [{ name: 'next', type: 'S', default: {} }] };
    strictEqual(
      refusal(() => avro(self).encode('{}')),
      'The value is nested deeper than 200 levels.',
    );
    const text = { name: 'x'.repeat(100), type: 'string', default: 'y'.repeat(1_000_000) };
    const texts = {
      type: 'record',
      name: 'T',
      fields: Array.from({ length: 200 }, (_, at) => ({ ...text, name: `f${at}` })),
    };
    throws(() => avro(texts).encode('{}'), { message: 'The record would have more than 100 MiB.' });
  });

  it('does not make unions within unions twice as dear with every level', () => {
    const schema = {
      type: 'record',
      name: 'Node',
      fields: [
        { name: 'value', type: 'int' },
        { name: 'next', type: ['null', 'string', 'Node'] },
      ],
    };
    let value: unknown = null;
    for (let level = 0; level < 60; level++) value = { value: level, next: value };
    const outcome = outcomeOf(
      () => 'sixty levels',
      () => avro(schema).encode(JSON.stringify(value)),
    );
    ok('value' in outcome);
    ok(avro(schema).decode(outcome.value).startsWith('{"value":59,"next":{"Node":{"value":58,'));
  });

  it('has unions that stand within unions', () => {
    let type: unknown = 'string';
    for (let level = 0; level < 100; level++) type = ['null', 'int', type];
    const sentence = 'A union of the Avro schema stands within a union, which Avro does not allow.';
    strictEqual(
      refusal(() => avro(type)),
      sentence,
    );
  });

  it('may call its messages as those that everybody knows', () => {
    const text = proto('package google.protobuf; message Timestamp { string seconds = 1; double nanos = 2; }');
    strictEqual(text.decode(bytes('0a 03 616263')), '{"seconds":"abc","nanos":0}');
    const known = proto('import "google/protobuf/timestamp.proto"; message A { google.protobuf.Timestamp at = 1; }');
    strictEqual(known.decode(bytes('0a 02 10 07')), '{"at":"1970-01-01T00:00:00.000000007Z"}');
    // Nanoseconds are never below 0.
    const negative = known.decode(bytes('0a 0b 10 ffffffffffffffffff01'));
    strictEqual(negative, '{"at":{"seconds":"0","nanos":-1}}');
  });

  it('has thousands of fields, in messages of no byte', () => {
    const fields = Array.from({ length: 1_500 }, (_, at) => `A f${at} = ${at + 2};`).join(' ');
    const many = proto(`message A { repeated A below = 1; ${fields} }`);
    const record = Buffer.concat(Array.from({ length: 30_000 }, () => bytes('0a 00')));
    const outcome = outcomeOf(
      () => 'empty messages',
      () => many.decode(record),
    );
    ok('value' in outcome);
  });

  it('has more fields in a message than can be read soon', () => {
    const sentence = 'The .proto file has messages of so many fields that reading it would take too long.';
    const fields = (around: (field: string) => string): string =>
      Array.from({ length: 3_000 }, (_, at) => around(`int32 f${at} = ${at + 1};`)).join(' ');
    strictEqual(
      refusal(() => proto(`message A { ${fields((field) => field)} }`)),
      sentence,
    );
    strictEqual(
      refusal(() => proto(`message A { ${fields((field) => `/*}*/ ${field} //}`.concat('\n'))} }`)),
      sentence,
    );
    const apart = (field: string): string => `oneof o${/\d+ =/.exec(field)?.[0].slice(0, -2)} { ${field} }`;
    strictEqual(
      refusal(() => proto(`message A { ${fields(apart)} }`)),
      sentence,
    );
    const extended = fields((field) => `extend A { ${field} }`);
    strictEqual(
      refusal(() => proto(`message A { extensions 1 to max; } ${extended}`)),
      sentence,
    );
    const spread = Array.from({ length: 300 }, (_, at) => `message M${at} { int32 a = 1; string b = 2; }`).join(' ');
    strictEqual(proto(spread).decode(bytes('08 01')), '{"a":1,"b":""}');
  });

  it('has keys that look like the end of a key', () => {
    const map = proto('message A { map<string, int32> m = 1; }');
    const json = '{"m":{"a\\":1":1,"a\\":2":2}}';
    strictEqual(map.decode(map.encode(json)), json);
    strictEqual(map.decode(bytes('0a 05 0a 01 61 10 01 0a 05 0a 01 61 10 02')), '{"m":{"a":2}}');
    throws(() => map.decode(bytes('0a 02 08 01')), /^SchemaError: Field m stands in the record as another type/);
    // A field number beyond 32 bits is none of the key or the value.
    throws(() => map.decode(bytes('0a 06 8a8080808001 0a')), SchemaError);
  });

  it('is given values that are none of an enum', () => {
    const one = proto('enum E { A = 0; } message M { E e = 1; }');
    for (const json of [
      '{"e":{"toString":null}}',
      '{"e":"constructor"}',
      '{"e":1e300}',
      '{"e":4294967296}',
      '{"e":true}',
    ])
      throws(() => one.encode(json), { message: 'e: one of A is wanted here.' }, json);
    deepStrictEqual([...one.encode('{"e":-1}')].length, 11);
  });

  it('leads deep', () => {
    const self = codec('JSON', { $ref: '#' });
    strictEqual(
      refusal(() => self.encode('1')),
      'The value is too deep or too large.',
    );
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    strictEqual(
      refusal(() => avro(deep)),
      'The Avro schema is nested deeper than 200 levels.',
    );
    const messages = `${'message A {'.repeat(20_000)}${'}'.repeat(20_000)}`;
    ok(refusal(() => proto(messages)).startsWith('The .proto file cannot be read: '));
    const tree = proto('message A { A a = 1; int32 i = 2; }');
    const json = `${'{"a":'.repeat(102)}{}${'}'.repeat(102)}`;
    strictEqual(
      refusal(() => tree.encode(json)),
      'The message is nested deeper than 100 levels.',
    );
  });

  it('has parts of another type that show only when a value comes', () => {
    const schema = codec('JSON', { required: [{ toString: null }] });
    strictEqual(
      refusal(() => schema.encode('{}')),
      'The JSON schema cannot be used: a part of it is of another type than it should be.',
    );
  });

  it('promises what nobody hears of', () => {
    const later = codec('JSON', { $async: true, type: 'integer' });
    strictEqual(
      refusal(() => later.encode('"x"')),
      'The JSON schema is asynchronous, which only programs can use.',
    );
  });

  it('is larger than any registry takes, alone or with what it refers to', async () => {
    const schema = (characters: number, version: number): Schema => ({
      type: 'AVRO',
      text: JSON.stringify({ type: 'enum', name: 'E', symbols: ['x'.repeat(characters)] }),
      references: [{ name: `r${version}`, subject: 's', version }],
    });
    let asked = 0;
    const registry = {
      version: async (subject: string, version: number | 'latest') => {
        asked += 1;
        return { ...schema(900_000, asked), subject, version: Number(version), id: 1 };
      },
    };
    const sentence = await openCodec(registry, schema(10, 0)).then(String, String);
    strictEqual(sentence, 'SchemaError: The schema, with what it refers to, has more than 4,000,000 characters.');
    strictEqual(asked, 5);
  });
});
