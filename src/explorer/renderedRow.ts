import type { ConnectionColor } from '../kafka/profile';
import type { Node } from './node';

/** What is known about the rows below a node: it decides a cluster's icon and the counts behind folders. */
export type LoadState =
  | { readonly phase: 'idle' | 'loading' }
  | { readonly phase: 'loaded'; readonly rows: readonly Node[]; readonly at: Date }
  | { readonly phase: 'failed'; readonly sentence: string; readonly at: Date };

/** A row of the tree in our words. `icon` is a codicon. */
export interface RenderedRow {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon: string;
  readonly tone?: 'error' | 'warning';
  /** Of the user's choice, where nothing is wrong. */
  readonly color?: ConnectionColor;
  readonly expands: boolean;
  /** What menus ask for in their `when` clauses. */
  readonly context: string;
}

export type Of<K extends Node['kind']> = Extract<Node, { kind: K }>;

export function folder(
  label: string,
  icon: string,
  context: string,
  amount: string | undefined,
  load: LoadState,
): RenderedRow {
  const tooltip = loadedAt(load);
  return {
    label,
    ...(amount === undefined ? {} : { description: amount }),
    ...(tooltip === undefined ? {} : { tooltip }),
    icon,
    expands: true,
    context,
  };
}

// One for all: `toLocaleString` makes a new one for each number, which thousands of rows cannot afford. The first in a
// process takes some 20 ms, of which the activation has no more than 50.
let format: Intl.NumberFormat | undefined;
export function number(value: number): string {
  format ??= new Intl.NumberFormat('en');
  return format.format(value);
}

export const plural = (amount: number, noun: string): string => `${number(amount)} ${noun}${amount === 1 ? '' : 's'}`;

export const lines = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('\n');

export const dotted = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** How many rows of a kind there are below, those that a note stands for included. */
export function count(load: LoadState, kind: Node['kind']): string | undefined {
  if (load.phase !== 'loaded') return undefined;
  const more = load.rows.reduce((sum, row) => sum + (row.kind === 'note' ? (row.more ?? 0) : 0), 0);
  return number(load.rows.filter((row) => row.kind === kind).length + more);
}

export function loadedAt(load: LoadState): string | undefined {
  if (load.phase !== 'loaded' && load.phase !== 'failed') return undefined;
  return `${load.phase === 'failed' ? 'Tried' : 'Refreshed'} at ${load.at.toLocaleTimeString()}`;
}
