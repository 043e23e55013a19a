import type { Span } from '../base/span';
import type { UnitTargets } from '../config/targets/unitTargets';
import type { ConsumerCommand } from '../config/unit';
import type { Analysis, JudgedUnit } from '../guarantees/analysis';
import { type Finding, type Fix, severities } from '../guarantees/finding';

/** A code lens in our words. The anchor is in the text that the analysis is of. */
export type Lens = { readonly anchor: Span } & (
  | { readonly kind: 'verdict'; readonly text: string; readonly reasons: readonly string[] }
  | { readonly kind: 'fix'; readonly finding: Finding; readonly fix: Fix }
  | { readonly kind: 'explain'; readonly finding: Finding; readonly unit: string }
  | { readonly kind: 'settings'; readonly unit: string }
  | { readonly kind: 'tail'; readonly command: ConsumerCommand }
  | { readonly kind: 'tailUnit'; readonly topics: readonly string[]; readonly servers: string | undefined }
  | { readonly kind: 'connect'; readonly servers: string }
);

/** What is drawn above the units, console commands and broker addresses of a text, in the order of the text. */
export function lensesOf(analysis: Analysis, targets: ReadonlyMap<string, UnitTargets> = new Map()): readonly Lens[] {
  const lenses = [
    ...analysis.units.flatMap((judged) => [
      ...ofUnit(judged, analysis.findings),
      ...tailOf(judged, targets.get(judged.unit.id)),
    ]),
    ...analysis.consumerCommands.map((command): Lens => ({ kind: 'tail', anchor: command.span, command })),
    ...analysis.bootstrapServers
      // The tail's own lens connects already.
      .filter((one) => !analysis.consumerCommands.some((command) => within(one.span, command.span)))
      .map((one): Lens => ({ kind: 'connect', anchor: anchorOf(one.span, analysis), servers: one.servers })),
  ];
  return lenses.sort((a, b) => a.anchor.start - b.anchor.start);
}

/** Fixes in one line above a unit; more would push the verdict out of sight. */
const fixLimit = 2;

function ofUnit({ unit, verdict }: JudgedUnit, findings: readonly Finding[]): Lens[] {
  const { anchor, id } = unit;
  const lenses: Lens[] = [];
  const isJudged = verdict && verdict.class !== 'notJudged';
  if (isJudged) lenses.push({ kind: 'verdict', anchor, text: verdict.text, reasons: verdict.reasons });
  const sorted = worstFirst(findings.filter((finding) => finding.unitId === id));
  const [worst] = sorted;
  // A line above settings of brokers and topics, whose findings are often hints, would be in the way of reading.
  if (worst && (verdict !== undefined || worst.severity === 'error' || worst.severity === 'warning')) {
    for (const finding of sorted.filter((one) => one.severity === worst.severity).slice(0, fixLimit)) {
      const [fix] = finding.fixes;
      if (fix) lenses.push({ kind: 'fix', anchor, finding, fix });
    }
    lenses.push({ kind: 'explain', anchor, finding: worst, unit: id });
  }
  if (isJudged) lenses.push({ kind: 'settings', anchor, unit: id });
  return lenses;
}

/** Where a producer writes can be looked at, once its topic is known; the servers may be asked for. */
function tailOf({ unit, verdict }: JudgedUnit, targets: UnitTargets | undefined): Lens[] {
  if (!verdict || !targets || targets.topics.length === 0) return [];
  const topics = targets.topics.map(({ name }) => name).slice(0, topicLimit);
  return [{ kind: 'tailUnit', anchor: unit.anchor, topics, servers: targets.bootstrapServers?.name }];
}

/** As many as one tail reads. */
const topicLimit = 16;

/** Most severe first; in the order of the text among equals. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** A command over several lines gets one line of lenses, above its first. */
function anchorOf(span: Span, analysis: Analysis): Span {
  return analysis.units.find(({ unit }) => unit.surface === 'shell' && within(span, unit.span))?.unit.anchor ?? span;
}

const within = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
