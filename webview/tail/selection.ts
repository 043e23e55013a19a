import type { Remote } from '../../src/protocol/rpc';
import type { Row, TailDetails, TailHost } from '../../src/protocol/tail';
import type { DetailsPane } from './detailsPane';
import { adviceSection, comparisonSection, lookAgainSection, verifySection } from './explainSections';
import type { Place } from './jumps';
import { produceAgainButton } from './produceAgainButton';
import { mayBeRetry, producersSection } from './producersSection';
import type { Stage } from './stage';

type SelectionHost = Pick<
  Remote<TailHost>,
  | 'details'
  | 'explain'
  | 'snapshot'
  | 'advice'
  | 'original'
  | 'lookAgain'
  | 'verify'
  | 'producers'
  | 'showProducer'
  | 'produceAgain'
>;

/** The selected row and what the pane beside says of it. */
export class Selection {
  private readonly host: SelectionHost;
  private readonly stage: Stage;
  private readonly details: DetailsPane;
  private readonly tell: (sentence: string) => void;
  private selected: number | undefined;
  private selectedPlace: Place | undefined;
  /** The pane is open, or will be as soon as its content is here: Esc in between must win. */
  private wantsDetails = false;
  /** The pane shows bytes of which the schema is on its way. */
  private isPending = false;

  constructor(host: SelectionHost, stage: Stage, details: DetailsPane, tell: (sentence: string) => void) {
    this.host = host;
    this.stage = stage;
    this.details = details;
    this.tell = tell;
  }

  get n(): number | undefined {
    return this.selected;
  }

  get row(): Row | undefined {
    return this.selected === undefined ? undefined : this.stage.rows.get(this.selected);
  }

  /** By which the row is found again when rows are renumbered; undefined for a hole. */
  get place(): Place | undefined {
    return this.selectedPlace;
  }

  set(n: number | undefined): void {
    this.selected = n;
    if (n === undefined) this.selectedPlace = undefined;
    this.stage.grid.select(n);
  }

  async select(n: number, where: 'nearest' | 'middle', open: boolean): Promise<void> {
    if (open) this.wantsDetails = true;
    this.stage.anchor = undefined;
    this.stage.leaveLive();
    this.set(n);
    this.stage.grid.reveal(n, where);
    await this.stage.draw();
    const row = await this.stage.load(n);
    if (this.selected !== n) return;
    this.selectedPlace = row && row.kind !== 'hole' ? { partition: row.partition, offset: row.offset } : undefined;
    if (this.wantsDetails) await this.show(n, row);
  }

  /** Selects a row that may have come after the picture on screen. */
  async goTo(n: number): Promise<void> {
    const { shown, follow } = this.stage;
    if (shown && n >= shown.endRow) {
      if (follow.isFrozen) return this.tell('The next finding is among the new rows: unfreeze the view to see it.');
      this.stage.leaveLive();
      await this.stage.accept(await this.host.snapshot());
    }
    await this.select(n, 'middle', false);
  }

  /** Moves by so many rows; beyond the first and the last row it stays there. */
  async move(by: number): Promise<void> {
    const { shown, follow, grid } = this.stage;
    if (!shown || this.stage.isEmpty) return;
    const start = this.selected ?? (follow.isLive ? shown.endRow : grid.window().from - Math.sign(by));
    const n = Math.min(shown.endRow - 1, Math.max(shown.firstRow, start + by));
    await this.select(n, 'nearest', false);
  }

  async open(): Promise<void> {
    if (this.selected !== undefined) await this.select(this.selected, 'nearest', true);
  }

  /** After rows were renumbered: the same record under its new number, or nothing. */
  async findAgain(): Promise<void> {
    const { selectedPlace } = this;
    this.set(undefined);
    const n = selectedPlace && (await this.stage.find(selectedPlace));
    if (n === undefined) return this.closeDetails();
    this.set(n);
    this.selectedPlace = selectedPlace;
  }

  /** A gap is settled while one looks at it, and a schema arrives: says it anew. */
  async keepUp(): Promise<void> {
    const { row } = this;
    if (this.isPending) await this.readAgain();
    if (row && this.details.isBehind(row)) await this.explain(row);
  }

  /** Payloads are shown otherwise now. */
  async readAgain(): Promise<void> {
    this.isPending = false;
    if (this.selected !== undefined && this.details.isOpen) await this.show(this.selected, this.row);
  }

  /** Opens the form to produce, filled with the selected record. */
  async produceAgain(): Promise<void> {
    const n = this.selected;
    if (n === undefined) return this.tell('Select a record to produce it again.');
    const refusal = await this.host.produceAgain(n);
    if (refusal !== undefined) this.tell(refusal);
  }

  /** Closes the pane, or lets go of the row when none is open. */
  escape(): void {
    if (this.wantsDetails) this.closeDetails();
    else this.set(undefined);
    void this.stage.draw();
  }

  closeDetails(): void {
    if (!this.wantsDetails) return;
    this.wantsDetails = false;
    this.details.close();
    this.stage.grid.focus();
  }

  private isShowing(n: number): boolean {
    return this.wantsDetails && this.selected === n;
  }

  private async show(n: number, row: Row | undefined): Promise<void> {
    const details = row?.kind === 'record' ? await this.host.details(n) : undefined;
    if (!this.isShowing(n)) return;
    this.isPending = (details?.key?.isPending ?? details?.value?.isPending) === true;
    if (details) await this.describe(n, details);
    else if (row && row.kind !== 'record') await this.explain(row);
    else this.details.showSentence('This record is no longer in memory.');
    this.stage.grid.reveal(n, 'nearest');
    await this.stage.draw();
  }

  private async explain(row: Row): Promise<void> {
    const explanation = await this.host.explain(row.row);
    if (!this.isShowing(row.row) || row.kind === 'record') return;
    if (!explanation) return this.details.showSentence(row.text);
    this.details.showExplanation(row, explanation);
    const advice = await this.host.advice(row.row);
    if (!this.isShowing(row.row)) return;
    // That a topic is another one now is no matter of its records.
    const again = row.code === 'O11' ? [] : [this.secondLook(row.row)];
    this.details.explainMore(...again, ...(advice ? [adviceSection(advice)] : []));
  }

  /** The record at once; what its original says, which may have to come from the broker, when it is here. */
  private async describe(n: number, details: TailDetails): Promise<void> {
    this.details.show(details);
    const producers = this.producers(details);
    const again = produceAgainButton(() => this.produceAgain());
    this.details.explainMore(this.checksum(n), again, ...producers);
    if (!details.explanation) return;
    const hasOriginal = details.explanation.of !== undefined;
    const [advice, original] = await Promise.all([
      this.host.advice(n),
      hasOriginal ? this.host.original(n) : undefined,
    ]);
    if (!this.isShowing(n)) return;
    this.details.explainMore(
      this.secondLook(n),
      ...(hasOriginal ? [comparisonSection(original, details, (partition) => this.stage.nameOf(partition))] : []),
      ...(mayBeRetry(this.row, details) ? producers : []),
      ...(advice ? [adviceSection(advice)] : []),
      this.checksum(n),
      again,
      ...(mayBeRetry(this.row, details) ? [] : producers),
    );
  }

  /** An idempotent producer writes no retry twice: it is no cause, and its settings need no look. */
  private producers(details: TailDetails): readonly HTMLElement[] {
    if (details.producerId !== -1) return [];
    const topic = this.stage.topicOf(details.partition);
    return [producersSection(this.host, topic, mayBeRetry(this.row, details))];
  }

  private readonly checksum = (n: number): HTMLElement => verifySection(() => this.host.verify(n));

  private readonly secondLook = (n: number): HTMLElement => lookAgainSection(() => this.host.lookAgain(n));
}
