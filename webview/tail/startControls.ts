import type { TailOptions } from '../../src/protocol/tail';
import { makeCheckbox, makeDropdown, makeTextField } from '../shared/controls';
import { element } from '../shared/element';
import { formatStart, type Parsed, parseCount, parseStart, type StartKind } from './parseStart';

type Where = Pick<TailOptions, 'start' | 'maxMessages' | 'stopAtEnd'>;

const placeholders: Partial<Record<StartKind, string>> = {
  offset: 'offset or partition:offset',
  last: 'how many',
  timestamp: '14:30 or -15m',
  group: 'consumer group',
};

/** Where reading starts and where it stops. */
export class StartControls {
  readonly root: HTMLElement;
  private readonly kind;
  private readonly at;
  private readonly limit;
  private readonly stopAtEnd;

  constructor(onEdit: () => void, onEnter: () => void) {
    const edited = (): void => {
      this.showField();
      onEdit();
    };
    this.kind = makeDropdown(
      'Start reading from',
      [
        ['beginning', 'From beginning'],
        ['end', 'From end'],
        ['last', 'From last N'],
        ['offset', 'From offset'],
        ['timestamp', 'From time'],
        ['group', 'From group'],
      ],
      edited,
    );
    this.at = makeTextField('Start position', '', onEdit, onEnter);
    this.at.classList.add('start-at');
    this.limit = makeTextField('Stop after so many records', 'no limit', onEdit, onEnter);
    this.limit.classList.add('start-limit');
    this.stopAtEnd = makeCheckbox('Stop at end', 'Stop where the topic ends now instead of waiting for more', onEdit);
    this.root = element(
      'div',
      'start-controls',
      this.kind,
      this.at,
      element('span', 'label', 'Stop after'),
      this.limit,
      this.stopAtEnd,
    );
  }

  write({ start, maxMessages, stopAtEnd }: Where): void {
    this.kind.value = start.kind;
    this.at.value = formatStart(start);
    this.limit.value = maxMessages === undefined ? '' : String(maxMessages);
    this.stopAtEnd.checked = stopAtEnd;
    this.showField();
  }

  read(now: number): Parsed<Where> {
    const start = parseStart(this.kind.value as StartKind, this.at.value, now);
    if ('problem' in start) return start;
    const stopAtEnd = this.stopAtEnd.checked;
    if (this.limit.value.trim() === '') return { value: { start: start.value, stopAtEnd } };
    const maxMessages = parseCount(this.limit.value);
    if (maxMessages === undefined) return { problem: 'Type after how many records to stop, such as 500, or nothing.' };
    return { value: { start: start.value, stopAtEnd, maxMessages } };
  }

  private showField(): void {
    const placeholder = placeholders[this.kind.value as StartKind];
    this.at.hidden = placeholder === undefined;
    this.at.placeholder = placeholder ?? '';
  }
}
