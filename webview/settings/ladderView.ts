import type { Ladder, Rung } from '../../src/protocol/settings';
import { element } from '../shared/element';

/** The rungs from the strongest promise down, with a mark where the unit stands and one where a change would lead. */
export class LadderView {
  readonly root = element('section', 'ladder');
  private readonly list = element('ol', 'rungs');
  private readonly holds = element('ul', 'holds');
  private readonly heading = element('h3', 'why', 'What holds it there');
  private now: Ladder | undefined;
  private rungs: readonly Rung[] = [];

  constructor() {
    this.root.setAttribute('aria-label', 'Delivery guarantee');
    this.list.setAttribute('role', 'list');
    this.root.append(this.list, this.heading, this.holds);
  }

  show(ladder: Ladder | undefined, rungs: readonly Rung[]): void {
    this.now = ladder;
    this.rungs = rungs;
    this.root.hidden = ladder === undefined;
    this.draw(undefined);
    const { holds = [], provided = [] } = ladder ?? {};
    this.heading.hidden = holds.length === 0;
    this.holds.replaceChildren(
      ...holds.map(({ text }) => element('li', 'hold', text)),
      ...provided.map((text) => element('li', 'provided', text)),
    );
  }

  /** Where a change that is not written yet would lead; undefined takes the mark away. */
  showNext(next: Ladder | undefined): void {
    if (this.now) this.draw(next);
  }

  private draw(next: Ladder | undefined): void {
    const { now } = this;
    if (!now) return;
    const rows: HTMLElement[] = [];
    for (const rung of this.rungs.toReversed()) {
      const on = (ladder: Ladder | undefined): boolean => ladder?.standing === 'on' && ladder.at === rung.id;
      const between = (ladder: Ladder | undefined): boolean => ladder?.standing === 'between' && ladder.at === rung.id;
      if (between(now) || between(next)) {
        const title = (between(now) ? now : next)?.title ?? '';
        rows.push(rungRow(title, '', 'between', between(now), between(next)));
      }
      const title = on(now) ? now.title : rung.title;
      const unheld = now.unheld.find((it) => it.rung === rung.id);
      const row = rungRow(title, rung.meaning, unheld ? 'unheld' : this.standingOf(rung, now), on(now), on(next));
      if (unheld) row.append(element('span', 'rung-why', `not held: ${unheld.why}`));
      // To stand on the lowest one is nothing to be pleased about, as the tree and the status bar say too.
      row.classList.toggle('rung-lowest', rung === this.rungs[0]);
      rows.push(row);
    }
    // On the ground: no rung is reached.
    for (const ladder of [now, next]) {
      if (ladder && (ladder.standing === 'broken' || ladder.standing === 'unknown')) {
        rows.push(rungRow(ladder.title, '', ladder.standing, ladder === now, next !== undefined && ladder === next));
      }
    }
    this.list.replaceChildren(...rows);
  }

  /** A rung counts as climbed when the unit stands on it or over it, and keeps its promise too. */
  private standingOf(rung: Rung, now: Ladder): 'climbed' | 'above' {
    const at = this.rungs.findIndex(({ id }) => id === now.at);
    return this.rungs.indexOf(rung) <= at ? 'climbed' : 'above';
  }
}

function rungRow(title: string, meaning: string, standing: string, isNow: boolean, isNext: boolean): HTMLElement {
  const row = element('li', `rung rung-${standing}`, element('span', 'rung-title', title));
  if (meaning !== '') row.title = meaning;
  if (isNow) {
    row.classList.add('now');
    row.setAttribute('aria-current', 'step');
    row.append(element('span', 'rung-mark', 'now'));
  }
  if (isNext) {
    row.classList.add('next');
    row.append(element('span', 'rung-mark rung-next', isNow ? 'no change' : 'after the change'));
  }
  return row;
}
