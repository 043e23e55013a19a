import type { ColumnId } from './columns';

export interface DragListener {
  /** The column that an element of the header belongs to. */
  columnAt(target: EventTarget | null): ColumnId | undefined;
  move(id: ColumnId, side: 'before' | 'after', beside: ColumnId): void;
  resize(id: ColumnId, width: number | undefined): void;
}

/** A press that moves less is a click. */
const SLACK_PX = 4;

interface Held {
  readonly id: ColumnId;
  readonly cell: HTMLElement;
  readonly startX: number;
  /** Of the column when its grip was taken; undefined when the title was. */
  readonly startWidth: number | undefined;
  target: { readonly cell: Element; readonly id: ColumnId; readonly side: 'before' | 'after' } | undefined;
  moving: boolean;
}

/** Moves a column by its title and resizes it by the grip at the title's right edge; two clicks there undo the latter. */
export class ColumnDrag {
  private readonly header: HTMLElement;
  private readonly listener: DragListener;
  private held: Held | undefined;

  constructor(header: HTMLElement, listener: DragListener) {
    this.header = header;
    this.listener = listener;
    header.addEventListener('pointerdown', (event) => this.onDown(event));
    header.addEventListener('pointermove', (event) => this.onMove(event));
    header.addEventListener('pointerup', () => this.drop());
    header.addEventListener('pointercancel', () => this.letGo());
    header.addEventListener('dblclick', (event) => {
      const id = listener.columnAt(event.target);
      if (id !== undefined && isGrip(event.target)) listener.resize(id, undefined);
    });
  }

  private onDown(event: PointerEvent): void {
    const id = this.listener.columnAt(event.target);
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="columnheader"]') : null;
    if (event.button !== 0 || id === undefined || id === 'mark' || !cell) return;
    const startWidth = isGrip(event.target) ? cell.getBoundingClientRect().width : undefined;
    this.held = { id, cell, startX: event.clientX, startWidth, target: undefined, moving: false };
    // By what was pressed, not by the header: the clicks that follow shall still say what they were on.
    if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
  }

  private onMove({ clientX }: PointerEvent): void {
    const { held } = this;
    if (!held) return;
    held.moving ||= Math.abs(clientX - held.startX) >= SLACK_PX;
    if (!held.moving) return;
    if (held.startWidth !== undefined) {
      this.listener.resize(held.id, held.startWidth + clientX - held.startX);
      return;
    }
    held.cell.classList.add('dragged');
    this.pointAt(clientX);
  }

  private pointAt(x: number): void {
    const { held } = this;
    if (!held) return;
    held.target?.cell.classList.remove('drop-before', 'drop-after');
    held.target = undefined;
    for (const cell of this.header.children) {
      const { left, right } = cell.getBoundingClientRect();
      const id = this.listener.columnAt(cell);
      if (id === undefined || id === held.id || x < left || x >= right) continue;
      const side = id === 'mark' || x >= (left + right) / 2 ? 'after' : 'before';
      held.target = { cell, id, side };
      cell.classList.add(`drop-${side}`);
    }
  }

  private drop(): void {
    const { held } = this;
    this.letGo();
    if (held?.target) this.listener.move(held.id, held.target.side, held.target.id);
  }

  private letGo(): void {
    this.held?.cell.classList.remove('dragged');
    this.held?.target?.cell.classList.remove('drop-before', 'drop-after');
    this.held = undefined;
  }
}

const isGrip = (target: EventTarget | null): boolean =>
  target instanceof Element && target.classList.contains('column-grip');
