import { element } from '../shared/element';
import { type Suggestion, suggestFilter } from './suggestFilter';

/** The list under the filter's field: opens while one types, is walked with the arrow keys, taken with Enter or Tab. */
export class SuggestBox {
  readonly root = element('ul', 'suggestions');
  private readonly input: HTMLInputElement;
  private readonly onTake: () => void;
  private list: readonly Suggestion[] = [];
  private from = 0;
  private active = -1;

  constructor(input: HTMLInputElement, onTake: () => void) {
    this.input = input;
    this.onTake = onTake;
    this.root.id = 'filter-suggestions';
    this.root.setAttribute('role', 'listbox');
    this.root.setAttribute('aria-label', 'Words of the filter');
    this.root.hidden = true;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', this.root.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('blur', () => this.close());
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  /** For the word at the caret. */
  open(): void {
    const { from, list } = suggestFilter(this.input.value, this.input.selectionStart ?? this.input.value.length);
    this.from = from;
    this.list = list;
    this.active = -1;
    this.root.replaceChildren(...list.map((suggestion, i) => this.option(suggestion, i)));
    this.root.hidden = list.length === 0;
    this.describe();
  }

  close(): void {
    this.root.hidden = true;
    this.active = -1;
    this.describe();
  }

  /** Whether the key was for the list. */
  onKey(event: KeyboardEvent): boolean {
    if (!this.isOpen) {
      if (event.key !== 'ArrowDown') return false;
      this.open();
      return true;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.move(event.key === 'ArrowDown' ? 1 : -1);
      return true;
    }
    if (event.key === 'Escape') {
      this.close();
      return true;
    }
    if ((event.key === 'Enter' || event.key === 'Tab') && this.active >= 0) {
      this.take(this.active);
      return true;
    }
    return false;
  }

  private option({ text, about }: Suggestion, i: number): HTMLElement {
    const option = element('li', '', element('code', '', text), element('span', 'muted', about));
    option.id = `filter-suggestion-${i}`;
    option.setAttribute('role', 'option');
    option.addEventListener('pointerdown', (event) => {
      // The field keeps the focus.
      event.preventDefault();
      this.take(i);
    });
    return option;
  }

  private move(by: number): void {
    this.active = (this.active + by + this.list.length + (this.active < 0 && by < 0 ? 1 : 0)) % this.list.length;
    this.describe();
    this.root.children[this.active]?.scrollIntoView({ block: 'nearest' });
  }

  private take(i: number): void {
    const { input, from } = this;
    const caret = input.selectionStart ?? input.value.length;
    const text = this.list[i]?.text ?? '';
    const isWhole = /^(is:.+|and|or|not)$/.test(text);
    input.setRangeText(isWhole ? `${text} ` : text, from, caret, 'end');
    this.onTake();
    if (isWhole) this.close();
    else this.open();
  }

  private describe(): void {
    this.input.setAttribute('aria-expanded', String(this.isOpen));
    [...this.root.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === this.active));
    });
    if (this.active < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `filter-suggestion-${this.active}`);
  }
}
