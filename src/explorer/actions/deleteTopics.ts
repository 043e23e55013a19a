import type { TopicNode } from '../node';
import type { ActionServices } from './actionServices';
import { deleteEach } from './deleteEach';

export function deleteTopics(services: ActionServices, nodes: readonly TopicNode[]): Promise<void> {
  return deleteEach(services, nodes, {
    noun: 'topic',
    list: 'topics',
    warning: 'All records are lost, and nothing brings them back.',
    remove: (actions, name) => actions.deleteTopic(name),
  });
}
