import type { Remote } from '../../src/protocol/rpc';
import type { TailHost } from '../../src/protocol/tail';
import { element } from '../shared/element';
import { FindingsPane } from './findingsPane';
import { Histogram } from './histogram';
import { LanesPane } from './lanesPane';
import { MiniMap } from './miniMap';
import { OverviewSource } from './overviewSource';
import type { PaneId } from './paneId';
import type { Stage } from './stage';
import { onThemeChange, readThemeColours } from './themeColours';

export interface OverviewsListener {
  /** Selects a row in the middle of the view. */
  goTo(row: number): void;
  /** Which panes are open has changed. */
  toggled(): void;
  focusRows(): void;
  failed(error: unknown): void;
}

/** What shows more than the rows in view: the map beside them, and the panes above and below. */
export class Overviews {
  /** The rows with everything around them. */
  readonly root: HTMLElement;
  /** Buttons that open and close the panes. */
  readonly switches = element('span', 'pane-switches');
  private readonly stage: Stage;
  private readonly listener: OverviewsListener;
  private readonly source: OverviewSource;
  private readonly miniMap: MiniMap;
  private readonly findings: FindingsPane;
  private readonly histogram: Histogram;
  private readonly lanes: LanesPane;
  private readonly buttons = new Map<PaneId, HTMLButtonElement>();

  constructor(
    host: Pick<Remote<TailHost>, 'overview' | 'findings' | 'firstInTime' | 'lanes'>,
    stage: Stage,
    rows: HTMLElement,
    open: readonly PaneId[],
    listener: OverviewsListener,
  ) {
    this.stage = stage;
    this.listener = listener;
    this.source = new OverviewSource(host, { changed: () => this.show(), failed: listener.failed });
    this.miniMap = new MiniMap(readThemeColours(), (row) => stage.show(row));
    this.findings = new FindingsPane(host, {
      nameOf: (partition) => stage.nameOf(partition),
      close: () => this.toggle('findings'),
      goTo: listener.goTo,
      failed: listener.failed,
    });
    this.histogram = new Histogram(readThemeColours(), {
      close: () => this.toggle('histogram'),
      goTo: (from, to) => {
        host.firstInTime(from, to).then((row) => {
          if (row !== undefined) listener.goTo(row);
        }, listener.failed);
      },
      narrow: (span) => this.source.narrow(span),
      failed: listener.failed,
    });
    this.lanes = new LanesPane(host, readThemeColours(), {
      close: () => this.toggle('lanes'),
      goTo: listener.goTo,
      failed: listener.failed,
    });
    this.root = element(
      'div',
      'center',
      this.histogram.root,
      element('div', 'rows-line', rows, this.miniMap.root),
      this.lanes.root,
      this.findings.root,
    );
    this.switches.setAttribute('role', 'group');
    this.switches.setAttribute('aria-label', 'Panes');
    this.addSwitch('histogram', 'Histogram', 'Records and findings over time (h)');
    this.addSwitch('lanes', 'Keys', 'Lanes of the busiest keys around the rows in view (k)');
    this.addSwitch('findings', 'Findings', 'List of all findings in memory (a)');
    for (const [id, pane] of this.panes) pane.root.hidden = !open.includes(id);
    this.showSwitches();
    onThemeChange(() => {
      const colours = readThemeColours();
      this.miniMap.recolour(colours);
      this.histogram.recolour(colours);
      this.lanes.recolour(colours);
    });
  }

  get open(): readonly PaneId[] {
    return this.panes.filter(([, { root }]) => !root.hidden).map(([id]) => id);
  }

  toggle(id: PaneId): void {
    const pane = this.panes.find(([it]) => it === id)?.[1];
    if (!pane) return;
    pane.root.hidden = !pane.root.hidden;
    this.showSwitches();
    if (pane.root.hidden) this.listener.focusRows();
    else {
      this.show();
      this.drawn();
      pane.focus();
    }
    this.listener.toggled();
  }

  /** With every frame. */
  drawn(): void {
    const { latest, shown, grid } = this.stage;
    if (!latest || !shown) return;
    this.histogram.showMarks(latest.debug?.marks ?? []);
    this.miniMap.showWindow({ from: shown.firstRow, end: shown.endRow }, grid.window());
    if (!this.lanes.root.hidden) this.lanes.showWindow(grid.window(), shown);
    if (!this.stage.follow.isFrozen) this.source.follow(latest);
  }

  private get panes() {
    return [
      ['histogram', this.histogram],
      ['lanes', this.lanes],
      ['findings', this.findings],
    ] as const;
  }

  private show(): void {
    const { latest } = this.source;
    this.miniMap.showOverview(latest);
    if (!this.histogram.root.hidden) this.histogram.showOverview(latest);
    if (!this.findings.root.hidden) this.findings.showOverview(latest);
  }

  private addSwitch(id: PaneId, label: string, tooltip: string): void {
    const button = element('button', 'pane-switch', label);
    button.type = 'button';
    button.title = tooltip;
    button.addEventListener('click', () => this.toggle(id));
    this.buttons.set(id, button);
    this.switches.append(button);
  }

  private showSwitches(): void {
    const { open } = this;
    for (const [id, button] of this.buttons) button.setAttribute('aria-pressed', String(open.includes(id)));
  }
}
