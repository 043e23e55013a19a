import type { FindingKind, TailSnapshot } from '../../src/protocol/tail';
import { element } from '../shared/element';
import { formatCount } from './formatCount';
import { boundText, hasRules, horizonText, identityText, phaseText, type SizedText, sequenceText } from './statusText';

export interface StatusListener {
  /** The rules were clicked. */
  rule(): void;
  /** The next (or previous) row of a kind is wanted; `name` is the chip's. */
  find(kind: FindingKind, name: string, direction: 1 | -1): void;
  /** Only the rows of a kind are wanted, or all again. */
  filter(kind: FindingKind): void;
}

interface Chip {
  readonly name: string;
  readonly kind: FindingKind;
  readonly tone: string;
  /** Shown at zero too: the two questions that a tail answers. */
  readonly always: boolean;
  count(snapshot: TailSnapshot): number;
  /** Why a zero would say nothing: what is counted was not looked for. */
  unchecked?(snapshot: TailSnapshot): string | undefined;
  tooltip(snapshot: TailSnapshot): string;
}

const chips: readonly Chip[] = [
  {
    name: 'Duplicates',
    kind: 'duplicate',
    tone: 'duplicate',
    always: true,
    count: ({ counters }) => counters.duplicates.total,
    unchecked: (snapshot) => (snapshot.counters.records === 0 ? 'Nothing has been read yet' : notYet(snapshot)),
    tooltip: ({ counters: { duplicates } }) =>
      `${formatCount(duplicates.proven)} proven, ${formatCount(duplicates.strong)} strong, ${formatCount(duplicates.likely)} likely`,
  },
  {
    name: 'Gaps',
    kind: 'gap',
    tone: 'gap',
    always: true,
    count: ({ counters: { gaps } }) => gaps.open + gaps.confirmed + gaps.unverifiable,
    unchecked: (snapshot) =>
      snapshot.counters.sequence.rule === 'none'
        ? 'Not looked for: no sequence number was found or chosen (Options)'
        : notYet(snapshot),
    tooltip: ({ counters: { gaps } }) =>
      `${formatCount(gaps.confirmed)} confirmed with ${formatCount(gaps.missing)} missing, ${formatCount(gaps.open)} open, ${formatCount(gaps.unverifiable)} unverifiable`,
  },
  plain('Late', 'late', 'late', 'Arrived after a higher number', (counters) => counters.late),
  plain('Conflicts', 'conflict', 'conflict', 'Same sequence number, other content', (counters) => counters.conflicts),
  plain('Divergences', 'divergence', 'error', 'Same offset, other content', (counters) => counters.divergences),
  plain('Restarts', 'restart', 'restart', 'The sequence began anew', (counters) => counters.restarts),
  plain('Repeats', 'repeat', 'info', 'Legitimate repeats, such as heartbeats', (counters) => counters.repeats),
  plain(
    'Read again',
    'redelivery',
    'info',
    'Records that the reader was given twice: the log has them once',
    (counters) => counters.redeliveries,
  ),
  plain('Aborted', 'aborted', 'info', 'Records of aborted transactions', (counters) => counters.aborted),
  plain(
    'Truncated',
    'truncated',
    'error',
    'Offsets that the broker threw away',
    (counters) => counters.holes.truncated,
  ),
  plain(
    'Recreated',
    'recreated',
    'restart',
    'The topic was deleted and created again',
    (counters) => counters.holes.recreated,
  ),
  plain('Expired', 'expired', 'gap', 'Offsets deleted before they were read', (counters) => counters.holes.expired),
  plain(
    'Unexplained',
    'unexplained',
    'gap',
    'Offsets without a record and without a reason',
    (counters) => counters.holes.unexplained,
  ),
];

const notYet = (snapshot: TailSnapshot): string | undefined =>
  hasRules(snapshot)
    ? undefined
    : 'Not looked for yet: how messages are identified and numbered is found out from the first records';

function plain(
  name: string,
  kind: FindingKind,
  tone: string,
  tooltip: string,
  count: (c: TailSnapshot['counters']) => number,
): Chip {
  return { name, kind, tone, always: false, count: ({ counters }) => count(counters), tooltip: () => tooltip };
}

/** The line under the rows: what was found, how far that holds, and what reading does. */
export class StatusLine {
  readonly root: HTMLElement;
  private readonly phase = element('span', 'phase');
  private readonly identity;
  private readonly sequence;
  private readonly horizon = new SizedElement('horizon');
  private readonly bound = new SizedElement('bound');
  private readonly chips = chips.map((chip) => {
    const count = document.createTextNode('');
    const root = element('button', `chip chip-${chip.tone}`, `${chip.name} `, element('b', '', count));
    root.type = 'button';
    root.addEventListener('click', ({ shiftKey }) =>
      shiftKey ? this.listener.find(chip.kind, chip.name, 1) : this.listener.filter(chip.kind),
    );
    return { chip, root, count };
  });
  private readonly listener: StatusListener;

  constructor(listener: StatusListener) {
    this.listener = listener;
    this.identity = ruleButton('How copies are recognised; opens the options', () => listener.rule());
    this.sequence = ruleButton('How gaps are recognised; opens the options', () => listener.rule());
    this.root = element(
      'footer',
      'status',
      this.phase,
      element('span', 'chips', ...this.chips.map(({ root }) => root)),
      this.identity,
      this.sequence,
      this.horizon.root,
      this.bound.root,
    );
  }

  /** `filtered` = the kind that alone is shown. */
  show(snapshot: TailSnapshot, filtered: FindingKind | undefined): void {
    this.root.dataset.phase = snapshot.phase;
    set(this.phase, phaseText(snapshot));
    set(this.identity, identityText(snapshot));
    set(this.sequence, sequenceText(snapshot));
    this.horizon.show(horizonText(snapshot));
    this.bound.show(boundText(snapshot));
    for (const { chip, root, count } of this.chips) {
      const n = chip.count(snapshot);
      root.hidden = n === 0 && !chip.always;
      root.classList.toggle('zero', n === 0);
      const unchecked = n === 0 ? chip.unchecked?.(snapshot) : undefined;
      const isFiltered = chip.kind === filtered;
      root.disabled = n === 0 && !isFiltered;
      root.setAttribute('aria-pressed', String(isFiltered));
      root.title =
        unchecked ??
        `${chip.tooltip(snapshot)}${n === 0 ? '' : '. Click: only these rows, or all again; with Shift: the next one'}`;
      const text = unchecked === undefined ? formatCount(n) : '–';
      if (count.data !== text) count.data = text;
    }
  }
}

/** A text of which half an editor shows the short form, and the long one to the pointer. */
class SizedElement {
  private readonly long = element('span', 'long');
  private readonly short = element('span', 'short');
  readonly root: HTMLElement;

  constructor(name: string) {
    this.root = element('span', name, this.long, this.short);
  }

  show({ long, short }: SizedText): void {
    this.root.hidden = long === '';
    if (this.root.title !== long) this.root.title = long;
    set(this.long, long);
    set(this.short, short);
  }
}

function ruleButton(title: string, click: () => void): HTMLButtonElement {
  const button = element('button', 'rule');
  button.type = 'button';
  button.title = title;
  button.addEventListener('click', click);
  return button;
}

function set(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
