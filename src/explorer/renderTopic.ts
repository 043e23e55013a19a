import type { Partition } from '../kafka/model';
import { refusesAcksAll, replicationFactor } from './durability';
import { dotted, type LoadState, lines, loadedAt, number, type Of, plural, type RenderedRow } from './renderedRow';

/** A topic's row: what is wrong now, then what decides durability and its shape. */
export function renderTopic(node: Of<'topic'>, load: LoadState): RenderedRow {
  const { partitions, isInternal } = node.info;
  const minInSync = node.settings?.minInSync;
  const replication = replicationFactor(node.info);
  const under = partitions.filter(isUnderReplicated).length;
  const leaderless = partitions.filter((partition) => partition.leader === undefined).length;
  const refused = partitions.filter((partition) => refusesAcksAll(partition, minInSync)).length;
  const allowsUnclean = node.settings?.allowsUnclean === true && replication > 1;
  const isLeaderAlone = minInSync === 1 && replication > 1 && !isInternal;
  const isError = leaderless > 0 || refused > 0;
  const isWarning = under > 0 || isLeaderAlone || allowsUnclean;
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
    // What is wrong comes first, then what acks=all is worth: a narrow side bar cuts the end off.
    description: dotted(
      state,
      allowsUnclean ? 'unclean election on' : undefined,
      `RF ${replication}`,
      minInSync === undefined ? undefined : `min ISR ${minInSync}`,
      plural(partitions.length, 'partition'),
    ),
    tooltip: lines(
      `Topic ${node.name}`,
      `${plural(partitions.length, 'partition')}, replication factor ${replication}`,
      loadedAt(load),
    ),
    icon: isError ? 'error' : isWarning ? 'warning' : node.isFavourite ? 'star-full' : 'output',
    ...(isError ? { tone: 'error' as const } : isWarning ? { tone: 'warning' as const } : {}),
    expands: true,
    context: node.isFavourite ? 'topic.favourite' : 'topic',
  };
}

export function renderPartition(node: Of<'partition'>): RenderedRow {
  const { partition, offsets } = node;
  const under = isUnderReplicated(partition);
  const leaderless = partition.leader === undefined;
  const offline = partition.offline ?? [];
  return {
    label: `Partition ${partition.id}`,
    description: dotted(
      leaderless ? 'no leader' : under ? 'under-replicated' : undefined,
      offsets === undefined ? 'offsets unknown' : `${number(offsets.begin)}..${number(offsets.end)}`,
      leaderless ? undefined : `leader ${partition.leader}`,
      `ISR ${partition.isr.join(',') || 'empty'}`,
      offline.length === 0 ? undefined : `offline ${offline.join(',')}`,
    ),
    tooltip: lines(
      `${node.topic}, partition ${partition.id}`,
      offsets === undefined ? 'Offsets: the broker does not tell' : offsetsInWords(offsets),
      leaderless
        ? 'Leader: none, so the partition can be neither read nor written'
        : `Leader: broker ${partition.leader}`,
      leaderless && offline.length > 0
        ? `It comes back when a replica that was in sync starts again: broker ${partition.isr.join(' or ') || offline.join(' or ')}`
        : undefined,
      `Replicas: ${partition.replicas.join(', ')}`,
      `In sync: ${partition.isr.join(', ') || 'none'}`,
      offline.length === 0 ? undefined : `Offline: ${offline.join(', ')}`,
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

/** The end of Kafka's ranges is the offset of the next record, which the row's `0..1,015` cannot say. */
function offsetsInWords({ begin, end }: NonNullable<Of<'partition'>['offsets']>): string {
  if (begin === end) return `Offsets: empty, the next record gets ${number(end)}`;
  return `Offsets: ${number(begin)} to ${number(end - 1)}, the next record gets ${number(end)}`;
}

const isUnderReplicated = (partition: Partition): boolean => partition.isr.length < partition.replicas.length;
