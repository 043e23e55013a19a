import { autoDecoders, type Decoders } from '../../src/protocol/decoding';
import type { Remote } from '../../src/protocol/rpc';
import type { FindingKind, RowFilter, TailHost, TailSnapshot } from '../../src/protocol/tail';
import { element } from '../shared/element';
import type { EditorApi } from '../shared/viewPort';
import { Announcer } from './announcer';
import { ColumnControl } from './columnControl';
import { DebugStrip } from './debugStrip';
import { DetailsPane } from './detailsPane';
import { DetailsSash } from './detailsSash';
import { FilterBar } from './filterBar';
import { Finder } from './finder';
import { focusRows } from './focusRows';
import { HelpDialog } from './helpDialog';
import { Hint } from './hint';
import { Jumps, type JumpView } from './jumps';
import { type KeptState, keepState } from './keepState';
import { type KeyAction, stepOf } from './keymap';
import { listenToKeys } from './listenToKeys';
import { NoticeBar } from './noticeBar';
import { OutControls } from './outControls';
import { Overviews } from './overviews';
import { renderRow } from './renderRow';
import { Search } from './search';
import { Selection } from './selection';
import { Stage } from './stage';
import { StatusLine } from './statusLine';
import { emptyText } from './statusText';
import { TextPainter } from './textPainter';
import { Toolbar } from './toolbar';
import { Trail } from './trail';
import { readViewState } from './viewState';

/** The tail as the user sees and steers it: puts the parts together and passes on what the user wants. */
export class TailView {
  readonly root = element('main', 'tail');
  private readonly host: Remote<TailHost>;
  private readonly stage: Stage;
  private readonly selection: Selection;
  private readonly jumps: Jumps;
  private readonly trail: Trail;
  private readonly toolbar: Toolbar;
  private readonly overviews: Overviews;
  private readonly status = new StatusLine({
    rule: () => this.toolbar.openDrawer(),
    filter: (kind) => this.filterBar.toggle(`is:${kind}`),
    find: (kind, name, direction) => this.ask(this.jumps.toKind(kind, name, direction)),
  });
  private readonly filterBar = new FilterBar({
    filter: (filter) => this.ask(this.setFilter(filter)),
    leave: () => this.stage.grid.focus(),
  });
  private readonly search: Search;
  private readonly out: OutControls;
  private readonly notices = new NoticeBar();
  private readonly debug = new DebugStrip();
  private readonly announcer = new Announcer();
  private readonly hint = new Hint();
  private readonly empty = element('p', 'empty');
  private readonly help = new HelpDialog(() => this.stage.grid.focus());
  private readonly state: KeptState;
  private readonly columns: ColumnControl;
  private decoders: Decoders;
  private finder = new Finder([], () => performance.now());

  constructor(host: Remote<TailHost>, editor: EditorApi) {
    this.host = host;
    const saved = readViewState(editor.getState());
    this.decoders = saved.decoders;
    const painter = new TextPainter(CSS.highlights);
    const { columns, time, lines } = saved;
    this.columns = new ColumnControl(
      { columns, time, lines },
      {
        arranged: () => this.arrange(),
        restyled: () => this.stage.redraw(),
        tell: (sentence) => this.hint.tell(sentence),
        focusRows: () => this.stage.grid.focus(),
      },
    );
    const nameOf = (partition: number): string => this.stage.nameOf(partition);
    this.stage = new Stage(
      host,
      {
        header: this.columns.header,
        look: (row, fields) => {
          const { time } = this.columns.state;
          const look = renderRow(row, { time, now: Date.now(), nameOf, fields, finder: this.finder });
          return { ...look, classes: look.classes + this.trail.classes(row) };
        },
        columns: (width) => this.columns.fit(width, hasSeveralTopics(this.stage.latest)),
        picked: (n) => this.ask(this.selection.select(n, 'nearest', true)),
        menu: (n, x, y) => this.ask(this.openMenu(n, x, y)),
        relocated: () => this.selection.findAgain(),
        drawn: () => this.drawFrame(),
        failed: (error) => this.tellFailure(error),
      },
      painter,
    );
    this.stage.grid.setLines(saved.lines);
    this.stage.anchor = saved.live ? undefined : saved.anchor;
    const details = new DetailsPane(
      {
        nameOf,
        close: () => this.selection.closeDetails(),
        copy: (form) => this.out.copy(form),
        copyMenu: (x, y) => this.out.openMenu(x, y),
        showOriginal: () => this.ask(this.jumps.toOriginal()),
        showPlace: (place) => this.ask(this.jumps.toPlace(place, 'record')),
        pin: (path) => this.pin(path),
      },
      painter,
    );
    const sash = new DetailsSash(details.root, saved.details, { resized: () => this.state.soon() });
    const tell = (sentence: string): void => this.hint.tell(sentence);
    this.selection = new Selection(host, this.stage, details, tell);
    const jumpView: JumpView = {
      nameOf,
      selection: () => this.selection,
      window: () => this.stage.grid.window(),
      goTo: (n) => this.selection.goTo(n),
      tell,
    };
    this.jumps = new Jumps(host, jumpView);
    this.trail = new Trail(host, jumpView, this.jumps, {
      changed: () => this.stage.redraw(),
      failed: (error) => this.tellFailure(error),
    });
    this.search = new Search(host, this.stage, this.selection, { tell, searched: () => this.setFinder() });
    this.out = new OutControls(host, {
      selected: () => this.selection.n,
      latest: () => this.stage.latest,
      filter: () => this.filterBar.text.text,
      tell,
      focusRows: () => this.stage.grid.focus(),
    });
    this.state = keepState(editor, () => {
      const { latest, follow, anchor } = this.stage;
      return {
        // Until the first picture comes, what brought this view back must not be forgotten.
        connectionId: latest?.connectionId ?? saved.connectionId,
        options: latest?.options ?? saved.options,
        ...this.columns.state,
        panes: this.overviews.open,
        details: sash.share,
        filter: this.filterBar.text,
        decoders: this.decoders,
        live: follow.wantsLive,
        anchor: follow.wantsLive ? undefined : (anchor ?? this.stage.topPlace()),
      };
    });
    this.toolbar = this.makeToolbar();
    this.empty.hidden = true;
    const rows = element(
      'div',
      'rows',
      this.stage.grid.root,
      this.empty,
      ...this.search.roots,
      this.columns.panel.root,
      this.hint.root,
    );
    this.overviews = new Overviews(host, this.stage, rows, saved.panes, {
      goTo: (n) => this.ask(this.selection.goTo(n)),
      toggled: () => this.state.soon(),
      focusRows: () => this.stage.grid.focus(),
      failed: (error) => this.tellFailure(error),
    });
    this.overviews.switches.prepend(this.trail.pill);
    this.status.root.append(this.overviews.switches);
    this.root.append(
      this.toolbar.root,
      this.filterBar.root,
      this.notices.root,
      element('div', 'middle', this.overviews.root, sash.root, details.root),
      this.debug.root,
      this.status.root,
      this.announcer.root,
      this.out.menu.root,
      this.out.dialog.root,
      this.help.root,
    );
    if (JSON.stringify(this.decoders) !== JSON.stringify(autoDecoders)) this.ask(this.host.setDecoders(this.decoders));
    this.filterBar.set(saved.filter);
    listenToKeys(
      () => this.help.root.open || this.out.dialog.root.open,
      (action) => this.act(action),
    );
    focusRows(this.stage.grid);
    setInterval(() => {
      if (this.columns.state.time.mode === 'relative' && !document.hidden) this.stage.redraw();
    }, 1000);
  }

  /** Takes a newer picture; resolves when it is on the screen, which is what the sender waits for. */
  accept(snapshot: TailSnapshot): Promise<void> {
    // Left in force by a view that was here before: what stands in the field decides.
    if (!this.stage.latest && snapshot.filter && this.filterBar.text.text === '') this.ask(this.setFilter(undefined));
    return this.stage.accept(snapshot);
  }

  private makeToolbar(): Toolbar {
    const toolbar = new Toolbar({
      restart: (options) => this.ask(this.restart(() => this.host.restart(options))),
      pause: (paused) => this.ask(this.host.pause(paused)),
      stop: () => this.ask(this.host.stop()),
      freeze: () => this.stage.toggleFreeze(),
      goLive: () => this.stage.goLive(),
      columns: () => this.columns.panel.toggle(),
      help: () => this.help.open(),
      export: () => this.out.openDialog(),
      decode: (decoders) => this.ask(this.decode(decoders)),
      pickSchema: () => this.host.pickSchema(),
      failed: (error) => this.tellFailure(error),
    });
    toolbar.showDecoders(this.decoders);
    return toolbar;
  }

  private arrange(): void {
    this.stage.grid.setLines(this.columns.state.lines);
    this.stage.fitColumns();
    this.state.soon();
  }

  /** What the rows mark as found. */
  private setFinder(): void {
    this.finder = new Finder([this.filterBar.filter?.where, this.search.where], () => performance.now());
    this.stage.redraw();
  }

  private drawFrame(): void {
    const { latest, follow, isEmpty } = this.stage;
    if (!latest) return;
    this.toolbar.show(latest, {
      live: follow.isLive,
      frozen: follow.isFrozen,
      newRecords: follow.newRecords(latest.counters.records),
    });
    this.overviews.drawn();
    this.filterBar.show(latest.filter);
    this.search.show(latest);
    this.status.show(latest, filteredKind(this.filterBar.text.text));
    this.notices.show(latest.notices, latest.phase === 'failed');
    this.debug.show(latest.debug);
    this.announcer.show(latest);
    this.empty.hidden = !isEmpty;
    if (isEmpty) this.empty.textContent = emptyText(latest);
    this.root.classList.toggle('frozen', follow.isFrozen);
    this.ask(this.selection.keepUp());
    this.state.soon();
  }

  /** The place on screen stays, as far as the filter shows it. */
  private async setFilter(filter: RowFilter | undefined): Promise<void> {
    this.stage.keepPlace(this.selection.place);
    this.setFinder();
    // Before the first snapshot there is only what was kept.
    if (this.stage.latest) this.state.now();
    await this.host.setFilter(filter);
    await this.accept(await this.host.snapshot());
  }

  private async decode(decoders: Decoders): Promise<void> {
    this.decoders = decoders;
    this.state.now();
    await this.host.setDecoders(decoders);
    await this.accept(await this.host.snapshot());
    await this.selection.readAgain();
  }

  private async restart(send: () => Promise<void>): Promise<void> {
    this.stage.follow.goLive();
    this.stage.anchor = undefined;
    this.selection.closeDetails();
    this.selection.set(undefined);
    this.trail.forget();
    await send();
    // A new worker knows nothing of the filter and of how payloads are shown.
    await this.host.setDecoders(this.decoders);
    await this.host.setFilter(this.filterBar.filter);
    // With a worker that died there is nobody left who pokes by himself.
    await this.accept(await this.host.snapshot());
  }

  private act(action: KeyAction): void {
    const by = stepOf(action, this.stage.grid.pageRows);
    if (this.search.act(action) || this.trail.act(action) || this.out.act(action)) return;
    if (by !== undefined) this.ask(this.selection.move(by));
    else if (action === 'nextAnomaly') this.ask(this.jumps.toAnomaly(1));
    else if (action === 'previousAnomaly') this.ask(this.jumps.toAnomaly(-1));
    else if (action === 'original') this.ask(this.jumps.toOriginal());
    else if (action === 'findings' || action === 'histogram' || action === 'lanes') this.overviews.toggle(action);
    else if (action === 'freeze') this.stage.toggleFreeze();
    else if (action === 'columns') this.columns.panel.toggle();
    else if (action === 'live') this.stage.goLive();
    else if (action === 'help') this.help.open();
    else if (action === 'open') this.ask(this.selection.open());
    else if (action === 'produceAgain') this.ask(this.selection.produceAgain());
    else if (action === 'filter') this.filterBar.focus();
    else if (action === 'escape') this.selection.escape();
  }

  private async openMenu(n: number | undefined, x: number, y: number): Promise<void> {
    if (n === undefined) return void this.out.act('copyMenu');
    await this.selection.select(n, 'nearest', false);
    this.out.openMenu(x, y);
  }

  private pin(path: string): void {
    const problem = this.columns.pin(path);
    if (problem !== undefined) this.hint.tell(problem);
  }

  private ask(asked: Promise<unknown>): void {
    asked.catch((error: unknown) => this.tellFailure(error));
  }

  /** What the far side refuses is told where the user looks. */
  private tellFailure(error: unknown): void {
    this.hint.tell(error instanceof Error ? error.message : String(error));
  }
}

const hasSeveralTopics = (snapshot: TailSnapshot | undefined): boolean =>
  (snapshot?.options.moreTopics?.length ?? 0) > 0;

/** The kind that a filter of the counters shows. */
const filteredKind = (text: string): FindingKind | undefined =>
  /^is:([a-z]+)$/.exec(text)?.[1] as FindingKind | undefined;
