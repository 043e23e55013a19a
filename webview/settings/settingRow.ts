import type { SettingState } from '../../src/protocol/settings';
import { makeDropdown, makeRadioGroup, makeTextField } from '../shared/controls';
import { element } from '../shared/element';
import { visibleText } from '../shared/visibleText';

/** The choice that stands for a value of which only its place is known. */
const unknownChoice = '?';

/** Typing pauses shorter than this ask for no preview. */
const pauseMs = 250;

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
  private readonly onChoose: (value: string | undefined) => void;
  private readonly origin = element('p', 'origin');
  private readonly problem = element('p', 'problem');
  private readonly control: Control;
  private readonly cell = element('div', 'control');
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(setting: SettingState, onChoose: (value: string | undefined) => void) {
    this.onChoose = onChoose;
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
    const wanted = draft
      ? (draft.value ?? '')
      : setting.origin.kind === 'unknown'
        ? unknownChoice
        : (setting.value ?? '');
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

  private makeControl({ input, label, origin, usual: byDefault }: SettingState): Control {
    const usual = byDefault ? `Default: ${defaultName(byDefault.value)}` : 'Not written';
    if (input.kind === 'choice' && input.values.join() === 'true,false') {
      const choices = [
        ['', usual],
        ['true', 'On'],
        ['false', 'Off'],
      ] as const;
      const group = makeRadioGroup(label, choices, () => this.chosen());
      return {
        element: group,
        read: () => group.value,
        write: (value) => {
          group.value = value === unknownChoice ? '-' : value;
        },
      };
    }
    if (input.kind === 'choice') {
      const choices = [['', usual], ...input.values.map((value) => [value, value] as const)] as const;
      const hidden = [[unknownChoice, 'Unknown']] as const;
      const all = origin.kind === 'unknown' ? [...hidden, ...choices] : choices;
      const dropdown = makeDropdown(label, all, () => this.chosen());
      return {
        element: dropdown,
        read: () => dropdown.value,
        write: (value) => {
          dropdown.value = value;
        },
      };
    }
    const placeholder = origin.kind === 'unknown' ? 'unknown' : (byDefault?.value ?? '');
    const field = makeTextField(
      label,
      placeholder,
      () => this.typed(),
      () => this.chosen(),
    );
    field.addEventListener('change', () => this.chosen());
    return {
      element: field,
      read: () => field.value,
      write: (value) => {
        field.value = value === unknownChoice ? '' : value;
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
    const value = this.control.read().trim();
    if (value === unknownChoice || value === '-') return;
    this.onChoose(value === '' ? undefined : value);
  }
}

export const shapeOf = ({ input, origin, usual }: SettingState): string =>
  JSON.stringify([input, origin.kind === 'unknown', usual?.value]);

const defaultName = (value: string): string => (value === 'true' ? 'on' : value === 'false' ? 'off' : value);

function originText({ origin, value, usual }: SettingState): string {
  switch (origin.kind) {
    case 'default':
      return usual === undefined ? 'Not written.' : `Not written: ${visibleText(usual.value)}, ${usual.source}.`;
    case 'unknown':
      return 'Unknown: the value comes from somewhere else.';
    case 'written':
      if (origin.defaultOf === undefined) return '';
      return `${visibleText(value ?? '')} is the default of \${${visibleText(origin.defaultOf)}}.`;
  }
}
