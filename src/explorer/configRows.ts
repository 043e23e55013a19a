import type { ConfigDetail, ConfigResource } from '../kafka/model';
import { below } from './below';
import type { ConfigNode, DefaultsNode, Node } from './node';

/** Settings that somebody has set come first, by name; the others are one row away. */
export function configRows(node: Node, resource: ConfigResource, entries: readonly ConfigDetail[]): Node[] {
  const untouched = entries.filter((entry) => entry.isDefault);
  const rows: Node[] = entries.filter((entry) => !entry.isDefault).map((entry) => rowOf(node, resource, entry));
  if (untouched.length > 0) rows.push({ ...below(node, 'defaults'), kind: 'defaults', resource, entries: untouched });
  return rows;
}

export const rowsOfDefaults = (node: DefaultsNode): Node[] =>
  node.entries.map((entry) => rowOf(node, node.resource, entry));

const rowOf = (node: Node, resource: ConfigResource, entry: ConfigDetail): ConfigNode => ({
  ...below(node, `config ${entry.name}`),
  kind: 'config',
  name: entry.name,
  resource,
  entry,
});
