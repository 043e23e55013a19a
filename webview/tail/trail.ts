import { visibleText } from '../../src/base/visibleText';
import type { Remote } from '../../src/protocol/rpc';
import type { Row, TailHost } from '../../src/protocol/tail';
import { element } from '../shared/element';
import { countOf } from './formatCount';
import type { Jumps, JumpView, Place } from './jumps';
import type { KeyAction } from './keymap';

const SHOWN_KEY = 32;

type Key = NonNullable<Extract<Row, { readonly kind: 'record' }>['key']>;

export interface TrailListener {
  /** Rows look different now. */
  changed(): void;
  failed(error: unknown): void;
}

/** The two things that are kept in mind while looking elsewhere: a key whose records are followed, and a marked row. */
export class Trail {
  /** Tells which key is followed; a click lets it go. */
  readonly pill = element('button', 'pane-switch followed-key');
  private readonly host: Pick<Remote<TailHost>, 'nextOfKey' | 'findRow'>;
  private readonly view: JumpView;
  private readonly jumps: Pick<Jumps, 'toPlace'>;
  private readonly listener: TrailListener;
  /** The key with the record of it that was visited last. */
  private followed: { readonly key: Key; readonly last: Place } | undefined;
  private mark: Place | undefined;

  constructor(
    host: Pick<Remote<TailHost>, 'nextOfKey' | 'findRow'>,
    view: JumpView,
    jumps: Pick<Jumps, 'toPlace'>,
    listener: TrailListener,
  ) {
    this.host = host;
    this.view = view;
    this.jumps = jumps;
    this.listener = listener;
    this.pill.type = 'button';
    this.pill.hidden = true;
    this.pill.title = 'Records of this key: [ and ] go to the previous and next one. Click, or f: let it go';
    this.pill.addEventListener('click', () => this.follow(undefined));
  }

  /** Classes for a row that is part of the trail. */
  classes(row: Row): string {
    const isOfKey = this.followed && keyOf(row) && sameKey(this.followed.key, keyOf(row));
    const isMarked = this.mark && row.kind === 'record' && isAt(row, this.mark);
    return `${isOfKey ? ' of-key' : ''}${isMarked ? ' marked' : ''}`;
  }

  /** Whether the action was one of the trail's. */
  act(action: KeyAction): boolean {
    if (action === 'followKey') this.toggle();
    else if (action === 'setMark') this.setMark();
    else if (action === 'nextOfKey') this.step(1).catch(this.listener.failed);
    else if (action === 'previousOfKey') this.step(-1).catch(this.listener.failed);
    else if (action === 'toMark') this.toMark().catch(this.listener.failed);
    else return false;
    return true;
  }

  /** Follows the key of the selected record; lets go of it when it is followed already. */
  private toggle(): void {
    const { row, place } = this.view.selection();
    const key = row && keyOf(row);
    if (this.followed && (!key || sameKey(key, this.followed.key))) this.follow(undefined);
    else if (key && place) this.follow({ key, last: place });
    else this.view.tell('Select a record with a key to follow it.');
  }

  /** To the next or previous record of the key that is followed, or of the selected record's. */
  private async step(direction: 1 | -1): Promise<void> {
    const from = await this.start();
    const found = from === undefined ? undefined : await this.host.nextOfKey(from, direction);
    if (!found) return this.view.tell('Select a record with a key, whose other records are then found.');
    const unknown =
      found.unknown === 0 ? '' : ` Of ${countOf(found.unknown, 'record')} on the way the key has left memory.`;
    if (found.row === undefined)
      return this.view.tell(`No ${direction === 1 ? 'later' : 'earlier'} record of this key is in memory.${unknown}`);
    await this.view.goTo(found.row);
    const { row, place } = this.view.selection();
    if (this.followed && place && row?.row === found.row) this.followed = { ...this.followed, last: place };
    if (unknown !== '') this.view.tell(unknown.trim());
  }

  private setMark(): void {
    const { row, place } = this.view.selection();
    if (row?.kind !== 'record' || !place) {
      this.view.tell('Select a record to mark it.');
      return;
    }
    this.mark = place;
    this.view.tell(`Marked ${this.view.nameOf(place.partition)}:${place.offset}. M comes back to it.`);
    this.listener.changed();
  }

  private async toMark(): Promise<void> {
    if (this.mark) await this.jumps.toPlace(this.mark, 'marked record');
    else this.view.tell('No record is marked: m marks the selected one.');
  }

  /** Offsets of another reading may be other records. */
  forget(): void {
    this.mark = undefined;
    this.follow(undefined);
  }

  /** The selected row where it is of the key, else the record of the key that was visited last. */
  private async start(): Promise<number | undefined> {
    const { n, row } = this.view.selection();
    const { followed } = this;
    const key = row && keyOf(row);
    if (!followed || (key && sameKey(key, followed.key))) return n;
    return this.host.findRow(followed.last.partition, followed.last.offset);
  }

  private follow(followed: Trail['followed']): void {
    this.followed = followed;
    this.pill.hidden = !followed;
    const text = visibleText(followed?.key.text ?? '');
    this.pill.textContent = followed ? `Key ${text.length > SHOWN_KEY ? `${text.slice(0, SHOWN_KEY)}…` : text} ×` : '';
    this.pill.setAttribute('aria-label', `Following key ${text}; let it go`);
    this.listener.changed();
  }
}

const keyOf = (row: Row): Key | undefined => (row.kind === 'record' ? (row.key ?? undefined) : undefined);

/** As far as it is shown: of keys beyond that the search decides, which compares all bytes. */
const sameKey = (a: Key, b: Key | undefined): boolean => a.text === b?.text && a.binary === b.binary;

const isAt = (row: Place, { partition, offset }: Place): boolean =>
  row.partition === partition && row.offset === offset;
