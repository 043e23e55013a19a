import { note } from './below';
import type { Node } from './node';

type Ask<Row> = (node: Node) => Promise<readonly Row[]>;

/**
 * Rows for a view that redraws one change after another and waits for the rows of each, as VS Code's trees do: a cluster that
 * does not answer would hold up every change on the others. An answer is awaited for a moment only; then the rows that were
 * there stay, or a row says that they are being loaded. When they have come, whoever loads them has to tell the view.
 * The items come along with the rows: nothing may come between an answer and its items.
 *
 * Who is overtaken gets no rows: the same node, or one above it, was asked about meanwhile, as when a row is opened while
 * the list that it stands in is drawn again. VS Code asks for what is below the new list anew; up to 1.100 it would take in
 * both answers.
 */
export function promptRows<Item>(
  ask: Ask<Node>,
  draw: (rows: readonly Node[]) => Promise<readonly (readonly [Node, Item])[]>,
  patienceMs = 500,
): Ask<readonly [Node, Item]> {
  const known = new Map<string, Asked>();
  let questions = 0;
  return async (node) => {
    questions += 1;
    const question = questions;
    const before = known.get(node.id)?.drawn;
    known.set(node.id, { question, drawn: before });
    const answer = await soon(ask(node), before === undefined ? patienceMs : Math.min(patienceMs, redrawMs));
    const rows = answer ?? before ?? [note(node, 'Loading…', { isLoading: true })];
    const items = await draw(rows);
    if (isOvertaken(node, question, known)) return [];
    if (answer === undefined) return items;
    known.set(node.id, { question, drawn: answer });
    forgetBelow(node, answer, known);
    return items;
  };
}

/** Rows that were drawn before are not kept waiting for others: until it is answered, VS Code knows none of those it shows. */
const redrawMs = 20;

interface Asked {
  /** The number of the last question. */
  readonly question: number;
  readonly drawn: readonly Node[] | undefined;
}

function isOvertaken({ id }: Node, question: number, known: ReadonlyMap<string, Asked>): boolean {
  const parts = id.split('/');
  return parts.some((_, i) => (known.get(parts.slice(0, i + 1).join('/'))?.question ?? 0) > question);
}

/** What stood below rows that are gone will not be drawn again. */
function forgetBelow(node: Node, rows: readonly Node[], known: Map<string, Asked>): void {
  const depth = node.id.split('/').length + 1;
  const below = [...known.keys()].filter((id) => id.startsWith(`${node.id}/`));
  if (below.length === 0) return;
  const there = new Set(rows.map(({ id }) => id));
  for (const id of below) if (!there.has(id.split('/').slice(0, depth).join('/'))) known.delete(id);
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
