import type uPlot from 'uplot';
import type { DebugMark } from '../../src/protocol/debugMarks';
import type { TailOverview } from '../../src/protocol/tailQueries';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { anomalyKinds, findingLooks } from './findingLooks';
import { countOf } from './formatCount';
import { formatSpan } from './formatSpan';
import { formatTick, tickSpace } from './formatTick';
import { loadPlot } from './loadPlot';
import { sumBins } from './sumBins';
import type { ThemeColours } from './themeColours';

export interface HistogramListener {
  close(): void;
  /** The first record of this time is wanted, both ends included. */
  goTo(from: number, to: number): void;
  /** Only this span is to be drawn, or all again. */
  narrow(span: { readonly from: number; readonly to: number } | undefined): void;
  failed(error: unknown): void;
}

/** Findings stand in the lower part of the graph: they have a scale of their own, which is this much higher. */
const FINDING_HEADROOM = 2.5;
const HEIGHT = 104;
/** A letter is drawn into a part of a bar that has room for it. */
const LETTER_SIZE = 10;

/** Records by their own time with the findings stacked at the foot; a stretch of it can be chosen, by mouse or by keys. */
export class Histogram {
  readonly root = element('section', 'pane histogram');
  private readonly listener: HistogramListener;
  private readonly area = element('div', 'histogram-area');
  private readonly summary = element('span', 'muted histogram-summary');
  /** What a button has changed, which the slider's own value tells only to those who stand on it. */
  private readonly said = element('span', 'for-screen-reader');
  private readonly goTo;
  private readonly zoom;
  private readonly all;
  private Plot: typeof uPlot | undefined;
  private loading: Promise<void> | undefined;
  private plot: uPlot | undefined;
  private colours: ThemeColours;
  private overview: TailOverview | undefined;
  /** The bins chosen, both included. */
  private chosen: { readonly first: number; readonly last: number } | undefined;
  private isNarrowed = false;
  /** A button was pressed, and its answer is still to come. */
  private isAwaited = false;
  private marks: readonly DebugMark[] = [];

  constructor(colours: ThemeColours, listener: HistogramListener) {
    this.colours = colours;
    this.listener = listener;
    this.root.setAttribute('aria-label', 'Records over time');
    this.area.tabIndex = 0;
    this.area.setAttribute('role', 'slider');
    this.area.setAttribute('aria-label', 'Time of the records');
    this.area.setAttribute(
      'aria-description',
      'Arrows choose a time, Shift with them a span, Enter goes to its first record, + zooms in, Escape shows all',
    );
    // Not the summary: it changes with every record that arrives.
    this.said.setAttribute('role', 'status');
    this.goTo = makeButton('Go to first', 'Select the first record of the chosen time (Enter)', () =>
      this.goToChosen(),
    );
    this.zoom = makeButton('Zoom in', 'Draw only the chosen time (+)', () => this.zoomIn());
    this.all = makeButton('Show all', 'Draw the time of all records (Esc)', () => this.showAll());
    const close = makeButton('Close', 'Close the histogram (h)', () => listener.close());
    const actions = element('span', 'pane-actions', this.goTo, this.zoom, this.all, close);
    this.root.append(
      element('div', 'pane-title', element('h2', '', 'Records over time'), this.summary, actions),
      this.area,
      this.said,
    );
    this.area.addEventListener('keydown', (event) => this.onKey(event));
    new ResizeObserver(() => {
      if (this.area.clientWidth > 0) this.plot?.setSize({ width: this.area.clientWidth, height: HEIGHT });
    }).observe(this.area);
    this.tell();
  }

  showOverview(overview: TailOverview | undefined): void {
    const before = this.overview?.byTime;
    const now = overview?.byTime;
    this.overview = overview;
    // Other bins: what was chosen is somewhere else, or nowhere.
    if (before?.from !== now?.from || before?.width !== now?.width) this.chosen = undefined;
    if (this.plot) this.plot.setData(this.data(), true);
    else this.load();
    this.tell();
    if (this.isAwaited && before?.from !== now?.from) this.answer();
  }

  private answer(): void {
    this.isAwaited = false;
    if (document.activeElement !== this.area) this.said.textContent = this.summary.textContent;
  }

  recolour(colours: ThemeColours): void {
    this.colours = colours;
    this.plot?.destroy();
    this.plot = undefined;
    this.make();
  }

  focus(): void {
    this.area.focus();
  }

  private load(): void {
    this.loading ??= loadPlot().then((Plot) => {
      this.Plot = Plot;
      this.make();
    }, this.listener.failed);
    if (this.Plot) this.make();
  }

  private make(): void {
    const { Plot } = this;
    if (!Plot || this.plot || this.area.clientWidth === 0) return;
    const { colours } = this;
    const axis = { stroke: colours.muted, grid: { stroke: colours.line, width: 1 }, ticks: { show: false } };
    const bars = Plot.paths.bars?.({ size: [1, 100], align: 1 });
    const series = (scale: string, colour: string): uPlot.Series => ({
      scale,
      fill: colour,
      width: 0,
      points: { show: false },
      ...(bars ? { paths: bars } : {}),
    });
    this.plot = new Plot(
      {
        width: this.area.clientWidth,
        height: HEIGHT,
        ms: 1,
        // Half of the widest time, where the last one stands at the edge.
        padding: [null, 40, null, null],
        legend: { show: false },
        cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false }, y: false },
        scales: {
          x: { time: true },
          records: { range: (_plot, _min, max) => [0, Math.max(1, max)] },
          findings: { range: (_plot, _min, max) => [0, Math.max(1, max) * FINDING_HEADROOM] },
        },
        axes: [
          {
            ...axis,
            size: 22,
            space: (_plot, _axis, from, to, width) => tickSpace((to - from) / width),
            values: (_plot, splits, _axis, _space, step) => splits.map((at) => formatTick(at, step)),
          },
          { ...axis, scale: 'records', size: 54, incrs: wholeSteps },
        ],
        series: [
          {},
          series('records', `color-mix(in srgb, ${colours.text} 32%, transparent)`),
          // The highest of the stack first, so that the lower ones are drawn over it.
          ...[...anomalyKinds].reverse().map((kind) => series('findings', colours.tone(findingLooks[kind].tone))),
        ],
        hooks: {
          setSelect: [(plot) => this.onBrush(plot)],
          draw: [(plot) => this.drawLetters(plot), (plot) => this.drawMarks(plot)],
        },
      },
      this.data(),
      this.area,
    );
  }

  private data(): uPlot.AlignedData {
    const { byTime } = this.overview ?? {};
    if (!byTime) return [[], [], ...anomalyKinds.map(() => [])];
    const { from, width, records, counts } = byTime;
    const sums = records.map(() => 0);
    const stack = anomalyKinds.map((kind) => {
      for (const [i, n] of (counts[kind] ?? []).entries()) sums[i] = (sums[i] ?? 0) + n;
      // Nothing of the kind: no bar, not one that hides behind another.
      return sums.map((sum, i) => (counts[kind]?.[i] ? sum : null));
    });
    return [records.map((_, i) => from + i * width), [...records], ...stack.reverse()];
  }

  /** The kinds are told by letters too, where a bar has room for one. */
  private drawLetters(plot: uPlot): void {
    const { byTime } = this.overview ?? {};
    if (!byTime) return;
    const { from, width, records, counts } = byTime;
    const scale = window.devicePixelRatio;
    const { ctx } = plot;
    ctx.save();
    ctx.font = `700 ${LETTER_SIZE * scale}px sans-serif`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillStyle = this.colours.background;
    for (let i = 0; i < records.length; i += 1) {
      const left = plot.valToPos(from + i * width, 'x', true);
      const right = plot.valToPos(from + (i + 1) * width, 'x', true);
      if (right - left < LETTER_SIZE * scale) break;
      let sum = 0;
      for (const kind of anomalyKinds) {
        const n = counts[kind]?.[i] ?? 0;
        if (n === 0) continue;
        const foot = plot.valToPos(sum, 'findings', true);
        sum += n;
        const top = plot.valToPos(sum, 'findings', true);
        if (foot - top >= LETTER_SIZE * scale)
          ctx.fillText(findingLooks[kind].letter, (left + right) / 2, (foot + top) / 2);
      }
    }
    ctx.restore();
  }

  /** What the debugger did, by the clock of this machine, which the times of the records need not agree with. */
  showMarks(marks: readonly DebugMark[]): void {
    if (marks.length === this.marks.length && marks.at(-1)?.at === this.marks.at(-1)?.at) return;
    this.marks = marks;
    this.plot?.redraw(false);
  }

  private drawMarks({ ctx, bbox, valToPos }: uPlot): void {
    ctx.save();
    ctx.strokeStyle = this.colours.text;
    ctx.lineWidth = window.devicePixelRatio;
    for (const { kind, at } of this.marks) {
      const x = Math.round(valToPos(at, 'x', true));
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.setLineDash(kind === 'pause' || kind === 'continue' ? [2, 2] : []);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  }

  private onBrush(plot: uPlot): void {
    const { byTime } = this.overview ?? {};
    const { left, width } = plot.select;
    if (!byTime || width <= 0) return;
    const binAt = (x: number): number => this.bin(Math.floor((plot.posToVal(x, 'x') - byTime.from) / byTime.width));
    this.chosen = { first: binAt(left), last: binAt(left + width) };
    this.tell();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step !== undefined) this.step(step, event.shiftKey);
    else if (event.key === 'Enter') this.goToChosen();
    else if (event.key === '+') this.zoomIn();
    else if (event.key === 'Escape' && (this.chosen || this.isNarrowed)) this.showAll();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** So many bins further; with Shift the span grows or shrinks at its end. */
  private step(by: number, extend: boolean): void {
    const count = this.overview?.byTime?.records.length ?? 0;
    if (count === 0) return;
    const outside = by > 0 ? -1 : count;
    const { first, last } = this.chosen ?? { first: outside, last: outside };
    const next = this.bin(last + by);
    this.chosen = extend && this.chosen ? { first, last: Math.max(first, next) } : { first: next, last: next };
    this.drawChosen();
    this.tell();
  }

  private drawChosen(): void {
    const { plot, chosen } = this;
    const { byTime } = this.overview ?? {};
    if (!plot || !byTime) return;
    const at = (bin: number): number => plot.valToPos(byTime.from + bin * byTime.width, 'x');
    const left = chosen ? at(chosen.first) : 0;
    const width = chosen ? at(chosen.last + 1) - left : 0;
    plot.setSelect({ left, width, top: 0, height: plot.over.clientHeight }, false);
  }

  private bin(n: number): number {
    return Math.min((this.overview?.byTime?.records.length ?? 1) - 1, Math.max(0, n));
  }

  private get span(): { readonly from: number; readonly to: number } | undefined {
    const { byTime } = this.overview ?? {};
    if (!byTime || !this.chosen) return undefined;
    const { first, last } = this.chosen;
    return { from: byTime.from + first * byTime.width, to: byTime.from + (last + 1) * byTime.width - 1 };
  }

  private goToChosen(): void {
    const { span } = this;
    if (span) this.listener.goTo(span.from, span.to);
  }

  private zoomIn(): void {
    const { span } = this;
    if (!span) return;
    this.isNarrowed = true;
    this.isAwaited = true;
    this.chosen = undefined;
    this.drawChosen();
    this.listener.narrow(span);
  }

  private showAll(): void {
    this.chosen = undefined;
    this.drawChosen();
    if (this.isNarrowed) this.listener.narrow(undefined);
    this.isAwaited = this.isNarrowed;
    this.isNarrowed = false;
    this.tell();
    if (!this.isAwaited) this.answer();
  }

  /** The graph in words: of the chosen span, or of all that is drawn. */
  private tell(): void {
    const { chosen, overview } = this;
    this.goTo.disabled = !chosen;
    this.zoom.disabled = !chosen;
    this.all.disabled = !chosen && !this.isNarrowed;
    const byTime = overview?.byTime;
    if (!byTime) {
      this.summary.textContent = 'No record with a time is in memory.';
      this.describe(0, 0, this.summary.textContent);
      return;
    }
    const first = chosen?.first ?? 0;
    const end = (chosen?.last ?? byTime.records.length - 1) + 1;
    const found = anomalyKinds
      .map((kind) => ({ kind, n: sumBins(byTime.counts[kind], first, end) }))
      .filter(({ n }) => n > 0)
      .map(({ kind, n }) => `${findingLooks[kind].name.toLowerCase()} ${n}`);
    const records = countOf(sumBins(byTime.records, first, end), 'record');
    const span = formatSpan(byTime.from + first * byTime.width, byTime.from + end * byTime.width);
    const text = `${span}: ${records}${found.length > 0 ? `, ${found.join(', ')}` : ', no findings'}`;
    if (this.summary.textContent !== text) this.summary.textContent = text;
    this.describe(end, byTime.records.length, text);
  }

  /** A slider has a value also where there is nothing to choose. */
  private describe(now: number, count: number, text: string): void {
    this.area.setAttribute('aria-valuemin', String(Math.min(1, count)));
    this.area.setAttribute('aria-valuemax', String(count));
    this.area.setAttribute('aria-valuenow', String(now));
    this.area.setAttribute('aria-valuetext', text);
    this.area.setAttribute('aria-disabled', String(count === 0));
  }
}

/** There is no half of a record. */
const wholeSteps = Array.from({ length: 12 }, (_, i) => [1, 2, 5].map((n) => n * 10 ** i)).flat();

/** In bins; from where nothing is chosen the first key leads to an end. */
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -10,
  PageDown: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
