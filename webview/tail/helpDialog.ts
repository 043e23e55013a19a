import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { keyHelp } from './keymap';

/** The list of keys, over the view. */
export class HelpDialog {
  readonly root = element('dialog', 'help');

  constructor(onClose: () => void) {
    const list = element('dl', '');
    for (const [keys, what] of keyHelp) list.append(element('dt', '', keys), element('dd', '', what));
    const bounds = element(
      'p',
      'muted',
      'Filter and find look at the first MiB of a field, a /pattern/ at its first 64 KiB.',
    );
    const close = makeButton('Close', 'Close (Esc)', () => this.root.close());
    this.root.setAttribute('aria-label', 'Keyboard shortcuts');
    this.root.append(element('h2', '', 'Keyboard shortcuts'), list, bounds, close);
    this.root.addEventListener('close', onClose);
  }

  open(): void {
    if (!this.root.open) this.root.showModal();
  }
}
