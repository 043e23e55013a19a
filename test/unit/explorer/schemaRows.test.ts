import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Node, SubjectNode, SubjectsNode } from '../../../src/explorer/node';
import { render } from '../../../src/explorer/render';
import { schemaRows } from '../../../src/explorer/schemaRows';
import { createRegistry } from '../../../src/kafka/registry/createRegistry';
import type { SchemaRegistry } from '../../../src/kafka/schemas';
import { ContractRegistry } from '../../registry/ContractRegistry';
import { registerSchema, request } from '../../registry/registerSchema';

const root: SubjectsNode = { kind: 'subjects', id: 'cluster c/subjects', connection: 'c' };
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
    const rows = await schemaRows(root, registry);
    deepStrictEqual(looks(rows), ['Compatibility · BACKWARD', 'a', 'b', 'gone · deleted']);
    strictEqual(render(root, loaded(rows)).description, '3');
  });

  it('lists versions, the newest first, and says where the compatibility comes from', async () => {
    await registerSchema(server.url, 'a', { schema: '"int"' });
    await registerSchema(server.url, 'a', { schema: '"long"' });
    await request(server.url, 'DELETE', 'subjects/a/versions/1');
    const subject: SubjectNode = { ...root, kind: 'subject', id: `${root.id}/subject a`, name: 'a', isDeleted: false };
    const rows = await schemaRows(subject, registry);
    deepStrictEqual(looks(rows), ['Compatibility · BACKWARD · of the registry', 'Version 2', 'Version 1 · deleted']);
    strictEqual(render(subject, loaded(rows)).description, '2 versions');
    await request(server.url, 'PUT', 'config/a', { compatibility: 'FULL' });
    deepStrictEqual(looks(await schemaRows(subject, registry)).slice(0, 1), ['Compatibility · FULL']);
  });

  it('says that there are none', async () => {
    deepStrictEqual(looks(await schemaRows(root, registry)), ['Compatibility · BACKWARD', 'No subjects']);
  });
});
