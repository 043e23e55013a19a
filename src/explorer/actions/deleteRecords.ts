import * as vscode from 'vscode';
import { complain, inform, sayBriefly } from '../../host/messages';
import type { PartitionOffsets } from '../../kafka/model';
import { idPart } from '../below';
import type { PartitionNode, TopicNode } from '../node';
import type { ActionServices } from './actionServices';
import { confirmByName } from './confirmByName';
import { reportFailure } from './reportFailure';
import { wholeNumberProblem } from './topicInput';

/** Deletes all records that a topic has now, or those of a partition below an offset. */
export async function deleteRecords(
  { access, loads, connection }: ActionServices,
  node: TopicNode | PartitionNode,
): Promise<void> {
  const profile = connection(node.connection);
  if (!profile) return;
  const { topic } = node;
  const offsets = await reportFailure(access.use(profile, (admin) => admin.offsets(topic)));
  if (!offsets) return;
  const chosen = node.kind === 'topic' ? offsets : await upTo(node, offsets);
  if (!chosen) return;
  const records = chosen.reduce((sum, { begin, end }) => sum + end - begin, 0);
  if (records === 0) {
    void inform(`There are no such records in ${topic}.`);
    return;
  }
  const where = node.kind === 'topic' ? topic : `${topic}, partition ${node.partition.id}`;
  const done = await confirmByName(topic, {
    title: `Delete records of ${where} on ${profile.name}`,
    prompt: `${describe(chosen, node.kind === 'topic')} Nothing brings them back.`,
    act: async (report) => {
      report(`Deleting records of ${where}…`);
      const before = new Map(chosen.map(({ partition, end }) => [partition, end]));
      await access.change(profile, (actions) => actions.deleteRecords(topic, before));
    },
  });
  if (!done) return;
  sayBriefly(`Deleted records of ${where}`);
  const row = loads.find(`cluster ${node.connection}/topics/${idPart(topic)}`);
  if (row) loads.refresh(row);
}

async function upTo(
  { topic, partition }: PartitionNode,
  offsets: readonly PartitionOffsets[],
): Promise<readonly PartitionOffsets[] | undefined> {
  const now = offsets.find((one) => one.partition === partition.id);
  if (!now) {
    complain(`Partition ${partition.id} of ${topic} has no leader now, so no record of it can be deleted.`);
    return undefined;
  }
  const text = await vscode.window.showInputBox({
    title: `Delete records of ${topic}, partition ${partition.id}`,
    prompt: `All records below this offset go. It has ${now.begin} to ${now.end - 1}; ${now.end} deletes all.`,
    value: String(now.end),
    ignoreFocusOut: true,
    validateInput: (entered) => wholeNumberProblem(entered, now.begin, now.end),
  });
  return text === undefined ? undefined : [{ ...now, end: Number(text) }];
}

/** Offsets count more than records where a log is compacted or has transactions. */
function describe(offsets: readonly PartitionOffsets[], isWhole: boolean): string {
  const total = offsets.reduce((sum, { begin, end }) => sum + end - begin, 0).toLocaleString('en');
  const [first] = offsets;
  return isWhole || first === undefined
    ? `All records that are there now go: ${total} offsets in ${offsets.length} ${offsets.length === 1 ? 'partition' : 'partitions'}.`
    : `Offsets ${first.begin} to ${first.end - 1} go.`;
}
