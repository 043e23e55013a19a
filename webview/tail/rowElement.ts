import { type Column, type ColumnId, isField } from './columns';
import { outlines } from './markLook';
import type { RowLook } from './renderRow';
import type { TextPainter } from './textPainter';

const svgSpace = 'http://www.w3.org/2000/svg';

/** One recycled row. Writes to the DOM only what differs from what it shows already; payloads go into text nodes. */
export class RowElement {
  readonly root = document.createElement('div');
  /** Row number shown, or -1. */
  n = -1;
  /** As `aria-rowindex` says: the header is 1. */
  private index = 0;
  private look: RowLook | undefined;
  private selected = false;
  private readonly mark = document.createElement('div');
  private readonly shape = document.createElementNS(svgSpace, 'svg');
  private readonly outline = document.createElementNS(svgSpace, 'path');
  private readonly letter = document.createElementNS(svgSpace, 'text');
  private readonly letterText = document.createTextNode('');
  private readonly wide = document.createElement('div');
  private readonly wideText = document.createTextNode('');
  private readonly debug = document.createElement('div');
  private readonly debugWords = document.createElement('span');
  private readonly debugText = document.createTextNode('');
  private cells: { readonly id: ColumnId; readonly element: HTMLElement; readonly text: Text }[] = [];
  private classes = '';
  private readonly painter: TextPainter;

  constructor(id: string, painter: TextPainter) {
    this.painter = painter;
    this.root.id = id;
    this.root.setAttribute('role', 'row');
    this.mark.className = 'cell cell-mark';
    this.mark.setAttribute('role', 'gridcell');
    this.shape.setAttribute('viewBox', '0 0 16 16');
    this.shape.setAttribute('aria-hidden', 'true');
    this.letter.setAttribute('x', '8');
    this.letter.setAttribute('y', '11.6');
    this.letter.setAttribute('text-anchor', 'middle');
    this.letter.append(this.letterText);
    this.shape.append(this.outline, this.letter);
    this.mark.append(this.shape);
    this.wide.className = 'cell cell-wide';
    this.wide.setAttribute('role', 'gridcell');
    this.wide.append(this.wideText);
    this.debug.className = 'debug-mark';
    this.debug.setAttribute('role', 'gridcell');
    this.debug.hidden = true;
    this.debugWords.append(this.debugText);
    this.debug.append(this.debugWords);
    this.root.hidden = true;
  }

  setColumns(columns: readonly Column[]): void {
    for (const { text } of this.cells) this.painter.paint(text, [], 'all');
    this.cells = columns
      .filter((column) => column.id !== 'mark')
      .map(({ id }) => {
        const element = document.createElement('div');
        element.className = `cell cell-${isField(id) ? 'field' : id}`;
        element.setAttribute('role', 'gridcell');
        const text = document.createTextNode('');
        element.append(id === 'partition' ? cutInFront(text) : text);
        return { id, element, text };
      });
    this.root.replaceChildren(this.mark, ...this.cells.map((cell) => cell.element), this.wide, this.debug);
    this.look = undefined;
  }

  /** Also of a row that stays: older ones are let go of before it. */
  setIndex(index: number): void {
    if (index === this.index) return;
    this.index = index;
    this.root.setAttribute('aria-rowindex', String(index));
  }

  show(n: number, look: RowLook | undefined, selected: boolean): void {
    if (n === this.n && look === this.look && selected === this.selected) return;
    this.n = n;
    this.root.hidden = false;
    this.draw(look, selected);
    if (selected !== this.selected || this.root.ariaSelected === null) {
      this.selected = selected;
      this.root.setAttribute('aria-selected', String(selected));
    }
    this.setClasses(`row ${look?.classes ?? 'waiting'}${selected ? ' selected' : ''}`);
  }

  hide(): void {
    if (this.n === -1) return;
    this.n = -1;
    this.look = undefined;
    this.root.hidden = true;
    for (const { text } of this.cells) this.painter.paint(text, [], 'all');
  }

  private draw(look: RowLook | undefined, selected: boolean): void {
    this.look = look;
    const mark = look?.mark;
    this.shape.style.visibility = mark ? 'visible' : 'hidden';
    setAttribute(this.mark, 'aria-label', mark?.text ?? '');
    setAttribute(this.mark, 'title', mark?.text ?? '');
    if (mark) {
      setAttribute(this.outline, 'd', outlines[mark.shape]);
      setAttribute(this.shape, 'class', `mark mark-${mark.tone} mark-${mark.shape}${mark.filled ? ' filled' : ''}`);
      setText(this.letterText, mark.letter);
    }
    for (const cell of this.cells) {
      setText(cell.text, look?.cells[cell.id] ?? '');
      this.painter.paint(cell.text, look?.runs[cell.id] ?? [], selected ? 'selected' : 'all');
      if (cell.id === 'time') setAttribute(cell.element, 'title', look?.timeTitle ?? '');
      else if (cell.id === 'producer')
        setAttribute(cell.element, 'title', cell.text.data === 'no idempotence' ? noIdempotence : '');
      else if (cell.id === 'partition') setAttribute(cell.element, 'title', topicOf(look?.cells.partition));
    }
    setText(this.wideText, look?.wide ?? '');
    setText(this.debugText, look?.debug ?? '');
    setAttribute(this.debugWords, 'title', look?.debug ?? '');
    this.debug.hidden = look?.debug === undefined;
  }

  private setClasses(classes: string): void {
    if (classes === this.classes) return;
    this.classes = classes;
    this.root.className = classes;
  }
}

const noIdempotence =
  'Written without idempotence: a retry of the client may have written it twice. Open the record (Enter) to find its producer in the workspace.';

/** A long topic loses its beginning, as the number of the partition stands at its end: see the cell's direction. */
function cutInFront(text: Text): HTMLElement {
  const name = document.createElement('bdi');
  name.append(text);
  return name;
}

/** Nothing where a partition goes by its number alone. */
const topicOf = (name = ''): string => (/^\d*$/.test(name) ? '' : name);

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
