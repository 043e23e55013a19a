import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { KafkaError } from '../../../src/kafka/errors';
import type { RecordView } from '../../../src/kafka/model';
import { writeFrame } from '../../../src/kafka/schemaFrame';
import type { SchemaType } from '../../../src/kafka/schemas';
import type { DecoderChoice, DecoderKind } from '../../../src/protocol/decoding';
import { createCodec } from '../../../src/schemas/createCodec';
import type { Preview } from '../../../src/tail/model';
import { RowDecoder } from '../../../src/tailWorker/RowDecoder';
import { SchemaBook, type SchemaSource } from '../../../src/tailWorker/SchemaBook';
import { settled } from './fakes';

const avro = '{"type":"record","name":"O","fields":[{"name":"id","type":"long"}]}';
const proto = 'syntax = "proto3"; message A { int32 a = 1; } message B { message C { int32 c = 1; } }';
const schemas: Readonly<Record<number, readonly [SchemaType, string]>> = {
  1: ['AVRO', avro],
  2: ['PROTOBUF', proto],
  3: ['JSON', '{"type":"object"}'],
  4: ['AVRO', '{"type":"Missing"}'],
};

class Registry implements SchemaSource {
  asked: number[] = [];
  down: KafkaError | undefined;

  async byId(id: number) {
    this.asked.push(id);
    if (this.down) throw this.down;
    const [type, text] = schemas[id] ?? [];
    if (!type || !text) throw new KafkaError('unknown-schema', `There is no schema ${id}.`);
    return { type, codec: createCodec({ type, text }, []) };
  }

  async ofText(text: string) {
    return createCodec({ type: 'AVRO', text }, []);
  }
}

function setUp(value: DecoderChoice = { kind: 'auto' }, hasRegistry = true) {
  const registry = new Registry();
  let now = 0;
  let arrivals = 0;
  const book = new SchemaBook(
    registry,
    () => now,
    () => (arrivals += 1),
  );
  const decoder = new RowDecoder(book, hasRegistry);
  decoder.decoders = { key: { kind: 'auto' }, value };
  const plain: Preview = { text: 'plain', cut: false, binary: true };
  return {
    registry,
    decoder,
    show: (bytes: Uint8Array, total = bytes.length) => decoder.full('value', bytes, total, plain),
    pass: (milliseconds: number) => (now += milliseconds),
    arrivals: () => arrivals,
  };
}

const bytes = (...all: number[]): Uint8Array => Uint8Array.from(all);
const plain = { text: 'plain', cut: false, binary: true };

describe('RowDecoder', () => {
  it('shows the bytes until the schema is here, and asks for it once', async () => {
    const { show, registry, arrivals } = setUp();
    const record = writeFrame(1, 'AVRO', bytes(14));
    const waiting = { ...plain, problem: 'Schema 1 is being fetched from the registry.', isPending: true };
    deepStrictEqual(show(record), waiting);
    deepStrictEqual(show(record), waiting);
    strictEqual(arrivals(), 0);
    await settled();
    strictEqual(arrivals(), 1);
    deepStrictEqual(show(record), { text: '{"id":7}', cut: false, binary: false, as: 'Avro, schema 1' });
    deepStrictEqual(registry.asked, [1]);
  });

  it('reads the message indexes of Protobuf', async () => {
    const { show } = setUp();
    const first = writeFrame(2, 'PROTOBUF', bytes(8, 1));
    const nested = bytes(0, 0, 0, 0, 2, 4, 2, 0, 8, 5);
    show(first);
    await settled();
    strictEqual(show(first).text, '{"a":1}');
    deepStrictEqual(show(nested), { text: '{"c":5}', cut: false, binary: false, as: 'Protobuf, schema 2' });
    strictEqual(
      show(bytes(0, 0, 0, 0, 2, 202, 1)).problem,
      'The message indexes behind the schema id claim 101 levels of nesting.',
    );
  });

  it('shows JSON Schema records as their text', async () => {
    const { show } = setUp();
    const record = writeFrame(3, 'JSON', new TextEncoder().encode('{ "a": 1 }'));
    show(record);
    await settled();
    deepStrictEqual(show(record), { text: '{ "a": 1 }', cut: false, binary: false, as: 'JSON Schema, schema 3' });
  });

  it('says why bytes stay bytes', async () => {
    const { show, registry, pass } = setUp();
    const [unknown, broken, wrong] = [9, 4, 1].map((id) => writeFrame(id, 'AVRO', bytes(1, 2, 3)));
    for (const record of [unknown, broken, wrong]) show(record as Uint8Array);
    await settled();
    deepStrictEqual(
      [unknown, broken, wrong].map((record) => show(record as Uint8Array).problem),
      [
        'There is no schema 9.',
        'The Avro schema uses Missing, which is declared nowhere.',
        '2 bytes are left behind the value: the record was written with another schema.',
      ],
    );
    deepStrictEqual(show(bytes(123, 125)), plain, 'what has no frame is shown as ever');
    pass(1_000_000);
    show(unknown as Uint8Array);
    await settled();
    deepStrictEqual(registry.asked, [9, 4, 1], 'a schema that is not there will not come');
  });

  it('asks a registry that was down again after a while, and says why meanwhile', async () => {
    const { show, registry, pass } = setUp();
    registry.down = new KafkaError('refused', 'The registry refuses connections.');
    const record = writeFrame(1, 'AVRO', bytes(14));
    show(record);
    await settled();
    strictEqual(show(record).problem, 'The registry refuses connections.');
    registry.down = undefined;
    pass(14_000);
    show(record);
    await settled();
    deepStrictEqual(registry.asked, [1]);
    pass(1_000);
    strictEqual(show(record).problem, 'The registry refuses connections.');
    await settled();
    deepStrictEqual([registry.asked, show(record).text], [[1, 1], '{"id":7}']);
  });

  it('asks for few schemas at once, however many ids there are', async () => {
    const { show, registry } = setUp();
    for (let id = 100; id < 200; id += 1) show(writeFrame(id, 'AVRO', bytes(1)));
    deepStrictEqual(registry.asked, [100, 101, 102, 103]);
    await settled();
    show(writeFrame(150, 'AVRO', bytes(1)));
    strictEqual(registry.asked.length, 5);
  });

  it('shows plain bytes by each rule', () => {
    const rules: readonly (readonly [Exclude<DecoderKind, 'avro'>, Uint8Array, string])[] = [
      ['hex', bytes(0, 255), '00 ff'],
      ['base64', bytes(0, 255), 'AP8='],
      ['text', bytes(195, 188), 'ü'],
      ['json', new TextEncoder().encode('[1]'), '[1]'],
      ['int32', bytes(255, 255, 255, 254), '-2'],
      ['int32le', bytes(1, 0, 0, 0), '1'],
      ['int64', bytes(127, 255, 255, 255, 255, 255, 255, 255), '9223372036854775807'],
      ['int64le', bytes(254, 255, 255, 255, 255, 255, 255, 255), '-2'],
      ['double', bytes(63, 224, 0, 0, 0, 0, 0, 0), '0.5'],
      ['double', bytes(128, 0, 0, 0, 0, 0, 0, 0), '-0'],
    ];
    for (const [kind, payload, text] of rules) strictEqual(setUp({ kind }).show(payload).text, text, kind);
    for (const [kind, sentence] of [
      ['int64', 'A 64-bit integer has 8 bytes, and these are 2.'],
      ['text', 'This is no UTF-8.'],
      ['json', 'This is no JSON.'],
      ['schema', 'No schema id stands before it: it was not written through a registry.'],
    ] as const)
      strictEqual(setUp({ kind }).show(bytes(255, 0)).problem, sentence);
    strictEqual(
      setUp({ kind: 'schema' }, false).show(bytes(255)).problem,
      'This connection has no schema registry: edit it to add one.',
    );
    strictEqual(setUp({ kind: 'int64' }).show(bytes(0), 999).problem, 'It is too large to be decoded here.');
  });

  it('decodes by a schema file, with a frame before the payload and without', async () => {
    const { show } = setUp({ kind: 'avro', schema: { name: 'o.avsc', text: avro } }, false);
    show(bytes(14));
    await settled();
    for (const record of [bytes(14), writeFrame(77, 'AVRO', bytes(14)), bytes(0xc3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 14)])
      deepStrictEqual(show(record), { text: '{"id":7}', cut: false, binary: false, as: 'Avro, o.avsc' });
  });

  it('puts decoded texts before filters, and leaves headers alone', async () => {
    const { decoder } = setUp();
    const value = writeFrame(1, 'AVRO', bytes(14));
    const header = bytes(2, 104, 2, 118);
    const all = Uint8Array.of(107, ...value, ...header);
    const record: RecordView = {
      bytes: all,
      offset: 5,
      timestamp: 6,
      keyStart: 0,
      keyEnd: 1,
      valueStart: 1,
      valueEnd: 1 + value.length,
      headersStart: 1 + value.length,
      headersEnd: all.length,
      headerCount: 1,
    };
    strictEqual(decoder.view(record), record);
    await settled();
    const view = decoder.view(record);
    const part = (from: number, to: number): string => Buffer.from(view.bytes.subarray(from, to)).toString();
    deepStrictEqual(
      [
        part(view.keyStart, view.keyEnd),
        part(view.valueStart, view.valueEnd),
        part(view.headersStart, view.headersEnd),
      ],
      ['k', '{"id":7}', '\u0002h\u0002v'],
    );
  });
});
