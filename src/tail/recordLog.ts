import { emptyRecord } from '../kafka/emptyRecord';
import type { RecordView } from '../kafka/model';
import { BatchLog } from './batchLog';
import type { CopyFacts } from './explain';
import { explainGap } from './explainGap';
import { explainHole } from './explainHole';
import { isLegitimate } from './findingKinds';
import type { HoleBook } from './holeBook';
import type { IdentityRule } from './identity';
import { type Judgement, kindOf, rank, tell } from './judgement';
import type {
  ExtraWish,
  FindingKind,
  Hole,
  HoleCode,
  NamePartition,
  RecordDetails,
  Row,
  RowExplanation,
  RowExtra,
  Verdict,
} from './model';
import type { PartitionState } from './partitionState';
import { Payloads } from './payloads';
import type { Probe } from './probe';
import { type RowSources, renderDetails, renderRow } from './renderRow';
import { rowExtras } from './rowExtras';
import { RowProbe } from './rowProbe';
import { emptyRow, GAP, HOLE, RECORD, type RowFields, type RowKind, RowStore } from './rowStore';
import { sameContent } from './sameRecord';
import type { VerdictBook } from './verdictBook';
import { writerOf } from './writer';

/** So many records may have come before their rows are appended. */
export const MAX_BLOCK = 128;

/** The rows of a session with their payloads: written by the detectors' findings, read by the view. */
export class RecordLog {
  /** Grows when rows were inserted before existing ones. */
  layout = 0;
  readonly batches: BatchLog;
  private readonly payloads: Payloads;
  private readonly maxRows: number;
  private readonly book: VerdictBook;
  private readonly holes: HoleBook;
  private readonly partitions: readonly PartitionState[];
  private readonly sources: RowSources;
  private readonly probed: RowProbe;
  private rows: RowStore;
  private readonly fields: RowFields = emptyRow();
  private readonly shown: RowFields = emptyRow();
  private readonly stored: RecordView = emptyRecord();

  constructor(
    bounds: { readonly maxRows: number; readonly maxPayloadBytes: number },
    book: VerdictBook,
    holes: HoleBook,
    partitions: readonly PartitionState[],
    nameOf: NamePartition,
  ) {
    this.maxRows = bounds.maxRows;
    this.book = book;
    this.holes = holes;
    this.partitions = partitions;
    this.batches = new BatchLog(bounds.maxRows + MAX_BLOCK);
    this.payloads = new Payloads(bounds.maxPayloadBytes, () =>
      this.rows.has(this.rows.first) ? this.rows.chunk(this.rows.first) : 0,
    );
    this.sources = { batches: this.batches, book, holes, nameOf };
    this.probed = new RowProbe(this.sources, {
      text: (n) => this.textOf(n),
      isFinding: (n, kind) => (kind === 'aborted' ? this.isAborted(n) : this.finds(n, kind)),
    });
    this.rows = this.newRows(0);
  }

  get first(): number {
    return this.rows.first;
  }

  get end(): number {
    return this.rows.end;
  }

  /** Bytes of payload written since the beginning. */
  get payloadBytes(): number {
    return this.payloads.written;
  }

  /** Whether the record's payload lies in one chunk with the ones before. */
  hasRoom(record: RecordView): boolean {
    return this.payloads.hasRoom(record);
  }

  /** Begins the row of a record: keeps the payload and fills in what the record says of itself. */
  put(record: RecordView, partition: PartitionState, batch: number, row: RowFields): void {
    row.kind = RECORD;
    row.partition = partition.index;
    row.offset = record.offset;
    row.timestamp = record.timestamp;
    row.batch = batch;
    row.sequence = Number.NaN;
    this.payloads.put(record, row);
  }

  /** The bytes of the records that were put may change from now on. */
  close(): void {
    this.payloads.close();
  }

  append(row: RowFields): void {
    this.rows.append(row);
  }

  appendGap(partition: PartitionState, judgement: Judgement): void {
    this.rows.append(markerRow(GAP, partition, judgement.offset, judgement.id));
  }

  appendHole(partition: PartitionState, offset: number, hole: number): void {
    this.rows.append(markerRow(HOLE, partition, offset, hole));
  }

  /** Shows a verdict on its record's row, if that is still there and shows nothing of higher rank. */
  mark(judgement: Judgement): void {
    const n = this.findRow(judgement.partition, judgement.offset);
    const shown = n === undefined ? undefined : this.book.get(this.rows.mark(n));
    if (n === undefined || !outranks(judgement, shown)) this.book.release(judgement.id);
    else {
      if (shown) this.book.release(shown.id);
      this.rows.setMark(n, judgement.id);
    }
  }

  /** Puts a row for each gap before the record that jumped. All at once, as it costs a copy of all rows. */
  insertGaps(gaps: readonly Judgement[]): void {
    const before = new Map<number, Judgement[]>();
    for (const gap of gaps) {
      const n = this.findRow(gap.partition, gap.offset);
      if (n === undefined) {
        this.book.release(gap.id);
        continue;
      }
      const list = before.get(n);
      if (list) list.push(gap);
      else before.set(n, [gap]);
    }
    if (before.size === 0) return;
    const old = this.rows;
    this.rows = this.newRows(old.first);
    for (let n = old.first; n < old.end; n++) {
      for (const gap of before.get(n) ?? []) {
        const partition = this.partitions.find(({ id }) => id === gap.partition);
        if (partition) this.appendGap(partition, gap);
      }
      old.read(n, this.fields);
      this.rows.append(this.fields);
    }
    this.layout += 1;
  }

  /** Takes all rows but the gaps out, one after the other: `visit` appends them anew, `finish` what it has kept back. */
  rewrite(visit: (row: RowFields) => void, finish: () => void): void {
    const old = this.rows;
    this.rows = this.newRows(old.first);
    const row = emptyRow();
    let hadGaps = false;
    for (let n = old.first; n < old.end; n++) {
      old.read(n, row);
      if (row.kind === GAP) hadGaps = true;
      else visit(row);
    }
    finish();
    if (hadGaps || this.rows.end !== old.end) this.layout += 1;
  }

  /**
   * Every record in memory with its payload, and every hole, with the index of its partition, in order. Row and payload
   * are reused.
   */
  eachRow(visit: (row: RowFields, payload: RecordView) => void, hole: (hole: Hole, index: number) => void): void {
    for (let n = this.rows.first; n < this.rows.end; n++) {
      const row = this.read(n);
      const payload = this.payload(row);
      if (payload) visit(row, payload);
      const passed = row.kind === HOLE ? this.holes.get(row.mark) : undefined;
      if (passed) hole(passed, row.partition);
    }
  }

  /** The stored record at these coordinates; valid until the next call. */
  recordAt(partition: number, offset: number): RecordView | undefined {
    const n = this.findRow(partition, offset);
    return n === undefined ? undefined : this.payload(this.read(n));
  }

  row(n: number): Row | undefined {
    if (!this.rows.has(n)) return undefined;
    const row = this.read(n);
    return renderRow(n, row, this.idOf(row), this.payload(row), this.sources);
  }

  /** The row as a filter sees it, valid until the next call. */
  probe(n: number): Probe | undefined {
    if (!this.rows.has(n)) return undefined;
    const { probed } = this;
    this.rows.read(n, probed.fields);
    probed.row = n;
    const partition = this.partitions[probed.fields.partition];
    probed.topic = partition?.topic.name ?? '';
    probed.partition = partition?.number ?? -1;
    probed.timestamp = probed.kind === RECORD ? probed.fields.timestamp : this.timeBeside(n);
    probed.payload = this.payload(probed.fields);
    return probed;
  }

  extras(n: number, identity: IdentityRule, wish: ExtraWish, instead?: RecordView): RowExtra | undefined {
    const payload = this.rows.has(n) ? this.payload(this.read(n)) : undefined;
    return payload && rowExtras(instead ?? payload, identity, wish);
  }

  details(n: number, limit: number, sequenceRule: string | undefined): RecordDetails | undefined {
    if (!this.rows.has(n) || this.rows.kind(n) !== RECORD) return undefined;
    const facts = this.copyFacts(n);
    const row = this.read(n);
    return renderDetails(row, this.idOf(row), this.payload(row), limit, this.sources, sequenceRule, facts);
  }

  explain(n: number, sequenceRule: string | undefined): RowExplanation | undefined {
    if (!this.rows.has(n)) return undefined;
    const mark = this.rows.mark(n);
    if (this.rows.kind(n) === HOLE) {
      const hole = this.holes.get(mark);
      return hole && explainHole(hole, this.neighbours(n, hole.partition), this.sources.nameOf);
    }
    const judgement = this.rows.kind(n) === GAP ? this.book.get(mark) : undefined;
    return judgement && explainGap(judgement, sequenceRule, this.sources.nameOf);
  }

  verdictAt(n: number): Verdict | undefined {
    if (!this.rows.has(n) || this.rows.kind(n) === HOLE) return undefined;
    const judgement = this.book.get(this.rows.mark(n));
    return judgement && tell(judgement);
  }

  holeAt(n: number): Hole | undefined {
    return this.rows.has(n) && this.rows.kind(n) === HOLE ? this.holes.get(this.rows.mark(n)) : undefined;
  }

  /** The records of the partition before and after a row, as far as they are near. */
  private neighbours(n: number, partition: number): RowExplanation['places'] {
    const near = (direction: 1 | -1): number | undefined => {
      for (let i = n + direction; Math.abs(i - n) <= MAX_WAY && this.rows.has(i); i += direction) {
        if (this.rows.kind(i) === RECORD && this.idOf(this.read(i)) === partition) return this.shown.offset;
      }
      return undefined;
    };
    const before = near(-1);
    const after = near(1);
    return [
      ...(before === undefined ? [] : [{ partition, offset: before, name: 'record before' }]),
      ...(after === undefined ? [] : [{ partition, offset: after, name: 'record after' }]),
    ];
  }

  findRow(partition: number, offset: number): number | undefined {
    const state = this.partitions.find(({ id }) => id === partition);
    return state && this.rows.find(state.index, offset);
  }

  nextAnomaly(from: number, direction: 1 | -1, kind?: FindingKind): number | undefined {
    const { rows } = this;
    const start = direction === 1 ? Math.max(from + 1, rows.first) : Math.min(from - 1, rows.end - 1);
    for (let n = start; rows.has(n); n += direction) {
      if (kind === 'aborted' ? this.isAborted(n) : this.finds(n, kind)) return n;
    }
    return undefined;
  }

  kindAt(n: number): FindingKind | undefined {
    const row = this.rows.kind(n);
    const mark = this.rows.mark(n);
    const found = mark === 0 ? undefined : this.kindOfMark(row, mark);
    if (found !== undefined || row !== RECORD) return found;
    return this.batches.transaction(this.rows.batch(n)) === 'aborted' ? 'aborted' : undefined;
  }

  timestampAt(n: number): number {
    return this.rows.kind(n) === RECORD ? this.rows.timestamp(n) : Number.NaN;
  }

  keyAt(n: number): Uint8Array | null | undefined {
    const payload = this.rows.has(n) ? this.payload(this.read(n)) : undefined;
    if (payload === undefined) return undefined;
    return payload.keyStart < 0 ? null : payload.bytes.subarray(payload.keyStart, payload.keyEnd);
  }

  /** A record with the one that its verdict points to. */
  private copyFacts(n: number): CopyFacts {
    const judgement = this.book.get(this.rows.mark(n));
    const at = judgement && this.findRow(judgement.ofPartition, judgement.ofOffset);
    const first = at === undefined ? undefined : this.read(at);
    const original = first && writerOf(first, this.batches);
    const payload = first && this.payload(first);
    const before = payload && { ...payload };
    const row = this.read(n);
    const after = this.payload(row);
    return {
      copy: writerOf(row, this.batches),
      original,
      isKeyless: row.keyBytes < 0,
      compared: before && after ? (sameContent(before, after) ? 'equal' : 'different') : 'unknown',
    };
  }

  private textOf(n: number): string {
    const row = this.row(n);
    return row === undefined || row.kind === 'record' ? '' : row.text;
  }

  private finds(n: number, kind: FindingKind | undefined): boolean {
    const mark = this.rows.mark(n);
    if (mark === 0) return false;
    const found = this.kindOfMark(this.rows.kind(n), mark);
    return kind === undefined ? found !== undefined && !isLegitimate(found) : found === kind;
  }

  private kindOfMark(row: RowKind, mark: number): FindingKind | undefined {
    if (row === HOLE) return anomalousHoles[this.holes.get(mark)?.code ?? 'O1'];
    const judgement = this.book.get(mark);
    return judgement && kindOf(judgement);
  }

  /** Of the record that follows a gap or a hole, or of the one before. */
  private timeBeside(n: number): number {
    for (let near = 1; near <= MAX_NEAR; near++)
      for (const row of [n + near, n - near])
        if (this.rows.has(row) && this.rows.kind(row) === RECORD) return this.rows.timestamp(row);
    return -1;
  }

  private isAborted(n: number): boolean {
    return this.rows.kind(n) === RECORD && this.batches.transaction(this.rows.batch(n)) === 'aborted';
  }

  private read(n: number): RowFields {
    this.rows.read(n, this.shown);
    return this.shown;
  }

  /** The stored payload of a record's row; valid until the next call. */
  payload(row: RowFields): RecordView | undefined {
    if (row.kind !== RECORD) return undefined;
    const { stored } = this;
    stored.offset = row.offset;
    stored.timestamp = row.timestamp;
    return this.payloads.get(row, stored) ? stored : undefined;
  }

  private idOf(row: RowFields): number {
    return this.partitions[row.partition]?.id ?? -1;
  }

  private newRows(first: number): RowStore {
    const evicted = (kind: RowKind, mark: number): void => {
      if (kind === HOLE) this.holes.release(mark);
      else this.book.release(mark);
    };
    return new RowStore(this.maxRows, evicted, first);
  }
}

/** Gaps and holes before a record are fewer than this, all but always. */
const MAX_NEAR = 32;
/** Rows that are searched for a hole's neighbours: other partitions come in stretches between. */
const MAX_WAY = 20_000;

/** Whether a verdict takes the place of the one that a row shows. */
export const outranks = (judgement: Judgement, shown: Judgement | undefined): boolean =>
  shown === undefined || rank(judgement) > rank(shown);

/** Expired before reading, truncated, epoch fallen, unexplained: holes that may mean loss. */
const anomalousHoles: Readonly<Partial<Record<HoleCode, FindingKind>>> = {
  O5: 'expired',
  O7: 'truncated',
  O8: 'truncated',
  O10: 'unexplained',
  O11: 'recreated',
};

const markerRow = (
  kind: typeof GAP | typeof HOLE,
  partition: PartitionState,
  offset: number,
  mark: number,
): RowFields => ({ ...emptyRow(), kind, partition: partition.index, offset, mark });
