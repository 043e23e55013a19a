import { AssignerProtocol } from 'kafkajs';
import { KafkaError } from '../errors';
import type { Group, GroupMember, TopicPartition } from '../model';
import type { BrokerLinks, Link } from './BrokerLinks';
import { describeAssignedGroup } from './describeAssignedGroup';
import { fetchMetadata } from './fetchMetadata';
import { groupState } from './listGroups';
import { type Asked, errorCodes, protocolError } from './protocolError';
import { shareOffsets } from './shareOffsets';

export type GroupDescription = Omit<Group, 'lag'> & {
  /** Only what was committed. */
  readonly committed: readonly (TopicPartition & { readonly offset: number; readonly lag?: number })[];
};

/** A group of any kind. Where the coordinator knows none of that name, its state is Unknown and nothing is committed. */
export async function describeGroup(links: BrokerLinks, id: string): Promise<GroupDescription> {
  const asked = { what: `describe group ${id}`, acl: `Describe on group ${id}` };
  const coordinator = await findCoordinator(links, id, asked);
  const described = (await links.call(coordinator, 'DescribeGroups', { groupIds: [id] })) as RawDescriptions;
  const group = described.groups[0];
  if (group && group.errorCode !== 0 && group.errorCode !== errorCodes.groupIdNotFound)
    throw protocolError(group.errorCode, asked);
  if (group === undefined || group.errorCode !== 0 || group.state === 'Dead') {
    // This request knows classic groups only, and calls all others dead.
    const assigned = await describeAssignedGroup(links, coordinator, id);
    const isShare = assigned?.type === 'share';
    const committed = isShare
      ? await shareCommits(links, coordinator, id)
      : await fetchCommitted(links, coordinator, id, asked);
    return { id, ...(assigned ?? { protocolType: 'consumer', state: 'Unknown', members: [] }), committed };
  }
  const assignor = group.protocol === '' ? {} : { assignor: group.protocol };
  return {
    id,
    protocolType: group.protocolType || 'consumer',
    type: 'classic',
    state: groupState(group.state),
    ...assignor,
    members: group.members.map((member) => memberOf(member, group.protocolType)),
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

async function shareCommits(links: BrokerLinks, coordinator: Link, id: string): Promise<GroupDescription['committed']> {
  return (await shareOffsets(links, coordinator, id)).flatMap(({ topic, partition, committed, lag }) =>
    committed === undefined ? [] : [{ topic, partition, offset: committed, ...(lag === undefined ? {} : { lag }) }],
  );
}

/** The broker that keeps the group, whether it exists or not. */
export async function findCoordinator(links: BrokerLinks, id: string, asked: Asked): Promise<Link> {
  const { brokers } = await fetchMetadata(links, 'none');
  const answer = (await links.call(await links.any(), 'GroupCoordinator', { groupId: id })) as RawCoordinator;
  if (answer.errorCode !== 0) throw protocolError(answer.errorCode, asked);
  const { nodeId } = answer.coordinator;
  if (!brokers.some((broker) => broker.nodeId === nodeId))
    throw new KafkaError('unavailable', `The coordinator of group ${id} is not available just now.`);
  return links.broker(nodeId);
}

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
    readonly protocol: string;
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
