import type { Span } from '../base/span';
import { removeSetting, setValue } from '../config/edit';
import { findSetting, type Setting, type Unit } from '../config/unit';
import { allRules, overlaps } from './allRules';
import { effectiveOf } from './effective';
import type { Finding, Fix, Severity } from './finding';
import type { PlannedFix, Report, Rule, RuleContext } from './rule';
import { type TextFacts, textFacts } from './textFacts';

/** Runs the rules on a unit and leaves out what a stronger rule says already; one that is `off` says nothing. */
export function judge(
  unit: Unit,
  text: string,
  javaVersion: string,
  off: (rule: string) => boolean,
  facts: TextFacts = textFacts([unit]),
): readonly Finding[] {
  const context: RuleContext = {
    unit,
    producer: unit.role === 'producer' || unit.role === 'client',
    consumer: unit.role === 'consumer' || unit.role === 'client',
    effective: effectiveOf(unit, javaVersion),
    javaVersion,
    facts,
    setting: (key) => findSetting(unit, key),
  };
  const reports = allRules
    .filter((rule) => !off(rule.id))
    .flatMap((rule) =>
      rule.check(context).flatMap((report) => {
        const at = isInherited(report.at) ? report.orAt : report.at;
        return at && !isInherited(at) ? [{ rule, report, span: spanOf(at) }] : [];
      }),
    );
  const kept = reports.filter((entry) => !isDropped(entry, reports));
  return kept.map(({ rule, report, span }) => toFinding(rule, report, span, text, unit.id));
}

interface Entry {
  readonly rule: Rule;
  readonly report: Report;
  readonly span: Span;
}

const isSetting = (at: Setting | Span): at is Setting => 'valueSpan' in at;
const isInherited = (at: Setting | Span): boolean => isSetting(at) && at.inherited === true;

/** From the key to the end of the value: what a reader takes as the setting. */
function spanOf(at: Setting | Span): Span {
  if (!isSetting(at)) return at;
  return { start: at.keySpan.start, end: Math.max(at.keySpan.end, at.valueSpan.end) };
}

function isDropped(entry: Entry, all: readonly Entry[]): boolean {
  return overlaps.some(
    ({ stronger, drops, scope }) =>
      drops.includes(entry.rule.id) &&
      all.some(
        (other) => stronger.includes(other.rule.id) && (scope === 'unit' || other.span.start === entry.span.start),
      ),
  );
}

function toFinding(rule: Rule, report: Report, span: Span, text: string, unitId: string): Finding {
  const severity: Severity = report.severity ?? rule.severity;
  return {
    rule: rule.id,
    severity,
    message: report.message,
    span,
    explanation: rule.explanation,
    reference: rule.reference,
    fixes: (report.fixes ?? []).flatMap((fix, place) => {
      const bound = toFix(fix, text);
      // A report that was softened says that the settings do work.
      const safe = rule.safeFix !== undefined && place === 0 && !fix.guess && severity === rule.severity;
      return bound ? [safe ? { ...bound, safe } : bound] : [];
    }),
    unitId,
  };
}

function toFix({ id, title, plan }: PlannedFix, text: string): Fix | undefined {
  const edits =
    'edits' in plan ? plan.edits : 'set' in plan ? setValue(text, plan.set, plan.value) : removeSetting(plan.remove);
  return edits.length > 0 ? { id, title, edits } : undefined;
}
