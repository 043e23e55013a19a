import * as vscode from 'vscode';
import { inertText } from '../../base/inertText';
import { visibleText } from '../../base/visibleText';
import { inform, sayBriefly } from '../../host/messages';
import type { OffsetChange, OffsetTarget } from '../../kafka/clusterActions';
import { idPart } from '../below';
import type { GroupNode, LagNode } from '../node';
import type { ActionServices } from './actionServices';
import { askOffsetTarget } from './askOffsetTarget';
import { confirmByName } from './confirmByName';
import { offsetEffect, offsetEffects } from './offsetEffect';
import { reportFailure } from './reportFailure';

/** Where to, then what that means for each partition, then the group's name; only then is anything written. */
export async function resetOffsets(
  { access, loads, connection }: ActionServices,
  nodes: readonly (GroupNode | LagNode)[],
): Promise<void> {
  const [first] = nodes;
  const profile = first && connection(first.connection);
  if (!profile) return;
  const group = first.kind === 'group' ? first.summary.id : first.group;
  const target = await askOffsetTarget(visibleText(group));
  if (!target) return;
  const only = nodes.flatMap((node) => (node.kind === 'lag' && node.group === group ? [node.lag] : []));
  const plan = await reportFailure(access.use(profile, (admin) => admin.planOffsets(group, target)));
  const wanted = plan?.filter(
    (one) =>
      only.length === 0 || only.some(({ topic, partition }) => topic === one.topic && partition === one.partition),
  );
  if (!wanted) return;
  if (wanted.length === 0) {
    void inform(emptyPlan(group, target));
    return;
  }
  const changes = await preview(group, wanted);
  if (!changes || changes.length === 0) return;
  const done = await confirmByName(group, {
    title: `Reset offsets of group ${visibleText(group)} on ${profile.name}`,
    prompt: `${changes.length === 1 ? '1 partition' : `${changes.length} partitions`}: ${offsetEffects(changes)}`,
    act: async (report) => {
      report('Resetting offsets…');
      await access.change(profile, (actions) => actions.commitOffsets(group, changes));
    },
  });
  if (!done) return;
  sayBriefly(`Reset offsets of group ${visibleText(group)}`);
  const row = loads.find(`cluster ${first.connection}/groups/${idPart(group)}`);
  if (row) loads.refresh(row);
}

const emptyPlan = (group: string, target: OffsetTarget): string =>
  target.kind === 'shift'
    ? `Group ${visibleText(group)} has committed nothing here, so there is nothing to shift.`
    : `Group ${visibleText(group)} has committed nothing and is assigned nothing: there is nothing to reset.`;

async function preview(group: string, plan: readonly OffsetChange[]): Promise<readonly OffsetChange[] | undefined> {
  const items = plan.map((change) => ({
    label: inertText(`${change.topic} ${change.partition}`),
    description: `${change.before ?? 'nothing'} → ${change.after}`,
    detail: offsetEffect(change),
    picked: change.before !== change.after,
    change,
  }));
  const picks = await vscode.window.showQuickPick(items, {
    title: `Reset offsets of group ${visibleText(group)}: before → after`,
    placeHolder: 'Nothing is written yet. Leave out partitions, then press Enter.',
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picks?.map(({ change }) => change);
}
