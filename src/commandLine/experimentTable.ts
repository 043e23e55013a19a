import { columns, judgementWords, type ResultRow } from '../experiment/resultRows';

/** The results in columns of a terminal; the sentences stand below their lines. */
export function experimentTable(rows: readonly ResultRow[]): string {
  const heads = ['setting', 'network', ...columns.map(({ title }) => title.toLowerCase())];
  const lines = rows.map(({ setting, fault, cells }) => [setting, fault, ...cells]);
  const widths = heads.map((head, at) => Math.max(head.length, ...lines.map((line) => line[at]?.length ?? 0)));
  const write = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const body = rows.flatMap(({ judgement, sentence }, at) => [
    write(lines[at] ?? []),
    `  ${signs[judgement]} ${judgementWords[judgement]}: ${sentence}`,
  ]);
  return `${[write(heads), ...body].join('\n')}\n`;
}

const signs: Readonly<Record<ResultRow['judgement'], string>> = {
  kept: '✓',
  allowed: '!',
  broken: '✕',
  'left-out': '–',
  failed: '?',
};
