import { visibleText } from '../../base/visibleText';

/** Text out of a record or a cluster as Markdown shows it: no link, no markup, no HTML, nothing invisible, one line. */
export const markdownText = (text: string): string =>
  visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~:@-]/g, '\\$&')
    // A name such as www.example.com becomes a link without any markup.
    .replace(/\bwww\./gi, 'www\\.');

/** A table; every cell is text. */
export function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => markdownText(String(cell))).join(' | ')} |\n`;
  return `${line(head)}${`| ${head.map(() => '---').join(' | ')} |\n`}${rows.map(line).join('')}`;
}
