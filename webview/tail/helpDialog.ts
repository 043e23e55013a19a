import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { keyHelp } from './keymap';

/** The list of keys, over the view. */
export class HelpDialog {
  readonly root = element('dialog', 'help');

  constructor(onClose: () => void) {
    const list = element('dl', '');
    for (const [keys, what] of keyHelp) list.append(element('dt', '', keys), element('dd', '', what));
    const close = makeButton('Close', 'Close (Esc)', () => this.root.close());
    this.root.setAttribute('aria-label', 'Keyboard shortcuts');
    this.root.append(element('h2', '', 'Keyboard shortcuts'), list, close);
    this.root.addEventListener('close', onClose);
  }

  open(): void {
    if (!this.root.open) this.root.showModal();
  }
}
