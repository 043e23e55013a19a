import { visibleText } from '../../src/base/visibleText';
import type { Remote } from '../../src/protocol/rpc';
import type { TailHost } from '../../src/protocol/tail';
import type { Lane, Lanes } from '../../src/protocol/tailQueries';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { drawLane, LANE_HEIGHT, LANES_TOP, type LaneScale } from './drawLane';
import { countOf, formatCount } from './formatCount';
import { laneText, tickText } from './laneText';
import { drawSharp } from './sharpCanvas';
import type { ThemeColours } from './themeColours';

export interface LanesListener {
  close(): void;
  goTo(row: number): void;
  failed(error: unknown): void;
}

/** Rows that the lanes are made of, with those in view in their middle. */
const LANE_ROWS = 400;
const NAME_WIDTH = 150;
const MARGIN = 14;
/** Between two questions while the rows scroll. */
const REST_MS = 250;

type LanesOfLayout = Lanes & { readonly layout: number };

/** What the rows are: with another layout the same numbers mean other rows. */
interface RowsState {
  readonly layout: number;
  readonly revision: number;
}

interface RowSpan {
  readonly from: number;
  readonly end: number;
}

/** The busiest keys around the rows in view, each as a lane with its records, its copies' arcs and its gaps. */
export class LanesPane {
  readonly root = element('section', 'pane lanes');
  private readonly host: Pick<Remote<TailHost>, 'lanes'>;
  private readonly listener: LanesListener;
  private readonly summary = element('span', 'muted');
  private readonly area = element('div', 'lanes-area');
  private readonly canvas = document.createElement('canvas');
  private readonly said = element('span', 'for-screen-reader');
  /** The lanes in words, for those who do not see them. */
  private readonly list = element('ul', 'for-screen-reader');
  private colours: ThemeColours;
  private lanes: LanesOfLayout | undefined;
  private window: RowSpan = { from: 0, end: 0 };
  private state: RowsState = { layout: 0, revision: 0 };
  private asked = '';
  private waiting = false;
  /** The record that the keys stand on. */
  private cursor: { readonly lane: number; readonly tick: number } | undefined;

  constructor(host: Pick<Remote<TailHost>, 'lanes'>, colours: ThemeColours, listener: LanesListener) {
    this.host = host;
    this.colours = colours;
    this.listener = listener;
    this.root.setAttribute('aria-label', 'Busiest keys here');
    this.area.tabIndex = 0;
    // A screen reader keeps the arrows of a group to itself; there is nothing to read in a picture.
    this.area.setAttribute('role', 'application');
    this.area.setAttribute('aria-label', 'Lanes of keys');
    this.area.setAttribute('aria-description', 'Arrows move along and between lanes, Enter goes to the record');
    this.canvas.setAttribute('aria-hidden', 'true');
    this.list.setAttribute('aria-label', 'The lanes in words');
    this.said.setAttribute('role', 'status');
    this.area.append(this.canvas);
    const close = makeButton('Close', 'Close the lanes (k)', () => listener.close());
    this.root.append(
      element('div', 'pane-title', element('h2', '', 'Busiest keys here'), this.summary, close),
      this.area,
      this.list,
      this.said,
    );
    this.area.addEventListener('keydown', (event) => this.onKey(event));
    this.area.addEventListener('click', (event) => this.onClick(event));
    this.area.addEventListener('blur', () => this.askAgain());
    new ResizeObserver(() => this.draw()).observe(this.area);
  }

  focus(): void {
    this.area.focus();
  }

  recolour(colours: ThemeColours): void {
    this.colours = colours;
    this.draw();
  }

  /** With every frame while the pane is open: asks for other lanes when the view has moved or something has changed. */
  showWindow(window: RowSpan, state: RowsState): void {
    const moved = window.from !== this.window.from || window.end !== this.window.end;
    this.window = window;
    this.state = state;
    if (moved) this.draw();
    const wanted = `${window.from}/${window.end}/${state.layout}/${state.revision}`;
    if (this.waiting || wanted === this.asked || this.isHeld) return;
    this.asked = wanted;
    this.waiting = true;
    const middle = Math.floor((window.from + window.end) / 2);
    this.host
      .lanes(Math.max(0, middle - LANE_ROWS / 2), LANE_ROWS)
      .then((lanes) => this.show(lanes), this.listener.failed)
      .finally(() =>
        setTimeout(() => {
          this.waiting = false;
          this.askAgain();
        }, REST_MS),
      );
  }

  /** Where records arrive the busiest keys are others all the time: nothing moves under the keys that stand on one. */
  private get isHeld(): boolean {
    const isHere = this.cursor !== undefined && document.activeElement === this.area;
    return isHere && this.lanes?.layout === this.state.layout;
  }

  /** The view may have moved on meanwhile. */
  private askAgain(): void {
    if (!this.root.hidden) this.showWindow(this.window, this.state);
  }

  private show(lanes: LanesOfLayout): void {
    // The keys have come to a record of the earlier lanes meanwhile.
    if (this.isHeld) {
      this.asked = '';
      return;
    }
    this.lanes = lanes;
    this.cursor = undefined;
    const { otherKeys, otherRecords, unknown, from, end } = lanes;
    const others =
      otherKeys === 0 ? '' : `; ${countOf(otherRecords, 'record')} of ${countOf(otherKeys, 'other key')} not drawn`;
    const gone = unknown === 0 ? '' : `; of ${countOf(unknown, 'record')} the key has left memory`;
    this.summary.textContent = `${formatCount(end - from)} rows around those in view${others}${gone}`;
    this.list.replaceChildren(...lanes.lanes.map((lane) => element('li', '', laneText(lane))));
    this.draw();
  }

  private get scale(): LaneScale {
    const { from, end } = this.lanes ?? { from: 0, end: 0 };
    const width = Math.max(1, this.area.clientWidth - NAME_WIDTH - 2 * MARGIN);
    return {
      x: (row) => NAME_WIDTH + MARGIN + ((row - from + 0.5) / Math.max(1, end - from)) * width,
      left: NAME_WIDTH,
    };
  }

  private draw(): void {
    const { lanes, colours, scale, window, cursor } = this;
    const width = this.area.clientWidth;
    const rows = lanes?.lanes ?? [];
    const height = LANES_TOP + Math.max(1, rows.length) * LANE_HEIGHT;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    drawSharp(this.canvas, width, height, (context) => {
      if (!lanes) return;
      // The rows in view, as a band over all lanes.
      context.globalAlpha = 0.18;
      context.fillStyle = colours.focus;
      const left = Math.max(NAME_WIDTH, scale.x(window.from - 0.5));
      context.fillRect(left, 0, Math.max(2, scale.x(window.end - 0.5) - left), height);
      context.globalAlpha = 1;
      for (const [i, lane] of rows.entries()) {
        const tick = cursor?.lane === i ? cursor.tick : undefined;
        drawLane(context, lane, LANES_TOP + i * LANE_HEIGHT, scale, colours, tick);
      }
    });
  }

  private onClick({ clientX, clientY }: MouseEvent): void {
    const box = this.canvas.getBoundingClientRect();
    const lane = this.lanes?.lanes[Math.floor((clientY - box.top - LANES_TOP) / LANE_HEIGHT)];
    if (!lane) return;
    const { x } = this.scale;
    const at = clientX - box.left;
    const nearest = lane.ticks.reduce((a, b) => (Math.abs(x(b.row) - at) < Math.abs(x(a.row) - at) ? b : a));
    this.listener.goTo(nearest.row);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { cursor } = this;
    const rows = this.lanes?.lanes ?? [];
    if (event.key === 'Enter') {
      const tick = cursor && rows[cursor.lane]?.ticks[cursor.tick];
      if (tick) this.listener.goTo(tick.row);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      this.moveTo(cursor?.lane ?? 0, (cursor?.tick ?? -1) + (event.key === 'ArrowRight' ? 1 : -1));
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const to = Math.min(rows.length - 1, Math.max(0, (cursor?.lane ?? -1) + (event.key === 'ArrowDown' ? 1 : -1)));
      const row = cursor ? rows[cursor.lane]?.ticks[cursor.tick]?.row : undefined;
      this.moveTo(to, row === undefined ? 0 : nearestTick(rows[to], row));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private moveTo(lane: number, tick: number): void {
    const found = this.lanes?.lanes[lane];
    if (!found) return;
    const at = Math.min(found.ticks.length - 1, Math.max(0, tick));
    this.cursor = { lane, tick: at };
    const it = found.ticks[at];
    if (it) this.said.textContent = `${visibleText(found.key?.text ?? 'no key')}: ${tickText(it)}`;
    this.draw();
  }
}

const nearestTick = (lane: Lane | undefined, row: number): number =>
  (lane?.ticks ?? []).reduce(
    (best, tick, i, all) => (Math.abs(tick.row - row) < Math.abs((all[best]?.row ?? row) - row) ? i : best),
    0,
  );
