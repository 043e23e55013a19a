import assert from 'node:assert/strict';
import { groupRows } from '../../../src/explorer/groupRows';
import type { Node } from '../../../src/explorer/node';
import { schemaRows } from '../../../src/explorer/schemaRows';
import { topicRows } from '../../../src/explorer/topicRows';
import { fakeAdmin, topic } from './fakeAdmin';
import { Turns } from './Turns';
import { emptyMemory, wholeListing } from './wholeListing';

const many = 2_000;
/** So long the making of each row takes here at least, and for so long rows are made before the thread does other work. */
const [rowMs, sliceMs] = [0.02, 2];
const mostRowsInATurn = sliceMs / rowMs + 1;

describe('long lists', () => {
  it('of topics are matched, drawn and given away in turns of the thread of their own', async () => {
    const turns = new Turns();
    const admin = fakeAdmin({
      topics: async () => {
        await turns.next();
        turns.note('come');
        return Array.from({ length: many }, (_, n) => topic(`t${n}`, [{ leader: 1, replicas: [1], isr: [1] }]));
      },
      durabilitySettings: async () => {
        await turns.next();
        turns.note('told');
        return new Map();
      },
    });
    const favourites = (): Set<string> => {
      turns.note('matched');
      return new Set();
    };
    const rows = await topicRows(slowNode(turns, 'topics'), admin, { ...wholeListing, favourites }, emptyMemory());
    turns.note('given away');
    turns.end();
    assert.equal(rows.length, many);
    const [came, matched, drawn, given] = ['come', 'matched', 'drawn', 'given away'].map((what) => turns.of(what));
    // Those of the other topics are told while rows are drawn already.
    const told = turns.of('told').slice(0, 1);
    for (const [earlier, later] of [
      [came, matched],
      [told, drawn],
      [drawn, given],
    ])
      assert.ok((earlier?.at(-1) ?? 0) < (later?.[0] ?? 0), `${earlier?.at(-1)} before ${later?.[0]}`);
    assert.ok(turns.mostIn('drawn') <= mostRowsInATurn, `${turns.mostIn('drawn')} rows in one turn`);
  });

  it('of groups and of subjects are drawn over many turns of the thread', async () => {
    const names = Array.from({ length: many }, (_, n) => `n${n}`);
    const admin = fakeAdmin({ groups: async () => names.map((id) => ({ id, protocolType: 'consumer' })) });
    const registry = {
      ...{
        subjects: async () => names.map((name) => ({ name, isDeleted: false })),
        compatibility: async () => undefined,
      },
      ...{ versions: never, version: never, schema: never },
    };
    const drawing: Readonly<Record<string, (turns: Turns) => Promise<readonly Node[]>>> = {
      groups: (turns) => groupRows(slowNode(turns, 'groups'), admin, wholeListing, emptyMemory()),
      subjects: (turns) => schemaRows(slowNode(turns, 'subjects'), registry, wholeListing, emptyMemory()),
    };
    for (const [what, draw] of Object.entries(drawing)) {
      const turns = new Turns();
      assert.equal((await draw(turns)).length, many);
      turns.note('given away');
      turns.end();
      assert.ok(turns.mostIn('drawn') <= mostRowsInATurn, `${turns.mostIn('drawn')} ${what} in one turn`);
      assert.ok((turns.of('drawn').at(-1) ?? 0) < (turns.of('given away')[0] ?? 0), what);
    }
  });
});

/** Its id is asked for by each row below it. */
function slowNode<K extends Node['kind']>(turns: Turns, kind: K): { kind: K; id: string; connection: string } {
  return {
    kind,
    connection: '1',
    get id() {
      const end = performance.now() + rowMs;
      while (performance.now() < end);
      turns.note('drawn');
      return kind;
    },
  };
}

async function never(): Promise<never> {
  throw new Error('Nobody asks for this.');
}
