import type { Partition } from '../kafka/model';
import { replicationFactor } from './durability';
import type { Node } from './node';

/** What is known about the rows below a node: it decides a cluster's icon and the counts behind folders. */
export type LoadState =
  | { readonly phase: 'idle' | 'loading' }
  | { readonly phase: 'loaded'; readonly rows: readonly Node[]; readonly at: Date }
  | { readonly phase: 'failed'; readonly sentence: string; readonly at: Date };

/** A row of the tree in our words. `icon` is a codicon. */
export interface RenderedRow {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon: string;
  readonly tone?: 'error' | 'warning';
  readonly expands: boolean;
  /** What menus ask for in their `when` clauses. */
  readonly context: string;
}

export function render(node: Node, load: LoadState): RenderedRow {
  switch (node.kind) {
    case 'cluster': {
      const failed = load.phase === 'failed';
      return {
        label: node.name,
        description: failed ? 'unreachable' : shortList(node),
        tooltip: lines(
          node.bootstrapServers.join(', '),
          failed ? load.sentence : undefined,
          node.origin === 'settings' ? 'From the setting acklens.connections' : undefined,
          loadedAt(load),
        ),
        icon: failed ? 'error' : 'server-environment',
        ...(failed ? { tone: 'error' as const } : {}),
        expands: true,
        context: `cluster.${node.origin}`,
      };
    }
    case 'brokers':
      return folder('Brokers', 'server', 'brokers', String(node.brokers.length), load);
    case 'broker':
      return {
        label: `Broker ${node.broker.id}`,
        description: node.broker.isController ? `${node.name} · controller` : node.name,
        icon: 'server-process',
        expands: false,
        context: 'broker',
      };
    case 'topics':
      return folder('Topics', 'list-tree', 'topics', count(load, 'topic'), load);
    case 'topic':
      return topicRow(node, load);
    case 'partition':
      return partitionRow(node);
    case 'groups':
      return folder('Consumer groups', 'organization', 'groups', count(load, 'group'), load);
    case 'group':
      return {
        label: node.name,
        ...(node.summary.protocolType === 'consumer' || node.summary.protocolType === ''
          ? {}
          : { description: node.summary.protocolType }),
        tooltip: lines(`Group ${node.name}`, loadedAt(load)),
        icon: 'organization',
        expands: true,
        context: 'group',
      };
    case 'groupState':
      return groupStateRow(node);
    case 'member':
      return {
        label: node.member.clientId || node.member.id,
        description: `${node.member.host.replace(/^\//, '')} · ${plural(node.member.assignment.length, 'partition')}`,
        tooltip: lines(
          `Member ${node.member.id}`,
          ...node.member.assignment.map((one) => `${one.topic} partition ${one.partition}`),
        ),
        icon: 'person',
        expands: false,
        context: 'member',
      };
    case 'lag':
      return lagRow(node);
    case 'problem':
      return {
        label: node.sentence,
        tooltip: node.sentence,
        icon: 'error',
        tone: 'error',
        expands: false,
        context: 'problem',
      };
    case 'note':
      return { label: node.text, tooltip: node.text, icon: 'info', expands: false, context: 'note' };
  }
}

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>;

function folder(
  label: string,
  icon: string,
  context: string,
  amount: string | undefined,
  load: LoadState,
): RenderedRow {
  const tooltip = loadedAt(load);
  return {
    label,
    ...(amount === undefined ? {} : { description: amount }),
    ...(tooltip === undefined ? {} : { tooltip }),
    icon,
    expands: true,
    context,
  };
}

function topicRow(node: Of<'topic'>, load: LoadState): RenderedRow {
  const { partitions, isInternal } = node.info;
  const { minInSync } = node;
  const replication = replicationFactor(node.info);
  const under = partitions.filter(isUnderReplicated).length;
  const leaderless = partitions.filter((partition) => partition.leader === undefined).length;
  const refused = partitions.filter(({ isr }) => isr.length < (minInSync ?? 0)).length;
  const isLeaderAlone = minInSync === 1 && replication > 1 && !isInternal;
  const isError = leaderless > 0 || refused > 0;
  const isWarning = under > 0 || isLeaderAlone;
  const state =
    leaderless > 0
      ? `${leaderless} without leader`
      : refused > 0
        ? `acks=all refused on ${plural(refused, 'partition')}`
        : under > 0
          ? `${under} under-replicated`
          : isInternal
            ? 'internal'
            : undefined;
  return {
    label: node.name,
    // What is wrong comes first: a narrow side bar cuts the end off.
    description: [
      state,
      plural(partitions.length, 'partition'),
      `RF ${replication}`,
      minInSync === undefined ? undefined : `min ISR ${minInSync}`,
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: lines(
      `Topic ${node.name}`,
      `${plural(partitions.length, 'partition')}, replication factor ${replication}`,
      loadedAt(load),
    ),
    icon: isError ? 'error' : isWarning ? 'warning' : 'output',
    ...(isError ? { tone: 'error' as const } : isWarning ? { tone: 'warning' as const } : {}),
    expands: true,
    context: 'topic',
  };
}

function partitionRow(node: Of<'partition'>): RenderedRow {
  const { partition, offsets } = node;
  const under = isUnderReplicated(partition);
  const leaderless = partition.leader === undefined;
  return {
    label: `Partition ${partition.id}`,
    description: [
      leaderless ? 'no leader' : under ? 'under-replicated' : undefined,
      offsets === undefined ? 'offsets unknown' : `${number(offsets.begin)}..${number(offsets.end)}`,
      leaderless ? undefined : `leader ${partition.leader}`,
      `ISR ${partition.isr.join(',') || 'empty'}`,
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: lines(
      `${node.topic}, partition ${partition.id}`,
      offsets === undefined
        ? 'Offsets: the broker does not tell'
        : `Offsets: begins at ${number(offsets.begin)}, the next record gets ${number(offsets.end)}`,
      leaderless
        ? 'Leader: none, so the partition can be neither read nor written'
        : `Leader: broker ${partition.leader}`,
      `Replicas: ${partition.replicas.join(', ')}`,
      `In sync: ${partition.isr.join(', ') || 'none'}`,
      under
        ? `Under-replicated: ${partition.isr.length} of ${partition.replicas.length} replicas are in sync`
        : undefined,
    ),
    icon: leaderless ? 'error' : under ? 'warning' : 'symbol-numeric',
    ...(leaderless ? { tone: 'error' as const } : under ? { tone: 'warning' as const } : {}),
    expands: false,
    context: 'partition',
  };
}

function groupStateRow(node: Of<'groupState'>): RenderedRow {
  const { group } = node;
  const known = group.lag.filter((one) => one.committed !== undefined);
  const total = known.reduce((sum, one) => sum + Math.max(0, one.end - (one.committed ?? one.end)), 0);
  const lag = group.lag.length === 0 ? undefined : known.length === 0 ? 'lag n/a' : `lag ${number(total)}`;
  return {
    label: group.state === 'Unknown' ? 'State unknown' : group.state,
    description: [plural(group.members.length, 'member'), lag].filter(Boolean).join(' · '),
    tooltip: lines(
      group.state === 'Unknown'
        ? 'The broker does not describe this group to us: a group of the new consumer protocol (KIP-848), or one that is just gone. Its commits and lag are shown all the same.'
        : `Group state ${group.state}`,
      known.length < group.lag.length ? 'Partitions where nothing is committed have no lag (n/a).' : undefined,
    ),
    icon: group.state === 'Stable' ? 'pass' : 'circle-outline',
    expands: false,
    context: 'groupState',
  };
}

function lagRow(node: Of<'lag'>): RenderedRow {
  const { topic, partition, committed, end } = node.lag;
  return {
    label: `${topic} ${partition}`,
    description:
      committed === undefined
        ? 'lag n/a · nothing committed'
        : `lag ${number(Math.max(0, end - committed))} · committed ${number(committed)} of ${number(end)}`,
    tooltip: lines(
      `${topic}, partition ${partition}`,
      committed === undefined
        ? 'The group has committed nothing here: where it would start depends on auto.offset.reset.'
        : `Committed ${number(committed)}; the next record gets ${number(end)}`,
    ),
    icon: 'pulse',
    expands: false,
    context: 'lag',
  };
}

/** The first server and how many more; the tooltip has them all. A cluster named after its server says it once. */
function shortList({ name, bootstrapServers: [first = '', ...others] }: Of<'cluster'>): string {
  return [first === name ? '' : first, others.length === 0 ? '' : `+${others.length}`].filter(Boolean).join(' ');
}

const isUnderReplicated = (partition: Partition): boolean => partition.isr.length < partition.replicas.length;

const number = (value: number): string => value.toLocaleString('en');

const plural = (amount: number, noun: string): string => `${number(amount)} ${noun}${amount === 1 ? '' : 's'}`;

const lines = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('\n');

function count(load: LoadState, kind: Node['kind']): string | undefined {
  if (load.phase !== 'loaded') return undefined;
  return number(load.rows.filter((row) => row.kind === kind).length);
}

function loadedAt(load: LoadState): string | undefined {
  if (load.phase !== 'loaded' && load.phase !== 'failed') return undefined;
  return `${load.phase === 'failed' ? 'Tried' : 'Refreshed'} at ${load.at.toLocaleTimeString()}`;
}
