import type { Finding, Severity } from '../guarantees/finding';

/** A finding with 1-based positions in a file. */
export interface LintRow {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

/** Rows of one file's findings. */
export function lintRows(file: string, text: string, findings: readonly Finding[]): readonly LintRow[] {
  const starts = lineStarts(text);
  return findings.map(({ span, rule, severity, message }) => {
    const from = position(starts, span.start);
    const to = position(starts, span.end);
    return { file, ...from, endLine: to.line, endColumn: to.column, rule, severity, message };
  });
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function position(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
