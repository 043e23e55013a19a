import type { Span } from '../../base/span';
import type { Named } from '../../config/targets/named';
import { findSetting, type Setting, type Unit } from '../../config/unit';
import type { ClusterFacts } from '../../kafka/clusterFacts';
import type { AnalysisOptions } from '../analysis';
import { bindFix } from '../bindFix';
import { newestJava } from '../clients';
import { effectiveOf } from '../effective';
import type { Finding } from '../finding';
import { spanOf } from '../judge';
import { applySuppressions } from '../suppressions';
import { allClusterRules } from './allClusterRules';
import type { ClusterReport, ClusterRule, Meeting } from './clusterRule';

/** A unit and the topics that its text names for it. */
export interface MetUnit {
  readonly unit: Unit;
  readonly topics: readonly Named[];
}

/** A finding and the name of the connection that it is about. */
export interface ClusterFinding extends Finding {
  readonly connection: string;
}

/**
 * What the settings of these units of a text are worth on the cluster that they talk to: findings that neither side shows
 * alone, in the order of the text. Comments and severities answer them as they do the findings of the text.
 */
export function crossCheck(
  text: string,
  units: readonly MetUnit[],
  cluster: ClusterFacts,
  { severities = {}, javaClientVersion = newestJava }: AnalysisOptions = {},
): readonly Finding[] {
  const chosen = (id: string) => (Object.hasOwn(severities, id) ? severities[id] : undefined);
  const rules = allClusterRules.filter(({ id }) => chosen(id) !== 'off');
  const raw = units.flatMap(({ unit, topics }) => {
    const meeting = meet(unit, cluster, javaClientVersion);
    return meeting.writes || meeting.reads ? rules.flatMap((rule) => apply(rule, meeting, topics, text)) : [];
  });
  return (
    applySuppressions(text, distinct(raw))
      // The analysis of the text reports comments without a reason already.
      .filter(({ unitId }) => unitId !== undefined)
      .map((finding) => ({ ...finding, severity: severityIn(chosen(finding.rule)) ?? finding.severity }))
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.rule.localeCompare(b.rule))
  );
}

const severityIn = (choice: Finding['severity'] | 'off' | undefined): Finding['severity'] | undefined =>
  choice === 'off' ? undefined : choice;

function meet(unit: Unit, cluster: ClusterFacts, javaVersion: string): Meeting {
  const says = (keys: readonly string[]): boolean => keys.some((key) => findSetting(unit, key) !== undefined);
  return {
    unit,
    effective: effectiveOf(unit, javaVersion),
    javaVersion,
    // A file that both sides may share counts for the side whose settings stand in it.
    writes: unit.role === 'producer' || (unit.role === 'client' && says(producerKeys)),
    reads: unit.role === 'consumer' || (unit.role === 'client' && says(consumerKeys)),
    cluster,
    setting: (key) => findSetting(unit, key),
  };
}

const producerKeys = ['acks', 'enable.idempotence', 'transactional.id', 'key.serializer', 'value.serializer'];
const consumerKeys = ['group.id', 'isolation.level', 'auto.offset.reset', 'key.deserializer', 'value.deserializer'];

function apply(rule: ClusterRule, meeting: Meeting, topics: readonly Named[], text: string): readonly Finding[] {
  const { check } = rule;
  const bound = (reports: readonly ClusterReport[], otherwise: Span): readonly Finding[] =>
    reports.map((report) => toFinding(rule, report, otherwise, text, meeting.unit.id));
  if ('unit' in check) return bound(check.unit(meeting), meeting.unit.anchor);
  return topics.flatMap(({ name, span }) => {
    const topic = meeting.cluster.topics.get(name);
    if (topic === undefined) return [];
    if (topic === 'absent') return 'absent' in check ? bound(check.absent({ ...meeting, name }), span) : [];
    return 'topic' in check ? bound(check.topic({ ...meeting, topic }), span) : [];
  });
}

function toFinding(
  rule: ClusterRule,
  { at, message, severity, fixes = [] }: ClusterReport,
  otherwise: Span,
  text: string,
  unitId: string,
): Finding {
  return {
    rule: rule.id,
    severity: severity ?? rule.severity,
    message,
    span: at && !isElsewhere(at) ? spanOf(at) : otherwise,
    explanation: rule.explanation,
    reference: rule.reference,
    fixes: fixes.flatMap((fix) => bindFix(fix, text) ?? []),
    unitId,
  };
}

/** Written for another unit, or in another file. */
const isElsewhere = (at: Setting | Span): boolean => 'valueSpan' in at && at.inherited === true;

/** Two sends that share what is marked would say the same twice. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, span, message }) => {
    const id = `${rule}@${span.start}:${message}`;
    return seen.has(id) ? false : seen.add(id) !== undefined;
  });
}
