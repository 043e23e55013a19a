import * as vscode from 'vscode';
import { sayBriefly } from '../../host/messages';
import type { TopicsNode } from '../node';
import { actionBox } from './actionBox';
import { type ActionServices, refreshList } from './actionServices';
import { parseSettings, topicNameProblem, wholeNumberProblem } from './topicInput';

export async function createTopic({ access, loads, connection }: ActionServices, node: TopicsNode): Promise<void> {
  const profile = connection(node.connection);
  if (!profile) return;
  const name = await vscode.window.showInputBox({
    title: `Create topic on ${profile.name} (1/4): name`,
    prompt: 'Letters, digits, ".", "_" and "-"; at most 249.',
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' ? undefined : topicNameProblem(text)),
  });
  if (name === undefined || topicNameProblem(name) !== undefined) return;
  const partitions = await askNumber(
    `Create topic ${name} (2/4): partitions`,
    'How many partitions; empty leaves it to the broker (num.partitions).',
    100_000,
  );
  if (partitions === undefined) return;
  const replication = await askNumber(
    `Create topic ${name} (3/4): replication factor`,
    'How many brokers have each record; empty leaves it to the broker (default.replication.factor).',
    1_000,
  );
  if (replication === undefined) return;
  const done = await actionBox({
    title: `Create topic ${name} (4/4): settings`,
    prompt: 'Settings as name=value, separated by spaces; may be empty. Enter creates the topic.',
    placeholder: 'min.insync.replicas=2 cleanup.policy=compact',
    check: (text) => {
      const parsed = parseSettings(text);
      return 'problem' in parsed ? parsed.problem : undefined;
    },
    act: async (text, report) => {
      const parsed = parseSettings(text);
      if ('problem' in parsed) return;
      report(`Creating topic ${name}…`);
      const topic = { name, partitions: toNumber(partitions), replication: toNumber(replication), ...parsed };
      await access.change(profile, (actions) => actions.createTopic(topic));
    },
  });
  if (!done) return;
  sayBriefly(`Created topic ${name}`);
  refreshList(loads, node, 'topics');
}

const toNumber = (text: string): number | undefined => (text === '' ? undefined : Number(text));

async function askNumber(title: string, prompt: string, most: number): Promise<string | undefined> {
  const validateInput = (text: string): string | undefined =>
    text.trim() === '' ? undefined : wholeNumberProblem(text, 1, most);
  const text = await vscode.window.showInputBox({ title, prompt, ignoreFocusOut: true, validateInput });
  return text?.trim();
}
