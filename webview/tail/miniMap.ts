import type { FindingKind } from '../../src/protocol/tail';
import type { TailOverview } from '../../src/protocol/tailQueries';
import { element } from '../shared/element';
import { findingLooks } from './findingLooks';
import { countOf, formatCount } from './formatCount';
import { drawSharp } from './sharpCanvas';
import type { ThemeColours } from './themeColours';

/** One column for what looks alike in the rows: where a mark stands tells its kind without its colour. */
const columns: readonly (readonly FindingKind[])[] = [
  ['duplicate'],
  ['gap'],
  ['late'],
  ['conflict', 'divergence'],
  ['restart'],
  ['truncated', 'expired', 'unexplained'],
];
const COLUMN_WIDTH = 8;
const MARK_WIDTH = 6;
const MIN_MARK_HEIGHT = 2;
const MIN_WINDOW_HEIGHT = 6;
const BIG_STEP = 10;

interface RowSpan {
  readonly from: number;
  readonly end: number;
}

/** Where the findings lie among all rows, beside the scrollbar; a click or the arrow keys bring the rows there into view. */
export class MiniMap {
  readonly root = element('div', 'minimap');
  private readonly strip = element('div', 'minimap-strip');
  private readonly canvas = document.createElement('canvas');
  private readonly view = element('div', 'minimap-window');
  private readonly show: (row: number) => void;
  private overview: TailOverview | undefined;
  private colours: ThemeColours;
  private rows: RowSpan = { from: 0, end: 0 };
  private window: RowSpan = { from: 0, end: 0 };
  private height = 0;

  constructor(colours: ThemeColours, show: (row: number) => void) {
    this.colours = colours;
    this.show = show;
    const letters = columns.map((kinds) => {
      const looks = kinds.map((kind) => findingLooks[kind]);
      const letter = element('span', `tone-text-${looks[0]?.tone}`, looks[0]?.letter ?? '');
      letter.title = looks.map(({ name }) => name).join(', ');
      return letter;
    });
    const header = element('div', 'minimap-header', ...letters);
    header.setAttribute('aria-hidden', 'true');
    this.strip.append(this.canvas, this.view);
    this.strip.tabIndex = 0;
    this.strip.setAttribute('role', 'slider');
    this.strip.setAttribute('aria-orientation', 'vertical');
    this.strip.setAttribute('aria-label', 'Map of findings');
    this.root.append(header, this.strip);
    this.strip.addEventListener('pointerdown', (event) => this.onPointer(event));
    this.strip.addEventListener('pointermove', (event) => {
      if (this.strip.hasPointerCapture(event.pointerId)) this.goTo(event);
    });
    this.strip.addEventListener('keydown', (event) => this.onKey(event));
    new ResizeObserver(() => {
      this.height = this.strip.clientHeight;
      this.draw();
    }).observe(this.strip);
  }

  showOverview(overview: TailOverview | undefined): void {
    this.overview = overview;
    this.draw();
  }

  recolour(colours: ThemeColours): void {
    this.colours = colours;
    this.draw();
  }

  /** Called with every frame: moves one element. */
  showWindow(rows: RowSpan, window: RowSpan): void {
    const same = (a: RowSpan, b: RowSpan): boolean => a.from === b.from && a.end === b.end;
    if (same(rows, this.rows) && same(window, this.window)) return;
    this.rows = rows;
    this.window = window;
    this.placeWindow();
  }

  private placeWindow(): void {
    const { rows, window } = this;
    const total = rows.end - rows.from;
    this.view.hidden = total <= 0;
    if (total <= 0) return;
    const scale = this.height / total;
    const size = Math.min(this.height, Math.max(MIN_WINDOW_HEIGHT, (window.end - window.from) * scale));
    const top = Math.min(this.height - size, Math.max(0, (window.from - rows.from) * scale));
    this.view.style.transform = `translateY(${top}px)`;
    this.view.style.height = `${size}px`;
    this.strip.setAttribute('aria-valuemin', '1');
    this.strip.setAttribute('aria-valuemax', String(total));
    this.strip.setAttribute('aria-valuenow', String(window.from - rows.from + 1));
    this.strip.setAttribute('aria-valuetext', this.windowText());
  }

  private windowText(): string {
    const { rows, window } = this;
    const place = `Rows ${formatCount(window.from - rows.from + 1)} to ${formatCount(window.end - rows.from)} of ${formatCount(rows.end - rows.from)}`;
    const totals = this.overview?.totals ?? {};
    const found = columns
      .flat()
      .filter((kind) => totals[kind])
      .map((kind) => `${findingLooks[kind].name} ${formatCount(totals[kind] ?? 0)}`);
    return `${place}. ${found.length === 0 ? 'No findings in memory' : `In memory: ${found.join(', ')}`}`;
  }

  private draw(): void {
    this.placeWindow();
    const { overview, height, colours } = this;
    const width = columns.length * COLUMN_WIDTH;
    drawSharp(this.canvas, width, height, (context) => {
      context.fillStyle = colours.line;
      for (let i = 1; i < columns.length; i += 1) context.fillRect(i * COLUMN_WIDTH - 0.5, 0, 0.5, height);
      const total = overview ? overview.endRow - overview.firstRow : 0;
      if (!overview || total === 0) return;
      const { from, rows, counts } = overview.byRow;
      for (const [i, kinds] of columns.entries())
        for (const kind of kinds) {
          context.fillStyle = colours.tone(findingLooks[kind].tone);
          for (const [bin, count] of (counts[kind] ?? []).entries()) {
            if (count === 0) continue;
            const start = Math.max(from + bin * rows, overview.firstRow) - overview.firstRow;
            const size = Math.max(MIN_MARK_HEIGHT, (rows * height) / total);
            // A bin full of findings is as wide as its column, a single one half of it.
            const share = Math.min(1, 0.5 + count / rows);
            const markWidth = Math.round(MARK_WIDTH * share);
            const left = i * COLUMN_WIDTH + (COLUMN_WIDTH - markWidth) / 2;
            context.fillRect(left, Math.min(height - size, (start * height) / total), markWidth, size);
          }
        }
    });
    const summary = this.windowText();
    this.strip.title = `${summary.slice(summary.indexOf('. ') + 2)}. ${countOf(this.rows.end - this.rows.from, 'row')}`;
  }

  private onPointer(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.strip.setPointerCapture(event.pointerId);
    this.goTo(event);
  }

  private goTo({ clientY }: PointerEvent): void {
    const share = (clientY - this.strip.getBoundingClientRect().top) / this.height;
    this.goToRow(this.rows.from + Math.floor(share * (this.rows.end - this.rows.from)));
  }

  private onKey(event: KeyboardEvent): void {
    const page = Math.max(1, this.overview?.byRow.rows ?? 1);
    const middle = Math.floor((this.window.from + this.window.end) / 2);
    const to: Partial<Record<string, number>> = {
      ArrowUp: middle - page,
      ArrowDown: middle + page,
      PageUp: middle - BIG_STEP * page,
      PageDown: middle + BIG_STEP * page,
      Home: this.rows.from,
      End: this.rows.end - 1,
    };
    const row = to[event.key];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.goToRow(row);
  }

  private goToRow(row: number): void {
    const { from, end } = this.rows;
    if (end > from) this.show(Math.min(end - 1, Math.max(from, row)));
  }
}
