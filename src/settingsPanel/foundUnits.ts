import { unitTargets } from '../config/targets/unitTargets';
import type { Analysis, JudgedUnit } from '../guarantees/analysis';
import type { Finding } from '../guarantees/finding';
import { lineCounter } from './lineCounter';
import type { Risk } from './risks';
import { type Writes, writesOf } from './writesOf';

/** What the tree keeps of a unit: no text, so that a workspace with thousands costs little. */
export interface FoundUnit {
  readonly uri: string;
  /** Relative to its workspace folder; with the folder's name where there are several. */
  readonly file: string;
  readonly unit: string;
  readonly label: string;
  readonly role: string;
  /** 1-based. */
  readonly line: number;
  readonly risk: Risk;
  readonly verdict: string | undefined;
  /** Undefined for what is no producer. */
  readonly writes: Writes | undefined;
  readonly findings: readonly Pick<Finding, 'rule' | 'severity' | 'message'>[];
}

/** Findings of one unit that a tooltip can show. */
const findingLimit = 8;

/** The units of one file, for the tree. Of units that are no producers only those with findings count. */
export function foundUnits(uri: string, file: string, text: string, analysis: Analysis): readonly FoundUnit[] {
  const lineOf = lineCounter(text);
  const isProducing = analysis.units.some(({ verdict }) => verdict !== undefined);
  const targets = isProducing
    ? unitTargets(text, { units: analysis.units.map(({ unit }) => unit), bootstrapServers: analysis.bootstrapServers })
    : undefined;
  return analysis.units.flatMap((judged) => {
    const findings = analysis.findings.filter((finding) => finding.unitId === judged.unit.id);
    const risk = riskOf(judged, findings);
    if (risk === 'other' && findings.length === 0) return [];
    const { unit, verdict } = judged;
    return [
      {
        uri,
        file,
        unit: unit.id,
        label: unit.label,
        role: unit.role,
        line: lineOf(unit.anchor.start),
        risk,
        verdict: verdict?.text,
        writes: writesOf(judged, targets?.get(unit.id), lineOf),
        findings: findings.slice(0, findingLimit).map(({ rule, severity, message }) => ({ rule, severity, message })),
      },
    ];
  });
}

function riskOf({ verdict }: JudgedUnit, findings: readonly Finding[]): Risk {
  if (verdict?.class === 'invalid' || findings.some(({ severity }) => severity === 'error')) return 'error';
  return verdict?.class ?? 'other';
}
