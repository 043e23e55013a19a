import type { ClusterFinding } from '../guarantees/cluster/crossCheck';
import { counted, minInSyncOf, refusing, replicationOf } from '../guarantees/cluster/topicNumbers';
import type { Severity } from '../guarantees/finding';
import type { ClusterTopic } from '../kafka/clusterFacts';
import type { Meeting } from './documentCheck';

/** The line above a unit: its cluster, what its topics are like, how much there is to say. Undefined without topics. */
export function meetingLine({ connection, topics }: Meeting, findings: readonly ClusterFinding[]): string | undefined {
  const told = topics.flatMap(({ named, topic }) => (topic ? [`${named.name}: ${shapeOf(topic)}`] : []));
  if (told.length === 0) return undefined;
  const more = told.length > shown ? [`${told.length - shown} more topics`] : [];
  return [connection.name, ...told.slice(0, shown), ...more, ...countsOf(findings)].join(' · ');
}

/** Topics in one line above a unit; more would push the rest out of sight. */
const shown = 2;

function shapeOf(topic: ClusterTopic | 'absent'): string {
  if (topic === 'absent') return 'not there';
  const least = minInSyncOf(topic);
  const short = refusing(topic).length;
  return [
    counted(replicationOf(topic), 'replica'),
    ...(least === undefined ? [] : [`min ISR ${least}`]),
    ...(short > 0 ? ['acks=all refused now'] : []),
  ].join(', ');
}

function countsOf(findings: readonly ClusterFinding[]): readonly string[] {
  const of = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  return (['error', 'warning'] as const).flatMap((severity) => {
    const count = of(severity);
    return count === 0 ? [] : [counted(count, severity)];
  });
}

/** What the cluster tells of a topic, for a hover over its name. */
export function topicSentence(name: string, connection: string, topic: ClusterTopic | 'absent'): string {
  if (topic === 'absent') return `${connection} has no topic ${name} that this user may see.`;
  const least = minInSyncOf(topic);
  const behind = topic.partitions.filter(({ isr, replicas }) => isr.length < replicas.length).length;
  return [
    `${name} on ${connection}: ${counted(topic.partitions.length, 'partition')}`,
    counted(replicationOf(topic), 'replica'),
    ...(least === undefined ? [] : [`min.insync.replicas ${least}`]),
    behind === 0 ? 'all in sync' : `${counted(behind, 'partition')} with replicas out of sync`,
  ].join(', ');
}

/** What open files say about a topic, for its tooltip in the tree: a line each, the same words once. */
export function notesOn(
  topic: string,
  checks: readonly {
    readonly place: string;
    readonly meetings: readonly Meeting[];
    readonly findings: readonly ClusterFinding[];
  }[],
  connection: string,
): readonly string[] {
  return checks.flatMap(({ place, meetings, findings }) => {
    const units = new Set(
      meetings
        .filter((one) => one.connection.id === connection && one.topics.some(({ named }) => named.name === topic))
        .map(({ unit }) => unit.id),
    );
    const said = findings.filter(
      ({ unitId, message }) => unitId !== undefined && units.has(unitId) && message.includes(topic),
    );
    return [...new Set(said.map(({ message }) => `${place}: ${message}`))];
  });
}
