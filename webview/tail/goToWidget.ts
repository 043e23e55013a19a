import { element } from '../shared/element';
import { makeInput } from '../shared/makeInput';
import { parseTarget, type Target } from './parseTarget';

export interface GoToListener {
  goTo(target: Target): void;
  leave(): void;
}

/** One field for where to go: an offset or a time. */
export class GoToWidget {
  readonly root: HTMLElement;
  private readonly listener: GoToListener;
  private readonly input: HTMLInputElement;
  private readonly said = element('span', 'find-count');

  constructor(listener: GoToListener) {
    this.listener = listener;
    const label = 'Go to an offset, partition:offset or time';
    this.input = makeInput(label, 'offset, partition:offset, 14:30:00, -15m', () => this.tell(''));
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    this.said.setAttribute('role', 'status');
    this.root = element('div', 'find-widget go-to', element('span', 'label', 'Go to'), this.input, this.said);
    this.root.hidden = true;
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  open(): void {
    this.root.hidden = false;
    this.tell('');
    this.input.focus();
    this.input.select();
  }

  private close(): void {
    this.root.hidden = true;
    this.listener.leave();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    }
    if (event.key !== 'Enter') return;
    const target = parseTarget(this.input.value, Date.now());
    if ('problem' in target) this.tell(target.problem);
    else {
      this.close();
      this.listener.goTo(target.value);
    }
  }

  private tell(problem: string): void {
    this.said.textContent = problem;
    this.said.classList.toggle('problem', problem !== '');
  }
}
