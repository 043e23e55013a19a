import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { findingLooks } from './findingLooks';
import { keyHelp } from './keymap';

/** The list of keys and what the letters of the marks mean, over the view. */
export class HelpDialog {
  readonly root = element('dialog', 'help');

  constructor(onClose: () => void) {
    const list = element('dl', '');
    for (const [keys, what] of keyHelp) list.append(element('dt', '', keys), element('dd', '', what));
    const marks = Object.values(findingLooks).map(({ letter, one }) => `${letter} ${one.toLowerCase()}`);
    const legend = element('p', 'muted', `Marks: ${marks.join(' · ')}. Filled: proven or confirmed.`);
    const bounds = element(
      'p',
      'muted',
      'Filter and find look at the first MiB of a field, a /pattern/ at its first 64 KiB.',
    );
    const close = makeButton('Close', 'Close (Esc)', () => this.root.close());
    this.root.setAttribute('aria-label', 'Keyboard shortcuts');
    this.root.append(element('h2', '', 'Keyboard shortcuts'), list, legend, bounds, close);
    this.root.addEventListener('close', onClose);
  }

  open(): void {
    if (this.root.open) return;
    this.root.showModal();
    // The focus is on the button at the end.
    this.root.scrollTop = 0;
  }
}
