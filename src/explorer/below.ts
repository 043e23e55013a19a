import { KafkaError } from '../kafka/errors';
import type { Node, NoteNode } from './node';

/** The id and connection of a row below another. */
export function below(node: Node, part: string): { readonly id: string; readonly connection: string } {
  return { id: `${node.id}/${part}`, connection: node.connection };
}

/** A name as the last part of a row's id: without a slash, which would make it look like a row below another. */
export const idPart = (name: string): string =>
  // Nearly every name is as it is, and thousands of them are drawn at once.
  /^[\w.-]*$/.test(name) ? name : encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd'));

/** A row that says why the rows below a node are not there. */
export function problem(node: Node, error: unknown): Node {
  const known = error instanceof KafkaError ? error : undefined;
  return {
    ...below(node, 'problem'),
    kind: 'problem',
    parent: node.id,
    error: known?.kind ?? 'unexpected',
    sentence: known?.message ?? 'Something unexpected happened. The log has the details.',
  };
}

/** Words where a row would be; with `more`, for so many rows. */
export function note(
  node: Node,
  text: string,
  { more, filter, isLoading }: Pick<NoteNode, 'more' | 'filter' | 'isLoading'> = {},
): Node {
  return {
    ...below(node, 'note'),
    kind: 'note',
    text,
    ...(more === undefined ? {} : { more }),
    ...(filter === undefined ? {} : { filter }),
    ...(isLoading === undefined ? {} : { isLoading }),
  };
}

/** Rows below one node. Thousands of rows more help nobody to find one, and the view pays for each: filter instead. */
export const rowLimit = 2_000;

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
