import { visibleText } from '../../src/base/visibleText';
import type { Remote } from '../../src/protocol/rpc';
import type { FindingKind, Row, TailHost } from '../../src/protocol/tail';

export interface Place {
  readonly partition: number;
  readonly offset: number;
}

/** What a jump starts from and where it is told. */
export interface JumpView {
  /** How a partition is called. */
  nameOf(partition: number): string;
  selection(): { readonly n: number | undefined; readonly row: Row | undefined; readonly place: Place | undefined };
  /** Rows in view, `from <= n < end`. */
  window(): { readonly from: number; readonly end: number };
  /** Selects a row of which the host knows, also one that came after the picture on screen. */
  goTo(n: number): Promise<void>;
  tell(sentence: string): void;
}

/** The ways from one row to another that belongs to it or is like it. */
export class Jumps {
  private readonly host: Pick<Remote<TailHost>, 'findRow' | 'nextAnomaly'>;
  private readonly view: JumpView;
  private cameFrom: Place | undefined;

  constructor(host: Pick<Remote<TailHost>, 'findRow' | 'nextAnomaly'>, view: JumpView) {
    this.host = host;
    this.view = view;
  }

  /** From a copy to its original, and back. */
  async toOriginal(): Promise<void> {
    const { row, place } = this.view.selection();
    const of = row?.kind === 'record' ? row.mark?.of : undefined;
    const to = of ?? this.cameFrom;
    if (!to) return this.view.tell('The selected row is not a copy of another.');
    if (await this.toPlace(to, 'original')) this.cameFrom = of ? place : undefined;
  }

  /** False when that record is not in memory. */
  async toPlace({ partition, offset }: Place, name: string): Promise<boolean> {
    const n = await this.host.findRow(partition, offset);
    if (n === undefined)
      this.view.tell(`The ${name} ${visibleText(this.view.nameOf(partition))}:${offset} is not in memory.`);
    else await this.view.goTo(n);
    return n !== undefined;
  }

  async toAnomaly(direction: 1 | -1): Promise<void> {
    const { from, end } = this.view.window();
    const start = this.view.selection().n ?? (direction === 1 ? from - 1 : end);
    const n = await this.host.nextAnomaly(start, direction);
    if (n === undefined) this.view.tell(`No finding ${direction === 1 ? 'below' : 'above'}.`);
    else await this.view.goTo(n);
  }

  /** Goes round: behind the last one of its kind comes the first. */
  async toKind(kind: FindingKind, name: string, direction: 1 | -1): Promise<void> {
    const far = direction === 1 ? -1 : Number.MAX_SAFE_INTEGER;
    const { n: selected } = this.view.selection();
    const next = selected === undefined ? undefined : await this.host.nextAnomaly(selected, direction, kind);
    const n = next ?? (await this.host.nextAnomaly(far, direction, kind));
    if (n === undefined) this.view.tell(`${name}: no row of this kind is in memory.`);
    else await this.view.goTo(n);
  }
}
