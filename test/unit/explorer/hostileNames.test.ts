import { deepEqual, equal } from 'node:assert/strict';
import { groupRows } from '../../../src/explorer/groupRows';
import { nameOf } from '../../../src/explorer/nameOf';
import { render } from '../../../src/explorer/render';
import { rowText } from '../../../src/explorer/rowText';
import type { ListMemory } from '../../../src/explorer/topicRows';
import { fakeAdmin } from './fakeAdmin';

describe('names of any characters', () => {
  const names = [
    '',
    'a/b',
    'a b',
    'a%2Fb',
    '..',
    '\u202Eevil',
    'line\nbreak',
    '\u0000\u0007',
    '<img src=x onerror=alert(1)>',
    '[x](command:workbench.action.quit)',
    '\ud800',
    '😀'.repeat(300),
  ];

  it('have rows of their own, with their very names to copy', async () => {
    const admin = {
      ...fakeAdmin(),
      groups: async () => names.map((id) => ({ id, protocolType: 'consumer', state: 'Empty' as const })),
    };
    const memory: ListMemory = {
      topics: undefined,
      groups: undefined,
      registry: undefined,
      settings: new Map(),
      onLearned: () => undefined,
    };
    const node = { kind: 'groups', id: 'cluster 1/groups', connection: '1' } as const;
    const listing = {
      showInternal: false,
      topicFilter: '',
      groupFilter: '',
      subjectFilter: '',
      favourites: () => new Set<string>(),
    };
    const rows = await groupRows(node, admin, listing, memory);
    deepEqual(rows.map(nameOf).sort(), [...names].sort());
    equal(new Set(rows.map(({ id }) => id)).size, names.length);
    for (const row of rows) {
      equal(row.id.startsWith('cluster 1/groups/'), true);
      // What is below a row is found by its id and a slash: no name may bring one along.
      equal(row.id.slice('cluster 1/groups/'.length).includes('/'), false, row.id);
      equal(render(row, { phase: 'idle' }).label, nameOf(row));
      equal(rowText(row, { phase: 'idle' }).includes('\n'), false);
    }
  });
});
