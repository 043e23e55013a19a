import type { Finding } from '../guarantees/finding';
import type { LintRow } from './lintRows';
import { sarif } from './sarif';

export const lintFormats = ['pretty', 'json', 'sarif', 'github'] as const;
export type LintFormat = (typeof lintFormats)[number];

export function formatLint(format: LintFormat, rows: readonly LintRow[], findings: readonly Finding[]): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(rows, undefined, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(sarif(rows, findings), undefined, 2)}\n`;
    case 'github':
      return rows.map(githubLine).join('');
    case 'pretty':
      return pretty(rows);
  }
}

function pretty(rows: readonly LintRow[]): string {
  let text = '';
  let file: string | undefined;
  for (const row of rows) {
    if (row.file !== file) text += `${file === undefined ? '' : '\n'}${row.file}\n`;
    file = row.file;
    text += `  ${`${row.line}:${row.column}`.padEnd(9)}${row.severity.padEnd(9)}${row.message}  ${row.rule}\n`;
  }
  const count = rows.length === 1 ? '1 finding' : `${rows.length} findings`;
  return `${text}${text ? '\n' : ''}${count}\n`;
}

/** Workflow commands of GitHub Actions; hints are notices there. */
function githubLine(row: LintRow): string {
  const level = row.severity === 'error' || row.severity === 'warning' ? row.severity : 'notice';
  const place = `file=${property(row.file)},line=${row.line},col=${row.column},endLine=${row.endLine},endColumn=${row.endColumn}`;
  return `::${level} ${place},title=${property(row.rule)}::${data(row.message)}\n`;
}

const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
