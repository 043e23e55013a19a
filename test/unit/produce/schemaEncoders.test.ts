import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { KafkaError } from '../../../src/kafka/errors';
import { writeFrame } from '../../../src/kafka/schemaFrame';
import type { SchemaRegistry, SchemaType, SchemaVersion } from '../../../src/kafka/schemas';
import { firstForm } from '../../../src/produce/firstForm';
import { readForm } from '../../../src/produce/readForm';
import { SchemaEncoders } from '../../../src/produce/SchemaEncoders';
import { openCodec } from '../../../src/schemas/openCodec';

const avro = (fields: string): string => `{"type":"record","name":"Order","fields":[${fields}]}`;
const id = '{"name":"id","type":"int"}';

/** What the registry holds, oldest version first. */
const held: Readonly<Record<string, readonly (readonly [type: SchemaType, text: string, id: number])[]>> = {
  'orders-value': [
    ['AVRO', avro(id), 11],
    ['AVRO', avro(`${id},{"name":"note","type":"string","default":""}`), 12],
  ],
  'bills-value': [['PROTOBUF', 'syntax = "proto3"; message Bill { int32 id = 1; }', 21]],
  'slow-value': [['JSON', '{"pattern":"^(a+)+$"}', 41]],
  'views-value': [['JSON', '{"type":"object","required":["id"]}', 31]],
};

function setUp() {
  const asked: string[] = [];
  let now = 0;
  let fault: KafkaError | undefined;
  const version = async (subject: string, wanted: number | 'latest'): Promise<SchemaVersion> => {
    asked.push(`${subject} ${wanted}`);
    if (fault) throw fault;
    const all = held[subject] ?? [];
    const number = wanted === 'latest' ? all.length : wanted;
    const found = all[number - 1];
    if (!found) throw new KafkaError('unknown-schema', 'The registry does not have this subject or version.');
    const [type, text, ident] = found;
    return { type, text, references: [], subject, version: number, id: ident };
  };
  const registry: SchemaRegistry = {
    subjects: async () => [
      ...Object.keys(held).map((name) => ({ name, isDeleted: false })),
      { name: 'old-value', isDeleted: true },
    ],
    versions: async (subject) => (held[subject] ?? []).map((_, at) => ({ name: at + 1, isDeleted: false })),
    version,
    schema: async () => {
      throw new Error('not asked');
    },
    compatibility: async () => undefined,
  };
  const encoders = new SchemaEncoders({ openRegistry: async () => registry, openCodec, now: () => now });
  return {
    encoders,
    asked,
    later: (milliseconds: number) => {
      now += milliseconds;
    },
    breaks: (error: KafkaError | undefined) => {
      fault = error;
    },
  };
}

describe('writing by a schema of the registry', () => {
  const schemaContent = (subject: string, version: number | 'latest', text: string) =>
    ({ kind: 'schema', text, schema: { subject, version } }) as const;

  it('lists what is not deleted, versions from the newest', async () => {
    const { encoders } = setUp();
    deepEqual((await encoders.subjects()).names, ['orders-value', 'bills-value', 'slow-value', 'views-value']);
    deepEqual((await encoders.versions('orders-value')).names, ['2', '1']);
  });

  it('frames Avro, Protobuf and JSON as serializers do', async () => {
    const { encoders } = setUp();
    const bytesOf = async (subject: string, version: number | 'latest', text: string) => {
      const content = schemaContent(subject, version, text);
      await encoders.load([content]);
      const encoder = encoders.get(content.schema);
      const bytes = typeof encoder === 'string' ? encoder : encoder.encode(text);
      return typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('hex');
    };
    equal(await bytesOf('orders-value', 1, '{"id":3}'), '000000000b06');
    equal(await bytesOf('orders-value', 'latest', '{"id":3,"note":"a"}'), '000000000c060261');
    equal(await bytesOf('bills-value', 'latest', '{"id":3}'), '0000000015000803');
    equal(await bytesOf('views-value', 'latest', '{"id":3}'), `000000001f${Buffer.from('{"id":3}').toString('hex')}`);
    match(await bytesOf('views-value', 'latest', '{}'), /id/);
    match(await bytesOf('orders-value', 1, '{"id":"three"}'), /id/);
    match(await bytesOf('orders-value', 1, '{"id":'), /^This is no JSON: /);
  });

  it('breaks a pattern off that never comes to an end', async () => {
    const { encoders } = setUp();
    const content = schemaContent('slow-value', 1, '');
    await encoders.load([content]);
    const encoder = encoders.get(content.schema);
    if (typeof encoder === 'string') throw new Error(encoder);
    const began = performance.now();
    equal(
      encoder.encode(`"${'a'.repeat(60)}b"`),
      'Whether the value fits its JSON schema was not found out within 2 s.',
    );
    ok(performance.now() - began < 20_000);
    equal(Buffer.from(encoder.encode('"aaa"')).toString('hex'), '000000002922616161' + '22');
  }).timeout(30_000);

  it('says in the form why a schema is not to be had, and tries again', async () => {
    const { encoders, breaks, later } = setUp();
    const form = { ...firstForm, value: schemaContent('orders-value', 'latest', '{"id":{{n}},"note":""}') };
    const read = () =>
      readForm(form, 3, {
        now: () => 0,
        random: () => 0,
        uuid: () => 'u',
        schema: (choice) => encoders.get(choice),
      });
    breaks(new KafkaError('unavailable', 'The registry is down.'));
    await encoders.load([form.value]);
    deepEqual(read().problems, [{ field: 'value', sentence: 'The registry is down.' }]);
    breaks(undefined);
    later(10_000);
    await encoders.load([form.value]);
    equal(Buffer.from(read().request?.record(4).value ?? []).toString('hex'), '000000000c0a00');
    equal(encoders.get({ subject: ' ', version: 'latest' }), 'Choose the subject of the schema.');
  });

  it('fetches a version once, and the latest again after a while', async () => {
    const { encoders, asked, later } = setUp();
    const contents = [schemaContent('orders-value', 1, ''), schemaContent('orders-value', 'latest', '')];
    await encoders.load(contents);
    await encoders.load(contents);
    later(10_000);
    await encoders.load(contents);
    deepEqual(asked, ['orders-value 1', 'orders-value latest', 'orders-value latest']);
  });

  it('makes JSON of a record where its schema is there and gives the very bytes back', async () => {
    const { encoders, breaks } = setUp();
    const avroBytes = writeFrame(11, 'AVRO', new Uint8Array([6]));
    deepEqual(await encoders.editable(avroBytes, 'orders-value'), schemaContent('orders-value', 1, '{"id":3}'));
    const proto = writeFrame(21, 'PROTOBUF', new Uint8Array([8, 3]));
    equal((await encoders.editable(proto, 'bills-value'))?.schema?.version, 1);
    // Another order of fields, a value twice: the same message in other bytes.
    const twice = writeFrame(21, 'PROTOBUF', new Uint8Array([8, 1, 8, 3]));
    equal(await encoders.editable(twice, 'bills-value'), undefined);
    equal(await encoders.editable(writeFrame(99, 'AVRO', new Uint8Array([6])), 'orders-value'), undefined);
    equal(await encoders.editable(new TextEncoder().encode('plain'), 'orders-value'), undefined);
    breaks(new KafkaError('unavailable', 'The registry is down.'));
    equal(await encoders.editable(avroBytes, 'orders-value'), undefined);
  });
});
