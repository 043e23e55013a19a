import type { RowFilter, ScanState } from '../../src/protocol/tail';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { makeInput } from '../shared/makeInput';
import { countOf, formatCount } from './formatCount';
import { parseFilter } from './parseFilter';
import { SuggestBox } from './suggestBox';

/** What the field says; `context` = rows shown around each match. */
export interface FilterText {
  readonly text: string;
  readonly context: number;
}

export interface FilterBarListener {
  /** Undefined = all rows. */
  filter(filter: RowFilter | undefined): void;
  /** The focus goes back to the rows. */
  leave(): void;
}

const MAX_CONTEXT = 20;
/** While one types, a filter that is not finished is not run. */
const TYPING_MS = 300;

/** One field for what the view shows, how much around it, and how far the look has come. */
export class FilterBar {
  readonly root: HTMLElement;
  private readonly listener: FilterBarListener;
  private readonly input: HTMLInputElement;
  private readonly context: HTMLInputElement;
  private readonly clear;
  private readonly findings: HTMLButtonElement;
  private readonly said = element('span', 'filter-state');
  private readonly suggestions: SuggestBox;
  private typing: ReturnType<typeof setTimeout> | undefined;
  private problem: string | undefined;
  private applied: FilterText = { text: '', context: 0 };

  constructor(listener: FilterBarListener) {
    this.listener = listener;
    const placeholder = 'Filter (/): words, key=…, $.order.id = 17, is:duplicate, and, or, not';
    this.input = makeInput('Filter the rows; the analysis sees all of them', placeholder, () => this.onInput());
    this.input.classList.add('filter-input');
    this.suggestions = new SuggestBox(this.input, () => this.onInput());
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    this.context = makeInput('Rows shown around each match, 0 to 20', '0', () => this.onInput());
    this.context.type = 'number';
    this.context.min = '0';
    this.context.max = String(MAX_CONTEXT);
    this.context.classList.add('filter-context');
    this.findings = element('button', 'filter-toggle', 'Findings only');
    this.findings.type = 'button';
    this.findings.title = 'Show only what may mean loss, doubling or disorder, with the rows around it';
    this.findings.addEventListener('click', () => this.toggle('is:anomaly', 3));
    this.clear = makeButton('Clear', 'Show all rows; stops the look through them', () =>
      this.set({ text: '', context: 0 }),
    );
    this.said.setAttribute('role', 'status');
    this.root = element(
      'div',
      'filter-bar',
      element('div', 'filter-field', this.input, this.suggestions.root),
      this.findings,
      element('label', 'filter-around', 'Rows around', this.context),
      this.clear,
      this.said,
    );
    this.describe(undefined);
  }

  /** The filter in force. */
  get text(): FilterText {
    return this.applied;
  }

  /** As the worker wants it; undefined = all rows. */
  get filter(): RowFilter | undefined {
    const { text, context } = this.applied;
    const parsed = text === '' ? undefined : parseFilter(text, Date.now());
    return parsed && 'value' in parsed ? { where: parsed.value, context } : undefined;
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  set(filter: FilterText): void {
    this.input.value = filter.text;
    this.context.value = String(filter.context);
    this.apply();
  }

  /** Shows only what the words say, or all rows when it does so already. */
  toggle(text: string, context = 0): void {
    this.set(this.applied.text === text ? { text: '', context: 0 } : { text, context });
  }

  show(state: ScanState | undefined): void {
    const { applied } = this;
    this.clear.hidden = applied.text === '' && this.input.value === '';
    this.root.classList.toggle('filtering', applied.text !== '');
    this.findings.setAttribute('aria-pressed', String(applied.text === 'is:anomaly'));
    this.describe(state);
  }

  private describe(state: ScanState | undefined): void {
    const problem = this.problem ?? state?.problem;
    const text = problem ?? (state && this.applied.text !== '' ? stateText(state) : '');
    if (this.said.textContent !== text) this.said.textContent = text;
    this.said.classList.toggle('problem', problem !== undefined);
    this.input.setAttribute('aria-invalid', String(this.problem !== undefined));
  }

  private onInput(): void {
    this.suggestions.open();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.apply(), TYPING_MS);
  }

  private onKey(event: KeyboardEvent): void {
    if (this.suggestions.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter') {
      this.suggestions.close();
      this.apply();
      if (this.problem === undefined) this.listener.leave();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.listener.leave();
    }
  }

  private apply(): void {
    clearTimeout(this.typing);
    const text = this.input.value.trim();
    const context = Math.min(MAX_CONTEXT, Math.max(0, Math.floor(Number(this.context.value) || 0)));
    const parsed = text === '' ? undefined : parseFilter(text, Date.now());
    this.problem = parsed && 'problem' in parsed ? parsed.problem : undefined;
    if (this.problem === undefined && (text !== this.applied.text || context !== this.applied.context)) {
      this.applied = { text, context };
      this.listener.filter(this.filter);
    }
    this.show(undefined);
  }
}

/** How many rows match, how far the look is, and how many rows nobody can look into. */
function stateText({ matches, scanned, total, unknown }: ScanState): string {
  const found = `${formatCount(matches)} of ${countOf(total, 'row')}`;
  // With live records the look is always a little behind.
  const isBehind = total - scanned > total / 100;
  const progress = isBehind ? ` · looking, ${Math.floor((scanned / total) * 100)} %` : '';
  const blind =
    unknown > 0
      ? ` · ${formatCount(unknown)} unknown: ${unknown === 1 ? 'its payload has' : 'their payloads have'} left memory`
      : '';
  return found + progress + blind;
}
