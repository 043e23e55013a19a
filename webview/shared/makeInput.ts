import { element } from './element';

/** A text input as VS Code draws it, for where the toolkit's field hides what a combobox needs: its caret and its roles. */
export function makeInput(label: string, placeholder: string, onInput: () => void): HTMLInputElement {
  const input = element('input', 'input');
  input.type = 'text';
  input.spellcheck = false;
  input.autocomplete = 'off';
  input.setAttribute('aria-label', label);
  input.title = label;
  input.placeholder = placeholder;
  input.addEventListener('input', onInput);
  return input;
}
