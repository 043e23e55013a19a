import type { Remote } from '../../src/protocol/rpc';
import type { TailHost, TailSnapshot } from '../../src/protocol/tail';
import type { CopyForm } from '../../src/protocol/tailExport';
import { CopyMenu } from './copyMenu';
import { ExportDialog } from './exportDialog';
import type { KeyAction } from './keymap';

export interface OutView {
  selected(): number | undefined;
  latest(): TailSnapshot | undefined;
  /** As typed. */
  filter(): string;
  tell(sentence: string): void;
  focusRows(): void;
}

/** The ways out of the tail: rows to the clipboard, and files. */
export class OutControls {
  readonly menu: CopyMenu;
  readonly dialog: ExportDialog;
  private readonly host: Pick<Remote<TailHost>, 'copyRow' | 'exportRows'>;
  private readonly view: OutView;

  constructor(host: OutControls['host'], view: OutView) {
    this.host = host;
    this.view = view;
    this.menu = new CopyMenu({ copy: (form) => this.copy(form), closed: () => view.focusRows() });
    this.dialog = new ExportDialog({
      export: (wish) => {
        this.host.exportRows(wish).then(
          (sentence) => {
            if (sentence !== undefined) view.tell(sentence);
          },
          (error: unknown) => this.dialog.refuse(error instanceof Error ? error.message : String(error)),
        );
      },
      closed: () => view.focusRows(),
    });
  }

  /** Whether the action was one of these. */
  act(action: KeyAction): boolean {
    if (action === 'copy') this.copy('row');
    else if (action === 'copyMenu') this.openMenuAtRow();
    else if (action === 'export') this.openDialog();
    else return false;
    return true;
  }

  openDialog(): void {
    const latest = this.view.latest();
    if (latest) this.dialog.open(latest, this.view.filter());
  }

  openMenu(x: number, y: number): void {
    if (this.view.selected() === undefined) this.view.tell('Select a row first.');
    else this.menu.open(x, y);
  }

  copy(form: CopyForm): void {
    const selected = this.view.selected();
    const tell = (sentence: string): void => this.view.tell(sentence);
    if (selected === undefined) {
      tell('Select a row first.');
      return;
    }
    this.host
      .copyRow(selected, form)
      .then(tell, (error: unknown) => tell(error instanceof Error ? error.message : String(error)));
  }

  private openMenuAtRow(): void {
    const row = document.querySelector('.row.selected:not([hidden])')?.getBoundingClientRect();
    this.openMenu((row?.left ?? 0) + 24, row?.bottom ?? window.innerHeight / 3);
  }
}
