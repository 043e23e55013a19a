import { visibleText } from '../../src/base/visibleText';
import type { SettingState } from '../../src/protocol/settings';
import { makeDropdown, makeRadioGroup, makeTextField } from '../shared/controls';
import { element } from '../shared/element';

/** The choice that stands for a value of which only its place is known. */
const unknownChoice = '?';

/** The choice of writing nothing. Not the empty text, which the toolkit's groups take for no choice at all. */
const defaultChoice = 'default';

/** Typing pauses shorter than this ask for no preview. */
const pauseMs = 250;

/** `asBefore`: what the file says already. Without a value the setting goes from the file. */
export type Choice = 'asBefore' | { readonly value: string | undefined };

interface Control {
  readonly element: HTMLElement & { disabled?: boolean };
  read(): string;
  write(value: string): void;
}

/** One setting: what counts now and where it comes from, and a control to choose something else. */
export class SettingRow {
  readonly root: HTMLElement;
  /** What the control was made for; another shape needs another row. */
  readonly shape: string;
  private readonly onChoose: (choice: Choice) => void;
  private readonly origin = element('p', 'origin');
  private readonly problem = element('p', 'problem');
  private readonly control: Control;
  private readonly cell = element('div', 'control');
  /** What the control shows when nothing is chosen. */
  private before: string;
  /** What its owner knows to be chosen: a control says "changed" after a write by us, too, and a moment later. */
  private known = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(setting: SettingState, onChoose: (choice: Choice) => void) {
    this.onChoose = onChoose;
    this.before = tokenOf(setting);
    this.shape = shapeOf(setting);
    this.control = this.makeControl(setting);
    this.cell.append(this.control.element);
    this.problem.setAttribute('role', 'alert');
    this.problem.hidden = true;
    const name = element('span', 'setting-name', setting.label);
    name.title = setting.key;
    this.root = element('div', 'setting', name, this.cell, this.origin, this.problem);
    this.root.dataset.key = setting.key;
  }

  /** `draft` is what was chosen but not written. */
  show(
    setting: SettingState,
    readOnly: string | undefined,
    draft: { readonly value: string | undefined } | undefined,
  ): void {
    const reason = readOnly ?? setting.fixed;
    this.control.element.disabled = reason !== undefined;
    this.control.element.toggleAttribute('disabled', reason !== undefined);
    this.root.classList.toggle('default', setting.origin.kind === 'default');
    this.root.classList.toggle('unknown', setting.origin.kind === 'unknown');
    const title = [setting.key, setting.meaning].filter(Boolean).join(': ');
    this.root.title = title;
    this.origin.textContent = [originText(setting), setting.fixed].filter(Boolean).join(' ');
    this.before = tokenOf(setting);
    const wanted = draft ? (draft.value ?? defaultChoice) : this.before;
    this.known = wanted;
    // What a person is typing is not taken away by an answer that comes late.
    if (this.timer === undefined && this.control.read() !== wanted) this.control.write(wanted);
    this.markEdited(draft !== undefined);
  }

  markEdited(edited: boolean): void {
    this.root.classList.toggle('edited', edited);
  }

  tellProblem(sentence: string | undefined): void {
    this.problem.hidden = sentence === undefined;
    this.problem.textContent = sentence ?? '';
    this.root.classList.toggle('refused', sentence !== undefined);
  }

  private makeControl(setting: SettingState): Control {
    const { input, label, origin, usual, value } = setting;
    if (input.kind !== 'choice') {
      const placeholder = origin.kind === 'unknown' ? 'unknown' : (usual?.value ?? '');
      return fieldControl(
        label,
        placeholder,
        () => this.typed(),
        () => this.chosen(),
      );
    }
    const byDefault = usual ? `Default: ${defaultName(usual.value)}` : 'Not written';
    if (input.values.join() === 'true,false') {
      const choices = [
        [defaultChoice, byDefault],
        ['true', 'On'],
        ['false', 'Off'],
      ] as const;
      const group = makeRadioGroup(label, choices, () => this.chosen());
      return {
        element: group,
        read: () => group.value,
        write: (token) => {
          group.value = token;
        },
      };
    }
    const odd =
      origin.kind === 'unknown'
        ? ([[unknownChoice, 'Unknown']] as const)
        : value !== undefined && !input.values.includes(value)
          ? ([[value, visibleText(value)]] as const)
          : [];
    const choices = [...odd, [defaultChoice, byDefault] as const, ...input.values.map((one) => [one, one] as const)];
    const dropdown = makeDropdown(label, choices, () => this.chosen());
    return {
      element: dropdown,
      read: () => dropdown.value,
      write: (token) => {
        dropdown.value = token;
      },
    };
  }

  private typed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.chosen(), pauseMs);
  }

  private chosen(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const token = this.control.read().trim();
    if (token === this.known) return;
    this.known = token;
    if (token === this.before) this.onChoose('asBefore');
    else if (token !== unknownChoice) this.onChoose({ value: token === defaultChoice ? undefined : token });
  }
}

/** An empty field stands for the default, or for the value that is not known. */
function fieldControl(label: string, placeholder: string, onInput: () => void, onEnter: () => void): Control {
  const field = makeTextField(label, placeholder, onInput, onEnter);
  const empty = placeholder === 'unknown' ? unknownChoice : defaultChoice;
  field.addEventListener('change', onEnter);
  return {
    element: field,
    read: () => (field.value.trim() === '' ? empty : field.value),
    write: (token) => {
      field.value = token === unknownChoice || token === defaultChoice ? '' : token;
    },
  };
}

function tokenOf({ origin, value }: SettingState): string {
  if (origin.kind === 'default') return defaultChoice;
  return origin.kind === 'unknown' ? unknownChoice : (value ?? '');
}

export const shapeOf = ({ input, origin, usual, value }: SettingState): string =>
  JSON.stringify([
    input,
    origin.kind === 'unknown',
    usual?.value,
    input.kind === 'choice' && value !== undefined && !input.values.includes(value) ? value : '',
  ]);

const defaultName = (value: string): string => (value === 'true' ? 'on' : value === 'false' ? 'off' : value);

function originText({ origin, value, usual }: SettingState): string {
  switch (origin.kind) {
    case 'default':
      return usual === undefined ? 'Not written.' : `${usual.source}.`;
    case 'unknown':
      return 'Unknown: the value comes from somewhere else.';
    case 'written':
      if (origin.defaultOf === undefined) return '';
      return `${visibleText(value ?? '')} is the default of \${${visibleText(origin.defaultOf)}}.`;
  }
}
