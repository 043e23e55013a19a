import type { CopyForm } from '../../src/protocol/tailExport';
import { element } from '../shared/element';

export interface CopyMenuListener {
  copy(form: CopyForm): void;
  /** The menu is gone, and the focus goes back to the rows. */
  closed(): void;
}

const items: readonly (readonly [form: CopyForm, letter: string, label: string])[] = [
  ['row', 'r', 'Copy row as JSON'],
  ['value', 'v', 'Copy value'],
  ['key', 'k', 'Copy key'],
  ['place', 'p', 'Copy place (topic-partition:offset)'],
  ['kcat', 'c', 'Copy as kcat command'],
];

/** The ways of copying a row, each by its letter, the arrows or the mouse. */
export class CopyMenu {
  readonly root = element('div', 'copy-menu');
  private readonly listener: CopyMenuListener;
  private readonly buttons: readonly HTMLButtonElement[];

  constructor(listener: CopyMenuListener) {
    this.listener = listener;
    this.root.setAttribute('role', 'menu');
    this.root.setAttribute('aria-label', 'Copy');
    this.root.hidden = true;
    this.buttons = items.map(([form, letter, label]) => {
      const button = element('button', '', element('span', '', label), element('kbd', '', letter));
      button.type = 'button';
      button.tabIndex = -1;
      button.setAttribute('role', 'menuitem');
      button.setAttribute('aria-keyshortcuts', letter);
      button.addEventListener('click', () => this.choose(form));
      return button;
    });
    this.root.append(...this.buttons);
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    this.root.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.root.contains(relatedTarget))) this.root.hidden = true;
    });
  }

  /** With its corner at a place in the page, moved so far that all of it is seen. */
  open(x: number, y: number): void {
    this.root.hidden = false;
    const { width, height } = this.root.getBoundingClientRect();
    this.root.style.left = `${Math.max(0, Math.min(x, window.innerWidth - width))}px`;
    this.root.style.top = `${Math.max(0, Math.min(y, window.innerHeight - height))}px`;
    this.buttons[0]?.focus();
  }

  private choose(form: CopyForm): void {
    this.close();
    this.listener.copy(form);
  }

  private close(): void {
    this.root.hidden = true;
    this.listener.closed();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // What is typed here is not for the rows.
    event.stopPropagation();
    const at = this.buttons.indexOf(document.activeElement as HTMLButtonElement);
    const last = this.buttons.length - 1;
    const moves: Partial<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    const form = items.find(([, letter]) => letter === event.key)?.[0];
    if (to !== undefined) this.buttons[to]?.focus();
    else if (form) this.choose(form);
    else if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else return;
    event.preventDefault();
  }
}
