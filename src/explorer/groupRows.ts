import type { Group } from '../kafka/model';
import type { ClusterAdmin } from '../kafka/ports';
import { below, byText, idPart, note, rowLimit } from './below';
import { mapInTurns, nextTurn } from './inTurns';
import type { GroupNode, GroupsNode, Node } from './node';
import type { Listing, ListMemory } from './topicRows';

export async function groupRows(
  node: GroupsNode,
  admin: ClusterAdmin,
  { groupFilter }: Listing,
  memory: ListMemory,
): Promise<Node[]> {
  // A refresh forgets what is remembered while this still needs it.
  let { groups } = memory;
  if (groups === undefined) {
    const listed = await admin.groups();
    // They were read in this turn of the thread: sorting gets its own, and so do the rows.
    await nextTurn();
    groups = [...listed].sort((a, b) => byText(a.id, b.id));
    memory.groups = groups;
    await nextTurn();
  }
  if (groups.length === 0) return [note(node, 'No consumer groups, or none that this user may describe')];
  const wanted = groupFilter.toLowerCase();
  const matching = groups.filter(({ id }) => id.toLowerCase().includes(wanted));
  if (matching.length === 0) {
    return [note(node, `No group matches "${groupFilter}"`, { filter: 'groups' })];
  }
  const rows: Node[] = await mapInTurns(matching.slice(0, rowLimit), (summary) => ({
    ...below(node, idPart(summary.id)),
    kind: 'group',
    name: summary.id,
    summary,
  }));
  const more = matching.length - rows.length;
  if (more > 0)
    rows.push(note(node, `${more.toLocaleString('en')} more: filter groups to see them`, { more, filter: 'groups' }));
  return rows;
}

/** State, members and lag of one group. */
export function rowsOfGroup(node: GroupNode, group: Group): Node[] {
  const members = group.members.map(
    (member): Node => ({
      ...below(node, `member ${idPart(member.id)}`),
      kind: 'member',
      name: member.id,
      member,
    }),
  );
  const lag = [...group.lag]
    .sort((a, b) => byText(a.topic, b.topic) || a.partition - b.partition)
    .map(
      (one): Node => ({
        ...below(node, `lag ${one.topic} ${one.partition}`),
        kind: 'lag',
        group: group.id,
        topic: one.topic,
        lag: one,
      }),
    );
  // Types that only the list knows, such as streams groups.
  const { state, type } = node.summary;
  const described: Group =
    group.state === 'Unknown' ? { ...group, ...(state ? { state } : {}), ...(type ? { type } : {}) } : group;
  return [{ ...below(node, 'state'), kind: 'groupState', group: described }, ...members, ...lag];
}
