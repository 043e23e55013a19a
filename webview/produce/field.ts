import { visibleText } from '../../src/base/visibleText';
import { element } from '../shared/element';

/** A control with its name before it and, behind it, what is wrong with what was typed. */
export class Field {
  readonly root: HTMLElement;
  private readonly problem = element('p', 'problem');

  constructor(label: string, control: HTMLElement, ...more: readonly HTMLElement[]) {
    this.problem.setAttribute('role', 'alert');
    this.problem.hidden = true;
    const name = element('span', 'name', label);
    // The control has the name itself.
    name.setAttribute('aria-hidden', 'true');
    this.root = element('div', 'field', name, element('div', 'control', control, ...more), this.problem);
  }

  tell(sentence: string | undefined): void {
    const text = sentence === undefined ? '' : visibleText(sentence);
    if (this.problem.textContent !== text) this.problem.textContent = text;
    this.problem.hidden = sentence === undefined;
    this.root.classList.toggle('refused', sentence !== undefined);
  }
}
