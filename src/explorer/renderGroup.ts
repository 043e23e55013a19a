import type { GroupLag, GroupType } from '../kafka/model';
import { dotted, type LoadState, lines, loadedAt, number, type Of, plural, type RenderedRow } from './renderedRow';

export function renderGroup(node: Of<'group'>, load: LoadState): RenderedRow {
  const { type, state, protocolType } = node.summary;
  const isOrdinary = type !== undefined || protocolType === 'consumer' || protocolType === '';
  const description = dotted(
    type === undefined || type === 'classic' ? undefined : shortTypes[type],
    isOrdinary ? undefined : protocolType,
    state === 'Unknown' ? undefined : state,
  );
  return {
    label: node.name,
    ...(description === '' ? {} : { description }),
    tooltip: lines(`Group ${node.name}`, type && longTypes[type], loadedAt(load)),
    icon: type === 'share' ? 'layers' : 'organization',
    expands: true,
    context: type === 'share' ? 'group.share' : 'group',
  };
}

const shortTypes: { readonly [T in GroupType]: string } = {
  classic: 'classic protocol',
  consumer: 'consumer protocol',
  share: 'share group',
  streams: 'streams group',
};

const longTypes: { readonly [T in GroupType]: string } = {
  classic: 'Classic protocol: a member assigns the partitions',
  consumer: 'Consumer protocol (KIP-848): the broker assigns the partitions',
  share: 'Share group (KIP-932): members share the records of a partition, each is acknowledged by itself',
  streams: 'Streams group (KIP-1071): the broker assigns the tasks of a Kafka Streams application',
};

export function renderGroupState(node: Of<'groupState'>): RenderedRow {
  const { group } = node;
  const known = group.lag.flatMap((one) => lagOf(one) ?? []);
  const total = known.reduce((sum, lag) => sum + lag, 0);
  const lag = group.lag.length === 0 ? undefined : known.length === 0 ? 'lag n/a' : `lag ${number(total)}`;
  const isSettled = group.epoch === undefined || group.epoch === group.assignmentEpoch;
  return {
    label: group.state === 'Unknown' ? 'State unknown' : group.state,
    description: dotted(plural(group.members.length, 'member'), lag),
    tooltip: lines(
      group.state === 'Unknown'
        ? 'The broker does not describe this group: it is just gone, or of a kind that this client does not know. Its commits and lag are shown all the same.'
        : `Group state ${group.state}`,
      group.type && longTypes[group.type],
      group.type === 'streams' ? 'Members of streams groups are not shown.' : undefined,
      group.assignor ? `Assignor: ${group.assignor}` : undefined,
      group.epoch === undefined ? undefined : `Group epoch ${group.epoch}`,
      isSettled ? undefined : `The assignment is still that of epoch ${group.assignmentEpoch}`,
      known.length < group.lag.length ? 'Partitions where nothing is committed have no lag (n/a).' : undefined,
    ),
    icon: group.state === 'Stable' ? 'pass' : 'circle-outline',
    expands: false,
    context: 'groupState',
  };
}

export function renderMember(node: Of<'member'>): RenderedRow {
  const { member } = node;
  return {
    label: member.clientId || member.id,
    description: dotted(
      member.host.replace(/^\//, ''),
      plural(member.assignment.length, 'partition'),
      member.target === undefined ? undefined : 'reconciling',
    ),
    tooltip: lines(
      `Member ${member.id}`,
      member.instanceId === undefined ? undefined : `Static member ${member.instanceId}`,
      member.epoch === undefined ? undefined : `Member epoch ${member.epoch}`,
      ...partitionList('Has', member.assignment),
      ...(member.target === undefined ? [] : partitionList('Is to have', member.target)),
    ),
    icon: 'person',
    expands: false,
    context: 'member',
  };
}

const partitionList = (title: string, partitions: Of<'member'>['member']['assignment']): string[] => [
  partitions.length === 0 ? `${title}: no partition` : `${title}:`,
  ...partitions.slice(0, 20).map((one) => `${one.topic} partition ${one.partition}`),
  ...(partitions.length > 20 ? [`and ${partitions.length - 20} more`] : []),
];

export function renderLag(node: Of<'lag'>): RenderedRow {
  const { topic, partition, committed, end } = node.lag;
  const lag = lagOf(node.lag);
  return {
    label: `${topic} ${partition}`,
    description:
      committed === undefined
        ? 'lag n/a · nothing committed'
        : end === undefined
          ? `lag unknown · no leader · committed ${number(committed)}`
          : `lag ${number(lag ?? 0)} · committed ${number(committed)} of ${number(end)}`,
    tooltip: lines(
      `${topic}, partition ${partition}`,
      committed === undefined
        ? 'The group has committed nothing here: where it would start depends on auto.offset.reset.'
        : `Committed ${number(committed)}`,
      end === undefined
        ? 'The partition has no leader now, so its end is not known.'
        : `The next record gets ${number(end)}`,
      node.lag.lag === undefined ? undefined : 'The lag is the broker’s own count of records that are not done with.',
    ),
    icon: 'pulse',
    expands: false,
    context: committed === undefined ? 'lag' : 'lag.committed',
  };
}

/** Undefined where nothing is committed or the end is not known. */
function lagOf({ committed, end, lag }: GroupLag): number | undefined {
  if (lag !== undefined) return lag;
  return committed === undefined || end === undefined ? undefined : Math.max(0, end - committed);
}
