import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Node, SubjectNode, SubjectsNode } from '../../../src/explorer/node';
import { render } from '../../../src/explorer/render';
import { schemaRows } from '../../../src/explorer/schemaRows';
import { createRegistry } from '../../../src/kafka/registry/createRegistry';
import type { SchemaRegistry } from '../../../src/kafka/schemas';
import { ContractRegistry } from '../../registry/ContractRegistry';
import { registerSchema, request } from '../../registry/registerSchema';

const root: SubjectsNode = { kind: 'subjects', id: 'cluster c/subjects', connection: 'c' };
const all = { subjectFilter: '' };
const loaded = (rows: readonly Node[]) => ({ phase: 'loaded', rows, at: new Date(0) }) as const;

describe('rows of a schema registry', () => {
  let server: ContractRegistry;
  let registry: SchemaRegistry;

  beforeEach(async () => {
    server = await ContractRegistry.start();
    registry = createRegistry({ registry: { url: server.url, auth: { kind: 'none' } } });
  });
  afterEach(() => server.stop());

  const looks = (rows: readonly Node[]): string[] =>
    rows.map((row) => {
      const { label, description } = render(row, { phase: 'idle' });
      return [label, description].filter(Boolean).join(' · ');
    });

  it('lists subjects by name, deleted ones last, under the compatibility of all', async () => {
    for (const subject of ['b', 'gone', 'a']) await registerSchema(server.url, subject, { schema: '"int"' });
    await request(server.url, 'DELETE', 'subjects/gone');
    const rows = await schemaRows(root, registry, all, { registry: undefined });
    deepStrictEqual(looks(rows), ['Compatibility · BACKWARD', 'a', 'b', 'gone · deleted']);
    strictEqual(render(root, loaded(rows)).description, '3');
  });

  it('lists versions, the newest first, and says where the compatibility comes from', async () => {
    await registerSchema(server.url, 'a', { schema: '"int"' });
    await registerSchema(server.url, 'a', { schema: '"long"' });
    await request(server.url, 'DELETE', 'subjects/a/versions/1');
    const subject: SubjectNode = { ...root, kind: 'subject', id: `${root.id}/subject a`, name: 'a', isDeleted: false };
    const rows = await schemaRows(subject, registry, all, { registry: undefined });
    deepStrictEqual(looks(rows), ['Compatibility · BACKWARD · of the registry', 'Version 2', 'Version 1 · deleted']);
    strictEqual(render(subject, loaded(rows)).description, '2 versions');
    await request(server.url, 'PUT', 'config/a', { compatibility: 'FULL' });
    deepStrictEqual(looks(await schemaRows(subject, registry, all, { registry: undefined })).slice(0, 1), [
      'Compatibility · FULL',
    ]);
  });

  it('says that there are none', async () => {
    deepStrictEqual(looks(await schemaRows(root, registry, all, { registry: undefined })), [
      'Compatibility · BACKWARD',
      'No subjects',
    ]);
  });

  it('filters all subjects that the registry has, not those that are drawn, without asking again', async () => {
    let asked = 0;
    const many: SchemaRegistry = {
      ...registry,
      subjects: async () => {
        asked += 1;
        return Array.from({ length: 12_000 }, (_, n) => ({ name: `Subject-${n}`, isDeleted: n === 11_111 }));
      },
    };
    const memory = { registry: undefined };
    const list = async (subjectFilter: string) => looks(await schemaRows(root, many, { subjectFilter }, memory));
    const drawn = await list('');
    deepStrictEqual([drawn.length, drawn.at(-1)], [2_002, '10,000 more: filter subjects to see them']);
    deepStrictEqual(await list('subject-1111'), [
      'Compatibility · BACKWARD',
      'Subject-1111',
      ...Array.from({ length: 9 }, (_, n) => `Subject-1111${n}`).filter((name) => name !== 'Subject-11111'),
      'Subject-11119',
      'Subject-11111 · deleted',
    ]);
    const rows = await schemaRows(root, many, { subjectFilter: 'none' }, memory);
    deepStrictEqual(looks(rows), ['Compatibility · BACKWARD', 'No subject matches "none"']);
    strictEqual(render(rows[1] ?? root, { phase: 'idle' }).context, 'note.subjects');
    strictEqual(asked, 1);
  });
});
