import { sayBriefly } from '../../host/messages';
import type { TopicNode } from '../node';
import { actionBox } from './actionBox';
import { type ActionServices, refreshList } from './actionServices';
import { wholeNumberProblem } from './topicInput';

export async function addPartitions({ access, loads, connection }: ActionServices, node: TopicNode): Promise<void> {
  const profile = connection(node.connection);
  if (!profile) return;
  const now = node.info.partitions.length;
  const done = await actionBox({
    title: `Add partitions to ${node.topic}`,
    prompt: `It has ${now}; enter how many it is to have. They cannot be taken away again, and new records of a key may go to another partition than its old ones.`,
    value: String(now + 1),
    check: (text) => wholeNumberProblem(text, now + 1, 100_000),
    act: async (text, report) => {
      report(`Adding partitions to ${node.topic}…`);
      await access.change(profile, (actions) => actions.addPartitions(node.topic, Number(text)));
    },
  });
  if (!done) return;
  sayBriefly(`Added partitions to ${node.topic}`);
  refreshList(loads, node, 'topics');
}
