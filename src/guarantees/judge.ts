import type { Span } from '../base/span';
import { findSetting, type Setting, type Unit } from '../config/unit';
import { overlaps } from './allRules';
import { bindFix } from './bindFix';
import type { Effective } from './effective';
import type { Finding, Severity } from './finding';
import type { Report, Rule, RuleContext } from './rule';
import type { TextFacts } from './textFacts';

/** What the units of one text are judged with. */
export interface Bench {
  readonly text: string;
  readonly javaVersion: string;
  /** Those that are not switched off. */
  readonly rules: readonly Rule[];
  readonly facts: TextFacts;
}

/** Runs the rules on a unit and leaves out what a stronger rule says already. */
export function judge(
  unit: Unit,
  effective: Effective,
  { text, javaVersion, rules, facts }: Bench,
): readonly Finding[] {
  const context: RuleContext = {
    unit,
    producer: /^(?:producer|client|streams)$/.test(unit.role),
    consumer: /^(?:consumer|client|streams)$/.test(unit.role),
    effective,
    javaVersion,
    facts,
    setting: (key) => findSetting(unit, key),
  };
  const reports: Entry[] = [];
  for (const rule of rules) {
    for (const report of rule.check(context)) {
      const at = isInherited(report.at) ? report.orAt : report.at;
      if (at && !isInherited(at)) reports.push({ rule, report, span: spanOf(at) });
    }
  }
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
export function spanOf(at: Setting | Span): Span {
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
    message: `${report.message}${elsewhere(report)}`,
    span,
    explanation: rule.explanation,
    reference: rule.reference,
    fixes: (report.fixes ?? []).flatMap((fix, place) => {
      const bound = bindFix(fix, text);
      // A report that was softened says that the settings do work.
      const safe = rule.safeFix !== undefined && place === 0 && !fix.guess && severity === rule.severity;
      return bound ? [safe ? { ...bound, safe } : bound] : [];
    }),
    unitId,
  };
}

/** Names the file of the side of a contradiction that is not in this text. */
function elsewhere({ at, orAt }: Report): string {
  const other = [at, orAt].find((one) => one !== undefined && isSetting(one) && one.file !== undefined);
  return other && isSetting(other) ? ` ${other.key} is set in ${other.file}.` : '';
}
