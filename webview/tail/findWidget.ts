import type { FilterExpression, ScanState } from '../../src/protocol/tail';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { makeInput } from '../shared/makeInput';
import { formatCount } from './formatCount';
import { parseSearch } from './parseFilter';

export interface FindListener {
  search(where: FilterExpression | undefined): void;
  /** Goes to the next match; answers which it is. */
  next(direction: 1 | -1): void;
  leave(): void;
}

const TYPING_MS = 200;

/** Find in the rows of the view, over the rows at the top right as in an editor. */
export class FindWidget {
  readonly root: HTMLElement;
  private readonly listener: FindListener;
  private readonly input: HTMLInputElement;
  private readonly count = element('span', 'find-count');
  private typing: ReturnType<typeof setTimeout> | undefined;
  private problem: string | undefined;
  private sought = '';
  /** Of the match that was gone to last, from 1. */
  private at: number | undefined;

  constructor(listener: FindListener) {
    this.listener = listener;
    this.input = makeInput('Find in the rows: text or /pattern/', 'Find', () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.apply(), TYPING_MS);
    });
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    this.count.setAttribute('role', 'status');
    this.root = element(
      'div',
      'find-widget',
      this.input,
      this.count,
      makeButton('↑', 'Previous match (Shift+Enter)', () => this.go(-1)),
      makeButton('↓', 'Next match (Enter)', () => this.go(1)),
      makeButton('✕', 'Close (Esc)', () => this.close()),
    );
    for (const [i, label] of ['Previous match', 'Next match', 'Close find'].entries())
      this.root.querySelectorAll('vscode-button')[i]?.setAttribute('aria-label', label);
    this.root.setAttribute('role', 'search');
    this.root.hidden = true;
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  open(): void {
    this.root.hidden = false;
    this.input.focus();
    this.input.select();
    this.apply();
  }

  close(): void {
    this.root.hidden = true;
    this.sought = '';
    clearTimeout(this.typing);
    this.listener.search(undefined);
    this.listener.leave();
  }

  show(state: ScanState | undefined): void {
    const text = this.problem ?? (this.sought === '' || !state ? '' : countText(state, this.at));
    if (this.count.textContent !== text) this.count.textContent = text;
    this.count.classList.toggle('problem', this.problem !== undefined || (state?.problem ?? '') !== '');
  }

  /** The match that was gone to. */
  showAt(number: number | undefined): void {
    this.at = number;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    }
  }

  private go(direction: 1 | -1): void {
    this.apply();
    if (this.problem === undefined && this.sought !== '') this.listener.next(direction);
  }

  private apply(): void {
    clearTimeout(this.typing);
    const text = this.input.value;
    const parsed = text === '' ? undefined : parseSearch(text);
    this.problem = parsed && 'problem' in parsed ? parsed.problem : undefined;
    if (this.problem === undefined && text !== this.sought) {
      this.sought = text;
      this.at = undefined;
      this.listener.search(parsed && 'value' in parsed ? parsed.value : undefined);
    }
    this.show(undefined);
  }
}

/** "3 of 1,284", and whether the look is over. */
function countText({ matches, scanned, total, unknown, problem }: ScanState, at: number | undefined): string {
  if (problem !== undefined) return problem;
  const isLooking = scanned < total;
  if (matches === 0 && !isLooking) return unknown > 0 ? `No match; ${formatCount(unknown)} rows unknown` : 'No match';
  return `${at === undefined ? '?' : formatCount(at)} of ${formatCount(matches)}${isLooking ? '…' : ''}`;
}
