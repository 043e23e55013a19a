import { visibleText } from '../../src/base/visibleText';
import type { TailSnapshot } from '../../src/protocol/tail';
import {
  type ExportFormat,
  type ExportScope,
  type ExportWish,
  exportFormats,
  exportScopes,
} from '../../src/protocol/tailExport';
import { makeButton, makeRadioGroup, makeTextArea } from '../shared/controls';
import { element } from '../shared/element';
import { countOf } from './formatCount';

export interface ExportDialogListener {
  export(wish: ExportWish): void;
  closed(): void;
}

/** What is exported, how, and what of it is left out; where to, VS Code asks afterwards. */
export class ExportDialog {
  readonly root = element('dialog', 'export');
  private readonly listener: ExportDialogListener;
  private readonly scope = makeRadioGroup('Rows', scopes, () => undefined);
  private readonly format = makeRadioGroup('Format', formats, () => undefined);
  private readonly rules = makeTextArea('Redact', '$.card.number\nheader.authorization', () => undefined);
  private readonly problem = element('p', 'export-problem');
  private filter = '';
  /** What the settings say; what the user has typed counts longer. */
  private settings = '';

  constructor(listener: ExportDialogListener) {
    this.listener = listener;
    this.root.setAttribute('aria-labelledby', 'export-title');
    const title = element('h2', '', 'Export');
    title.id = 'export-title';
    this.scope.value = 'view';
    this.format.value = 'ndjson';
    this.scope.orientation = 'vertical';
    this.format.orientation = 'vertical';
    this.rules.rows = 3;
    this.problem.setAttribute('role', 'alert');
    this.problem.hidden = true;
    const start = makeButton('Export…', 'Choose a file and write it', () => this.submit());
    start.appearance = 'primary';
    const cancel = makeButton('Cancel', 'Cancel (Esc)', () => this.root.close());
    this.root.append(
      title,
      element('div', 'export-choices', part('Rows', this.scope), part('Format', this.format)),
      part('Redact, one rule a line', this.rules),
      element('p', 'muted', about),
      this.problem,
      element('div', 'export-buttons', start, cancel),
    );
    this.root.addEventListener('close', () => listener.closed());
  }

  open({ memory, firstRow, endRow, redaction, filter }: TailSnapshot, filterText: string): void {
    this.filter = filterText;
    const settings = redaction.rules.join('\n');
    if (settings !== this.settings || this.rules.value === '') this.rules.value = settings;
    this.settings = settings;
    label(
      this.scope,
      'view',
      `${filter ? 'What the filter shows' : 'What the view shows'}, ${countOf(endRow - firstRow, 'row')}`,
    );
    label(this.scope, 'memory', `All rows in memory, ${countOf(memory.endRow - memory.firstRow, 'row')}`);
    this.problem.hidden = true;
    if (this.root.open) return;
    this.root.showModal();
  }

  /** The wish was not understood: says so where it can be put right. */
  refuse(sentence: string): void {
    this.problem.textContent = visibleText(sentence);
    this.problem.hidden = false;
    if (!this.root.open) this.root.showModal();
    this.rules.focus();
  }

  private submit(): void {
    const scope = exportScopes.find((one) => one === this.scope.value) ?? 'view';
    const format = exportFormats.find((one) => one === this.format.value) ?? 'ndjson';
    const lines = this.rules.value.split('\n').map((rule) => rule.trim());
    const redact = lines.filter((rule) => rule !== '');
    this.root.close();
    this.listener.export({ scope, format, redact, filter: this.filter });
  }
}

const scopes: readonly (readonly [ExportScope, string])[] = [
  ['view', 'What the view shows'],
  ['findings', 'Findings in memory'],
  ['memory', 'All rows in memory'],
];

const formats: readonly (readonly [ExportFormat, string])[] = [
  ['ndjson', 'NDJSON, as acklens tail prints it'],
  ['csv', 'CSV, cells that look like formulas made harmless'],
  ['markdown', 'Markdown report: counters and findings with evidence'],
];

const about =
  'key, value, headers, header.name, or places in JSON: $.card.number, $.lines[*].sku, $..password. With a place in JSON, a value that is no JSON is left out as a whole. What the settings redact stays redacted.';

const part = (name: string, control: HTMLElement): HTMLElement =>
  element('div', 'export-part', element('span', 'label', name), control);

function label(group: HTMLElement, value: string, text: string): void {
  const radio = group.querySelector(`vscode-radio[value="${value}"]`);
  if (radio && radio.textContent !== text) radio.textContent = text;
}
