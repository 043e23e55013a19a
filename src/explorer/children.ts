import { KafkaError } from '../kafka/errors';
import type { Group, PartitionOffsets, Topic } from '../kafka/model';
import type { ClusterAdmin } from '../kafka/ports';
import type { ClusterNode, GroupNode, GroupsNode, Node, TopicNode, TopicsNode } from './node';

/** How the user wants the topics to be listed. */
export interface TopicListing {
  readonly showInternal: boolean;
  /** Part of a name, in any case; empty = all. */
  readonly filter: string;
}

/** Rows below one node. Thousands of rows more help nobody to find one, and the view pays for each: filter instead. */
export const rowLimit = 2_000;

/** The rows below a node. Rejects with a {@link KafkaError}; where a part is missing, a problem row stands for it. */
export async function children(node: Node, admin: ClusterAdmin, listing: TopicListing): Promise<readonly Node[]> {
  switch (node.kind) {
    case 'cluster':
      return ofCluster(node, admin);
    case 'brokers':
      return node.brokers.map((broker) => ({
        ...below(node, String(broker.id)),
        kind: 'broker',
        name: `${broker.host}:${broker.port}`,
        broker,
      }));
    case 'topics':
      return ofTopics(node, admin, listing);
    case 'topic':
      return ofTopic(node, admin);
    case 'groups':
      return ofGroups(node, admin);
    case 'group':
      return ofGroup(node, await admin.group(node.summary.id));
    default:
      return [];
  }
}

async function ofCluster(node: ClusterNode, admin: ClusterAdmin): Promise<Node[]> {
  const { brokers } = await admin.overview();
  return [
    { ...below(node, 'brokers'), kind: 'brokers', brokers: [...brokers].sort((a, b) => a.id - b.id) },
    { ...below(node, 'topics'), kind: 'topics' },
    { ...below(node, 'groups'), kind: 'groups' },
  ];
}

async function ofTopics(node: TopicsNode, admin: ClusterAdmin, listing: TopicListing): Promise<Node[]> {
  const topics = await admin.topics();
  const wanted = listing.filter.toLowerCase();
  const visible = topics.filter((topic) => listing.showInternal || !topic.isInternal);
  const matching = visible.filter((topic) => topic.name.toLowerCase().includes(wanted)).sort(byName);
  const shown = matching.slice(0, rowLimit);
  const minInSync = await minInSyncOf(shown, admin);
  const rows: Node[] = shown.map((info) => ({
    ...below(node, info.name),
    kind: 'topic',
    name: info.name,
    topic: info.name,
    info,
    minInSync: minInSync.get(info.name),
  }));
  if (matching.length > rowLimit) {
    rows.push(note(node, `${(matching.length - rowLimit).toLocaleString('en')} more: filter topics to see them`));
  }
  if (rows.length > 0) return rows;
  if (visible.length > 0) return [note(node, `No topic matches "${listing.filter}"`)];
  // Kafka leaves topics without permission out of the answer instead of refusing it.
  return [note(node, 'No topics, or none that this user may describe')];
}

/** A list of topics is worth having without it: where it cannot be asked, the rows say nothing about it. */
async function minInSyncOf(topics: readonly Topic[], admin: ClusterAdmin): Promise<ReadonlyMap<string, number>> {
  if (topics.length === 0) return new Map();
  try {
    return await admin.minInSyncReplicas(topics.map(({ name }) => name));
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return new Map();
  }
}

async function ofTopic(node: TopicNode, admin: ClusterAdmin): Promise<Node[]> {
  const [now, offsets] = await Promise.allSettled([admin.topic(node.topic), admin.offsets(node.topic)]);
  if (now.status === 'rejected') throw now.reason;
  const byPartition = new Map<number, PartitionOffsets>();
  if (offsets.status === 'fulfilled') for (const one of offsets.value) byPartition.set(one.partition, one);
  const rows: Node[] = [...now.value.partitions]
    .sort((a, b) => a.id - b.id)
    .map((partition) => ({
      ...below(node, String(partition.id)),
      kind: 'partition',
      topic: node.topic,
      partition,
      offsets: byPartition.get(partition.id),
    }));
  return offsets.status === 'rejected' ? [problem(node, offsets.reason), ...rows] : rows;
}

async function ofGroups(node: GroupsNode, admin: ClusterAdmin): Promise<Node[]> {
  const groups = [...(await admin.groups())].sort((a, b) => byName({ name: a.id }, { name: b.id }));
  if (groups.length === 0) return [note(node, 'No consumer groups, or none that this user may describe')];
  const rows: Node[] = groups.slice(0, rowLimit).map((summary) => ({
    ...below(node, encodeURIComponent(summary.id)),
    kind: 'group',
    name: summary.id,
    summary,
  }));
  if (groups.length > rowLimit) rows.push(note(node, `${(groups.length - rowLimit).toLocaleString('en')} more groups`));
  return rows;
}

function ofGroup(node: GroupNode, group: Group): Node[] {
  const members = group.members.map(
    (member): Node => ({
      ...below(node, `member ${encodeURIComponent(member.id)}`),
      kind: 'member',
      name: member.id,
      member,
    }),
  );
  const lag = [...group.lag]
    .sort((a, b) => byName({ name: a.topic }, { name: b.topic }) || a.partition - b.partition)
    .map(
      (one): Node => ({
        ...below(node, `lag ${one.topic} ${one.partition}`),
        kind: 'lag',
        topic: one.topic,
        lag: one,
      }),
    );
  return [{ ...below(node, 'state'), kind: 'groupState', group }, ...members, ...lag];
}

export function problem(node: Node, error: unknown): Node {
  const known = error instanceof KafkaError ? error : undefined;
  return {
    ...below(node, 'problem'),
    kind: 'problem',
    parent: node.id,
    error: known?.kind ?? 'unexpected',
    sentence: known?.message ?? 'Something unexpected happened. The log has the details.',
  };
}

function note(node: Node, text: string): Node {
  return { ...below(node, 'note'), kind: 'note', text };
}

function below(node: Node, part: string): { readonly id: string; readonly connection: string } {
  return { id: `${node.id}/${part}`, connection: node.connection };
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
