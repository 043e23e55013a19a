import type { ClusterAccess } from '../clusterAccess';
import type { Node } from '../node';
import type { Connection, TreeLoads } from '../treeLoads';

/** What every action needs. */
export interface ActionServices {
  readonly access: ClusterAccess;
  readonly loads: TreeLoads;
  connection(id: string): Connection | undefined;
}

/** Loads the list that a row stands in again, so that the tree shows what was changed. */
export function refreshList(loads: TreeLoads, node: Node, kind: 'topics' | 'groups'): void {
  const list = loads.find(`cluster ${node.connection}/${kind}`);
  if (list) loads.refresh(list);
}
