import { lintRows } from '../../src/commandLine/lintRows';
import type { Analysis } from '../../src/guarantees/analysis';

/** The text with each finding drawn under its line, then what else the analysis says. */
export function drawFindings(text: string, analysis: Analysis): string {
  const rows = lintRows(analysis.path, text, analysis.findings);
  const drawn: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    drawn.push(line.replace(/\r$/, '').replace(/\t/g, ' '));
    for (const row of rows.filter((candidate) => candidate.line === index + 1)) {
      const width = row.endLine === row.line ? Math.max(1, row.endColumn - row.column) : 1;
      drawn.push(`${' '.repeat(row.column - 1)}${'^'.repeat(width)} ${row.severity} ${row.rule}: ${row.message}`);
    }
  }
  const line = (start: number): number => text.slice(0, start).split('\n').length;
  for (const { unit, verdict } of analysis.units) {
    if (verdict) drawn.push(`-- line ${line(unit.anchor.start)}: ${verdict.text}`);
  }
  for (const { span, topic, bootstrapServers, start, maxMessages } of analysis.consumerCommands) {
    const from = typeof start === 'string' ? start : `partition ${start.partition} offset ${start.offset}`;
    drawn.push(
      `-- line ${line(span.start)}: tail ${topic} on ${bootstrapServers ?? '?'} from ${from}, ${maxMessages ?? 'no'} limit`,
    );
  }
  for (const { span, servers } of analysis.bootstrapServers)
    drawn.push(`-- line ${line(span.start)}: connect to ${servers}`);
  if (analysis.notice) drawn.push(`-- ${analysis.notice}`);
  return `${drawn.join('\n')}\n`;
}
