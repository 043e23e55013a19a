import { visibleText } from '../../src/base/visibleText';
import type { LabState, ResultRow } from '../../src/protocol/lab';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';

const signs: Readonly<Record<ResultRow['judgement'], string>> = {
  kept: '✓',
  allowed: '!',
  broken: '✕',
  'left-out': '–',
  failed: '?',
};

/** Columns in which anything but nothing is what the table is read for. */
const minded: ReadonlySet<string> = new Set(['Lost', 'Lost silently', 'Unknown', 'Doubled', 'Out of order']);

/** What was measured, a line for each setting and network. */
export class ResultTable {
  readonly root: HTMLElement;
  private readonly body = element('tbody', '');
  private readonly drawn: string[] = [];
  private readonly openInTail: (topic: string) => void;

  constructor(columns: LabState['columns'], openInTail: (topic: string) => void) {
    this.openInTail = openInTail;
    const head = element('tr', '');
    for (const [title, meaning] of [
      ['Setting', 'How the client is set.'],
      ['Network', 'What happens to its connections.'],
      ['Against the promise', 'What happened, and whether the setting rules it out.'],
      ...columns.map((column) => [column.title, column.meaning] as const),
    ] as const) {
      const cell = element('th', '', title);
      cell.scope = 'col';
      cell.title = meaning;
      head.append(cell);
    }
    const caption = element('caption', '', 'Results');
    const table = element('table', '', caption, element('thead', '', head), this.body);
    this.root = element('div', 'scroll', table);
    // Wider than the view in most of them: arrow keys scroll it.
    this.root.tabIndex = 0;
    this.root.setAttribute('role', 'region');
    this.root.setAttribute('aria-label', 'Results');
  }

  show({ rows, columns, judgements }: Pick<LabState, 'rows' | 'columns' | 'judgements'>): void {
    this.root.hidden = rows.length === 0;
    while (this.drawn.length > rows.length) {
      this.drawn.pop();
      this.body.lastElementChild?.remove();
    }
    rows.forEach((row, at) => {
      const text = JSON.stringify(row);
      // What stands there already keeps the focus that may be in it.
      if (this.drawn[at] === text) return;
      this.drawn[at] = text;
      const line = this.line(row, columns, judgements);
      const old = this.body.children[at];
      if (old) old.replaceWith(line);
      else this.body.append(line);
    });
  }

  private line(row: ResultRow, columns: LabState['columns'], judgements: LabState['judgements']): HTMLElement {
    const head = element('th', 'setting', visibleText(row.setting));
    head.scope = 'row';
    if (row.promise !== undefined) head.title = `Promises: ${row.promise}`;
    const sign = element('span', 'sign', signs[row.judgement]);
    sign.setAttribute('aria-hidden', 'true');
    const words = element('strong', '', `${judgements[row.judgement]}:`);
    const judgement = element('td', 'judgement', sign, words, ` ${visibleText(row.sentence)}`);
    const { topic } = row;
    if (topic !== undefined)
      judgement.append(
        makeButton('Open in tail', `Open the topic of ${row.setting}, ${row.fault}, in the tail`, () =>
          this.openInTail(topic),
        ),
      );
    const line = element('tr', row.judgement, head, element('td', 'network', visibleText(row.fault)), judgement);
    for (const [at, { title }] of columns.entries()) {
      const text = row.cells[at] ?? '';
      const isMinded = minded.has(title) && !['', '0', '–'].includes(text);
      line.append(element('td', isMinded ? 'number minded' : 'number', visibleText(text)));
    }
    return line;
  }
}
