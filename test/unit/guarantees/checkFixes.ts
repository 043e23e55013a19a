import { ok, strictEqual } from 'node:assert/strict';
import { applyEdits } from '../../../src/config/textEdit';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Finding, Fix } from '../../../src/guarantees/finding';

export function findingsOf(analyser: Analyser, path: string, text: string): readonly Finding[] {
  const analysis = analyser.analyse({ path, text });
  analyser.release(analysis);
  return analysis.findings;
}

/** Each fix of each finding: the finding is gone, a second round offers nothing for it, all else is as it was. */
export function checkFixesOf(analyser: Analyser, path: string, text: string): number {
  let count = 0;
  const findings = findingsOf(analyser, path, text);
  for (const finding of findings) {
    for (const fix of finding.fixes) {
      count += 1;
      const fixed = applyEdits(text, fix.edits);
      const left = findingsOf(analyser, path, fixed).filter(({ rule }) => rule === finding.rule);
      const before = findings.filter(({ rule }) => rule === finding.rule);
      ok(left.length < before.length, `${finding.rule} after ${fix.title}:\n${text}\n->\n${fixed}`);
      strictEqual(outside(text, fix), outside(fixed, shifted(fix)));
    }
  }
  return count;
}

/** What a fix does not touch. */
function outside(text: string, fix: Fix): string {
  return applyEdits(
    text,
    fix.edits.map(({ span }) => ({ span, newText: '' })),
  );
}

/** The fix in the coordinates of the fixed text. */
function shifted(fix: Fix): Fix {
  let moved = 0;
  const edits = [...fix.edits]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span, newText }) => {
      const start = span.start + moved;
      moved += newText.length - (span.end - span.start);
      return { span: { start, end: start + newText.length }, newText };
    });
  return { ...fix, edits };
}
