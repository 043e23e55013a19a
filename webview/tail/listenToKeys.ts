import { actionOf, type KeyAction } from './keymap';

/** Keys of the document become actions, except where a control or a dialog has them for itself. */
export function listenToKeys(isBlocked: () => boolean, act: (action: KeyAction) => void): void {
  document.addEventListener('keydown', (event) => {
    const action = actionOf(event);
    if (!action || (event.target instanceof Element && belongsToControl(event.target) && !isForAll(action))) return;
    if (isBlocked()) return;
    // A text that the user has marked is what is to be copied.
    if (action === 'copy' && getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    act(action);
  });
}

/** These no control wants for itself. */
const isForAll = (action: KeyAction): boolean =>
  action === 'escape' || action === 'find' || action === 'nextMatch' || action === 'previousMatch';

/** Keys typed there are the control's own. */
const belongsToControl = (target: Element): boolean =>
  target.closest('vscode-button, vscode-dropdown, vscode-text-field, vscode-checkbox, button, input, pre, dialog') !==
  null;
