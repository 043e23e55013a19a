import type { PartitionOffsets } from '../kafka/model';
import type { ClusterAdmin } from '../kafka/ports';
import { below, byText, note, problem, rowLimit } from './below';
import { configRows, rowsOfDefaults } from './configRows';
import { groupRows, rowsOfGroup } from './groupRows';
import type { AclsNode, ClusterNode, Node, TopicNode } from './node';
import { type Listing, type ListMemory, topicRows } from './topicRows';

/** The rows below a node. Rejects with a {@link KafkaError}; where a part is missing, a problem row stands for it. */
export async function children(
  node: Node,
  admin: ClusterAdmin,
  listing: Listing,
  memory: ListMemory,
  hasRegistry = false,
): Promise<readonly Node[]> {
  switch (node.kind) {
    case 'cluster':
      return ofCluster(node, admin, hasRegistry);
    case 'brokers':
      return node.brokers.map((broker) => ({
        ...below(node, String(broker.id)),
        kind: 'broker',
        name: `${broker.host}:${broker.port}`,
        broker,
      }));
    case 'broker': {
      const resource = { kind: 'broker', id: node.broker.id } as const;
      return configRows(node, resource, await admin.configs(resource));
    }
    case 'topics':
      return topicRows(node, admin, listing, memory);
    case 'topic':
      return ofTopic(node, admin);
    case 'configs':
      return configRows(node, node.resource, await admin.configs(node.resource));
    case 'defaults':
      return rowsOfDefaults(node);
    case 'groups':
      return groupRows(node, admin, listing, memory);
    case 'group':
      return rowsOfGroup(node, await admin.group(node.summary.id));
    case 'acls':
      return ofAcls(node, admin);
    default:
      return [];
  }
}

async function ofCluster(node: ClusterNode, admin: ClusterAdmin, hasRegistry: boolean): Promise<Node[]> {
  const { brokers, controllerId } = await admin.overview();
  return [
    { ...below(node, 'brokers'), kind: 'brokers', brokers: [...brokers].sort((a, b) => a.id - b.id), controllerId },
    { ...below(node, 'topics'), kind: 'topics' },
    { ...below(node, 'groups'), kind: 'groups' },
    ...(hasRegistry ? [{ ...below(node, 'subjects'), kind: 'subjects' } as const] : []),
    { ...below(node, 'acls'), kind: 'acls' },
  ];
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
  return [
    { ...below(node, 'configs'), kind: 'configs', resource: { kind: 'topic', name: node.topic } },
    ...(offsets.status === 'rejected' ? [problem(node, offsets.reason)] : []),
    ...rows,
  ];
}

async function ofAcls(node: AclsNode, admin: ClusterAdmin): Promise<Node[]> {
  const acls = await admin.acls();
  if (acls === undefined) return [note(node, 'This cluster has no authorizer: everybody may do everything')];
  if (acls.length === 0) return [note(node, 'No ACLs')];
  const sorted = [...acls].sort((a, b) => byText(a.principal, b.principal));
  const rows: Node[] = sorted.slice(0, rowLimit).map((acl, at) => ({
    ...below(node, `acl ${at}`),
    kind: 'acl',
    name: acl.principal,
    acl,
  }));
  const more = sorted.length - rows.length;
  if (more > 0) rows.push(note(node, `${more.toLocaleString('en')} more`, { more }));
  return rows;
}
