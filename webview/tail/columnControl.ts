import {
  canHide,
  defaultColumns,
  pinField,
  placeColumn,
  readField,
  resizeColumn,
  showColumn,
  unpinField,
} from './columnSettings';
import { type Column, type ColumnId, type ColumnSettings, fitColumns, isField } from './columns';
import { ColumnsPanel } from './columnsPanel';
import { type TimeFormat, timeWidth } from './formatTime';
import type { HeaderListener } from './headerRow';
import type { RowLines } from './scrollMap';

export interface ColumnState {
  readonly columns: ColumnSettings;
  readonly time: TimeFormat;
  readonly lines: RowLines;
}

export interface ColumnListener {
  /** Other columns, or the same in another order or width. */
  arranged(): void;
  /** The same columns say it differently. */
  restyled(): void;
  tell(sentence: string): void;
  focusRows(): void;
}

/** What the user chose of columns, by the titles of the rows or by the panel, and what of it the view has room for. */
export class ColumnControl {
  readonly panel: ColumnsPanel;
  /** For the titles. */
  readonly header: HeaderListener = {
    move: (id, side, beside) => this.arrange(placeColumn(this.state.columns, id, side, beside)),
    resize: (id, width) => this.arrange(resizeColumn(this.state.columns, id, width)),
    hide: (id) => this.hide(id),
    choose: () => this.panel.toggle(),
  };
  private readonly listener: ColumnListener;
  private current: ColumnState;
  private fitted: readonly Column[] = [];

  constructor(saved: ColumnState, listener: ColumnListener) {
    this.current = saved;
    this.listener = listener;
    this.panel = new ColumnsPanel({
      show: (id, shown) => this.arrange(showColumn(this.state.columns, id, shown)),
      resize: this.header.resize,
      move: this.header.move,
      remove: (id) => this.hide(id),
      pin: (path) => this.pin(path),
      reset: () => this.arrange(defaultColumns),
      time: (time) => {
        this.current = { ...this.current, time };
        listener.restyled();
        listener.arranged();
      },
      lines: (lines) => {
        this.current = { ...this.current, lines };
        listener.arranged();
      },
      leave: () => listener.focusRows(),
    });
  }

  get state(): ColumnState {
    return this.current;
  }

  /** The columns for so many CSS pixels. */
  fit(width: number, withTopics: boolean): readonly Column[] {
    const { columns, time, lines } = this.current;
    this.fitted = fitColumns(columns, { width, withTopics, timeWidth: timeWidth(time) });
    this.panel.show({ settings: columns, withoutRoom: this.withoutRoom, time, lines });
    return this.fitted;
  }

  /** Shows a field as a column; answers with what is wrong with the path, if anything. */
  pin(path: string): string | undefined {
    const field = readField(path);
    if (field === undefined) return 'Type the path of a field, such as $.order.lines[0].sku.';
    const columns = pinField(this.current.columns, field);
    if (typeof columns === 'string') return columns;
    this.arrange(columns);
    this.listener.tell(
      this.withoutRoom.includes(field)
        ? `${field} is a column now, but the view is too narrow.`
        : `${field} is a column now.`,
    );
    return undefined;
  }

  private get withoutRoom(): readonly ColumnId[] {
    const { columns } = this.current;
    return columns.filter(({ id, shown }) => shown && !this.fitted.some((one) => one.id === id)).map(({ id }) => id);
  }

  private hide(id: ColumnId): void {
    const { columns } = this.current;
    if (isField(id)) this.arrange(unpinField(columns, id));
    else if (canHide(id)) this.arrange(showColumn(columns, id, false));
    else this.listener.tell('The offset stays: a row is known by it.');
  }

  private arrange(columns: ColumnSettings): void {
    if (columns === this.current.columns) return;
    this.current = { ...this.current, columns };
    this.listener.arranged();
  }
}
