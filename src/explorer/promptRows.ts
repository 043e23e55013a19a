import { note } from './below';
import type { Node } from './node';

type Ask = (node: Node) => Promise<readonly Node[]>;

/**
 * Rows for a view that redraws one change after another and waits for the rows of each, as VS Code's trees do: a cluster that
 * does not answer would hold up every change on the others. An answer is awaited for a moment only; then the rows that were
 * there stay, or a row says that they are being loaded. When they have come, whoever loads them has to tell the view.
 *
 * Of two questions for the rows of one node that are open at the same time, as when it is opened while its parent is drawn
 * again, only the later one gets rows: VS Code up to 1.100 takes in both answers, and reports every id of the second as a
 * duplicate. Later ones drop the first answer themselves.
 */
export function promptRows(ask: Ask, patienceMs = 500): Ask {
  const drawn = new Map<string, readonly Node[]>();
  const open = new Map<string, symbol>();
  return async (node) => {
    const question = Symbol();
    open.set(node.id, question);
    const rows = await soon(ask(node), patienceMs);
    if (open.get(node.id) !== question) return [];
    open.delete(node.id);
    if (rows === undefined) return drawn.get(node.id) ?? [note(node, 'Loading…', { isLoading: true })];
    drawn.set(node.id, rows);
    forgetBelow(node, rows, drawn);
    return rows;
  };
}

/** What stood below rows that are gone will not be drawn again. */
function forgetBelow(node: Node, rows: readonly Node[], drawn: Map<string, readonly Node[]>): void {
  const depth = node.id.split('/').length + 1;
  const below = [...drawn.keys()].filter((id) => id.startsWith(`${node.id}/`));
  if (below.length === 0) return;
  const there = new Set(rows.map(({ id }) => id));
  for (const id of below) if (!there.has(id.split('/').slice(0, depth).join('/'))) drawn.delete(id);
}

async function soon<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
