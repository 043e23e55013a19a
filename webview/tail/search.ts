import type { Remote } from '../../src/protocol/rpc';
import type { FilterExpression, TailHost, TailSnapshot } from '../../src/protocol/tail';
import { FindWidget } from './findWidget';
import { GoToWidget } from './goToWidget';
import type { KeyAction } from './keymap';
import type { Target } from './parseTarget';
import { partitionIds } from './partitionName';
import type { Selection } from './selection';
import type { Stage } from './stage';

type SearchHost = Pick<Remote<TailHost>, 'setSearch' | 'nextMatch' | 'findRow' | 'firstInTime' | 'snapshot'>;

export interface SearchListener {
  tell(sentence: string): void;
  /** Something else is looked for, see `where`. */
  searched(): void;
}

/** Find and go to: the ways to a row that one knows something of. */
export class Search {
  private readonly host: SearchHost;
  private readonly stage: Stage;
  private readonly selection: Selection;
  private readonly listener: SearchListener;
  private sought: FilterExpression | undefined;
  private readonly find = new FindWidget({
    search: (where) => this.ask(this.search(where)),
    next: (direction) => this.ask(this.next(direction)),
    leave: () => this.stage.grid.focus(),
  });
  private readonly goToWidget = new GoToWidget({
    goTo: (target) => this.ask(this.goTo(target)),
    leave: () => this.stage.grid.focus(),
  });
  private latest: TailSnapshot | undefined;
  /** What was typed last is on its way to the worker. */
  private asked: Promise<void> | undefined;

  constructor(host: SearchHost, stage: Stage, selection: Selection, listener: SearchListener) {
    this.host = host;
    this.stage = stage;
    this.selection = selection;
    this.listener = listener;
  }

  get roots(): readonly HTMLElement[] {
    return [this.find.root, this.goToWidget.root];
  }

  /** What is looked for in the rows now. */
  get where(): FilterExpression | undefined {
    return this.sought;
  }

  show(snapshot: TailSnapshot): void {
    this.latest = snapshot;
    if (this.find.isOpen) this.find.show(snapshot.search);
  }

  /** Whether the action was one of these. */
  act(action: KeyAction): boolean {
    if (action === 'find') this.find.open();
    else if (action === 'goTo') this.goToWidget.open();
    else if (action === 'nextMatch' || action === 'previousMatch') {
      if (this.find.isOpen) this.ask(this.next(action === 'nextMatch' ? 1 : -1));
      else this.find.open();
    } else return false;
    return true;
  }

  private async search(where: FilterExpression | undefined): Promise<void> {
    this.sought = where;
    this.listener.searched();
    this.asked = this.host.setSearch(where);
    await this.asked;
    await this.stage.accept(await this.host.snapshot());
  }

  private async next(direction: 1 | -1): Promise<void> {
    const { from, end } = this.stage.grid.window();
    const start = this.selection.n ?? (direction === 1 ? from - 1 : end);
    await this.asked;
    const found = await this.host.nextMatch(start, direction);
    this.find.showAt(found?.number);
    if (found) await this.selection.goTo(found.row);
    else this.listener.tell((await this.isLooking()) ? 'Nothing found yet; still looking.' : 'No row matches.');
    this.find.show(this.latest?.search);
  }

  private async isLooking(): Promise<boolean> {
    const { search } = await this.host.snapshot();
    return search !== undefined && search.problem === undefined && search.scanned < search.total;
  }

  private async goTo(target: Target): Promise<void> {
    const row =
      target.kind === 'time'
        ? await this.host.firstInTime(target.timestamp, Number.MAX_SAFE_INTEGER)
        : await this.rowOf(target.offset, target.partition);
    if (row !== undefined) return this.selection.goTo(row);
    const hidden = this.latest?.filter ? ', or hidden by the filter' : '';
    if (target.kind === 'time') this.listener.tell(`No record at or after that time is in memory${hidden}.`);
    else this.listener.tell(`Offset ${target.offset} is not in memory${hidden}.`);
  }

  /** The selected row's partition comes first where it may be meant, then the others until one has the offset. */
  private async rowOf(offset: number, partition: string | undefined): Promise<number | undefined> {
    const { slots, positions = [] } = this.latest ?? {};
    const here = this.selection.row?.partition;
    const named = partition === undefined ? undefined : partitionIds(slots, partition);
    const all = named ?? slots?.map(({ id }) => id) ?? positions.map((position) => position.partition);
    const tried = here !== undefined && (named === undefined || named.includes(here)) ? [here, ...all] : all;
    for (const one of tried) {
      const row = await this.host.findRow(one, offset);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  private ask(asked: Promise<unknown>): void {
    asked.catch((error: unknown) => this.listener.tell(error instanceof Error ? error.message : String(error)));
  }
}
