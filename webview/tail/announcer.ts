import type { TailSnapshot } from '../../src/protocol/tail';
import { element } from '../shared/element';
import { countOf } from './formatCount';
import { phaseText } from './statusText';

/** A screen reader that is told of every record says nothing useful. */
const QUIET_MS = 5000;

/** Tells a screen reader when findings or the phase change, at most every five seconds. */
export class Announcer {
  readonly root = element('div', 'for-screen-reader');
  private said = '';
  private latest: TailSnapshot | undefined;
  private waiting = false;

  constructor() {
    this.root.setAttribute('role', 'status');
    this.root.setAttribute('aria-live', 'polite');
  }

  show(snapshot: TailSnapshot): void {
    this.latest = snapshot;
    if (this.waiting) return;
    this.speak();
    this.waiting = true;
    setTimeout(() => {
      this.waiting = false;
      this.speak();
    }, QUIET_MS);
  }

  private speak(): void {
    if (!this.latest) return;
    const { phase, counters } = this.latest;
    const gaps = counters.gaps.open + counters.gaps.confirmed + counters.gaps.unverifiable;
    const state = phase === 'reading' ? 'Reading' : phaseText(this.latest);
    const text = `${state}. ${countOf(counters.duplicates.total, 'duplicate')}, ${countOf(gaps, 'gap')}.`;
    if (text === this.said) return;
    this.said = text;
    this.root.textContent = text;
  }
}
