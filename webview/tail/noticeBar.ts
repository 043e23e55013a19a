import { visibleText } from '../../src/base/visibleText';
import { element } from '../shared/element';

/** Sentences about what went wrong, between the toolbar and the rows. */
export class NoticeBar {
  readonly root = element('div', 'notices');
  private shown = '';

  constructor() {
    this.root.setAttribute('role', 'alert');
    this.root.hidden = true;
  }

  show(notices: readonly string[], failed: boolean): void {
    const key = `${failed}\n${notices.join('\n')}`;
    if (key === this.shown) return;
    this.shown = key;
    this.root.hidden = notices.length === 0;
    this.root.classList.toggle('failed', failed);
    this.root.replaceChildren(...notices.map((notice) => element('p', '', visibleText(notice))));
  }
}
