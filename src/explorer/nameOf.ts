import type { Node } from './node';

/** What "Copy name" copies and a drag carries; undefined for rows that stand for nothing with a name. */
export function nameOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'partition':
      return `${node.topic}-${node.partition.id}`;
    case 'lag':
      return `${node.topic}-${node.lag.partition}`;
    case 'configs':
      return node.resource.kind === 'topic' ? node.resource.name : undefined;
    default:
      return 'name' in node ? node.name : undefined;
  }
}
