import { element } from '../shared/element';
import { ColumnDrag } from './columnDrag';
import { type Column, type ColumnId, isField } from './columns';

export interface HeaderListener {
  move(id: ColumnId, side: 'before' | 'after', beside: ColumnId): void;
  /** `width` in CSS pixels; undefined = the usual one. */
  resize(id: ColumnId, width: number | undefined): void;
  hide(id: ColumnId): void;
  /** The list of all columns is wanted. */
  choose(): void;
}

const STEP_PX = 10;

/** The titles of the columns, by which they are moved, resized and hidden: by mouse, and by keys on the focused title. */
export class HeaderRow {
  readonly root = element('div', 'grid-header');
  private readonly listener: HeaderListener;
  private cells: { readonly column: Column; readonly cell: HTMLElement }[] = [];
  /** The title that Tab comes to. */
  private current: ColumnId | undefined;

  constructor(listener: HeaderListener) {
    this.listener = listener;
    this.root.setAttribute('role', 'row');
    this.root.setAttribute('aria-rowindex', '1');
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    this.root.addEventListener('focusin', (event) => this.roam(this.columnAt(event.target)));
    this.root.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      listener.choose();
    });
    new ColumnDrag(this.root, {
      columnAt: (target) => this.columnAt(target),
      move: (id, side, beside) => listener.move(id, side, beside),
      resize: (id, width) => listener.resize(id, width),
    });
  }

  /** Titles that stay are left alone: one may be dragged or have the focus. */
  setColumns(columns: readonly Column[]): void {
    const kept = new Map(this.cells.map((it) => [it.column.id, it]));
    const isSame =
      columns.length === this.cells.length && columns.every(({ id }, i) => this.cells[i]?.column.id === id);
    const focused = this.columnAt(document.activeElement);
    const place = this.cells.findIndex(({ column }) => column.id === focused);
    this.cells = columns.map((column) => ({ column, cell: kept.get(column.id)?.cell ?? makeCell(column) }));
    for (const { column, cell } of this.cells) describe(cell, column);
    if (!isSame) {
      this.root.replaceChildren(...this.cells.map(({ cell }) => cell));
      const stays = columns.some(({ id }) => id === focused);
      if (focused) this.focus(stays ? focused : columns[Math.min(place, columns.length - 1)]?.id);
    }
    this.roam(this.current);
  }

  private focus(id: ColumnId | undefined): void {
    this.roam(id);
    this.cells.find(({ column }) => column.id === this.current)?.cell.focus();
  }

  private roam(id: ColumnId | undefined): void {
    const movable = this.cells.filter(({ column }) => column.id !== 'mark');
    this.current = (movable.find(({ column }) => column.id === id) ?? movable[0])?.column.id;
    for (const { column, cell } of this.cells) cell.tabIndex = column.id === this.current ? 0 : -1;
  }

  private columnAt(target: EventTarget | null): ColumnId | undefined {
    const cell = target instanceof Element ? target.closest('[role="columnheader"]') : null;
    return this.cells.find((it) => it.cell === cell)?.column.id;
  }

  private onKey(event: KeyboardEvent): void {
    const id = this.columnAt(event.target);
    if (id === undefined || event.ctrlKey || event.metaKey || !this.act(id, event)) return;
    // Neither the rows nor the editor, where Alt with an arrow goes back, shall have it too.
    event.preventDefault();
    event.stopPropagation();
  }

  private act(id: ColumnId, { key, altKey, shiftKey }: KeyboardEvent): boolean {
    const at = this.cells.findIndex(({ column }) => column.id === id);
    const by = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
    const neighbour = this.cells[at + by]?.column.id;
    if (by !== 0 && altKey) {
      if (neighbour !== undefined && neighbour !== 'mark')
        this.listener.move(id, by === 1 ? 'after' : 'before', neighbour);
    } else if (by !== 0 && shiftKey) {
      const width = this.cells[at]?.cell.getBoundingClientRect().width ?? 0;
      this.listener.resize(id, width + by * STEP_PX);
    } else if (altKey || shiftKey) return false;
    else if (by !== 0) this.focus(neighbour === 'mark' ? id : (neighbour ?? id));
    else if (key === 'Delete') this.listener.hide(id);
    else if (key === 'Enter' || key === ' ' || key === 'ContextMenu') this.listener.choose();
    else return false;
    return true;
  }
}

function makeCell({ id }: Column): HTMLElement {
  const cell = element('div', `cell cell-${isField(id) ? 'field' : id}`);
  cell.setAttribute('role', 'columnheader');
  cell.append(element('span', 'column-title'));
  if (id === 'mark') return cell;
  const grip = element('span', 'column-grip');
  grip.setAttribute('aria-hidden', 'true');
  cell.append(grip);
  cell.setAttribute(
    'aria-description',
    'Alt with arrow left or right moves it, Shift with them resizes, Enter: all columns',
  );
  return cell;
}

function describe(cell: HTMLElement, { title, name, tooltip }: Column): void {
  cell.setAttribute('aria-label', name);
  cell.title = tooltip;
  const text = cell.firstElementChild;
  if (text && text.textContent !== title) text.textContent = title;
}
