import { overlaps } from '../base/span';
import type { TextEdit } from '../config/textEdit';
import type { Finding } from './finding';

export interface SafeFixes {
  readonly edits: readonly TextEdit[];
  /** The findings that the edits answer. */
  readonly findings: readonly Finding[];
}

/**
 * The fixes that need no choice, for "fix all" and `--fix`. Where two of them would write to the same place only the
 * first counts; the next round sees what it left.
 */
export function safeFixes(findings: readonly Finding[]): SafeFixes {
  const edits: TextEdit[] = [];
  const answered: Finding[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find((one) => one.safe);
    if (!fix || fix.edits.some((edit) => edits.some((other) => touches(edit, other)))) continue;
    edits.push(...fix.edits);
    answered.push(finding);
  }
  return { edits, findings: answered };
}

const touches = (a: TextEdit, b: TextEdit): boolean =>
  overlaps(a.span, b.span) || (a.span.start === b.span.start && a.span.end === b.span.end);
