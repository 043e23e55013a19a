import type { ExportChunk, ExportTold, ExportWish } from '../../protocol/tailExport';
import type { RowFilter } from '../../tail/filterExpression';
import type { Content } from '../../tail/redactRecord';
import { parseRedactRules } from '../../tail/redactRules';
import type { TailSession } from '../../tail/session';
import { SLICE_MS, type Slicing } from '../inSlices';
import type { RowDecoder } from '../RowDecoder';
import type { OffsetRange, RangeSeen } from '../readRange';
import type { RowView } from '../rowView';
import { csvExport } from './csvExport';
import type { ItemPlace } from './exportItem';
import { ExportItems } from './exportItems';
import type { ExportWriter, ReadFacts } from './exportWriter';
import { MissingPayloads } from './missingPayloads';
import { ndjsonExport } from './ndjsonExport';
import { hiddenFacts } from './redactedWords';
import { reportExport } from './reportExport';

/** What of a reading an export needs. */
export interface ExportSource {
  readonly session: TailSession;
  readonly view: Pick<RowView, 'scan'>;
  readonly decoder: RowDecoder;
  readRange(range: OffsetRange, limit: number): Promise<RangeSeen>;
  placeOf(partition: number): ItemPlace;
  facts(now: number): ReadFacts;
}

/** Characters after which a piece is handed over; a single record may be longer. */
const CHUNK = 1 << 19;
/** Rows looked at together, so that payloads are fetched together. */
const BLOCK_ROWS = 500;
/** Bytes of values that are fetched together at most, but for a single record. */
const BLOCK_BYTES = 4 * 1024 * 1024;

/** Row numbers mean something else since the export began: it is to be begun anew. */
export class RowsMoved extends Error {
  constructor() {
    super('Rows were inserted while they were exported. Export again.');
  }
}

/**
 * The rows as they are when it begins, told piece by piece: whoever asks for pieces sets the pace, and what is held is one
 * piece. Rows that leave memory meanwhile are counted.
 */
export class TailExport {
  private readonly source: ExportSource;
  private readonly slicing: Slicing;
  private readonly writer: ExportWriter;
  private readonly items: ExportItems;
  private readonly missing: MissingPayloads;
  private readonly layout: number;
  private readonly first: number;
  private readonly end: number;
  private readonly onlyFindings: boolean;
  private readonly shown: ReturnType<RowView['scan']> | undefined;
  private readonly encoder = new TextEncoder();
  private at: number;
  private text = '';
  private readonly told = { rows: 0, records: 0, findings: 0, readAgain: 0, missing: 0, gone: 0, unknown: 0 };

  /** Throws a SyntaxError for a rule of redaction that is none. */
  constructor(source: ExportSource, wish: ExportWish, filter: RowFilter | undefined, slicing: Slicing) {
    const { session, decoder } = source;
    this.source = source;
    this.slicing = slicing;
    const rules = parseRedactRules(wish.redact);
    const redact = wish.redact.map((rule) => rule.trim()).filter((rule) => rule !== '');
    const isFiltered = wish.scope === 'view' && filter !== undefined;
    this.writer = writers[wish.format]({
      scope: wish.scope,
      redact,
      // It may well look for what is hidden.
      filter: isFiltered && redact.length === 0 ? wish.filter : '',
      isDecoded: decoder.isActive,
    });
    this.items = new ExportItems({
      session,
      decoder,
      rules,
      hidden: hiddenFacts(rules, session.counters().sequence.rule),
      wantsEvidence: this.writer.wantsEvidence,
      placeOf: (partition) => source.placeOf(partition),
    });
    this.missing = new MissingPayloads((range, limit) => source.readRange(range, limit));
    this.layout = session.layout;
    this.first = session.firstRow;
    this.end = session.endRow;
    this.at = this.first;
    this.onlyFindings = wish.scope === 'findings';
    const { end } = this;
    const span = {
      get firstRow() {
        return Math.min(end, session.firstRow);
      },
      endRow: end,
    };
    this.shown = isFiltered ? source.view.scan(span, filter) : undefined;
    this.text = this.writer.start(source.facts(slicing.now()));
  }

  get rows(): number {
    return this.end - this.first;
  }

  async next(): Promise<ExportChunk> {
    await this.filter();
    while (this.text.length < CHUNK && this.at < this.end) await this.block();
    const isLast = this.at >= this.end;
    const told = isLast ? this.finish() : undefined;
    const bytes = this.encoder.encode(this.text);
    this.text = '';
    return { bytes, done: this.at - this.first, total: this.rows, told };
  }

  private finish(): ExportTold {
    const { told } = this;
    this.text += this.writer.end(this.source.facts(this.slicing.now()), told);
    return { ...told, notDescribed: this.writer.notDescribed };
  }

  /** Finds out first what the filter shows; the view's own list may change under an export. */
  private async filter(): Promise<void> {
    const { shown } = this;
    while (shown && !shown.isComplete) {
      const until = this.slicing.now() + SLICE_MS;
      shown.scan(() => this.slicing.now() >= until);
      await this.slicing.rest();
      this.check();
    }
    const { problem, unknown = 0 } = shown?.state() ?? {};
    if (problem !== undefined) throw new Error(problem);
    this.told.unknown = unknown;
  }

  private async block(): Promise<void> {
    this.check();
    const rows = this.pick();
    if (rows.length === 0) return;
    const { session } = this.source;
    if (this.writer.wantsContent) {
      this.missing.forget();
      await this.missing.fetch(
        rows.flatMap((n) => {
          const row = session.row(n);
          return row?.kind === 'record' && row.value === undefined ? [row] : [];
        }),
      );
      this.check();
    }
    let until = this.slicing.now() + SLICE_MS;
    for (const n of rows) {
      await this.tell(n);
      if (this.slicing.now() < until) continue;
      await this.slicing.rest();
      this.check();
      until = this.slicing.now() + SLICE_MS;
    }
  }

  /** The next rows to be told; moves on over those that are not. */
  private pick(): readonly number[] {
    const { session } = this.source;
    const rows: number[] = [];
    let bytes = 0;
    for (let looked = 0; this.at < this.end && rows.length < BLOCK_ROWS && looked < 16 * BLOCK_ROWS; looked += 1) {
      const n = this.at;
      if (this.isWanted(n)) {
        if (n < session.firstRow) this.told.gone += 1;
        else {
          bytes += Math.max(0, session.probe(n)?.valueBytes ?? 0);
          if (bytes > BLOCK_BYTES && rows.length > 0) return rows;
          rows.push(n);
        }
      }
      this.at += 1;
    }
    return rows;
  }

  private isWanted(n: number): boolean {
    if (this.shown) return this.shown.list.placeOf(n) !== undefined;
    return !this.onlyFindings || (n >= this.source.session.firstRow && this.items.isFinding(n));
  }

  private async tell(n: number): Promise<void> {
    const row = this.source.session.row(n);
    if (!row) {
      this.told.gone += 1;
      return;
    }
    const item = this.items.make(row, row.kind === 'record' ? await this.content(n) : undefined);
    if (!item) return;
    this.told.rows += 1;
    if (item.kind === 'record') this.told.records += 1;
    if (item.isFinding) this.told.findings += 1;
    this.text += this.writer.item(item);
  }

  private async content(n: number): Promise<Content | undefined> {
    if (!this.writer.wantsContent) return undefined;
    const content = this.items.content(n);
    if (content) return content;
    const row = this.source.session.row(n);
    if (row?.kind !== 'record') return undefined;
    // It may have left memory since its block was begun.
    await this.missing.fetch([row]);
    const again = this.missing.get(row);
    this.told[again ? 'readAgain' : 'missing'] += 1;
    return again && this.items.shown(again);
  }

  private check(): void {
    if (this.source.session.layout !== this.layout) throw new RowsMoved();
  }
}

const writers = { ndjson: ndjsonExport, csv: csvExport, markdown: reportExport } as const;
