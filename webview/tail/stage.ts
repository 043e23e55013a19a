import type { Remote } from '../../src/protocol/rpc';
import type { Row, TailHost, TailSnapshot, ViewRow } from '../../src/protocol/tail';
import { type Column, type FieldColumnId, fieldsOf, wishOf } from './columns';
import { Follow } from './follow';
import { Grid } from './grid';
import type { HeaderListener } from './headerRow';
import type { Place } from './jumps';
import { partitionName } from './partitionName';
import type { RowLook } from './renderRow';
import { RowSource } from './rowSource';
import type { TextPainter } from './textPainter';

export interface StageListener {
  readonly header: HeaderListener;
  /** `fields` = columns that the row's extra fields belong to. */
  look(row: ViewRow, fields: readonly FieldColumnId[]): RowLook;
  /** The columns for so many CSS pixels. */
  columns(width: number): readonly Column[];
  picked(n: number): void;
  menu(n: number | undefined, x: number, y: number): void;
  /** Row numbers mean something else now: what is remembered by number is void. */
  relocated(): Promise<void>;
  /** A frame was drawn. */
  drawn(): void;
  failed(error: unknown): void;
}

/** What of the reading is on the screen: decides which rows are wanted and when what came is drawn. */
export class Stage {
  readonly grid: Grid;
  readonly rows: RowSource;
  readonly follow = new Follow();
  /** The record to bring to the top as soon as it is in memory: where the view was when it was hidden. */
  anchor: Place | undefined;
  /** The record that an anchor has brought to the top, while its row may still be on its way. */
  private revealed: Place | undefined;
  private readonly host: Pick<Remote<TailHost>, 'rows' | 'findRow' | 'nearRow'>;
  private readonly listener: StageListener;
  /** What reading has come to, and what of it is drawn: they differ while the view is frozen. */
  private latestSnapshot: TailSnapshot | undefined;
  private shownSnapshot: TailSnapshot | undefined;
  private looks = new WeakMap<ViewRow, RowLook>();
  private frame: Promise<void> | undefined;
  private fields: readonly FieldColumnId[] = [];

  constructor(
    host: Pick<Remote<TailHost>, 'rows' | 'findRow' | 'nearRow'>,
    listener: StageListener,
    painter: TextPainter,
  ) {
    this.host = host;
    this.listener = listener;
    this.rows = new RowSource(host);
    this.grid = new Grid(
      {
        header: listener.header,
        look: (n) => this.look(n),
        scrolled: (atEnd) => this.onScrolled(atEnd),
        picked: (n) => listener.picked(n),
        menu: (n, x, y) => listener.menu(n, x, y),
        resized: () => this.fitColumns(),
      },
      painter,
    );
  }

  get latest(): TailSnapshot | undefined {
    return this.latestSnapshot;
  }

  get shown(): TailSnapshot | undefined {
    return this.shownSnapshot;
  }

  get isEmpty(): boolean {
    return !this.shown || this.shown.firstRow === this.shown.endRow;
  }

  /** How the user knows a partition that rows know by this id. */
  nameOf(partition: number): string {
    return partitionName(this.latest?.slots, partition);
  }

  topicOf(partition: number): string {
    const { slots, options } = this.latest ?? {};
    return slots?.find(({ id }) => id === partition)?.topic ?? options?.topic ?? '';
  }

  /** Takes a newer picture; resolves when it is on the screen, which is what the sender waits for. */
  async accept(snapshot: TailSnapshot): Promise<void> {
    const before = this.latest;
    this.latestSnapshot = snapshot;
    // Partitions have longer names with several topics.
    if (before?.options.moreTopics?.length !== snapshot.options.moreTopics?.length) this.fitColumns();
    if (before && before.layout !== snapshot.layout) await this.relocate();
    if (this.anchor) await this.restoreAnchor(this.anchor);
    if (!this.follow.isFrozen) {
      const { firstRow, endRow } = snapshot;
      this.grid.takeUserScroll();
      const { from, end } = this.follow.isLive ? this.grid.windowAtEnd(firstRow, endRow) : this.grid.window();
      await this.rows.load(Math.max(from, firstRow), Math.min(end, endRow), snapshot);
      // While the rows were on their way the user may have frozen the view, or a newer picture may be shown.
      if (!this.follow.isFrozen && this.latest === snapshot) {
        this.shownSnapshot = snapshot;
        this.grid.takeUserScroll();
        this.grid.setRange(firstRow, endRow);
        if (this.follow.isLive) this.grid.scrollToEnd();
      }
    }
    await this.draw();
  }

  /** Draws once in the next frame, however often it is asked; asks for rows in view that are missing. */
  draw(): Promise<void> {
    this.frame ??= new Promise((resolve) => {
      requestAnimationFrame(() => {
        this.frame = undefined;
        this.grid.render();
        this.listener.drawn();
        this.fill();
        resolve();
      });
    });
    return this.frame;
  }

  /** Rows look different now: another time mode, other columns. */
  redraw(): void {
    this.looks = new WeakMap();
    void this.draw();
  }

  fitColumns(): void {
    const columns = this.listener.columns(this.grid.width);
    this.rows.setWish(wishOf(columns));
    this.fields = fieldsOf(columns);
    this.grid.setColumns(columns);
    if (this.follow.isLive) this.grid.scrollToEnd();
    void this.draw();
  }

  /** Makes sure that the row is here, if it exists. */
  async load(n: number): Promise<Row | undefined> {
    if (this.shown && !this.rows.get(n)) await this.rows.load(n, n + 1, this.shown);
    return this.rows.get(n);
  }

  /** Undefined also when there is nobody to ask: a picture must be drawn even after the reader has died. */
  find({ partition, offset }: Place): Promise<number | undefined> {
    return this.host.findRow(partition, offset).catch(() => undefined);
  }

  topPlace(): Place | undefined {
    const { from, end } = this.grid.window();
    for (let n = from; n < end; n += 1) {
      const row = this.rows.get(n);
      if (row?.kind === 'record') return { partition: row.partition, offset: row.offset };
    }
    return this.revealed;
  }

  /** Brings a row into the middle of the view without selecting it. */
  show(n: number): void {
    this.anchor = undefined;
    this.leaveLive();
    this.grid.reveal(n, 'middle');
    void this.draw();
  }

  leaveLive(): void {
    this.revealed = undefined;
    this.follow.leave(this.recordsShown);
  }

  /** The rows will be others: keeps the view where it is, as far as there is such a place. */
  keepPlace(place: Place | undefined): void {
    if (!this.follow.isLive) this.anchor = place ?? this.topPlace();
  }

  toggleFreeze(): void {
    if (this.follow.isFrozen) {
      this.follow.thaw();
      this.catchUp();
    } else {
      this.follow.freeze(this.recordsShown);
      void this.draw();
    }
  }

  goLive(): void {
    this.follow.goLive();
    this.anchor = undefined;
    this.revealed = undefined;
    this.catchUp();
  }

  private look(n: number): RowLook | undefined {
    const row = this.rows.get(n);
    if (!row) return undefined;
    const known = this.looks.get(row);
    if (known) return known;
    const made = this.listener.look(row, this.fields);
    this.looks.set(row, made);
    return made;
  }

  private fill(): void {
    const { shown } = this;
    if (!shown || this.rows.isBusy) return;
    const { from, end } = this.grid.window();
    const around = Math.ceil((end - from) / 2);
    const range = { ...shown, revision: this.follow.isFrozen ? 0 : shown.revision };
    if (!this.rows.lacks(from, end, range.revision)) return;
    const wanted = this.rows.load(Math.max(shown.firstRow, from - around), Math.min(shown.endRow, end + around), range);
    wanted.then((came) => (came ? this.draw() : undefined)).catch((error: unknown) => this.listener.failed(error));
  }

  /** Row numbers mean something else now: finds the rows again by partition and offset. */
  private async relocate(): Promise<void> {
    const top = this.anchor ?? this.topPlace();
    this.rows.clear();
    this.follow.thaw();
    await this.listener.relocated();
    if (this.follow.isLive || !top) return;
    this.anchor = top;
  }

  private async restoreAnchor(place: Place): Promise<void> {
    const { partition, offset } = place;
    const n = await this.host.nearRow(partition, offset).catch(() => undefined);
    const { latest } = this;
    if (n === undefined || !latest || this.anchor !== place) return;
    // The reader may have gone on since the picture: a row that comes with the next one is waited for.
    if (n < latest.firstRow || n >= latest.endRow) return;
    this.anchor = undefined;
    this.leaveLive();
    this.revealed = place;
    this.shownSnapshot = latest;
    this.grid.setRange(latest.firstRow, latest.endRow);
    this.grid.reveal(n, 'top');
  }

  private onScrolled(atEnd: boolean): void {
    this.anchor = undefined;
    this.revealed = undefined;
    if (!atEnd) this.leaveLive();
    else if (!this.follow.isFrozen) this.follow.goLive();
    void this.draw();
  }

  private get recordsShown(): number {
    return (this.shown ?? this.latest)?.counters.records ?? 0;
  }

  private catchUp(): void {
    if (this.latest) this.accept(this.latest).catch((error: unknown) => this.listener.failed(error));
  }
}
