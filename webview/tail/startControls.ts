import type { TailOptions } from '../../src/protocol/tail';
import { makeCheckbox, makeDropdown, makeTextField } from '../shared/controls';
import { element } from '../shared/element';
import {
  formatPartitions,
  formatStart,
  type Parsed,
  parseCount,
  parsePartitions,
  parseStart,
  type StartKind,
} from './parseStart';

type Where = Pick<TailOptions, 'start' | 'partitions' | 'maxMessages' | 'stopAtEnd'>;

const placeholders: Partial<Record<StartKind, string>> = {
  offset: 'offset or partition:offset',
  last: 'how many',
  timestamp: '14:30 or -15m',
  group: 'consumer group',
};

/** Where reading starts and where it stops. */
export class StartControls {
  readonly root: HTMLElement;
  /** Where reading stops: beside the button that applies it, which a narrow view must not leave alone on a line. */
  readonly stop: readonly HTMLElement[];
  private readonly kind;
  private readonly at;
  private readonly partitions;
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
    this.partitions = makeTextField('Partitions to read', 'all partitions', onEdit, onEnter);
    this.partitions.classList.add('start-partitions');
    this.limit = makeTextField('Stop after so many records', 'no limit', onEdit, onEnter);
    this.limit.classList.add('start-limit');
    this.stopAtEnd = makeCheckbox('Stop at end', 'Stop where the topic ends now instead of waiting for more', onEdit);
    this.root = element('div', 'start-controls', this.kind, this.at, this.partitions);
    this.stop = [element('span', 'label', 'Stop after'), this.limit, this.stopAtEnd];
  }

  write({ start, partitions, maxMessages, stopAtEnd }: Where): void {
    this.partitions.value = formatPartitions(partitions);
    this.kind.value = start.kind;
    this.at.value = formatStart(start);
    this.limit.value = maxMessages === undefined ? '' : String(maxMessages);
    this.stopAtEnd.checked = stopAtEnd;
    this.showField();
  }

  read(now: number): Parsed<Where> {
    const start = parseStart(this.kind.value as StartKind, this.at.value, now);
    if ('problem' in start) return start;
    const partitions = parsePartitions(this.partitions.value);
    if ('problem' in partitions) return partitions;
    const stopAtEnd = this.stopAtEnd.checked;
    const where = {
      start: start.value,
      ...(partitions.value === undefined ? {} : { partitions: partitions.value }),
      stopAtEnd,
    };
    if (this.limit.value.trim() === '') return { value: where };
    const maxMessages = parseCount(this.limit.value);
    if (maxMessages === undefined) return { problem: 'Type after how many records to stop, such as 500, or nothing.' };
    return { value: { ...where, maxMessages } };
  }

  private showField(): void {
    const placeholder = placeholders[this.kind.value as StartKind];
    this.at.hidden = placeholder === undefined;
    this.at.placeholder = placeholder ?? '';
  }
}
