import {
  type Button,
  type Checkbox,
  type Dropdown,
  provideVSCodeDesignSystem,
  type RadioGroup,
  type TextArea,
  type TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/** Makes the toolkit's elements known to the page; once, before the first of them is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeRadio(),
    vsCodeRadioGroup(),
    vsCodeTextArea(),
    vsCodeTextField(),
  );
}

export function makeButton(label: string, tooltip: string, onClick: () => void): Button {
  const button = document.createElement('vscode-button') as Button;
  button.appearance = 'secondary';
  button.textContent = label;
  button.title = tooltip;
  button.addEventListener('click', onClick);
  return button;
}

/** `options` are pairs of value and label. */
export function makeDropdown(
  label: string,
  options: readonly (readonly [value: string, label: string])[],
  onChange: () => void,
): Dropdown {
  const dropdown = document.createElement('vscode-dropdown') as Dropdown;
  dropdown.setAttribute('aria-label', label);
  dropdown.title = label;
  for (const [value, text] of options) {
    const option = document.createElement('vscode-option');
    option.setAttribute('value', value);
    option.textContent = text;
    dropdown.append(option);
  }
  dropdown.addEventListener('change', onChange);
  return dropdown;
}

/** `onEnter` runs on the Enter key; `onInput` with every change. */
export function makeTextField(label: string, placeholder: string, onInput: () => void, onEnter: () => void): TextField {
  const field = document.createElement('vscode-text-field') as TextField;
  // The toolkit overwrites aria-label with the content, which the style sheet hides.
  field.textContent = label;
  field.title = label;
  field.placeholder = placeholder;
  paintPlaceholder(field);
  field.addEventListener('input', onInput);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') onEnter();
  });
  return field;
}

export function makeCheckbox(label: string, tooltip: string, onChange: (checked: boolean) => void): Checkbox {
  const checkbox = document.createElement('vscode-checkbox') as Checkbox;
  checkbox.textContent = label;
  checkbox.title = tooltip;
  checkbox.addEventListener('change', () => onChange(checkbox.checked));
  return checkbox;
}

/** `options` are pairs of value and label. */
export function makeRadioGroup(
  label: string,
  options: readonly (readonly [value: string, label: string])[],
  onChange: () => void,
): RadioGroup {
  const group = document.createElement('vscode-radio-group') as RadioGroup;
  group.setAttribute('aria-label', label);
  for (const [value, text] of options) {
    const radio = document.createElement('vscode-radio');
    radio.setAttribute('value', value);
    radio.textContent = text;
    group.append(radio);
  }
  group.addEventListener('change', onChange);
  return group;
}

export function makeTextArea(label: string, placeholder: string, onInput: () => void): TextArea {
  const area = document.createElement('vscode-text-area') as TextArea;
  area.textContent = label;
  area.placeholder = placeholder;
  paintPlaceholder(area);
  area.rows = 4;
  area.resize = 'vertical';
  area.addEventListener('input', onInput);
  return area;
}

/** The toolkit leaves it to the browser, whose grey is the same in every theme and hardly legible in dark ones. */
function paintPlaceholder({ shadowRoot }: HTMLElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.control::placeholder { color: var(--vscode-input-placeholderForeground); opacity: 1; }');
  shadowRoot?.adoptedStyleSheets.push(sheet);
}
