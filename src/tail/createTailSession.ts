import { Hash64 } from '../base/hash64';
import type { BatchHeader, PartitionPosition, RecordView } from '../kafka/model';
import type { ReaderHole, SkipReason, TopicFacts } from '../kafka/ports';
import { Analysis, type AnalysisContext, type Rules, sameRules } from './analysis';
import { BatchLog } from './batchLog';
import { BatchTwins } from './batchTwins';
import { emptyRecord } from './emptyRecord';
import type { Examined } from './examined';
import { HoleBook } from './holeBook';
import { hashContent } from './identity';
import { isAnomaly, type Judgement, rank } from './judgement';
import { LogStructure } from './logStructure';
import type { Counters, Hole, RecordDetails, Row } from './model';
import type { NumberFinding } from './numbering';
import { newPartition, type PartitionState } from './partitionState';
import { Payloads } from './payloads';
import { type RowSources, renderDetails, renderRow } from './renderRow';
import { emptyRow, GAP, HOLE, RECORD, type RowFields, type RowKind, RowStore } from './rowStore';
import { RuleFinder } from './ruleFinder';
import { sameRecord } from './sameRecord';
import { type Sampled, sampled } from './sample';
import type { SessionChanges, SessionOptions, TailSession } from './session';
import { addBatch, endTransaction, forgetCopies, openTransaction } from './transactions';
import { VerdictBook } from './verdictBook';

/** An analysis of one topic: the detectors, the rows and the payloads behind {@link TailSession}. */
export function createTailSession(options: SessionOptions): TailSession {
  return new Session(options);
}

/** So many more records must have come before a sample is judged again ahead of its completion. */
const SAMPLE_GROWTH = 1.25;
/** While the sample is open its rows must all stay in memory: it ends at this share of the bounds. */
const SAMPLE_SHARE = 0.5;

class Session implements TailSession {
  layout = 0;
  private readonly options: SessionOptions;
  private readonly partitions: PartitionState[] = [];
  private readonly byId = new Map<number, PartitionState>();
  private readonly book = new VerdictBook();
  private readonly holes = new HoleBook();
  private readonly twins = new BatchTwins();
  private readonly batches: BatchLog;
  private readonly payloads: Payloads;
  private readonly structure = new LogStructure((partition, hole) => this.onHole(partition, hole));
  private readonly context: AnalysisContext;
  private readonly sources: RowSources;
  private rows: RowStore;
  private analysis: Analysis | undefined;
  /** While set, the rules may still change. */
  private finder: RuleFinder | undefined;
  private judgedAt = 0;
  private recordsAtTick = 0;
  private records = 0;
  /** Records examined under the rules in force. */
  private serial = 0;
  private aborted = 0;
  private readonly hash = new Hash64();
  private readonly fields: RowFields = emptyRow();
  private readonly shown: RowFields = emptyRow();
  private readonly stored: RecordView = emptyRecord();
  private readonly finding: NumberFinding = { number: Number.NaN, gap: undefined, own: undefined };
  private examined: Examined | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.batches = new BatchLog(options.maxRows);
    this.payloads = new Payloads(options.maxPayloadBytes);
    this.rows = this.newRows(0);
    this.sources = { batches: this.batches, book: this.book, holes: this.holes };
    this.context = {
      book: this.book,
      partitions: this.partitions,
      isCompacted: () => this.structure.isCompacted,
      graceMs: options.graceMs,
      onLater: (judgement) => this.markRow(judgement),
    };
    const finder = new RuleFinder(options.identity, options.sequence);
    if (finder.isChosen) this.analysis = new Analysis(finder.find([], 1), this.context);
    else this.finder = finder;
  }

  get firstRow(): number {
    return this.rows.first;
  }

  get endRow(): number {
    return this.rows.end;
  }

  topology({ isCompacted, partitions }: TopicFacts): void {
    this.structure.isCompacted = isCompacted;
    for (const { id, from, end } of partitions) if (!this.byId.has(id)) this.addPartition(id, from, end);
  }

  batch(id: number, header: BatchHeader): void {
    const partition = this.partition(id, header.baseOffset);
    if (this.finder && (this.isSampleFull() || this.finder.isComplete(this.partitions))) this.findRules(true);
    this.structure.batch(partition, header);
    partition.batchNumber = -1;
    partition.twin = header.baseOffset < partition.readTo ? -1 : this.twins.examine(partition.index, header);
    if (header.control === 'commit' || header.control === 'abort')
      this.endTransaction(partition, header.producerId, header.control === 'abort');
  }

  record(id: number, record: RecordView): void {
    const partition = this.partition(id, record.offset);
    this.structure.record(partition, record.offset);
    const batch = this.batchOf(partition);
    const { fields } = this;
    fields.mark = 0;
    fields.sequence = Number.NaN;
    const verdict =
      record.offset < partition.readTo ? this.judgeReread(partition, record) : this.judgeTwin(partition, record.offset);
    partition.readTo = Math.max(partition.readTo, record.offset + 1);
    if (verdict) fields.mark = verdict.id;
    this.records += 1;
    this.finder?.countRecord(partition.index);
    if (this.analysis && verdict?.code !== 'D5') this.examine(this.analysis, partition, record, batch, verdict);
    fields.kind = RECORD;
    fields.partition = partition.index;
    fields.offset = record.offset;
    fields.timestamp = record.timestamp;
    fields.batch = batch;
    fields.valueBytes = record.valueStart < 0 ? -1 : record.valueEnd - record.valueStart;
    fields.headerCount = record.headerCount;
    this.payloads.put(record, fields);
    this.rows.append(fields);
    this.structure.recordDone(partition);
  }

  hole(id: number, hole: ReaderHole): void {
    const partition = this.partition(id, hole.from);
    if (hole.reason === 'truncated') this.twins.forget(partition.index, hole.from, hole.to);
    this.structure.readerHole(partition, hole);
  }

  skip(id: number, from: number, to: number, reason: SkipReason): void {
    this.structure.skip(this.partition(id, from), from, to, reason);
  }

  position(id: number, position: PartitionPosition): void {
    this.structure.position(this.partition(id, position.next), position);
  }

  /** What the reader says about its own troubles is shown by who runs it; the log is not changed by them. */
  problem(): void {}

  tick(now: number): void {
    // A slow topic is judged before its sample is complete, in a moment when nothing comes.
    if (this.finder && this.records === this.recordsAtTick && this.records > this.judgedAt * SAMPLE_GROWTH)
      this.findRules(false);
    this.recordsAtTick = this.records;
    this.analysis?.numbering?.tick(now);
  }

  settle(): void {
    if (this.finder) this.findRules(true);
    this.analysis?.numbering?.settle();
  }

  takeChanges(): SessionChanges {
    return { verdicts: this.book.take(), holes: this.holes.take() };
  }

  counters(): Counters {
    const { analysis, records } = this;
    const share = (applied: number | undefined): number => (records === 0 ? 0 : (applied ?? 0) / records);
    const sequence = analysis?.rules.sequence;
    const unknown = 'not known yet';
    return {
      records,
      ...this.book.counters(),
      aborted: this.aborted,
      holes: this.holes.counters(),
      identity: { rule: analysis?.rules.identity.label ?? unknown, hitRate: share(analysis?.copies.applied) },
      sequence: {
        rule: analysis ? (sequence?.source.label ?? 'none') : unknown,
        scope: sequence?.scope ?? 'none',
        hitRate: share(analysis?.numbering?.applied),
      },
      horizon: { records: analysis && analysis.rules.identity.kind !== 'none' ? records - analysis.copies.since : 0 },
    };
  }

  row(n: number): Row | undefined {
    if (!this.rows.has(n)) return undefined;
    const fields = this.read(n);
    return renderRow(n, fields, this.idOf(fields), this.payload(fields), this.sources);
  }

  findRow(partition: number, offset: number): number | undefined {
    const state = this.byId.get(partition);
    return state && this.rows.find(state.index, offset);
  }

  nextAnomaly(from: number, direction: 1 | -1): number | undefined {
    const { rows } = this;
    const start = direction === 1 ? Math.max(from + 1, rows.first) : Math.min(from - 1, rows.end - 1);
    for (let n = start; rows.has(n); n += direction) {
      const mark = rows.mark(n);
      if (mark !== 0 && this.isAnomaly(rows.kind(n), mark)) return n;
    }
    return undefined;
  }

  details(n: number, limit: number): RecordDetails | undefined {
    if (!this.rows.has(n) || this.rows.kind(n) !== RECORD) return undefined;
    const fields = this.read(n);
    const sequence = this.analysis?.rules.sequence;
    const rule = sequence && `${sequence.source.label}, per ${sequence.scope}`;
    return renderDetails(fields, this.idOf(fields), this.payload(fields), limit, this.sources, rule);
  }

  private examine(
    analysis: Analysis,
    partition: PartitionState,
    record: RecordView,
    batch: number,
    verdict: Judgement | undefined,
  ): void {
    const { batches, fields, finding, hash } = this;
    const state = batches.transaction(batch);
    const producerId = batches.producerId(batch);
    const it = this.examined ?? newExamined(partition, record);
    this.examined = it;
    it.partition = partition;
    it.record = record;
    it.producerId = producerId;
    it.batchBase = batches.baseOffset(batch);
    it.isAppendTime = batches.isAppendTime(batch);
    it.standing = state === 'pending' ? 'pending' : state === 'aborted' ? 'aborted' : 'settled';
    it.transaction = state === 'pending' ? partition.transactions.get(producerId) : undefined;
    it.serial = this.serial;
    this.serial += 1;
    hashContent(record, hash);
    it.contentHi = hash.hi;
    it.contentLo = hash.lo;
    const copy = analysis.examine(it, verdict?.code === 'D1', finding);
    for (const own of [copy, finding.own])
      if (own && rank(own) > rank(this.book.get(fields.mark) ?? none)) fields.mark = own.id;
    fields.sequence = finding.number;
    if (finding.gap) this.appendMarker(GAP, partition, record.offset, finding.gap.id);
  }

  private judgeTwin(partition: PartitionState, offset: number): Judgement | undefined {
    const { batch, twin } = partition;
    if (batch === undefined || twin < 0) return undefined;
    return this.book.open({
      code: 'D1',
      confidence: batch.recordCount > 1 ? 'proven' : 'strong',
      state: 'final',
      partition: partition.id,
      offset,
      ofPartition: partition.id,
      ofOffset: twin + offset - batch.baseOffset,
    });
  }

  /** The offset was read before: the same record once more, or another one in its place. */
  private judgeReread(partition: PartitionState, record: RecordView): Judgement {
    const n = this.rows.find(partition.index, record.offset);
    const before = n === undefined ? undefined : this.payload(this.read(n));
    const differs = before !== undefined && !sameRecord(before, record);
    return this.book.open({
      code: differs ? 'D6' : 'D5',
      confidence: before ? 'proven' : 'likely',
      state: 'final',
      partition: partition.id,
      offset: record.offset,
    });
  }

  private batchOf(partition: PartitionState): number {
    const { batch } = partition;
    if (partition.batchNumber >= 0 || batch === undefined) return Math.max(0, partition.batchNumber);
    partition.batchNumber = this.batches.add(batch, partition.twin);
    if (batch.isTransactional) {
      const known = partition.transactions.get(batch.producerId) ?? openTransaction(batch.producerId);
      partition.transactions.set(batch.producerId, known);
      addBatch(known, partition.batchNumber, batch.recordCount);
    }
    return partition.batchNumber;
  }

  private endTransaction(partition: PartitionState, producerId: number, aborted: boolean): void {
    const transaction = partition.transactions.get(producerId);
    if (transaction === undefined) return;
    partition.transactions.delete(producerId);
    endTransaction(transaction, this.batches, aborted ? 'aborted' : 'committed');
    if (aborted) this.aborted += transaction.records;
    this.analysis?.endTransaction(partition, transaction, aborted);
  }

  private onHole(partition: PartitionState, hole: Hole): void {
    const number = this.holes.add(hole);
    if (hole.code !== 'O6') this.appendMarker(HOLE, partition, hole.from, number);
  }

  private appendMarker(kind: typeof GAP | typeof HOLE, partition: PartitionState, offset: number, mark: number): void {
    this.rows.append({ ...emptyRow(), kind, partition: partition.index, offset, mark });
  }

  private markRow(judgement: Judgement): void {
    const partition = this.byId.get(judgement.partition);
    const n = partition && this.rows.find(partition.index, judgement.offset);
    if (n !== undefined && rank(judgement) > rank(this.book.get(this.rows.mark(n)) ?? none))
      this.rows.setMark(n, judgement.id);
  }

  private isSampleFull(): boolean {
    const { maxRows, maxPayloadBytes } = this.options;
    return (
      this.rows.end - this.rows.first >= maxRows * SAMPLE_SHARE ||
      this.payloads.written >= maxPayloadBytes * SAMPLE_SHARE
    );
  }

  private findRules(final: boolean): void {
    const { finder } = this;
    if (finder === undefined) return;
    const rules = finder.find(this.takeSample(finder.quota(this.partitions.length)), this.partitions.length);
    this.judgedAt = this.records;
    if (final) this.finder = undefined;
    if (this.analysis === undefined || !sameRules(this.analysis.rules, rules)) this.examineAgain(rules);
  }

  private takeSample(quota: number): Sampled[] {
    const sample: Sampled[] = [];
    const taken: number[] = [];
    for (let n = this.rows.first; n < this.rows.end; n++) {
      const fields = this.read(n);
      const count = taken[fields.partition] ?? 0;
      if (fields.kind !== RECORD || count >= quota) continue;
      const payload = this.payload(fields);
      if (payload === undefined) continue;
      taken[fields.partition] = count + 1;
      const isTwin = this.batches.twin(fields.batch) >= 0;
      sample.push(sampled(payload, fields.partition, this.batches.producerId(fields.batch), isTwin));
    }
    return sample;
  }

  /** Takes back what other rules have said and examines all rows again; while the sample is open all are in memory. */
  private examineAgain(rules: Rules): void {
    this.book.retractFound();
    for (const partition of this.partitions) forgetFindings(partition);
    const old = this.rows;
    const analysis = new Analysis(rules, this.context);
    this.analysis = analysis;
    this.rows = this.newRows(old.first);
    this.serial = 0;
    let moved = false;
    for (let n = old.first; n < old.end; n++) {
      const { fields } = this;
      old.read(n, fields);
      const partition = this.partitions[fields.partition];
      if (fields.kind === GAP) moved = true;
      if (fields.kind === GAP || partition === undefined) continue;
      if (fields.kind === HOLE) this.noteHole(partition, fields.mark);
      else this.examineStored(analysis, partition, fields);
      moved ||= this.rows.end !== n;
      this.rows.append(fields);
    }
    if (moved) this.layout += 1;
  }

  private examineStored(analysis: Analysis, partition: PartitionState, fields: RowFields): void {
    const verdict = this.book.get(fields.mark);
    const kept =
      verdict && (verdict.code === 'D1' || verdict.code === 'D5' || verdict.code === 'D6') ? verdict : undefined;
    fields.mark = kept?.id ?? 0;
    const payload = this.payload(fields);
    if (payload && kept?.code !== 'D5') this.examine(analysis, partition, payload, fields.batch, kept);
  }

  private noteHole(partition: PartitionState, number: number): void {
    const hole = this.holes.get(number);
    if (hole) this.structure.note(partition, hole.code, hole.to);
  }

  private isAnomaly(kind: RowKind, mark: number): boolean {
    if (kind === HOLE) return anomalousHoles.has(this.holes.get(mark)?.code ?? 'O1');
    const judgement = this.book.get(mark);
    return judgement !== undefined && isAnomaly(judgement);
  }

  private read(n: number): RowFields {
    this.rows.read(n, this.shown);
    return this.shown;
  }

  private payload(fields: RowFields): RecordView | undefined {
    if (fields.kind !== RECORD) return undefined;
    const { stored } = this;
    stored.offset = fields.offset;
    stored.timestamp = fields.timestamp;
    stored.headerCount = fields.headerCount;
    return this.payloads.get(fields.chunk, fields.at, fields.valueBytes, stored) ? stored : undefined;
  }

  private idOf(fields: RowFields): number {
    return this.partitions[fields.partition]?.id ?? -1;
  }

  private newRows(first: number): RowStore {
    return new RowStore(
      this.options.maxRows,
      (kind, mark) => {
        if (kind === HOLE) this.holes.release(mark);
        else this.book.release(mark);
      },
      first,
    );
  }

  private partition(id: number, from: number): PartitionState {
    return this.byId.get(id) ?? this.addPartition(id, from, from);
  }

  private addPartition(id: number, from: number, end: number): PartitionState {
    const partition = newPartition(id, this.partitions.length, from, end);
    this.partitions.push(partition);
    this.byId.set(id, partition);
    return partition;
  }
}

/** Expired before reading, truncated, epoch fallen, unexplained: holes that may mean loss. */
const anomalousHoles: ReadonlySet<string> = new Set(['O5', 'O7', 'O8', 'O10']);

/** What a row without a verdict is compared as. */
const none = { code: 'D9', confidence: 'likely', state: 'retracted' } as const;

function newExamined(partition: PartitionState, record: RecordView): Examined {
  return {
    partition,
    record,
    producerId: -1,
    batchBase: 0,
    isAppendTime: false,
    transaction: undefined,
    standing: 'settled',
    serial: 0,
    contentHi: 0,
    contentLo: 0,
  };
}

function forgetFindings(partition: PartitionState): void {
  partition.opaqueTo = -1;
  partition.harmlessTo = -1;
  partition.skippedTo = -1;
  for (const transaction of partition.transactions.values()) forgetCopies(transaction);
}
