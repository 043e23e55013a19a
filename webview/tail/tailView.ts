import type { Remote } from '../../src/protocol/rpc';
import type { Row, TailHost, TailSnapshot } from '../../src/protocol/tail';
import { element } from '../shared/element';
import type { EditorApi } from '../shared/viewPort';
import { Announcer } from './announcer';
import { type ColumnId, fitColumns } from './columns';
import { DetailsPane } from './detailsPane';
import { Follow } from './follow';
import { Grid } from './grid';
import { HelpDialog } from './helpDialog';
import { Hint } from './hint';
import { Jumps, type Place } from './jumps';
import { keepState } from './keepState';
import { actionOf, type KeyAction, stepOf } from './keymap';
import { NoticeBar } from './noticeBar';
import { type RowLook, renderRow, type TimeMode } from './renderRow';
import { RowSource } from './rowSource';
import { StatusLine } from './statusLine';
import { emptyText } from './statusText';
import { Toolbar } from './toolbar';
import { readViewState } from './viewState';

/** The tail as the user sees and steers it: decides which rows are wanted and when what was learnt is drawn. */
export class TailView {
  readonly root = element('main', 'tail');
  private readonly host: Remote<TailHost>;
  private readonly rows: RowSource;
  private readonly grid: Grid;
  private readonly toolbar: Toolbar;
  private readonly status = new StatusLine({
    rule: () => this.toolbar.openDrawer(),
    find: (kind, name, direction) => this.ask(this.jumps.toKind(kind, name, direction)),
  });
  private readonly notices = new NoticeBar();
  private readonly announcer = new Announcer();
  private readonly hint = new Hint();
  private readonly empty = element('p', 'empty');
  private readonly details: DetailsPane;
  private readonly help = new HelpDialog(() => this.grid.focus());
  private readonly follow = new Follow();
  private readonly jumps: Jumps;
  private readonly save: () => void;

  /** What reading has come to, and what of it is drawn: they differ while the view is frozen. */
  private latest: TailSnapshot | undefined;
  private shown: TailSnapshot | undefined;
  private selected: number | undefined;
  private selectedPlace: Place | undefined;
  private anchor: Place | undefined;
  private time: TimeMode;
  private chosen: ReadonlySet<ColumnId>;
  private looks = new WeakMap<Row, RowLook>();
  private frame: Promise<void> | undefined;

  constructor(host: Remote<TailHost>, editor: EditorApi) {
    this.host = host;
    this.rows = new RowSource(host);
    this.jumps = new Jumps(host, {
      selection: () => ({ n: this.selected, row: this.selectedRow, place: this.selectedPlace }),
      window: () => this.grid.window(),
      goTo: (n) => this.goTo(n),
      tell: (sentence) => this.hint.tell(sentence),
    });
    const saved = readViewState(editor.getState());
    this.save = keepState(editor, () => ({
      connectionId: this.latest?.connectionId,
      options: this.latest?.options,
      columns: [...this.chosen],
      time: this.time,
      live: this.follow.wantsLive,
      anchor: this.follow.wantsLive ? undefined : (this.anchor ?? this.topPlace()),
    }));
    this.time = saved.time;
    this.chosen = new Set(saved.columns);
    this.anchor = saved.live ? undefined : saved.anchor;
    this.grid = new Grid({
      look: (n) => this.look(n),
      scrolled: (atEnd) => this.onScrolled(atEnd),
      picked: (n) => this.ask(this.select(n, 'nearest', true)),
      resized: () => this.onResized(),
    });
    this.toolbar = new Toolbar({
      restart: (options) => this.ask(this.restart(() => this.host.restart(options))),
      pause: (paused) => this.ask(this.host.pause(paused)),
      stop: () => this.ask(this.host.stop()),
      freeze: () => this.toggleFreeze(),
      goLive: () => this.goLive(),
      time: (mode) => {
        this.time = mode;
        this.forgetLooks();
      },
      columns: (chosen) => {
        this.chosen = chosen;
        this.onResized();
      },
      help: () => this.help.open(),
    });
    this.toolbar.showView(this.time, this.chosen);
    this.details = new DetailsPane({
      close: () => this.closeDetails(),
      copy: (text) => this.ask(this.host.copy(text)),
      showOriginal: () => this.ask(this.jumps.toOriginal()),
      showPlace: (place) => this.ask(this.jumps.toPlace(place, 'record')),
    });
    this.empty.hidden = true;
    this.root.append(
      this.toolbar.root,
      this.notices.root,
      element('div', 'middle', element('div', 'rows', this.grid.root, this.empty, this.hint.root), this.details.root),
      this.status.root,
      this.announcer.root,
      this.help.root,
    );
    document.addEventListener('keydown', (event) => this.onKey(event));
    setInterval(() => {
      if (this.time === 'relative' && !document.hidden) this.forgetLooks();
    }, 1000);
  }

  /** Takes a newer picture; resolves when it is on the screen, which is what the sender waits for. */
  async accept(snapshot: TailSnapshot): Promise<void> {
    const before = this.latest;
    this.latest = snapshot;
    if (before && before.layout !== snapshot.layout) await this.relocate(snapshot);
    if (this.anchor) await this.restoreAnchor(this.anchor, snapshot);
    if (!this.follow.isFrozen) {
      const { firstRow, endRow } = snapshot;
      const { from, end } = this.follow.isLive ? this.grid.windowAtEnd(firstRow, endRow) : this.grid.window();
      await this.rows.load(Math.max(from, firstRow), Math.min(end, endRow), snapshot);
      // While the rows were on their way the user may have frozen the view, or a newer picture may be shown.
      if (!this.follow.isFrozen && this.latest === snapshot) {
        this.shown = snapshot;
        this.grid.setRange(firstRow, endRow);
        if (this.follow.isLive) this.grid.scrollToEnd();
      }
    }
    await this.draw();
  }

  private look(n: number): RowLook | undefined {
    const row = this.rows.get(n);
    if (!row) return undefined;
    const known = this.looks.get(row);
    if (known) return known;
    const made = renderRow(row, this.time, Date.now());
    this.looks.set(row, made);
    return made;
  }

  private forgetLooks(): void {
    this.looks = new WeakMap();
    void this.draw();
    this.save();
  }

  /** Draws once in the next frame, however often it is asked; asks for rows in view that are missing. */
  private draw(): Promise<void> {
    this.frame ??= new Promise((resolve) => {
      requestAnimationFrame(() => {
        this.frame = undefined;
        this.grid.render();
        this.drawFrame();
        this.fill();
        resolve();
      });
    });
    return this.frame;
  }

  private drawFrame(): void {
    const { latest, shown } = this;
    if (!latest) return;
    const { isLive, isFrozen } = this.follow;
    this.toolbar.show(latest, {
      live: isLive,
      frozen: isFrozen,
      newRecords: this.follow.newRecords(latest.counters.records),
    });
    this.status.show(latest);
    this.notices.show(latest.notices, latest.phase === 'failed');
    this.announcer.show(latest);
    const isEmpty = !shown || shown.firstRow === shown.endRow;
    this.empty.hidden = !isEmpty;
    if (isEmpty) this.empty.textContent = emptyText(latest);
    this.root.classList.toggle('frozen', isFrozen);
    const row = this.selectedRow;
    if (row && this.details.isBehind(row)) this.ask(this.explain(row));
    this.save();
  }

  private fill(): void {
    const { shown } = this;
    if (!shown || this.rows.isBusy) return;
    const { from, end } = this.grid.window();
    const around = Math.ceil((end - from) / 2);
    const range = { ...shown, revision: this.follow.isFrozen ? 0 : shown.revision };
    if (!this.rows.lacks(from, end, range.revision)) return;
    const wanted = this.rows.load(Math.max(shown.firstRow, from - around), Math.min(shown.endRow, end + around), range);
    this.ask(wanted.then((came) => (came ? this.draw() : undefined)));
  }

  /** Row numbers mean something else now: finds the rows again by partition and offset. */
  private async relocate(snapshot: TailSnapshot): Promise<void> {
    const top = this.topPlace();
    const { selectedPlace } = this;
    this.rows.clear();
    this.follow.thaw();
    this.setSelection(undefined);
    if (selectedPlace) this.setSelection(await this.find(selectedPlace));
    if (this.selected === undefined) this.closeDetails();
    if (this.follow.isLive || !top) return;
    await this.restoreAnchor(top, snapshot);
  }

  private async restoreAnchor(place: Place, snapshot: TailSnapshot): Promise<void> {
    const n = await this.find(place);
    if (n === undefined) return;
    this.anchor = undefined;
    this.leaveLive();
    this.shown = snapshot;
    this.grid.setRange(snapshot.firstRow, snapshot.endRow);
    this.grid.reveal(n, 'top');
  }

  /** Undefined also when there is nobody to ask: a picture must be drawn even after the reader has died. */
  private find({ partition, offset }: Place): Promise<number | undefined> {
    return this.host.findRow(partition, offset).catch(() => undefined);
  }

  private topPlace(): Place | undefined {
    const { from, end } = this.grid.window();
    for (let n = from; n < end; n += 1) {
      const row = this.rows.get(n);
      if (row?.kind === 'record') return { partition: row.partition, offset: row.offset };
    }
    return undefined;
  }

  private onScrolled(atEnd: boolean): void {
    this.anchor = undefined;
    if (!atEnd) this.leaveLive();
    else if (!this.follow.isFrozen) this.follow.goLive();
    void this.draw();
  }

  private onResized(): void {
    this.grid.setColumns(fitColumns(this.chosen, this.grid.width));
    if (this.follow.isLive) this.grid.scrollToEnd();
    void this.draw();
  }

  private leaveLive(): void {
    this.follow.leave(this.recordsShown);
  }

  private get recordsShown(): number {
    return (this.shown ?? this.latest)?.counters.records ?? 0;
  }

  private toggleFreeze(): void {
    if (this.follow.isFrozen) {
      this.follow.thaw();
      this.catchUp();
    } else {
      this.follow.freeze(this.recordsShown);
      void this.draw();
    }
  }

  private goLive(): void {
    this.follow.goLive();
    this.anchor = undefined;
    this.catchUp();
  }

  private catchUp(): void {
    if (this.latest) this.ask(this.accept(this.latest));
  }

  private async restart(send: () => Promise<void>): Promise<void> {
    this.follow.goLive();
    this.anchor = undefined;
    this.closeDetails();
    this.setSelection(undefined);
    await send();
    // With a worker that died there is nobody left who pokes by himself.
    await this.accept(await this.host.snapshot());
  }

  private get selectedRow(): Row | undefined {
    return this.selected === undefined ? undefined : this.rows.get(this.selected);
  }

  private setSelection(n: number | undefined): void {
    this.selected = n;
    if (n === undefined) this.selectedPlace = undefined;
    this.grid.select(n);
  }

  private async select(n: number, where: 'nearest' | 'middle', open: boolean): Promise<void> {
    this.anchor = undefined;
    this.leaveLive();
    this.setSelection(n);
    this.grid.reveal(n, where);
    await this.draw();
    if (this.shown && !this.rows.get(n)) await this.rows.load(n, n + 1, this.shown);
    const row = this.rows.get(n);
    if (this.selected !== n) return;
    this.selectedPlace = row && row.kind !== 'hole' ? { partition: row.partition, offset: row.offset } : undefined;
    if (open || this.details.isOpen) await this.showDetails(n, row);
  }

  private async showDetails(n: number, row: Row | undefined): Promise<void> {
    const details = row?.kind === 'record' ? await this.host.details(n) : undefined;
    if (this.selected !== n) return;
    if (details) this.details.show(details);
    else if (row && row.kind !== 'record') await this.explain(row);
    else this.details.showSentence('This record is no longer in memory.');
    this.grid.reveal(n, 'nearest');
    await this.draw();
  }

  private async explain(row: Row): Promise<void> {
    const explanation = await this.host.explain(row.row);
    if (this.selected !== row.row || row.kind === 'record') return;
    if (explanation) this.details.showExplanation(row, explanation);
    else this.details.showSentence(row.text);
  }

  private closeDetails(): void {
    if (!this.details.isOpen) return;
    this.details.close();
    this.grid.focus();
  }

  /** Selects a row that may have come after the picture on screen. */
  private async goTo(n: number): Promise<void> {
    if (this.shown && n >= this.shown.endRow) {
      if (this.follow.isFrozen)
        return this.hint.tell('The next finding is among the new rows: unfreeze the view to see it.');
      this.leaveLive();
      await this.accept(await this.host.snapshot());
    }
    await this.select(n, 'middle', false);
  }

  private onKey(event: KeyboardEvent): void {
    const action = actionOf(event);
    if (!action || (event.target instanceof Element && belongsToControl(event.target) && action !== 'escape')) return;
    if (this.help.root.open) return;
    event.preventDefault();
    this.act(action);
  }

  private act(action: KeyAction): void {
    const by = stepOf(action, this.grid.pageRows);
    if (by !== undefined) this.move(by);
    else if (action === 'nextAnomaly') this.ask(this.jumps.toAnomaly(1));
    else if (action === 'previousAnomaly') this.ask(this.jumps.toAnomaly(-1));
    else if (action === 'original') this.ask(this.jumps.toOriginal());
    else if (action === 'freeze') this.toggleFreeze();
    else if (action === 'live') this.goLive();
    else if (action === 'help') this.help.open();
    else if (action === 'open' && this.selected !== undefined) this.ask(this.select(this.selected, 'nearest', true));
    else if (action === 'escape') this.escape();
  }

  private escape(): void {
    if (this.details.isOpen) this.closeDetails();
    else this.setSelection(undefined);
    void this.draw();
  }

  private move(by: number): void {
    const { shown } = this;
    if (!shown || shown.endRow === shown.firstRow) return;
    const { from } = this.grid.window();
    const start = this.selected ?? (this.follow.isLive ? shown.endRow : from - Math.sign(by));
    const n = Math.min(shown.endRow - 1, Math.max(shown.firstRow, start + by));
    this.ask(this.select(n, 'nearest', false));
  }

  /** What the far side refuses is told where the user looks. */
  private ask(asked: Promise<unknown>): void {
    asked.catch((error: unknown) => this.hint.tell(error instanceof Error ? error.message : String(error)));
  }
}

/** Keys typed there are the control's own. */
const belongsToControl = (target: Element): boolean =>
  target.closest('vscode-button, vscode-dropdown, vscode-text-field, vscode-checkbox, button, pre, dialog') !== null;
