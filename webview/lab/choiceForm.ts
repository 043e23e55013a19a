import type { LabChoice, LabState } from '../../src/protocol/lab';
import { makeTextField } from '../shared/controls';
import { element } from '../shared/element';
import { OptionList } from './optionList';

/** Which settings, which networks, how much. */
export class ChoiceForm {
  readonly root: HTMLElement;
  private readonly settings: OptionList;
  private readonly faults: OptionList;
  private readonly messages;
  private readonly messageBytes;
  private readonly requestTimeoutMs;

  constructor(state: Pick<LabState, 'settings' | 'faults'>, onInput: () => void) {
    this.settings = new OptionList('Settings', state.settings, onInput);
    this.faults = new OptionList('Network', state.faults, onInput);
    this.messages = makeTextField('Messages for each line', '', onInput, onInput);
    this.messageBytes = makeTextField('Bytes of a message', '', onInput, onInput);
    this.requestTimeoutMs = makeTextField('Request timeout in ms', '', onInput, onInput);
    const amount = element('div', 'amount', this.messages, this.messageBytes, this.requestTimeoutMs);
    this.root = element('div', 'choice', this.settings.root, element('div', '', this.faults.root, amount));
  }

  read(): LabChoice {
    return {
      settings: this.settings.read(),
      faults: this.faults.read(),
      messages: this.messages.value,
      messageBytes: this.messageBytes.value,
      requestTimeoutMs: this.requestTimeoutMs.value,
    };
  }

  write(choice: LabChoice): void {
    this.settings.write(choice.settings);
    this.faults.write(choice.faults);
    this.messages.value = choice.messages;
    this.messageBytes.value = choice.messageBytes;
    this.requestTimeoutMs.value = choice.requestTimeoutMs;
  }
}
