import { makeButton, makeDropdown } from '../shared/controls';
import { element } from '../shared/element';
import { makeInput } from '../shared/makeInput';
import { ColumnItem, type ColumnItemListener } from './columnItem';
import type { ColumnId, ColumnSettings } from './columns';
import type { TimeFormat, TimeMode, TimeZone } from './formatTime';
import type { RowLines } from './scrollMap';

export interface ColumnsPanelListener extends ColumnItemListener {
  /** Answers with what is wrong with the path, if anything. */
  pin(path: string): string | undefined;
  reset(): void;
  time(format: TimeFormat): void;
  lines(lines: RowLines): void;
  leave(): void;
}

export interface ColumnsPicture {
  readonly settings: ColumnSettings;
  /** Chosen, but the view is too narrow for them. */
  readonly withoutRoom: readonly ColumnId[];
  readonly time: TimeFormat;
  readonly lines: RowLines;
}

/** All columns in their order, and how times and values are written. */
export class ColumnsPanel {
  readonly root: HTMLElement;
  private readonly listener: ColumnsPanelListener;
  private readonly list = element('ul', 'columns-list');
  private items: ReadonlyMap<ColumnId, ColumnItem> = new Map();
  private picture: ColumnsPicture | undefined;
  private readonly path: HTMLInputElement;
  private readonly problem = element('p', 'columns-problem');
  private readonly mode;
  private readonly zone;
  private readonly lines;

  constructor(listener: ColumnsPanelListener) {
    this.listener = listener;
    this.list.setAttribute('aria-label', 'Columns in their order');
    this.path = makeInput('Path of a field in the JSON of the value', '$.order.id', () => this.tell(undefined));
    this.path.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.pin();
    });
    this.problem.setAttribute('role', 'alert');
    const format = (): void => listener.time({ mode: this.mode.value as TimeMode, zone: this.zone.value as TimeZone });
    this.mode = makeDropdown('Format of times', modes, format);
    this.zone = makeDropdown('Time zone', zones, format);
    this.lines = makeDropdown('Lines of a row', lineCounts, () => listener.lines(Number(this.lines.value) as RowLines));
    this.root = element(
      'section',
      'columns-panel',
      element(
        'div',
        'details-title',
        element('h2', '', 'Columns'),
        makeButton('Close', 'Close (Esc)', () => this.close()),
      ),
      this.list,
      element(
        'div',
        'columns-line',
        this.path,
        makeButton('Add field', 'Show this field as a column', () => this.pin()),
      ),
      this.problem,
      element('div', 'columns-line', element('span', 'label', 'Times'), this.mode, this.zone),
      element('div', 'columns-line', element('span', 'label', 'Row height'), this.lines),
      makeButton('Reset columns', 'The columns, order and widths of the beginning', () => listener.reset()),
    );
    this.root.setAttribute('role', 'dialog');
    this.root.setAttribute('aria-label', 'Columns');
    this.root.hidden = true;
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.close();
    });
    this.tell(undefined);
  }

  toggle(): void {
    if (!this.root.hidden) {
      this.close();
      return;
    }
    this.root.hidden = false;
    this.draw();
    this.items.values().next().value?.focus();
  }

  show(picture: ColumnsPicture): void {
    this.picture = picture;
    if (!this.root.hidden) this.draw();
  }

  /** Elements stay as long as their column: the focus may be in one. */
  private draw(): void {
    if (!this.picture) return;
    const { settings, withoutRoom, time, lines } = this.picture;
    this.mode.value = time.mode;
    this.zone.value = time.zone;
    this.lines.value = String(lines);
    const movable = settings.filter(({ id }) => id !== 'mark');
    const before = this.items;
    this.items = new Map(movable.map(({ id }) => [id, before.get(id) ?? new ColumnItem(id, this.listener)]));
    for (const [i, setting] of movable.entries()) {
      const hasRoom = !withoutRoom.includes(setting.id);
      this.items.get(setting.id)?.update(setting, hasRoom, movable[i - 1]?.id, movable[i + 1]?.id);
    }
    if (String([...before.keys()]) === String([...this.items.keys()])) return;
    const focused = document.activeElement;
    this.list.replaceChildren(...[...this.items.values()].map(({ root }) => root));
    if (focused instanceof HTMLElement && this.list.contains(focused)) focused.focus();
  }

  private pin(): void {
    const problem = this.listener.pin(this.path.value);
    this.tell(problem);
    if (problem === undefined) this.path.value = '';
  }

  private tell(problem: string | undefined): void {
    this.problem.hidden = problem === undefined;
    this.problem.textContent = problem ?? '';
    this.path.setAttribute('aria-invalid', String(problem !== undefined));
  }

  private close(): void {
    this.root.hidden = true;
    this.listener.leave();
  }
}

const modes = [
  ['absolute', 'Time of day'],
  ['relative', 'How long ago'],
  ['iso', 'ISO 8601'],
] as const;

const zones = [
  ['local', 'Local time'],
  ['utc', 'UTC'],
] as const;

const lineCounts = [
  ['1', '1 line'],
  ['2', '2 lines'],
  ['3', '3 lines'],
] as const;
