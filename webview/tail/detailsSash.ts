import { element } from '../shared/element';

export interface SashListener {
  /** Undefined = the size that the page gives the pane by itself. */
  resized(share: number | undefined): void;
}

/** Shares of the room for rows and pane together; what is left of either can still be read. */
const LEAST = 0.15;
const MOST = 0.85;
/** One press of an arrow. */
const STEP = 0.04;

/**
 * The edge between rows and details: dragged, or moved with the arrows while it has the focus. Two clicks or Delete give
 * the pane back the size that the page chooses. The pane stands beside the rows or below them; one share serves both.
 */
export class DetailsSash {
  readonly root = element('div', 'details-sash');
  private readonly pane: HTMLElement;
  private readonly listener: SashListener;
  private chosen: number | undefined;

  constructor(pane: HTMLElement, share: number | undefined, listener: SashListener) {
    this.pane = pane;
    this.listener = listener;
    const { root } = this;
    root.tabIndex = 0;
    root.hidden = pane.hidden;
    root.setAttribute('role', 'separator');
    root.setAttribute('aria-label', 'Size of the details');
    root.setAttribute('aria-valuemin', `${LEAST * 100}`);
    root.setAttribute('aria-valuemax', `${MOST * 100}`);
    root.title = 'Drag, or press an arrow, to resize the details; two clicks or Delete to reset';
    root.addEventListener('pointerdown', (event) => this.onDown(event));
    root.addEventListener('pointermove', (event) => this.onMove(event));
    root.addEventListener('dblclick', () => this.choose(undefined));
    root.addEventListener('keydown', (event) => this.onKey(event));
    root.addEventListener('focus', () => this.describe());
    new MutationObserver(() => {
      root.hidden = pane.hidden;
    }).observe(pane, { attributes: true, attributeFilter: ['hidden'] });
    this.apply(share);
  }

  /** As chosen; undefined while the page chooses. */
  get share(): number | undefined {
    return this.chosen;
  }

  private onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.root.setPointerCapture(event.pointerId);
    this.describe();
  }

  private onMove({ pointerId, clientX, clientY }: PointerEvent): void {
    if (!this.root.hasPointerCapture(pointerId)) return;
    const { right, bottom } = this.pane.getBoundingClientRect();
    this.choose((this.isBeside() ? right - clientX : bottom - clientY) / this.room());
  }

  private onKey(event: KeyboardEvent): void {
    const [grow, shrink] = this.isBeside() ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const { key } = event;
    if (key === grow) this.choose(this.current() + STEP);
    else if (key === shrink) this.choose(this.current() - STEP);
    else if (key === 'Home') this.choose(LEAST);
    else if (key === 'End') this.choose(MOST);
    else if (key === 'Delete') this.choose(undefined);
    else return;
    // The rows would move, too.
    event.preventDefault();
    event.stopPropagation();
  }

  private choose(share: number | undefined): void {
    this.apply(share === undefined ? undefined : Math.min(MOST, Math.max(LEAST, share)));
    this.listener.resized(this.chosen);
  }

  private apply(share: number | undefined): void {
    this.chosen = share;
    this.pane.classList.toggle('sized', share !== undefined);
    if (share !== undefined) this.pane.style.setProperty('--details-share', `${(share * 100).toFixed(2)}%`);
    this.describe();
  }

  private describe(): void {
    if (this.pane.hidden) return;
    const isBeside = this.isBeside();
    this.root.setAttribute('aria-orientation', isBeside ? 'vertical' : 'horizontal');
    this.root.setAttribute('aria-valuenow', `${Math.round(this.current() * 100)}`);
  }

  private current(): number {
    const { width, height } = this.pane.getBoundingClientRect();
    return (this.isBeside() ? width : height) / this.room();
  }

  private isBeside(): boolean {
    return getComputedStyle(this.pane.parentElement ?? this.pane).flexDirection === 'row';
  }

  /** Of rows and pane along the axis in which they share it, in CSS pixels. */
  private room(): number {
    const { width, height } = (this.pane.parentElement ?? this.pane).getBoundingClientRect();
    return Math.max(1, this.isBeside() ? width : height);
  }
}
