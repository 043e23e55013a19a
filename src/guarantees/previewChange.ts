import { diffLines } from '../config/diffLines';
import type { TextEdit } from '../config/textEdit';
import type { Analysis, JudgedUnit } from './analysis';
import type { Finding } from './finding';
import { planChanges, type SettingChange } from './planChanges';

/** A line of the file that a change takes away or brings. Numbers are 1-based, of the old text and of the new one. */
export interface DiffLine {
  readonly kind: 'removed' | 'added';
  readonly line: number;
  readonly text: string;
}

export type ChangePreview =
  | {
      readonly kind: 'preview';
      readonly edits: readonly TextEdit[];
      /** The unit as it will be; undefined when nothing of it is left in the file. */
      readonly unit: JudgedUnit | undefined;
      readonly gained: readonly Finding[];
      readonly lost: readonly Finding[];
      readonly diff: readonly DiffLine[];
    }
  | { readonly kind: 'impossible'; readonly key: string; readonly reason: string };

/** What a change would do, found by doing it to a copy of the text and reading that as the lint would. */
export function previewChange(
  text: string,
  analysis: Analysis,
  unitId: string,
  changes: readonly SettingChange[],
  analyse: (text: string) => Analysis,
): ChangePreview {
  const plan = planChanges(text, analysis, unitId, changes, analyse);
  if (plan.kind === 'impossible') return plan;
  return {
    kind: 'preview',
    edits: plan.edits,
    unit: plan.unit,
    gained: without(plan.analysis.findings, analysis.findings),
    lost: without(analysis.findings, plan.analysis.findings),
    diff: diffOf(text, plan.text),
  };
}

/** A finding is the same when it says the same: its place may have moved. */
function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(idOf(other), (left.get(idOf(other)) ?? 0) + 1);
  return findings.filter((finding) => {
    const count = left.get(idOf(finding)) ?? 0;
    left.set(idOf(finding), count - 1);
    return count <= 0;
  });
}

const idOf = ({ rule, severity, message }: Finding): string => `${rule} ${severity} ${message}`;

function diffOf(before: string, after: string): readonly DiffLine[] {
  return diffLines(before, after).flatMap((change) => [
    ...linesOf(before, change.before, 'removed'),
    ...linesOf(after, change.after, 'added'),
  ]);
}

function linesOf(text: string, span: { start: number; end: number }, kind: DiffLine['kind']): readonly DiffLine[] {
  if (span.start === span.end) return [];
  const first = text.slice(0, span.start).split('\n').length;
  return text
    .slice(span.start, span.end)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line, n) => ({ kind, line: first + n, text: line }));
}
