import { type Column, columnTemplate } from './columns';
import { type HeaderListener, HeaderRow } from './headerRow';
import { measureMaxHeight } from './measureMaxHeight';
import { ReadingOrder } from './readingOrder';
import type { RowLook } from './renderRow';
import { RowElement } from './rowElement';
import {
  maxTop,
  type RowLines,
  rowHeight,
  type ScrollGeometry,
  scrollOfTop,
  spacerHeight,
  stretch,
  topOfScroll,
  windowAt,
} from './scrollMap';
import type { TextPainter } from './textPainter';

export interface GridListener {
  readonly header: HeaderListener;
  /** What the row shows; undefined while it is on its way. */
  look(n: number): RowLook | undefined;
  /** The user moved the rows. `atEnd` = the last row is in full view. */
  scrolled(atEnd: boolean): void;
  picked(n: number, open: boolean): void;
  /** The menu of a row is wanted at a place in the page; undefined = of the selected row, by the keyboard. */
  menu(n: number | undefined, x: number, y: number): void;
  /** Width or height changed. */
  resized(): void;
}

/** Rows `first..end` in a scroller: as many elements as fit on the screen, each shows whatever row is at its place. */
export class Grid {
  readonly root = document.createElement('div');
  private readonly header: HeaderRow;
  private readonly painter: TextPainter;
  private readonly scroller = document.createElement('div');
  private readonly spacer = document.createElement('div');
  private readonly layer = document.createElement('div');
  private readonly body = document.createElement('div');
  private readonly order = new ReadingOrder(this.body);
  private readonly listener: GridListener;
  private pool: RowElement[] = [];
  private columns: readonly Column[] = [];
  private first = 0;
  private end = 0;
  private geometry: ScrollGeometry = { rows: 0, rowHeight: rowHeight(1), viewHeight: 0, maxHeight: 1_000_000 };
  /** Distance of the view from the top of the first row, in CSS pixels: the truth, of which scrollTop is an image. */
  private top = 0;
  /** scrollTop as the browser took it when it was last set or read. */
  private placed = 0;
  private selection: number | undefined;

  constructor(listener: GridListener, painter: TextPainter) {
    this.listener = listener;
    this.painter = painter;
    this.header = new HeaderRow(listener.header);
    this.root.className = 'grid';
    this.root.tabIndex = 0;
    this.root.setAttribute('role', 'grid');
    this.root.setAttribute('aria-label', 'Records');
    this.root.setAttribute('aria-multiselectable', 'false');
    this.scroller.className = 'grid-scroller';
    this.scroller.tabIndex = -1;
    this.scroller.setAttribute('role', 'rowgroup');
    this.spacer.className = 'grid-spacer';
    this.layer.className = 'grid-layer';
    this.body.className = 'grid-body';
    this.layer.append(this.body);
    this.spacer.append(this.layer);
    this.scroller.append(this.spacer);
    this.root.append(this.header.root, this.scroller);
    this.scroller.addEventListener('scroll', () => this.onScroll(), { passive: true });
    this.scroller.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    this.body.addEventListener('click', (event) => this.onClick(event, false));
    this.body.addEventListener('dblclick', (event) => this.onClick(event, true));
    this.root.addEventListener('contextmenu', (event) => this.onMenu(event));
    new ResizeObserver(() => this.measure()).observe(this.scroller);
  }

  get width(): number {
    return this.scroller.clientWidth;
  }

  /** Rows in full view at once. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.geometry.viewHeight / this.geometry.rowHeight));
  }

  get isAtEnd(): boolean {
    return this.top >= maxTop(this.geometry) - 1;
  }

  /** Row numbers in view, cut ones included. */
  window(): { readonly from: number; readonly end: number } {
    const { from, end } = windowAt(this.geometry, this.top);
    return { from: this.first + from, end: this.first + end };
  }

  /** Row numbers that would be in view at the end of `first..end`. */
  windowAtEnd(first: number, end: number): { readonly from: number; readonly end: number } {
    const rows = Math.ceil(this.geometry.viewHeight / this.geometry.rowHeight) + 1;
    return { from: Math.max(first, end - rows), end };
  }

  setColumns(columns: readonly Column[]): void {
    const isSame = columns.length === this.columns.length && columns.every(({ id }, i) => this.columns[i]?.id === id);
    this.columns = columns;
    this.root.style.setProperty('--columns', columnTemplate(columns));
    this.root.setAttribute('aria-colcount', String(columns.length));
    this.header.setColumns(columns);
    if (!isSame) for (const element of this.pool) element.setColumns(columns);
  }

  /** What is at the top stays there. */
  setLines(lines: RowLines): void {
    const height = rowHeight(lines);
    if (height === this.geometry.rowHeight) return;
    const top = (this.top / this.geometry.rowHeight) * height;
    this.root.style.setProperty('--row-height', `${height}px`);
    this.root.dataset.lines = String(lines);
    this.applyGeometry({ ...this.geometry, rowHeight: height }, top);
    this.measure();
  }

  /** The rows that exist now. What is in view stays in view, also when rows before it went away. */
  setRange(first: number, end: number): void {
    const shift = (this.first - first) * this.geometry.rowHeight;
    if (first === this.first && end === this.end) return;
    this.first = first;
    this.end = end;
    this.root.setAttribute('aria-rowcount', String(end - first + 1));
    this.applyGeometry({ ...this.geometry, rows: end - first }, this.top + shift);
  }

  scrollToEnd(): void {
    this.moveTo(maxTop(this.geometry));
  }

  /** Puts the row into view: at the top, or by the shortest way. */
  reveal(n: number, where: 'top' | 'nearest' | 'middle'): void {
    const { viewHeight, rowHeight } = this.geometry;
    const at = (n - this.first) * rowHeight;
    if (where === 'top') this.moveTo(at);
    else if (where === 'middle') this.moveTo(at - Math.floor((viewHeight - rowHeight) / 2));
    else if (at < this.top) this.moveTo(at);
    else if (at + rowHeight > this.top + viewHeight) this.moveTo(at + rowHeight - viewHeight);
  }

  select(n: number | undefined): void {
    this.selection = n;
  }

  focus(): void {
    this.root.focus({ preventScroll: true });
  }

  /** Draws the window: an element keeps its row as long as that row is in view, so scrolling by one row draws one. */
  render(): void {
    const { from, end } = this.window();
    const size = this.pool.length;
    if (size === 0) return;
    const base = from - (from % size);
    const look = this.listener.look;
    for (let n = from; n < from + size; n += 1) {
      const element = this.pool[n % size];
      if (!element) continue;
      if (n >= end) element.hide();
      else {
        const place = `${(n - base) * this.geometry.rowHeight}px`;
        if (element.root.style.top !== place) element.root.style.top = place;
        element.setIndex(n - this.first + 2);
        element.show(n, look(n), n === this.selection);
      }
    }
    this.body.style.transform = `translateY(${(base - this.first) * this.geometry.rowHeight - this.top}px)`;
    this.describeActive(from, end);
    this.order.want(from % size);
  }

  private describeActive(from: number, end: number): void {
    const n = this.selection;
    const active = n !== undefined && n >= from && n < end ? this.pool[n % this.pool.length]?.root.id : undefined;
    if (active === undefined) this.root.removeAttribute('aria-activedescendant');
    else this.root.setAttribute('aria-activedescendant', active);
  }

  private measure(): void {
    this.takeUserScroll();
    const viewHeight = this.scroller.clientHeight;
    const wasAtEnd = this.isAtEnd;
    const { from, end } = this.window();
    const kept = this.selection;
    const keepsSelection = kept !== undefined && kept >= from && kept < end;
    this.applyGeometry({ ...this.geometry, viewHeight, maxHeight: measureMaxHeight() }, this.top);
    if (keepsSelection) this.reveal(kept, 'nearest');
    else if (wasAtEnd) this.scrollToEnd();
    this.layer.style.height = `${viewHeight}px`;
    this.header.root.style.paddingRight = `${this.scroller.offsetWidth - this.scroller.clientWidth}px`;
    const wanted = Math.ceil(viewHeight / this.geometry.rowHeight) + 1;
    if (wanted !== this.pool.length) {
      for (const element of this.pool.slice(wanted)) element.hide();
      this.pool = Array.from({ length: wanted }, (_, i) => {
        const element = this.pool[i] ?? new RowElement(`row-${i}`, this.painter);
        element.setColumns(this.columns);
        element.n = -1;
        return element;
      });
      this.order.replace(this.pool.map((element) => element.root));
    }
    this.listener.resized();
  }

  private applyGeometry(geometry: ScrollGeometry, top: number): void {
    const height = spacerHeight(geometry);
    if (height !== spacerHeight(this.geometry)) this.spacer.style.height = `${height}px`;
    this.geometry = geometry;
    this.moveTo(top);
  }

  private moveTo(top: number): void {
    this.top = Math.min(maxTop(this.geometry), Math.max(0, top));
    const scrollTop = scrollOfTop(this.geometry, this.top);
    if (Math.abs(this.scroller.scrollTop - scrollTop) >= 1) this.scroller.scrollTop = scrollTop;
    this.placed = this.scroller.scrollTop;
  }

  /**
   * Takes a place that the user has scrolled to and of which the browser's event is still to come: to be called before
   * the view moves by itself, or it would undo that step of the user.
   */
  takeUserScroll(): void {
    this.onScroll();
  }

  private onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    // Where it was put, and where the browser has moved it since in a view that has grown and is still to be measured.
    const known = Math.min(this.placed, scrollHeight - clientHeight);
    // Our own doing: the exact place is known already.
    if (Math.abs(known - scrollTop) <= 1) return;
    this.placed = scrollTop;
    this.top = topOfScroll(this.geometry, scrollTop);
    this.listener.scrolled(this.isAtEnd);
  }

  /** With a proportional scrollbar the wheel would jump by many rows: move by what the wheel says instead. */
  private onWheel(event: WheelEvent): void {
    if (stretch(this.geometry) <= 1 || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? this.geometry.rowHeight : this.geometry.viewHeight;
    this.moveTo(this.top + event.deltaY * unit);
    this.listener.scrolled(this.isAtEnd);
  }

  private onClick(event: MouseEvent, open: boolean): void {
    const n = this.rowOf(event);
    if (n !== undefined) this.listener.picked(n, open);
  }

  private onMenu(event: MouseEvent): void {
    if (event.target instanceof Node && this.header.root.contains(event.target)) return;
    event.preventDefault();
    this.listener.menu(this.rowOf(event), event.clientX, event.clientY);
  }

  private rowOf({ target }: MouseEvent): number | undefined {
    const row = target instanceof Element ? target.closest('[role="row"]') : null;
    const n = this.pool.find(({ root }) => root === row)?.n ?? -1;
    return n >= 0 ? n : undefined;
  }
}
