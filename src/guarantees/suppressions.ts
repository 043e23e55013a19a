import type { Finding } from './finding';

/**
 * Leaves out the findings that a comment `acklens-ignore rule: reason` answers: on the same line, or on the line (and the
 * lines that continue it) under the comment. A comment without a reason answers nothing and is reported itself, because a
 * reader of the file could not tell an accepted risk from a forgotten one.
 */
export function applySuppressions(text: string, findings: readonly Finding[]): readonly Finding[] {
  if (!text.includes('acklens-ignore')) return findings;
  const comments = [...text.matchAll(pattern)];
  const active: { readonly rules: ReadonlySet<string>; readonly start: number; readonly end: number }[] = [];
  const unexplained: Finding[] = [];
  for (const comment of comments) {
    const { rules = '', reason = '' } = comment.groups ?? {};
    if (reason.replace(/(?:\*\/|-->)\s*$/, '').trim()) {
      active.push({ rules: new Set(rules.split(/\s*,\s*/)), ...scopeOf(text, comment.index) });
    } else unexplained.push(withoutReason(comment.index, comment[0], rules));
  }
  const kept = findings.filter(
    (finding) =>
      !active.some(
        ({ rules, start, end }) => rules.has(finding.rule) && start <= finding.span.start && finding.span.start < end,
      ),
  );
  return [...kept, ...unexplained];
}

const pattern =
  /(?<=^|[ \t;{}(,])(?:#|!|\/\/|\/\*|<!--|--|%+|;+|::|\brem\b)[ \t]*acklens-ignore[ \t]+(?<rules>[a-z][\w-]*(?:[ \t]*,[ \t]*[a-z][\w-]*)*)(?:[ \t]*:(?<reason>[^\n]*))?/gim;

function scopeOf(text: string, at: number): { start: number; end: number } {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const ownLine = text.slice(lineStart, at).trim() === '';
  let end = endOfLine(text, at);
  if (!ownLine) return { start: lineStart, end };
  // A comment of its own stands for the next line that holds something else than a comment.
  do {
    const next = end;
    end = endOfLine(text, next);
    if (!/^\s*(?:$|#|!|\/\/|::|<!--|--|%|;)/.test(text.slice(next, end))) break;
  } while (end < text.length);
  while (end < text.length && /[\\^]\r?\n$/.test(text.slice(Math.max(0, end - 3), end))) end = endOfLine(text, end);
  return { start: lineStart, end };
}

function endOfLine(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

const withoutReason = (start: number, comment: string, rules: string): Finding => ({
  rule: 'suppression-without-reason',
  severity: 'info',
  message: `This comment ignores nothing: write the reason after a colon, as in acklens-ignore ${rules}: reason.`,
  span: { start, end: start + comment.trimEnd().length },
  explanation: 'An accepted risk says why it is accepted.',
  reference: 'https://kafka.apache.org/documentation/#producerconfigs_acks',
  fixes: [],
  unitId: undefined,
});
