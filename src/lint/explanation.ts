import type { Analysis } from '../guarantees/analysis';
import type { Finding } from '../guarantees/finding';

/** The page that "Explain" opens, as Markdown. The findings are of one unit, the worst first. */
export function explanation(analysis: Analysis, findings: readonly Finding[], text: string): string {
  const parts = findings.flatMap((finding) => ofFinding(finding, analysis, text));
  const judged = analysis.units.find(({ unit }) => unit.id === findings[0]?.unitId);
  if (judged?.verdict && judged.verdict.class !== 'notJudged') {
    parts.push('## What this configuration promises', `**${plain(judged.verdict.text)}**`);
    if (judged.verdict.reasons.length > 0) parts.push(list(judged.verdict.reasons));
  }
  return `${parts.join('\n\n')}\n`;
}

function ofFinding(finding: Finding, analysis: Analysis, text: string): string[] {
  const line = text.slice(0, finding.span.start).split('\n').length;
  const parts = [
    `## ${plain(finding.message)}`,
    `${plain(fileName(analysis.path))}, line ${line}`,
    fence(text.slice(lineStart(text, finding.span.start), lineEnd(text, finding.span.end))),
    finding.explanation,
  ];
  if (finding.fixes.length > 0) {
    parts.push('Quick fixes on the marked text:', list(finding.fixes.map((fix) => plain(fix.title))));
  }
  parts.push(
    `[Documentation](${finding.reference}) · rule \`${finding.rule}\`, whose severity can be set in \`acklens.rules\``,
  );
  return parts;
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Titles hold setting names such as min.insync.replicas=<n>, which Markdown would take for markup. */
const plain = (text: string): string => text.replace(/[\\`*_<>[\]]/g, '\\$&');

const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** The fence is longer than any run of backticks inside, and a long excerpt is cut. */
function fence(excerpt: string): string {
  const cut = excerpt.length > 400 ? `${excerpt.slice(0, 400)}…` : excerpt;
  const longest = Math.max(2, ...[...cut.matchAll(/`+/g)].map((run) => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}\n${cut.trimEnd()}\n${ticks}`;
}
