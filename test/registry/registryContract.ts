import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { createRegistry } from '../../src/kafka/registry/createRegistry';
import type { SchemaRegistry } from '../../src/kafka/schemas';
import { openCodec } from '../../src/schemas/openCodec';
import { registerSchema, request } from './registerSchema';

/** What our client expects of a registry, checked against whatever stands behind the URL. */
export function registryContract(urlOf: () => string): void {
  let url = '';
  let registry: SchemaRegistry;
  // A real registry keeps what earlier runs wrote.
  const name = (part: string): string => `acklens-${process.pid}-${part}`;
  const first = { schema: '{"type":"record","name":"O","fields":[{"name":"id","type":"long"}]}' };
  const second = {
    schema: '{"type":"record","name":"O","fields":[{"name":"id","type":"long"},{"name":"n","type":"int","default":0}]}',
  };

  before(() => {
    url = urlOf();
    registry = createRegistry({ registry: { url, auth: { kind: 'none' } } });
  });

  it('lists subjects and versions and marks what was deleted', async () => {
    const [kept, gone] = [name('kept/ü'), name('gone')];
    const ids = [await registerSchema(url, kept, first), await registerSchema(url, kept, second)];
    await registerSchema(url, gone, first);
    await request(url, 'DELETE', `subjects/${gone}`);
    await request(url, 'DELETE', `subjects/${encodeURIComponent(kept)}/versions/1`);
    const subjects = (await registry.subjects()).filter((one) => one.name === kept || one.name === gone);
    deepStrictEqual(
      subjects.sort((a, b) => (a.name < b.name ? -1 : 1)),
      [
        { name: gone, isDeleted: true },
        { name: kept, isDeleted: false },
      ],
    );
    deepStrictEqual(
      [...(await registry.versions(kept))].sort((a, b) => a.name - b.name),
      [
        { name: 1, isDeleted: true },
        { name: 2, isDeleted: false },
      ],
    );
    const latest = await registry.version(kept, 'latest');
    deepStrictEqual([latest.subject, latest.version, latest.id, latest.type], [kept, 2, ids[1], 'AVRO']);
    deepStrictEqual(JSON.parse((await registry.version(kept, 1)).text), JSON.parse(first.schema));
    deepStrictEqual(JSON.parse((await registry.schema(ids[1] ?? 0)).text), JSON.parse(second.schema));
  });

  it('tells the compatibility of a subject and where it comes from', async () => {
    const subject = name('strict');
    await registerSchema(url, subject, first);
    // Apicurio answers NONE for a subject without a level of its own, where Confluent's answers that it has none.
    const before = await registry.compatibility(subject);
    ok(before?.isOwn === false || before?.level === 'NONE', JSON.stringify(before));
    await request(url, 'PUT', `config/${subject}`, { compatibility: 'FULL' });
    deepStrictEqual(await registry.compatibility(subject), { level: 'FULL', isOwn: true });
  });

  it('says what is not there', async () => {
    const { host } = new URL(url);
    await rejects(registry.schema(999_999_999), {
      kind: 'unknown-schema',
      message: `The registry ${host} does not have a schema with the id 999999999: it may have been deleted.`,
    });
    await rejects(registry.version(name('nowhere'), 1), {
      message: `The registry ${host} does not have this subject or version: it may have been deleted.`,
    });
  });

  it('follows references of all three languages, those of references too', async () => {
    const avro = [name('a1'), name('a2')] as const;
    await registerSchema(url, avro[0], { schema: '{"type":"enum","name":"x.State","symbols":["NEW","PAID"]}' });
    await registerSchema(url, avro[1], {
      schema: '{"type":"record","name":"x.Line","fields":[{"name":"state","type":"x.State"}]}',
      references: [{ name: 'x.State', subject: avro[0], version: 1 }],
    });
    const avroId = await registerSchema(url, name('a3'), {
      schema: '{"type":"record","name":"x.Order","fields":[{"name":"line","type":"x.Line"}]}',
      references: [{ name: 'x.Line', subject: avro[1], version: 1 }],
    });
    strictEqual(
      (await openCodec(registry, await registry.schema(avroId))).decode(Uint8Array.of(2)),
      '{"line":{"state":"PAID"}}',
    );

    await registerSchema(url, name('p1'), {
      schemaType: 'PROTOBUF',
      schema: 'syntax = "proto3"; package p; message Line { int32 n = 1; }',
    });
    const protoId = await registerSchema(url, name('p2'), {
      schemaType: 'PROTOBUF',
      schema: 'syntax = "proto3"; package p; import "line.proto"; message Order { Line line = 1; }',
      references: [{ name: 'line.proto', subject: name('p1'), version: 1 }],
    });
    const proto = await registry.schema(protoId);
    strictEqual(proto.type, 'PROTOBUF');
    strictEqual((await openCodec(registry, proto)).decode(Uint8Array.of(10, 2, 8, 7)), '{"line":{"n":7}}');

    await registerSchema(url, name('j1'), {
      schemaType: 'JSON',
      schema: '{"$schema":"http://json-schema.org/draft-07/schema#","type":"integer"}',
    });
    const jsonId = await registerSchema(url, name('j2'), {
      schemaType: 'JSON',
      schema:
        '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"n":{"$ref":"n.json"}}}',
      references: [{ name: 'n.json', subject: name('j1'), version: 1 }],
    });
    const json = await openCodec(registry, await registry.schema(jsonId));
    strictEqual(Buffer.from(json.encode('{"n":1}')).toString(), '{"n":1}');
    await rejects(async () => json.encode('{"n":"1"}'), { message: 'n must be integer.' });
  });
}
