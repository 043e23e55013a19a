import type { Remote } from '../../src/protocol/rpc';
import type { FindingKind, Row, TailHost } from '../../src/protocol/tail';
import type { FindingPage, FindingQuery, TailOverview } from '../../src/protocol/tailQueries';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { findingKinds, findingLooks } from './findingLooks';
import { FindingRow } from './findingRow';
import { countOf, formatCount } from './formatCount';
import { measureMaxHeight } from './measureMaxHeight';
import { ROW_HEIGHT, scrollOfTop, spacerHeight, topOfScroll, windowAt } from './scrollMap';

export interface FindingsListener {
  /** How a partition is called. */
  nameOf(partition: number): string;
  close(): void;
  /** The row of a finding is wanted in the records above. */
  goTo(row: number): void;
  failed(error: unknown): void;
}

/** All findings in memory as a list: filtered by kind, moved by keys, Enter goes to the row. */
export class FindingsPane {
  readonly root = element('section', 'pane findings');
  private readonly host: Pick<Remote<TailHost>, 'findings'>;
  private readonly listener: FindingsListener;
  private readonly filters = element('div', 'finding-filters');
  private readonly summary = element('span', 'muted finding-summary');
  private readonly list = element('div', 'finding-list');
  private readonly spacer = element('div', 'finding-spacer');
  private readonly layer = element('div', 'finding-layer');
  private pool: FindingRow[] = [];
  private kind: FindingKind | undefined;
  private page: FindingPage | undefined;
  /** The row that is active, by its number: its place changes as findings come and go. */
  private active: number | undefined;
  private activeAt = 0;
  private maxHeight = 0;
  private overview: TailOverview | undefined;
  private asking = false;
  private again = false;
  private filterTexts = '';

  constructor(host: Pick<Remote<TailHost>, 'findings'>, listener: FindingsListener) {
    this.host = host;
    this.listener = listener;
    this.root.setAttribute('aria-label', 'Findings');
    this.filters.setAttribute('role', 'group');
    this.filters.setAttribute('aria-label', 'Kinds shown');
    this.list.tabIndex = 0;
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', 'Findings in memory');
    this.spacer.append(this.layer);
    this.list.append(this.spacer);
    const close = makeButton('Close', 'Close the list (a)', () => listener.close());
    this.root.append(
      element('div', 'pane-title', element('h2', '', 'Findings'), this.filters, this.summary, close),
      this.list,
    );
    this.list.addEventListener('scroll', () => this.load(), { passive: true });
    this.list.addEventListener('keydown', (event) => this.onKey(event));
    this.layer.addEventListener('click', (event) => this.onClick(event));
    new ResizeObserver(() => this.measure()).observe(this.list);
  }

  showOverview(overview: TailOverview | undefined): void {
    this.overview = overview;
    this.showFilters();
    this.load();
  }

  focus(): void {
    this.list.focus();
  }

  private showFilters(): void {
    const totals = this.overview?.totals ?? {};
    const texts = JSON.stringify([totals, this.kind ?? '']);
    if (texts === this.filterTexts) return;
    this.filterTexts = texts;
    const kinds = findingKinds.filter((kind) => totals[kind] || kind === this.kind);
    // Buttons are kept: one that has the focus must not vanish under it.
    const known = new Map([...this.filters.querySelectorAll('button')].map((button) => [button.value, button]));
    const buttons = [undefined, ...kinds].map((kind) => {
      const button = known.get(kind ?? '') ?? this.makeFilter(kind);
      const text = kind ? `${findingLooks[kind].name} ${formatCount(totals[kind] ?? 0)}` : 'All';
      if (button.textContent !== text) button.textContent = text;
      button.setAttribute('aria-pressed', String(kind === this.kind));
      return button;
    });
    this.filters.replaceChildren(...buttons);
  }

  private makeFilter(kind: FindingKind | undefined): HTMLButtonElement {
    const button = element('button', `chip chip-${kind ? findingLooks[kind].tone : 'all'}`);
    button.type = 'button';
    button.value = kind ?? '';
    button.title = kind
      ? `Only ${findingLooks[kind].name.toLowerCase()}`
      : 'Everything that may mean loss, doubling or disorder';
    button.addEventListener('click', () => this.filterBy(kind));
    return button;
  }

  private filterBy(kind: FindingKind | undefined): void {
    this.kind = kind;
    this.page = undefined;
    this.list.scrollTop = 0;
    this.showFilters();
    this.load();
  }

  /** Asks for what is in view; one question at a time, the last wish wins. */
  private load(): void {
    if (this.root.hidden || this.pool.length === 0) return;
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    const { kind } = this;
    const query: FindingQuery = {
      from: this.first(),
      count: this.pool.length,
      ...(kind ? { kind } : {}),
      ...(this.active === undefined ? {} : { anchor: this.active }),
    };
    this.host
      .findings(query)
      .then((page) => {
        if (kind !== this.kind) return;
        this.page = page;
        if (query.anchor === this.active) this.activeAt = page.anchorAt;
        this.draw();
      }, this.listener.failed)
      .finally(() => {
        this.asking = false;
        if (!this.again) return;
        this.again = false;
        this.load();
      });
  }

  private get geometry() {
    const { clientHeight: viewHeight } = this.list;
    return { rows: this.page?.total ?? 0, rowHeight: ROW_HEIGHT, viewHeight, maxHeight: this.maxHeight };
  }

  private first(): number {
    const { geometry } = this;
    return windowAt(geometry, topOfScroll(geometry, this.list.scrollTop)).from;
  }

  private draw(): void {
    const { page, geometry } = this;
    if (!page) return;
    this.spacer.style.height = `${spacerHeight(geometry)}px`;
    const top = topOfScroll(geometry, this.list.scrollTop);
    this.layer.style.transform = `translateY(${this.list.scrollTop + page.from * ROW_HEIGHT - top}px)`;
    for (const [i, row] of this.pool.entries()) {
      const finding = page.rows[i];
      if (finding) row.show(finding, page.from + i, page.total, finding.row === this.active, this.listener.nameOf);
      else row.hide();
    }
    const active = this.pool.find(({ n }) => n !== undefined && n === this.active);
    if (active) this.list.setAttribute('aria-activedescendant', active.root.id);
    else this.list.removeAttribute('aria-activedescendant');
    this.summary.textContent = page.total === 0 ? 'none in memory' : `${countOf(page.total, 'finding')} in memory`;
  }

  private measure(): void {
    this.maxHeight = measureMaxHeight();
    const wanted = Math.ceil(this.list.clientHeight / ROW_HEIGHT) + 1;
    while (this.pool.length < wanted) this.pool.push(new FindingRow(`finding-${this.pool.length}`));
    this.pool.length = wanted;
    this.layer.replaceChildren(...this.pool.map(({ root }) => root));
    this.load();
  }

  private onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    const n = this.pool.find(({ root }) => root === target)?.n;
    if (n !== undefined) this.activate(n);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, this.pool.length - 2);
    const steps: Partial<Record<string, number>> = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const by = steps[event.key];
    if (by === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    if (by !== undefined) this.move(by).catch(this.listener.failed);
    else if (this.active !== undefined) this.listener.goTo(this.active);
  }

  private async move(by: number): Promise<void> {
    const { page, kind, active } = this;
    if (!page || page.total === 0) return;
    const start = active === undefined ? this.first() - Math.sign(by) : this.activeAt;
    const at = Math.min(page.total - 1, Math.max(0, start + by));
    this.activeAt = at;
    const [row] = (await this.host.findings({ ...(kind ? { kind } : {}), from: at, count: 1 })).rows;
    if (!row || kind !== this.kind || at !== this.activeAt) return;
    this.active = row.row;
    this.reveal(at);
    this.load();
  }

  private reveal(at: number): void {
    const { geometry } = this;
    const top = topOfScroll(geometry, this.list.scrollTop);
    const place = at * ROW_HEIGHT;
    if (place < top) this.list.scrollTop = scrollOfTop(geometry, place);
    else if (place + ROW_HEIGHT > top + geometry.viewHeight)
      this.list.scrollTop = scrollOfTop(geometry, place + ROW_HEIGHT - geometry.viewHeight);
  }

  private activate(n: Row['row']): void {
    this.active = n;
    this.draw();
    this.load();
    this.listener.goTo(n);
  }
}
