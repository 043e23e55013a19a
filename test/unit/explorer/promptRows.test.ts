import assert from 'node:assert/strict';
import { note } from '../../../src/explorer/below';
import type { Node } from '../../../src/explorer/node';
import { promptRows as promptItems } from '../../../src/explorer/promptRows';
import { render } from '../../../src/explorer/render';

describe('promptRows', () => {
  const promptRows = (ask: (node: Node) => Promise<readonly Node[]>, patienceMs?: number) => {
    const items = promptItems(ask, async (rows) => rows.map((row) => [row, `item of ${row.id}`] as const), patienceMs);
    return async (node: Node): Promise<readonly Node[]> => {
      const drawn = await items(node);
      assert.deepEqual(
        drawn.map(([, item]) => item),
        drawn.map(([row]) => `item of ${row.id}`),
      );
      return drawn.map(([row]) => row);
    };
  };
  const folder = (id: string): Node => ({ kind: 'groups', id, connection: '1' });
  const never = (): Promise<readonly Node[]> => new Promise(() => undefined);
  const looks = (rows: readonly Node[]): string[] =>
    rows.map((row) => {
      const { label, icon } = render(row, { phase: 'idle' });
      return `${icon} ${label}`;
    });

  it('says that rows are being loaded where they do not come at once', async () => {
    const ask = promptRows(never, 5);
    assert.deepEqual(looks(await ask(folder('a'))), ['loading~spin Loading…']);
  });

  it('leaves the rows that were there until the new ones have come, also below them', async () => {
    const answers = new Map<string, readonly Node[]>();
    const ask = promptRows(async ({ id }) => answers.get(id) ?? never(), 5);
    const top = folder('a/b');
    const below: Node = folder('a/b/c');
    answers.set(top.id, [below]).set(below.id, [note(below, 'old')]);
    await ask(top);
    await ask(below);
    answers.clear();
    assert.deepEqual(await ask(top), [below]);
    assert.deepEqual(looks(await ask(below)), ['info old']);
    answers.set(top.id, [note(top, 'no such rows any more')]);
    await ask(top);
    assert.deepEqual(looks(await ask(below)), ['loading~spin Loading…']);
  });

  it('gives no rows to who is overtaken by a question for the same node or one above it', async () => {
    const answers: ((rows: readonly Node[]) => void)[] = [];
    const ask = promptRows(() => new Promise((resolve) => answers.push(resolve)));
    const node = folder('a/b');
    const rows = [note(node, 'here')];
    const askedFor = async (...nodes: readonly Node[]) => {
      const asked = nodes.map(ask);
      for (const answer of answers.splice(0)) answer(rows);
      return Promise.all(asked);
    };
    assert.deepEqual(await askedFor(node, node), [[], rows]);
    assert.deepEqual(await askedFor(folder('a/b/c'), folder('a')), [[], rows]);
    assert.deepEqual(await askedFor(folder('a/b'), folder('a/b/c'), folder('a/bc')), [rows, rows, rows]);
  });

  it('gives none either to who is overtaken while the items are drawn', async () => {
    const node = folder('a/b');
    const draws: (() => void)[] = [];
    const ask = promptItems(
      async () => [note(node, 'here')],
      ([row]) =>
        new Promise<readonly (readonly [Node, string])[]>((resolve) =>
          draws.push(() => resolve(row ? [[row, 'item']] : [])),
        ),
    );
    const overtaken = ask(node);
    while (draws.length === 0) await new Promise(setImmediate);
    const last = ask(node);
    while (draws.length === 1) await new Promise(setImmediate);
    for (const draw of draws) draw();
    assert.deepEqual(await overtaken, []);
    assert.deepEqual(await last, [[note(node, 'here'), 'item']]);
  });
});
