import { makeButton, makeCheckbox, makeDropdown, makeTextArea, makeTextField } from '../shared/controls';
import { element } from '../shared/element';
import type { FormField } from './formFields';

/** What a field holds: a text, or whether it is ticked. */
export type FieldValue = string | boolean;

export interface FieldOwner {
  changed(field: FormField): void;
  enter(): void;
  pick(field: FormField): void;
}

interface Control {
  readonly element: HTMLElement & { disabled?: boolean };
  /** Where the focus goes, if it is not the element itself. */
  readonly input?: HTMLInputElement;
  read(): FieldValue;
  write(value: FieldValue): void;
}

/** One field with its label, hint and problem. */
export class FieldRow {
  readonly field: FormField;
  readonly root: HTMLElement;
  private readonly control: Control;
  private readonly hint: HTMLElement;
  private readonly problem = element('p', 'problem');
  /** Something was typed or chosen here: what is wrong with it may be said. */
  touched = false;

  constructor(field: FormField, owner: FieldOwner) {
    this.field = field;
    this.control = makeControl(field, owner, () => {
      this.touched = true;
      owner.changed(field);
    });
    this.hint = element('p', 'hint', field.hint ?? '');
    this.hint.hidden = field.hint === undefined;
    this.problem.hidden = true;
    const line = element('div', 'line', this.control.element);
    if (field.pick !== undefined && field.kind === 'area')
      line.append(makeButton('Choose file…', `Read ${field.label} from a file`, () => owner.pick(field)));
    const label = field.kind === 'choice' ? [element('span', 'label', field.label)] : [];
    this.root = element('div', `field ${field.kind}`, ...label, line, this.hint, this.problem);
    this.root.dataset.field = field.name;
  }

  read(): FieldValue {
    return this.control.read();
  }

  write(value: FieldValue): void {
    this.control.write(value);
  }

  show(visible: boolean): void {
    this.root.hidden = !visible;
  }

  disable(disabled: boolean): void {
    if (this.control.input) this.control.input.disabled = disabled;
    this.control.element.disabled = disabled;
    this.control.element.toggleAttribute('disabled', disabled);
  }

  /** Of a secret: that it is there already. */
  markHeld(text: string | undefined): void {
    if (this.control.input) this.control.input.placeholder = text ?? '';
    this.root.classList.toggle('held', text !== undefined);
    if (this.field.kind === 'secretFile') {
      this.hint.textContent = text ?? 'No file chosen.';
      this.hint.hidden = false;
    }
  }

  tellProblem(sentence: string | undefined): void {
    if (this.problem.textContent === (sentence ?? '')) return;
    this.problem.textContent = sentence ?? '';
    this.problem.hidden = sentence === undefined;
    this.root.classList.toggle('wrong', sentence !== undefined);
    (this.control.input ?? this.control.element).setAttribute('aria-invalid', String(sentence !== undefined));
  }

  focus(): void {
    (this.control.input ?? this.control.element).focus();
  }
}

function makeControl(field: FormField, owner: FieldOwner, changed: () => void): Control {
  const { label, kind } = field;
  switch (kind) {
    case 'check': {
      const box = makeCheckbox(label, '', changed);
      return {
        element: box,
        read: () => box.checked,
        write: (value) => {
          box.checked = value === true;
        },
      };
    }
    case 'choice': {
      const dropdown = makeDropdown(label, field.options ?? [], changed);
      return textControl(dropdown);
    }
    case 'area': {
      return textControl(makeTextArea(label, field.placeholder ?? '', changed));
    }
    case 'secretFile': {
      const button = makeButton(`Choose ${label.toLowerCase().replace('pkcs12', 'PKCS12')}…`, '', () =>
        owner.pick(field),
      );
      return { element: button, read: () => '', write: () => undefined };
    }
    case 'secret':
      return secretControl(label, changed, () => owner.enter());
    default: {
      const text = makeTextField(label, field.placeholder ?? '', changed, () => owner.enter());
      text.setAttribute('autocomplete', 'off');
      text.setAttribute('spellcheck', 'false');
      return textControl(text);
    }
  }
}

/** The browser's own field: the toolkit's writes what is typed into an attribute, where the markup would show it. */
function secretControl(label: string, changed: () => void, enter: () => void): Control {
  const input = element('input', 'secret-input');
  input.type = 'password';
  input.autocomplete = 'off';
  input.addEventListener('input', changed);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') enter();
  });
  const holder = element('label', 'secret-label', label, input);
  return {
    element: holder,
    input,
    read: () => input.value,
    write: (value) => {
      input.value = String(value);
    },
  };
}

const textControl = (control: HTMLElement & { value: string; disabled?: boolean }): Control => ({
  element: control,
  read: () => control.value,
  write: (value) => {
    control.value = String(value);
  },
});
