import type { Analysis } from '../guarantees/analysis';
import type { Finding } from '../guarantees/finding';

/** The page that "Explain" opens, as Markdown. */
export function explanation(analysis: Analysis, finding: Finding, text: string): string {
  const judged = analysis.units.find(({ unit }) => unit.id === finding.unitId);
  const line = text.slice(0, finding.span.start).split('\n').length;
  const parts = [
    `# ${plain(finding.message)}`,
    `${fileName(analysis.path)}, line ${line}`,
    fence(text.slice(lineStart(text, finding.span.start), lineEnd(text, finding.span.end))),
    '## Why',
    finding.explanation,
  ];
  if (judged?.verdict && judged.verdict.class !== 'notJudged') {
    parts.push('## What this configuration promises', `**${plain(judged.verdict.text)}**`);
    if (judged.verdict.reasons.length > 0) parts.push(list(judged.verdict.reasons));
  }
  if (finding.fixes.length > 0) {
    parts.push(
      '## Ways out',
      list(finding.fixes.map((fix) => plain(fix.title))),
      'Quick Fix on the marked text applies them.',
    );
  }
  parts.push(
    `---`,
    `[Documentation](${finding.reference}) · rule \`${finding.rule}\`; its severity can be set in \`acklens.rules\`.`,
  );
  return `${parts.join('\n\n')}\n`;
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
