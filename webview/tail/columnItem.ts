import { element } from '../shared/element';
import { canHide } from './columnSettings';
import { type ColumnId, type ColumnSetting, describeColumn, isField } from './columns';

export interface ColumnItemListener {
  show(id: ColumnId, shown: boolean): void;
  /** `width` in CSS pixels; undefined = the usual one. */
  resize(id: ColumnId, width: number | undefined): void;
  move(id: ColumnId, side: 'before' | 'after', beside: ColumnId): void;
  remove(id: ColumnId): void;
}

/** One column in the list of all: whether it is shown, how wide it is, and where it stands. */
export class ColumnItem {
  readonly root: HTMLElement;
  private readonly id: ColumnId;
  private readonly listener: ColumnItemListener;
  private readonly box = element('input', '');
  private readonly room = element('span', 'muted', 'no room');
  private readonly width = element('input', 'input columns-width');
  private readonly up;
  private readonly down;
  private above: ColumnId | undefined;
  private below: ColumnId | undefined;

  constructor(id: ColumnId, listener: ColumnItemListener) {
    this.id = id;
    this.listener = listener;
    const { name } = describeColumn(id);
    this.box.type = 'checkbox';
    this.box.disabled = !canHide(id);
    this.box.addEventListener('change', () => listener.show(id, this.box.checked));
    this.width.type = 'number';
    this.width.min = '28';
    this.width.step = '10';
    this.width.placeholder = 'auto';
    this.width.title = 'Width in pixels; empty = as usual';
    this.width.setAttribute('aria-label', `Width of ${name} in pixels`);
    this.width.addEventListener('change', () =>
      listener.resize(id, this.width.value === '' ? undefined : Number(this.width.value)),
    );
    this.up = makeSmallButton('↑', `Move ${name} up`, () => this.move('before'));
    this.down = makeSmallButton('↓', `Move ${name} down`, () => this.move('after'));
    this.root = element(
      'li',
      '',
      element('label', '', this.box, element('span', 'columns-name', name)),
      this.room,
      ...(isField(id) ? [makeSmallButton('✕', `Remove ${name}`, () => listener.remove(id))] : []),
      this.width,
      this.up,
      this.down,
    );
    this.root.addEventListener('keydown', (event) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      event.preventDefault();
      event.stopPropagation();
      this.move(event.key === 'ArrowUp' ? 'before' : 'after');
    });
  }

  /** `above` and `below` = its neighbours in the list. */
  update(setting: ColumnSetting, hasRoom: boolean, above: ColumnId | undefined, below: ColumnId | undefined): void {
    this.box.checked = setting.shown;
    this.room.hidden = hasRoom;
    this.width.value = setting.width === undefined ? '' : String(setting.width);
    this.above = above;
    this.below = below;
    // Not disabled: the focus would be lost when the column has reached the end.
    this.up.setAttribute('aria-disabled', String(above === undefined));
    this.down.setAttribute('aria-disabled', String(below === undefined));
  }

  focus(): void {
    (this.box.disabled ? this.width : this.box).focus();
  }

  private move(side: 'before' | 'after'): void {
    const beside = side === 'before' ? this.above : this.below;
    if (beside !== undefined) this.listener.move(this.id, side, beside);
  }
}

function makeSmallButton(label: string, name: string, onClick: () => void): HTMLButtonElement {
  const button = element('button', 'small-button', label);
  button.type = 'button';
  button.title = name;
  button.setAttribute('aria-label', name);
  button.addEventListener('click', onClick);
  return button;
}
