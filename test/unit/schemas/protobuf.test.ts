import { strictEqual, throws } from 'node:assert/strict';
import { parse } from 'protobufjs';
import type { SchemaCodec } from '../../../src/kafka/schemas';
import { createCodec, type NamedText } from '../../../src/schemas/createCodec';
import { bytes, hex } from './hex';

const proto = (text: string, references: readonly NamedText[] = []): SchemaCodec =>
  createCodec({ type: 'PROTOBUF', text: `syntax = "proto3";\n${text}` }, references);

function both(codec: SchemaCodec, binary: string, json: string): void {
  strictEqual(codec.decode(bytes(binary)), json);
  strictEqual(hex(codec.encode(json)), binary.replaceAll(' ', ''));
}

const everything = `
  package shop;
  enum State { NEW = 0; PAID = 1; }
  message Order {
    message Line { string sku = 1; uint32 count = 2; }
    double d = 1; float f = 2; int32 i32 = 3; int64 i64 = 4; uint32 u32 = 5; uint64 u64 = 6; sint32 s32 = 7;
    sint64 s64 = 8; fixed32 f32 = 9; fixed64 f64 = 10; sfixed32 sf32 = 11; sfixed64 sf64 = 12; bool b = 13;
    string text_field = 14; bytes raw = 15; State state = 16; repeated Line lines = 17; repeated int32 numbers = 18;
    map<string, int64> counts = 19; map<int32, Line> by_id = 20;
    oneof how { string card = 21; bool cash = 22; }
    optional int32 maybe = 23;
  }`;

describe('Protobuf', () => {
  // https://protobuf.dev/programming-guides/encoding/
  it('reads and writes the examples of the documentation', () => {
    both(proto('message Test1 { int32 a = 1; }'), '08 96 01', '{"a":150}');
    both(proto('message Test2 { string b = 2; }'), '12 07 74657374696e67', '{"b":"testing"}');
    both(proto('message Test5 { repeated int32 f = 6; }'), '32 06 03 8e02 9ea705', '{"f":[3,270,86942]}');
    strictEqual(proto('message Test1 { int32 a = 1; }').decode(bytes('08 feffffffffffffffff01')), '{"a":-2}');
  });

  it('agrees with protobuf.js on every kind of field', () => {
    const value = {
      d: 0.1,
      f: 0.5,
      i32: -1,
      i64: '-9223372036854775808',
      u32: 4294967295,
      u64: '18446744073709551615',
      s32: -2,
      s64: '-3',
      f32: 7,
      f64: '8',
      sf32: -9,
      sf64: '-10',
      b: true,
      text_field: 'ü',
      raw: 'AP8=',
      state: 'PAID',
      lines: [{ sku: 'x', count: 2 }],
      numbers: [1, 2],
      counts: { a: '1' },
      by_id: { '5': { sku: '', count: 0 } },
      card: 'c',
      maybe: 0,
    };
    const json = JSON.stringify(value);
    const codec = proto(everything);
    const theirs = parse(`syntax = "proto3";${everything}`, { keepCase: true }).root.lookupType('shop.Order');
    const written = theirs.encode(theirs.fromObject(value)).finish();
    strictEqual(codec.decode(written), json);
    const back = theirs.toObject(theirs.decode(codec.encode(json)), { longs: String, enums: String, bytes: String });
    strictEqual(JSON.stringify({ ...back, by_id: value.by_id }), JSON.stringify({ ...value, counts: { a: '1' } }));
  });

  it('shows defaults where a field has no presence, and the last of several values', () => {
    const codec = proto(
      'enum E { ZERO = 0; } message M { int64 a = 1; E e = 2; repeated int32 r = 3; optional int32 o = 4; }',
    );
    strictEqual(codec.decode(bytes('')), '{"a":"0","e":"ZERO","r":[]}');
    strictEqual(codec.decode(bytes('0801 0802 1007')), '{"a":"2","e":7,"r":[]}');
  });

  // https://protobuf.dev/programming-guides/encoding/#last-one-wins
  it('merges what stands there twice of a message, and takes the last of a scalar', () => {
    const codec = proto(`
      message M { In in = 1; repeated In all = 2; map<int32, In> by = 3; }
      message In { int32 a = 1; string b = 2; repeated int32 r = 3; In deeper = 4; }`);
    const inner = (json: string): string => `{"in":${json},"all":[],"by":{}}`;
    strictEqual(codec.decode(bytes('0a02 0801 0a03 120178')), inner('{"a":1,"b":"x","r":[]}'));
    strictEqual(codec.decode(bytes('0a04 0801 1801 0a04 0802 1802')), inner('{"a":2,"b":"","r":[1,2]}'));
    strictEqual(
      codec.decode(bytes('0a04 2202 0801 0a05 2203 120178')),
      inner('{"a":0,"b":"","r":[],"deeper":{"a":1,"b":"x","r":[]}}'),
    );
    strictEqual(
      codec.decode(bytes('0a02 0801 0a00')),
      inner('{"a":1,"b":"","r":[]}'),
      'an empty one takes nothing away',
    );
    strictEqual(
      codec.decode(bytes('1202 0801 1203 120178')),
      '{"all":[{"a":1,"b":"","r":[]},{"a":0,"b":"x","r":[]}],"by":{}}',
      'items of a list are never merged',
    );
    // Within one entry of a map they are one message; the entries of one key are not.
    strictEqual(codec.decode(bytes('1a0b 0807 12020801 1203120178')), '{"all":[],"by":{"7":{"a":1,"b":"x","r":[]}}}');
    strictEqual(
      codec.decode(bytes('1a06 0807 12020801 1a07 0807 1203120178')),
      '{"all":[],"by":{"7":{"a":0,"b":"x","r":[]}}}',
    );
    const time = proto('import "google/protobuf/timestamp.proto"; message T { google.protobuf.Timestamp at = 1; }');
    strictEqual(time.decode(bytes('0a02 0801 0a06 1080cab5ee01')), '{"at":"1970-01-01T00:00:01.500Z"}');
    throws(() => codec.decode(bytes('0a02 08ff 0a01 01')), { name: 'SchemaError' }, 'each is whole for itself');
  });

  // https://protobuf.dev/programming-guides/proto3/#scalar
  it('refuses a text that is no UTF-8 where readers of its language do', () => {
    const of = (head: string, field: string) =>
      createCodec({ type: 'PROTOBUF', text: `${head}; message M { ${field} }` }, []);
    const broken = bytes('0a03 61ff62');
    const sentence = {
      name: 'SchemaError',
      message: "The text of s is no UTF-8: Protobuf's own readers refuse the record.",
    };
    throws(() => of('syntax = "proto3"', 'string s = 1;').decode(broken), sentence);
    throws(() => of('edition = "2023"', 'string s = 1;').decode(broken), sentence);
    throws(() => of('syntax = "proto3"', 'map<string, int32> s = 1;').decode(bytes('0a05 0a03 61ff62')), sentence);
    strictEqual(of('syntax = "proto2"', 'optional string s = 1;').decode(broken), '{"s":"a\ufffdb"}');
    strictEqual(of('syntax = "proto3"', 'bytes s = 1;').decode(broken), '{"s":"Yf9i"}');
    strictEqual(of('syntax = "proto3"', 'string s = 1;').decode(bytes('0a03 e282ac')), '{"s":"€"}');
  });

  it('merges groups too', () => {
    const codec = createCodec(
      {
        type: 'PROTOBUF',
        text: 'syntax = "proto2"; message M { optional group G = 1 { optional int32 a = 1; optional int32 b = 2; } }',
      },
      [],
    );
    strictEqual(codec.decode(bytes('0b 0801 0c 0b 1002 0c')), '{"g":{"a":1,"b":2}}');
  });

  it('shows of a oneof what came last, alone', () => {
    const codec = proto(
      'message M { oneof how { string card = 1; bool cash = 2; In in = 3; } } message In { int32 a = 1; int32 b = 2; }',
    );
    strictEqual(codec.decode(bytes('0a0178 1001')), '{"cash":true}');
    strictEqual(codec.decode(bytes('1a020801 1a021002')), '{"in":{"a":1,"b":2}}');
    strictEqual(codec.decode(bytes('1a020801 1001 1a021002')), '{"in":{"a":0,"b":2}}', 'what was put aside is gone');
    strictEqual(codec.decode(bytes('1a020801 0a0178')), '{"card":"x"}');
  });

  it('finds nested messages by their indexes, imports of the same package not counted', () => {
    const imported = 'syntax = "proto3"; package p; message Imported { int32 z = 1; }';
    const codec = proto(
      'package p; import "other.proto"; enum E { A = 0; } message First { int32 a = 1; } message Second { enum X { Y = 0; } message Inner { Imported b = 1; } message Last { int32 c = 1; } }',
      [['other.proto', imported]],
    );
    strictEqual(codec.decode(bytes('0801')), '{"a":1}');
    strictEqual(codec.decode(bytes('0a020805'), [1, 0]), '{"b":{"z":5}}');
    strictEqual(codec.decode(bytes('0801'), [1, 1]), '{"c":1}');
    throws(() => codec.decode(bytes(''), [1, 2]), {
      message: 'The record names message 1.2, which the .proto file has not.',
    });
  });

  it('shows well-known types as the JSON mapping writes them', () => {
    const codec = proto(`import "google/protobuf/timestamp.proto"; import "google/protobuf/duration.proto";
      import "google/protobuf/wrappers.proto";
      message M { google.protobuf.Timestamp at = 1; google.protobuf.Duration took = 2; google.protobuf.Int64Value n = 3; }`);
    both(codec, '0a0c 08dd9482af061080cab5ee01', '{"at":"2024-02-29T13:45:01.500Z"}');
    strictEqual(codec.decode(bytes('120b 1080b6ca91feffffffff01')), '{"took":"-0.500s"}');
    both(codec, '1a 02 08 07', '{"n":"7"}');
  });

  it('names fields that the schema does not know', () => {
    const codec = proto('message M { int32 a = 1; }');
    strictEqual(codec.decode(bytes('0801 1001 1a0161 20012b 08012c')), '{"a":1,"@unknown":[2,3,4,5]}');
  });

  it('reads groups of proto2', () => {
    const codec = createCodec(
      { type: 'PROTOBUF', text: 'syntax = "proto2"; message M { optional group G = 1 { required int32 a = 2; } }' },
      [],
    );
    both(codec, '0b 1005 0c', '{"g":{"a":5}}');
  });

  it('refuses what does not fit', () => {
    const codec = proto(everything);
    for (const [json, sentence] of [
      ['{"sku":1}', 'sku: the message Order has no such field.'],
      ['{"card":"a","cash":true}', 'cash: only one of card and cash may be there.'],
      ['{"i32":2147483648}', 'i32: a whole number of 32 bits is wanted here.'],
      ['{"u64":-1}', 'u64: an unsigned whole number of 64 bits, in quotes beyond 9007199254740991, is wanted here.'],
      ['{"state":"GONE"}', 'state: one of NEW, PAID is wanted here.'],
      ['{"lines":[{"count":"x"}]}', 'lines[0].count: an unsigned whole number of 32 bits is wanted here.'],
      ['{"raw":"!"}', 'raw: bytes in base64 is wanted here.'],
      ['[]', 'The value: an object is wanted here.'],
    ] as const)
      throws(() => codec.encode(json), { message: sentence });
    strictEqual(hex(codec.encode('{"textField":"a"}')), '720161', 'lowerCamelCase is a name too');
  });

  it('refuses bytes of another schema, and nesting without end', () => {
    const codec = proto('message M { int32 a = 1; M m = 2; }');
    throws(() => codec.decode(bytes('0a0161')), /Field a stands in the record as another type/);
    throws(() => codec.decode(bytes('1205')), /The bytes end within the value/);
    throws(() => codec.decode(bytes('00')), {
      message: 'A field has the number 0: these bytes are no Protobuf message.',
    });
    let nested = bytes('0801');
    for (let level = 0; level < 200; level += 1) nested = Buffer.concat([bytes('12'), varint(nested.length), nested]);
    throws(() => codec.decode(nested), { message: 'The message is nested deeper than 100 levels.' });
    throws(() => codec.decode(new Uint8Array(100_000).fill(0x1b)), {
      message: 'The message is nested deeper than 100 levels.',
    });
  });

  it('stops where few bytes would become much text', () => {
    const fields = Array.from({ length: 200 }, (_, n) => `int32 a_rather_long_name_${n} = ${n + 1};`).join(' ');
    const codec = proto(`message Wide { ${fields} } message M { repeated Wide w = 1; }`);
    const binary = Buffer.from('0a00'.repeat(1000), 'hex');
    throws(() => codec.decode(binary, [1]), {
      message: 'The value would be a text of more than 2,000,000 characters.',
    });
  });

  it('refuses files that are none', () => {
    throws(() => proto('message {'), /^SchemaError: The \.proto file cannot be read: /);
    throws(
      () => proto('message M { Missing m = 1; }'),
      /^SchemaError: The \.proto file cannot be read: no such .*Missing/,
    );
    const deep = `${'message M { '.repeat(1000)}${'}'.repeat(1000)}`;
    throws(() => proto(deep), /^SchemaError: The \.proto file cannot be read: /);
  });
});

const varint = (value: number): Uint8Array =>
  value < 128 ? Uint8Array.of(value) : Uint8Array.of((value & 127) | 128, value >> 7);
