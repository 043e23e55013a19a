import { Hash64 } from '../base/hash64';
import type { BatchHeader, PartitionPosition, RecordView } from '../kafka/model';
import type { ReaderHole, SkipReason, TopicFacts } from '../kafka/ports';
import { Analysis, type Rules, sameRules } from './analysis';
import type { AnalysisContext } from './analysisContext';
import { BatchTwins } from './batchTwins';
import { type Examined, newExamined } from './examined';
import { HoleBook } from './holeBook';
import { hashContent } from './identity';
import { isOfTheLog, type Judgement } from './judgement';
import { LogStructure } from './logStructure';
import type { Counters, FindingKind, Hole, RecordDetails, Row, RowExplanation } from './model';
import type { NumberFinding } from './numbering';
import { newPartition, type PartitionState } from './partitionState';
import { outranks, RecordLog } from './recordLog';
import { HOLE, type RowFields } from './rowStore';
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
  private readonly options: SessionOptions;
  private readonly partitions: PartitionState[] = [];
  private readonly byId = new Map<number, PartitionState>();
  private readonly book = new VerdictBook();
  private readonly holes = new HoleBook();
  private readonly twins = new BatchTwins();
  private readonly log: RecordLog;
  private readonly structure = new LogStructure((partition, hole) => this.onHole(partition, hole));
  private readonly context: AnalysisContext;
  private analysis: Analysis | undefined;
  /** While set, the rules may still change. */
  private finder: RuleFinder | undefined;
  /** Gaps that showed after their place had been written. */
  private lateGaps: Judgement[] = [];
  private judgedAt = 0;
  private recordsAtTick = 0;
  private records = 0;
  /** Records examined under the rules in force. */
  private serial = 0;
  private aborted = 0;
  private readonly hash = new Hash64();
  private readonly finding: NumberFinding = { number: Number.NaN, gap: undefined, own: undefined };
  private readonly examined: Examined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.log = new RecordLog(options, this.book, this.holes, this.partitions);
    this.examined = newExamined();
    this.context = {
      book: this.book,
      partitions: this.partitions,
      isCompacted: () => this.structure.isCompacted,
      graceMs: options.graceMs,
      onLater: (judgement) => {
        if (judgement.missing) this.lateGaps.push(judgement);
        else this.log.mark(judgement);
      },
    };
    this.finder = new RuleFinder(options.identity, options.sequence);
  }

  get firstRow(): number {
    return this.log.first;
  }

  get endRow(): number {
    return this.log.end;
  }

  get layout(): number {
    return this.log.layout;
  }

  topology({ isCompacted, partitions }: TopicFacts): void {
    this.structure.isCompacted = isCompacted;
    for (const { id, from, end } of partitions) if (!this.byId.has(id)) this.addPartition(id, from, end);
    if (this.finder?.isChosen) this.findRules(true);
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
    const isReread = record.offset < partition.readTo;
    const verdict = isReread ? this.judgeReread(partition, record) : this.judgeTwin(partition, record.offset);
    partition.readTo = Math.max(partition.readTo, record.offset + 1);
    this.records += 1;
    this.finder?.countRecord(partition.index);
    let mark = verdict?.id ?? 0;
    let sequence = Number.NaN;
    if (this.analysis && verdict?.code !== 'D5') {
      mark = this.examine(this.analysis, partition, record, batch, verdict);
      sequence = this.finding.number;
    }
    this.log.append(partition, record, batch, mark, sequence);
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

  /** The reader's own troubles are shown by who runs it; they change nothing in the log. */
  problem(): void {}

  tick(now: number): void {
    // A slow topic is judged before its sample is complete, in a moment when nothing comes.
    if (this.finder && this.records === this.recordsAtTick && this.records > this.judgedAt * SAMPLE_GROWTH)
      this.findRules(false);
    this.recordsAtTick = this.records;
    this.analysis?.numbering?.tick(now);
    this.showLateGaps();
  }

  settle(): void {
    this.findRules(true);
    this.analysis?.numbering?.settle();
    this.showLateGaps();
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
      horizon: {
        records: analysis && analysis.rules.identity.kind !== 'none' ? this.serial - analysis.copies.since : 0,
      },
    };
  }

  row(n: number): Row | undefined {
    return this.log.row(n);
  }

  findRow(partition: number, offset: number): number | undefined {
    return this.log.findRow(partition, offset);
  }

  nextAnomaly(from: number, direction: 1 | -1, kind?: FindingKind): number | undefined {
    return this.log.nextAnomaly(from, direction, kind);
  }

  details(n: number, limit: number): RecordDetails | undefined {
    return this.log.details(n, limit, this.sequenceLabel);
  }

  explain(n: number): RowExplanation | undefined {
    return this.log.explain(n, this.sequenceLabel);
  }

  private get sequenceLabel(): string | undefined {
    const sequence = this.analysis?.rules.sequence;
    return sequence && `${sequence.source.label}, per ${sequence.scope}`;
  }

  /** Runs identity and sequence on a record; appends the gap before it and answers the verdict to show on it. */
  private examine(
    analysis: Analysis,
    partition: PartitionState,
    record: RecordView,
    batch: number,
    verdict: Judgement | undefined,
  ): number {
    const { finding, hash, examined: it } = this;
    const { batches } = this.log;
    const state = batches.transaction(batch);
    it.partition = partition;
    it.record = record;
    it.producerId = batches.producerId(batch);
    it.batchBase = batches.baseOffset(batch);
    it.isAppendTime = batches.isAppendTime(batch);
    it.standing = state === 'pending' ? 'pending' : state === 'aborted' ? 'aborted' : 'settled';
    it.transaction = state === 'pending' ? partition.transactions.get(it.producerId) : undefined;
    it.serial = this.serial;
    this.serial += 1;
    if (analysis.needsContent) {
      hashContent(record, hash);
      it.contentHi = hash.hi;
      it.contentLo = hash.lo;
    }
    const copy = analysis.examine(it, verdict?.code === 'D1', finding);
    if (finding.gap) this.log.appendGap(partition, finding.gap);
    return this.primary(this.primary(verdict, copy), finding.own)?.id ?? 0;
  }

  /** The one that the row shows; the other is told and counted, but has no row. */
  private primary(shown: Judgement | undefined, other: Judgement | undefined): Judgement | undefined {
    if (other === undefined) return shown;
    const wins = outranks(other, shown);
    const hidden = wins ? shown : other;
    if (hidden) this.book.release(hidden.id);
    return wins ? other : shown;
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
    const before = this.log.recordAt(partition.id, record.offset);
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
    partition.batchNumber = this.log.batches.add(batch, partition.twin);
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
    endTransaction(transaction, this.log.batches, aborted ? 'aborted' : 'committed');
    if (aborted) this.aborted += transaction.records;
    this.analysis?.endTransaction(partition, transaction, aborted);
  }

  private onHole(partition: PartitionState, hole: Hole): void {
    const number = this.holes.add(hole);
    if (hole.code === 'O6') this.holes.release(number);
    else this.log.appendHole(partition, hole.from, number);
  }

  private showLateGaps(): void {
    if (this.lateGaps.length === 0) return;
    this.log.insertGaps(this.lateGaps);
    this.lateGaps = [];
  }

  private isSampleFull(): boolean {
    const { maxRows, maxPayloadBytes } = this.options;
    return (
      this.log.end - this.log.first >= maxRows * SAMPLE_SHARE || this.log.payloadBytes >= maxPayloadBytes * SAMPLE_SHARE
    );
  }

  private findRules(final: boolean): void {
    const { finder } = this;
    if (finder === undefined) return;
    const rules = finder.find(this.takeSample(finder.quota(this.partitions.length)), this.partitions);
    this.judgedAt = this.records;
    if (this.analysis === undefined || !sameRules(this.analysis.rules, rules)) this.examineAgain(rules);
    if (!final) return;
    this.finder = undefined;
    this.book.keepFound();
  }

  private takeSample(quota: number): Sampled[] {
    const sample: Sampled[] = [];
    const taken: number[] = [];
    const { batches } = this.log;
    this.log.eachRecord((row, payload) => {
      const count = taken[row.partition] ?? 0;
      if (count >= quota) return;
      taken[row.partition] = count + 1;
      sample.push(sampled(payload, row.partition, batches.producerId(row.batch), batches.twin(row.batch) >= 0));
    });
    return sample;
  }

  /** Takes back what other rules have said and examines all rows again; while the sample is open all are in memory. */
  private examineAgain(rules: Rules): void {
    this.book.retractFound();
    for (const partition of this.partitions) forgetFindings(partition);
    const analysis = new Analysis(rules, this.context);
    this.analysis = analysis;
    this.serial = 0;
    this.lateGaps = [];
    this.log.rewrite((row, payload) => {
      const partition = this.partitions[row.partition];
      if (partition === undefined) return;
      if (row.kind === HOLE) this.noteHole(partition, row.mark);
      else this.examineStored(analysis, partition, row, payload);
    });
  }

  private examineStored(
    analysis: Analysis,
    partition: PartitionState,
    row: RowFields,
    payload: RecordView | undefined,
  ): void {
    const verdict = this.book.get(row.mark);
    const kept = verdict && isOfTheLog(verdict) ? verdict : undefined;
    row.mark = kept?.id ?? 0;
    row.sequence = Number.NaN;
    if (payload === undefined || kept?.code === 'D5') return;
    row.mark = this.examine(analysis, partition, payload, row.batch, kept);
    row.sequence = this.finding.number;
  }

  private noteHole(partition: PartitionState, number: number): void {
    const hole = this.holes.get(number);
    if (hole) this.structure.note(partition, hole.code, hole.to);
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

function forgetFindings(partition: PartitionState): void {
  partition.opaqueTo = -1;
  partition.markerTo = -1;
  partition.abortedTo = -1;
  partition.skippedTo = -1;
  for (const transaction of partition.transactions.values()) forgetCopies(transaction);
}
