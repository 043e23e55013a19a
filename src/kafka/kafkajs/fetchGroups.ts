import { AssignerProtocol } from 'kafkajs';
import { KafkaError } from '../errors';
import type { GroupMember, GroupState, GroupSummary, TopicPartition } from '../model';
import type { BrokerLinks, Link } from './BrokerLinks';
import { fetchMetadata } from './fetchMetadata';
import { type Asked, errorCodes, protocolError } from './protocolError';

/** All groups: each broker knows those that it coordinates. A broker that is down has none, the others took over. */
export async function listGroups(links: BrokerLinks): Promise<GroupSummary[]> {
  const { brokers } = await fetchMetadata(links, 'none');
  const answers = await Promise.allSettled(
    brokers.map(async ({ nodeId }) => (await links.call(await links.broker(nodeId), 'ListGroups', {})) as RawGroupList),
  );
  const groups = new Map<string, GroupSummary>();
  for (const answer of answers) {
    if (answer.status === 'rejected') continue;
    const { errorCode } = answer.value;
    if (errorCode !== 0 && errorCode !== errorCodes.coordinatorLoading)
      throw protocolError(errorCode, { what: 'list groups', acl: 'Describe on the cluster' });
    for (const { groupId, protocolType } of answer.value.groups) groups.set(groupId, { id: groupId, protocolType });
  }
  const [first] = answers;
  if (first?.status === 'rejected' && answers.every(({ status }) => status === 'rejected')) throw first.reason;
  return [...groups.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export interface GroupDescription {
  readonly protocolType: string;
  readonly state: GroupState;
  readonly members: readonly GroupMember[];
  /** Only what was committed. */
  readonly committed: readonly (TopicPartition & { readonly offset: number })[];
}

export async function describeGroup(links: BrokerLinks, id: string): Promise<GroupDescription> {
  const asked = { what: `describe group ${id}`, acl: `Describe on group ${id}` };
  const coordinator = await findCoordinator(links, id, asked);
  const described = (await links.call(coordinator, 'DescribeGroups', { groupIds: [id] })) as RawDescriptions;
  const group = described.groups[0];
  // 69 is the answer of Kafka 4 for groups of the KIP-848 protocol, which this request cannot describe.
  if (group && group.errorCode !== 0 && group.errorCode !== groupIdNotFound)
    throw protocolError(group.errorCode, asked);
  const isDescribed = group !== undefined && group.errorCode === 0 && group.state !== 'Dead';
  return {
    protocolType: group?.protocolType || 'consumer',
    state: isDescribed ? stateOf(group.state) : 'Unknown',
    members: isDescribed ? group.members.map((member) => memberOf(member, group.protocolType)) : [],
    committed: await fetchCommitted(links, coordinator, id, asked),
  };
}

/** Every offset that the group has committed. */
export async function fetchCommitted(
  links: BrokerLinks,
  coordinator: Link,
  id: string,
  asked: Asked,
): Promise<GroupDescription['committed']> {
  // kafkajs writes an empty list as null, which means every topic.
  const fetched = (await links.call(coordinator, 'OffsetFetch', { groupId: id, topics: [] })) as RawOffsets;
  if (fetched.errorCode) throw protocolError(fetched.errorCode, asked);
  return fetched.responses.flatMap(({ topic, partitions }) =>
    partitions
      .filter(({ errorCode, offset }) => errorCode === 0 && Number(offset) >= 0)
      .map(({ partition, offset }) => ({ topic, partition, offset: Number(offset) })),
  );
}

const groupIdNotFound = 69;

export async function findCoordinator(links: BrokerLinks, id: string, asked: Asked): Promise<Link> {
  const { brokers } = await fetchMetadata(links, 'none');
  const answer = (await links.call(await links.any(), 'GroupCoordinator', { groupId: id })) as RawCoordinator;
  if (answer.errorCode !== 0) throw protocolError(answer.errorCode, asked);
  const { nodeId } = answer.coordinator;
  if (!brokers.some((broker) => broker.nodeId === nodeId))
    throw new KafkaError('unavailable', `The coordinator of group ${id} is not available just now.`);
  return links.broker(nodeId);
}

const states: ReadonlySet<string> = new Set<GroupState>([
  'Stable',
  'PreparingRebalance',
  'CompletingRebalance',
  'Empty',
  'Dead',
  'Assigning',
  'Reconciling',
]);

const stateOf = (name: string): GroupState => (states.has(name) ? (name as GroupState) : 'Unknown');

function memberOf(member: RawMember, protocolType: string): GroupMember {
  return {
    id: member.memberId,
    clientId: member.clientId,
    // The broker writes the address as Java prints one: with a slash in front.
    host: member.clientHost.replace(/^\//, ''),
    assignment: protocolType === 'consumer' ? assignmentOf(member.memberAssignment) : [],
  };
}

/** The assignment is the members' own business: what does not read as one is shown as none. */
function assignmentOf(bytes: Buffer): TopicPartition[] {
  try {
    const assignment: Record<string, number[]> = AssignerProtocol.MemberAssignment.decode(bytes)?.assignment ?? {};
    return Object.entries(assignment)
      .flatMap(([topic, partitions]) => partitions.map((partition) => ({ topic, partition })))
      .sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
  } catch {
    return [];
  }
}

interface RawGroupList {
  readonly errorCode: number;
  readonly groups: readonly { readonly groupId: string; readonly protocolType: string }[];
}

interface RawCoordinator {
  readonly errorCode: number;
  readonly coordinator: { readonly nodeId: number };
}

interface RawMember {
  readonly memberId: string;
  readonly clientId: string;
  readonly clientHost: string;
  readonly memberAssignment: Buffer;
}

interface RawDescriptions {
  readonly groups: readonly {
    readonly errorCode: number;
    readonly state: string;
    readonly protocolType: string;
    readonly members: readonly RawMember[];
  }[];
}

interface RawOffsets {
  /** Absent before version 2. */
  readonly errorCode?: number;
  readonly responses: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly offset: string; readonly errorCode: number }[];
  }[];
}
