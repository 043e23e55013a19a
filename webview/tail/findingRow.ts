import { visibleText } from '../../src/base/visibleText';
import type { Row } from '../../src/protocol/tail';
import { element } from '../shared/element';
import { setText } from '../shared/setText';
import { countOf } from './formatCount';
import { MarkElement } from './markElement';
import { lookOfGap, lookOfHole, lookOfMark, type MarkLook } from './markLook';

/** One recycled line of the list of findings: mark, place, key, sentence and state. */
export class FindingRow {
  readonly root = element('div', 'finding');
  /** Row number of the finding shown. */
  n: number | undefined;
  private readonly mark = new MarkElement();
  private readonly place = element('span', 'finding-place');
  private readonly key = element('span', 'finding-key');
  private readonly text = element('span', 'finding-text');
  private readonly state = element('span', 'finding-state');

  constructor(id: string) {
    this.root.id = id;
    this.root.setAttribute('role', 'option');
    this.root.append(this.mark.root, this.place, this.key, this.text, this.state);
    this.hide();
  }

  /** `at` is its place in the list, from 0. */
  show(row: Row, at: number, total: number, active: boolean, nameOf: (partition: number) => string): void {
    this.n = row.row;
    this.root.hidden = false;
    this.root.setAttribute('aria-posinset', String(at + 1));
    this.root.setAttribute('aria-setsize', String(total));
    this.root.setAttribute('aria-selected', String(active));
    this.root.classList.toggle('active', active);
    this.mark.show(lookOf(row));
    const { place, key, text, state } = textsOf(row, visibleText(nameOf(row.partition)));
    setText(this.place, place);
    setText(this.key, key);
    setText(this.text, text);
    setText(this.state, state);
  }

  hide(): void {
    this.n = undefined;
    this.root.hidden = true;
  }
}

function lookOf(row: Row): MarkLook | undefined {
  if (row.kind === 'gap') return lookOfGap(row);
  if (row.kind === 'hole') return lookOfHole(row);
  return row.mark && lookOfMark(row.mark);
}

function textsOf(row: Row, partition: string): { place: string; key: string; text: string; state: string } {
  switch (row.kind) {
    case 'gap':
      return {
        place: `${partition}:${row.offset}`,
        key: visibleText(row.key?.text ?? ''),
        text: visibleText(row.text),
        state: row.state,
      };
    case 'hole':
      // Stands between two topics, at no offset.
      if (row.code === 'O11') return { place: partition, key: '', text: visibleText(row.text), state: '' };
      return {
        place: row.from === row.to ? `${partition}:${row.from}` : `${partition}:${row.from}..${row.to}`,
        key: '',
        text: visibleText(row.text),
        state: countOf(row.to - row.from + 1, 'offset'),
      };
    case 'record':
      return {
        place: `${partition}:${row.offset}`,
        key: row.key === undefined ? '' : visibleText(row.key?.text ?? 'null'),
        text: row.mark ? visibleText(row.mark.text) : 'Its transaction was aborted',
        state: row.mark ? (row.mark.state === 'final' ? row.mark.confidence : row.mark.state) : row.transaction,
      };
  }
}
