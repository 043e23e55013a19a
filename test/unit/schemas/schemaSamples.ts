import type { SchemaType } from '../../../src/kafka/schemas';
import type { NamedText } from '../../../src/schemas/createCodec';

export interface SchemaSample {
  readonly name: string;
  readonly type: SchemaType;
  readonly text: string;
  readonly references: readonly NamedText[];
  /** JSON as the codec shows it. */
  readonly values: readonly string[];
}

const avroOrder = {
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'state', type: { type: 'enum', name: 'State', symbols: ['NEW', 'PAID'] }, default: 'NEW' },
    { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
    { name: 'hash', type: { type: 'fixed', name: 'Hash', size: 4 } },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-micros' } },
    { name: 'day', type: { type: 'int', logicalType: 'date' } },
    { name: 'lines', type: { type: 'array', items: 'shop.Line' } },
    { name: 'counts', type: { type: 'map', values: 'double' } },
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'how', type: ['string', 'int', 'shop.Line'] },
    { name: 'next', type: ['null', 'Order'], default: null },
    { name: 'some', type: 'float' },
    { name: 'is', type: 'boolean', default: true },
  ],
};

const avroLine = {
  type: 'record',
  name: 'Line',
  namespace: 'shop',
  fields: [
    { name: 'sku', type: 'string' },
    { name: 'count', type: 'int', default: 1 },
  ],
};

const line = { sku: 'A-1', count: 3 };
const order = {
  id: 7,
  state: 'PAID',
  price: '12.50',
  hash: 'abc\u00ff',
  at: '2024-02-29T13:45:00.000000Z',
  day: '2024-02-29',
  lines: [line, { sku: 'é👋', count: -1 }],
  counts: { a: 0.5, b: -1 },
  note: 'by hand',
  how: { 'shop.Line': line },
  next: null,
  some: 0.1,
  is: false,
};

const proto = `syntax = "proto3";
package shop;
import "line.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/wrappers.proto";
enum State { NEW = 0; PAID = 1; }
message Order {
  double d = 1; float f = 2; int32 i32 = 3; int64 i64 = 4; uint32 u32 = 5; uint64 u64 = 6; sint32 s32 = 7;
  sint64 s64 = 8; fixed32 f32 = 9; fixed64 f64 = 10; bool b = 13; string text_field = 14; bytes raw = 15;
  State state = 16; repeated Line lines = 17; repeated int32 numbers = 18; map<string, int64> counts = 19;
  map<int32, Line> by_id = 20; oneof how { string card = 21; bool cash = 22; } optional int32 maybe = 23;
  google.protobuf.Timestamp at = 24; google.protobuf.Duration took = 25; google.protobuf.StringValue note = 26;
  Order next = 27;
}`;

const protoOrder = {
  ...{ d: 0.1, f: 0.5, i32: -3, i64: '-4', u32: 5, u64: '6', s32: -7, s64: '-8', f32: 9, f64: '10', b: true },
  ...{ text_field: 'é👋', raw: 'AAEC', state: 'PAID', lines: [line, { sku: '', count: 0 }], numbers: [1, -2, 3] },
  ...{ counts: { a: '1', b: '-2' }, by_id: { '1': line }, card: 'visa', maybe: 0 },
  ...{ at: '2024-02-29T13:45:00.500Z', took: '-1.500s', note: 'by hand' },
};

const proto2 = `syntax = "proto2";
message Tree {
  required string name = 1; optional group Leaf = 2 { optional int32 size = 1 [default = 7]; }
  repeated Tree below = 3; repeated sint64 many = 4 [packed = true]; extensions 100 to 199;
}
extend Tree { optional string more = 100; }`;

const jsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'order.json',
  type: 'object',
  definitions: { text: { type: 'string', pattern: '^[A-Z]+-\\d+$' } },
  properties: {
    id: { type: 'integer' },
    state: { enum: ['new', 'paid'] },
    day: { type: 'string', format: 'date' },
    sku: { $ref: '#/definitions/text' },
    line: { $ref: 'line.json' },
    below: { type: 'array', items: { $ref: '#' }, uniqueItems: true },
    how: { oneOf: [{ type: 'string' }, { allOf: [{ type: 'number' }, { minimum: 3 }] }] },
  },
  required: ['id'],
  additionalProperties: false,
};

export const samples: readonly SchemaSample[] = [
  {
    name: 'Avro',
    type: 'AVRO',
    text: JSON.stringify(avroOrder),
    references: [['line.avsc', JSON.stringify(avroLine)]],
    values: [order, { ...order, how: { int: 3 }, next: { ...order, how: { string: 'x' }, next: order } }].map((value) =>
      JSON.stringify(value),
    ),
  },
  {
    name: 'Protobuf',
    type: 'PROTOBUF',
    text: proto,
    references: [['line.proto', 'syntax = "proto3"; package shop; message Line { string sku = 1; int32 count = 2; }']],
    values: [protoOrder, { ...protoOrder, next: { ...protoOrder, next: protoOrder } }].map((value) =>
      JSON.stringify(value),
    ),
  },
  {
    name: 'Protobuf of version 2',
    type: 'PROTOBUF',
    text: proto2,
    references: [],
    values: [
      JSON.stringify({ name: 'a', leaf: { size: 3 }, below: [{ name: 'b', below: [], many: [] }], many: ['1', '-1'] }),
    ],
  },
  {
    name: 'JSON Schema',
    type: 'JSON',
    text: JSON.stringify(jsonSchema),
    references: [['line.json', '{"type":"object","properties":{"sku":{"type":"string"}}}']],
    values: [
      JSON.stringify({
        ...{ id: 1, state: 'new', day: '2024-02-29', sku: 'A-1', line: { sku: 'x' }, how: 4 },
        below: [{ id: 2 }, { id: 3, below: [] }],
      }),
    ],
  },
];
