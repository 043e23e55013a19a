import { visibleText } from '../../base/visibleText';
import { sayBriefly } from '../../host/messages';
import { idPart } from '../below';
import type { LagNode } from '../node';
import type { ActionServices } from './actionServices';
import { confirmByName } from './confirmByName';

/** Makes a group forget what it has committed for the partitions of some rows. */
export async function deleteOffsets(
  { access, loads, connection }: ActionServices,
  nodes: readonly LagNode[],
): Promise<void> {
  const [first] = nodes;
  const profile = first && connection(first.connection);
  if (!profile) return;
  const { group } = first;
  const partitions = nodes
    .filter((node) => node.connection === first.connection && node.group === group)
    .map(({ lag }) => ({ topic: lag.topic, partition: lag.partition }));
  const [one] = partitions;
  const what =
    partitions.length === 1 && one ? `${one.topic} partition ${one.partition}` : `${partitions.length} partitions`;
  const done = await confirmByName(group, {
    title: `Delete committed offsets of group ${visibleText(group)}`,
    prompt: `The group forgets where it was in ${what}: its consumers start there where auto.offset.reset says.`,
    act: async (report) => {
      report('Deleting committed offsets…');
      await access.change(profile, (actions) => actions.deleteOffsets(group, partitions));
    },
  });
  if (!done) return;
  sayBriefly(`Deleted committed offsets of group ${visibleText(group)}`);
  const row = loads.find(`cluster ${first.connection}/groups/${idPart(group)}`);
  if (row) loads.refresh(row);
}
