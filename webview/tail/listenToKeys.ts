import { actionOf, type KeyAction } from './keymap';

/** Keys of the document become actions, except where a control or a dialog has them for itself. */
export function listenToKeys(isBlocked: () => boolean, act: (action: KeyAction) => void): void {
  document.addEventListener('keydown', (event) => {
    const action = actionOf(event);
    if (!action || (event.target instanceof Element && belongsToControl(event.target) && action !== 'escape')) return;
    if (isBlocked()) return;
    event.preventDefault();
    act(action);
  });
}

/** Keys typed there are the control's own. */
const belongsToControl = (target: Element): boolean =>
  target.closest('vscode-button, vscode-dropdown, vscode-text-field, vscode-checkbox, button, pre, dialog') !== null;
