import type { GroupNode } from '../node';
import type { ActionServices } from './actionServices';
import { deleteEach } from './deleteEach';

export function deleteGroups(services: ActionServices, nodes: readonly GroupNode[]): Promise<void> {
  return deleteEach(services, nodes, {
    noun: 'group',
    list: 'groups',
    warning: 'All committed offsets are lost: consumers that come back start where auto.offset.reset says.',
    remove: (actions, name) => actions.deleteGroup(name),
  });
}
