import { visibleText } from '../../src/base/visibleText';
import { element } from '../shared/element';

const SHOWN_MS = 4000;

/** A sentence that answers what the user just did, and goes away by itself. */
export class Hint {
  readonly root = element('p', 'hint');
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.root.setAttribute('role', 'status');
    this.root.hidden = true;
  }

  tell(sentence: string): void {
    clearTimeout(this.timer);
    this.root.textContent = visibleText(sentence);
    this.root.hidden = false;
    this.timer = setTimeout(() => {
      this.root.hidden = true;
    }, SHOWN_MS);
  }
}
