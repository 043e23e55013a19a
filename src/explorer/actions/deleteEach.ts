import { visibleText } from '../../base/visibleText';
import { sayBriefly } from '../../host/messages';
import type { ClusterActions } from '../../kafka/clusterActions';
import { KafkaError } from '../../kafka/errors';
import type { GroupNode, TopicNode } from '../node';
import { type ActionServices, refreshList } from './actionServices';
import { confirmByName } from './confirmByName';

export interface Deletion {
  readonly noun: 'topic' | 'group';
  readonly list: 'topics' | 'groups';
  /** What it costs. */
  readonly warning: string;
  remove(actions: ClusterActions, name: string): Promise<void>;
}

/** Deletes topics or groups of one connection, one after the other, after the name (or how many) was typed. */
export async function deleteEach(
  { access, loads, connection }: ActionServices,
  nodes: readonly (TopicNode | GroupNode)[],
  { noun, list, warning, remove }: Deletion,
): Promise<void> {
  const [first] = nodes;
  const profile = first && connection(first.connection);
  if (!profile) return;
  const names = nodes.filter((node) => node.connection === first.connection).map(({ name }) => name);
  const left = [...names];
  const what = names.length === 1 ? `${noun} ${visibleText(first.name)}` : `${names.length} ${noun}s`;
  const shown =
    names.length === 1
      ? ''
      : ` ${names
          .slice(0, 5)
          .map((name) => visibleText(name))
          .join(', ')}${names.length > 5 ? ', …' : ''}.`;
  try {
    const done = await confirmByName(names.length === 1 ? first.name : what, {
      title: `Delete ${what} on ${profile.name}`,
      prompt: `${warning}${shown}`,
      act: async (report) => {
        for (let name = left[0]; name !== undefined; name = left[0]) {
          report(
            `Deleting ${noun} ${visibleText(name)}${names.length === 1 ? '' : ` (${names.length - left.length + 1} of ${names.length})`}…`,
          );
          const one = name;
          await access
            .change(profile, (actions) => remove(actions, one))
            .catch((error: unknown) => {
              if (names.length === 1 || !(error instanceof KafkaError)) throw error;
              throw new KafkaError(
                error.kind,
                `${error.message} ${names.length - left.length} of ${names.length} are deleted.`,
              );
            });
          left.shift();
        }
      },
    });
    if (done) sayBriefly(`Deleted ${what}`);
  } finally {
    if (left.length < names.length) refreshList(loads, first, list);
  }
}
