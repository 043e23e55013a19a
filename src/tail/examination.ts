import type { RecordView } from '../kafka/model';
import { type Analysis, type Rules, sameRules } from './analysis';
import type { AnalysisContext } from './analysisContext';
import { type Examined, newExamined } from './examined';
import { type IdentityRule, noIdentity } from './identity';
import { isOfTheLog, type Judgement } from './judgement';
import type { Counters } from './model';
import type { NumberFinding } from './numbering';
import type { PartitionState } from './partitionState';
import { MAX_BLOCK, outranks, type RecordLog } from './recordLog';
import { HOLE, type RowFields } from './rowStore';
import { RuleFinder } from './ruleFinder';
import { type Sampled, sampled } from './sample';
import type { SequenceRule } from './sequenceRule';
import type { SessionOptions } from './session';
import { TopicAnalyses } from './topicAnalyses';
import { forgetCopies, type OpenTransaction } from './transactions';

/** So many more records must have come before a sample is judged again ahead of its completion. */
const SAMPLE_GROWTH = 1.25;
/** While the sample is open its rows must all stay in memory: it ends at this share of the bounds. */
const SAMPLE_SHARE = 0.5;

/**
 * Runs the detectors of identity and sequence on each record, under the rules in force. While the sample is open the rules
 * may still change; then what the old ones said is taken back and all rows are examined again.
 */
export class Examination {
  private readonly options: SessionOptions;
  private readonly context: Omit<AnalysisContext, 'topic'>;
  private readonly log: RecordLog;
  private readonly noteHole: (partition: PartitionState, hole: number) => void;
  /** Gaps that showed after their place had been written. */
  private lateGaps: Judgement[] = [];
  private readonly analyses: TopicAnalyses;
  /** While set, the rules may still change. */
  private finder: RuleFinder | undefined;
  private judgedAt = 0;
  private recordsAtTick = 0;
  private records = 0;
  /** Records examined under the rules in force. */
  private serial = 0;
  private readonly finding: NumberFinding = { gap: undefined, own: undefined };
  /** Records that wait to be examined together. */
  private readonly block: readonly Examined[] = Array.from({ length: MAX_BLOCK }, newExamined);
  private waiting = 0;

  /** `noteHole` hears of each hole once more, at its place, when all rows are examined again. */
  constructor(
    options: SessionOptions,
    { log, ...context }: Pick<AnalysisContext, 'book' | 'partitions'> & { readonly log: RecordLog },
    noteHole: (partition: PartitionState, hole: number) => void,
  ) {
    this.options = options;
    this.log = log;
    this.noteHole = noteHole;
    this.context = {
      ...context,
      graceMs: options.graceMs,
      keyOf: ({ row, looseKey }) => {
        const payload = looseKey === undefined ? log.payload(row) : undefined;
        return payload ? copyKey(payload) : (looseKey ?? null);
      },
      onLater: (judgement) => {
        if (judgement.missing) this.lateGaps.push(judgement);
        else log.mark(judgement);
      },
    };
    this.analyses = new TopicAnalyses(this.context);
    this.finder = new RuleFinder(options.identity, options.sequence);
  }

  /** The partitions are known. */
  begin(): void {
    if (this.finder?.isChosen) this.findRules(true);
  }

  /** To be called before each batch: here the sample may turn out to be complete. */
  beforeBatch(): void {
    this.log.close();
    if (this.finder === undefined) return;
    if (this.isSampleFull()) this.findRules(true);
    else if (this.finder.isComplete(this.livePartitions())) {
      this.findRules(false);
      // What was found may be a rule that the sample does not suffice for.
      if (this.finder.isComplete(this.livePartitions())) this.keepRules();
    }
  }

  /** Takes in a record. `verdict` is what the log itself says about it. */
  record(partition: PartitionState, record: RecordView, batch: number, verdict: Judgement | undefined): void {
    this.records += 1;
    this.finder?.countRecord(partition.index);
    // A block within one chunk: what waits can never be evicted.
    const it = this.next(partition, this.log.hasRoom(record));
    this.log.put(record, partition, batch, it.row);
    it.row.mark = verdict?.id ?? 0;
    it.isPassedOver = verdict?.code === 'D5' && record.offset > partition.truncatedTo;
    this.read(it, record);
    it.looseKey = it.row.chunk < 0 ? copyKey(record) : undefined;
  }

  /** Examines what waits and appends its rows. To be called before anything that is told or asked between two records. */
  flush(): void {
    const { block, waiting } = this;
    const [first] = block;
    if (waiting === 0 || first === undefined) return;
    const analysis = this.analyses.of(first.partition.topic);
    this.waiting = 0;
    this.log.close();
    analysis?.touch(block, waiting);
    for (let i = 0; i < waiting; i++) {
      const it = block[i] as Examined;
      if (analysis && !it.isPassedOver) this.examine(analysis, it);
      this.log.append(it.row);
    }
  }

  /** The broker has thrown away what stood there: what comes at these offsets now was written after it. */
  forget(partition: PartitionState, from: number, to: number): void {
    partition.truncatedFrom = from;
    partition.truncatedTo = to;
    this.analyses.of(partition.topic)?.copies.forget(partition, from, to);
  }

  /** The broker throws it away now: it tells nothing about rules any more, either. */
  truncate(partition: PartitionState, from: number, to: number): void {
    const { finder } = this;
    if (finder) {
      let kept = 0;
      this.log.eachRow(
        (row) => {
          if (row.partition === partition.index && row.offset < from) kept += 1;
        },
        () => undefined,
      );
      finder.keepRecords(partition.index, kept);
    }
    this.forget(partition, from, to);
  }

  /** The marker of a transaction came. */
  endTransaction(partition: PartitionState, transaction: OpenTransaction, aborted: boolean): void {
    this.analyses.of(partition.topic)?.endTransaction(partition, transaction, aborted);
  }

  /** Of some topics nothing more will come. While the rules may still change all of them are kept. */
  topicsAreOver(): void {
    if (this.finder) return;
    this.analyses.endOver();
    this.showLateGaps();
  }

  tick(now: number): void {
    // A slow topic is judged before its sample is complete, in a moment when nothing comes.
    if (this.finder && this.records === this.recordsAtTick && this.records > this.judgedAt * SAMPLE_GROWTH)
      this.findRules(false);
    this.recordsAtTick = this.records;
    this.analyses.tick(now);
    this.showLateGaps();
  }

  settle(): void {
    this.findRules(true);
    this.analyses.settle();
    this.showLateGaps();
  }

  counters(): Pick<Counters, 'records' | 'identity' | 'sequence' | 'horizon'> {
    const { records, analyses } = this;
    const { rules, applied } = analyses;
    const share = (count: number): number => (records === 0 ? 0 : count / records);
    const sequence = rules?.sequence;
    const unknown = 'not known yet';
    return {
      records,
      identity: { rule: rules?.identity.label ?? unknown, hitRate: share(applied.identity) },
      sequence: {
        rule: rules ? (sequence ? labelOf(sequence) : 'none') : unknown,
        scope: sequence?.scope ?? 'none',
        hitRate: share(applied.sequence),
      },
      horizon: {
        records: rules && rules.identity.kind !== 'none' ? this.serial - analyses.since : 0,
      },
    };
  }

  /** The rule in force. */
  get identity(): IdentityRule {
    return this.analyses.rules?.identity ?? noIdentity;
  }

  /** The sequence rule in words, for explanations. */
  get sequenceLabel(): string | undefined {
    const sequence = this.analyses.rules?.sequence;
    return sequence && `${labelOf(sequence)}, per ${sequence.scope}`;
  }

  private next(partition: PartitionState, hasRoom: boolean): Examined {
    // A block of one topic: it is examined by one analysis.
    if (this.waiting === MAX_BLOCK || !hasRoom || this.block[0]?.partition.topic !== partition.topic) this.flush();
    const it = this.block[this.waiting] as Examined;
    this.waiting += 1;
    it.partition = partition;
    return it;
  }

  /** While the record's bytes are at hand. */
  private read(it: Examined, record: RecordView): void {
    const { batches } = this.log;
    const { batch } = it.row;
    it.producerId = batches.producerId(batch);
    it.batchBase = batches.baseOffset(batch);
    it.isAppendTime = batches.isAppendTime(batch);
    it.identified = 'nothing';
    it.isNumbered = false;
    if (!it.isPassedOver) this.analyses.of(it.partition.topic)?.read(it, record);
  }

  /** Runs identity and sequence on a record; appends the gap before it and puts the verdict to show into its row. */
  private examine(analysis: Analysis, it: Examined): void {
    const { finding } = this;
    const { partition, row } = it;
    const state = this.log.batches.transaction(row.batch);
    it.standing = state === 'pending' ? 'pending' : state === 'aborted' ? 'aborted' : 'settled';
    it.transaction = state === 'pending' ? partition.transactions.get(it.producerId) : undefined;
    it.serial = this.serial;
    this.serial += 1;
    const verdict = row.mark === 0 ? undefined : this.context.book.get(row.mark);
    const copy = analysis.examine(it, verdict?.code === 'D1', finding);
    if (finding.gap) this.log.appendGap(partition, finding.gap);
    if (copy || finding.own) row.mark = this.primary(this.primary(verdict, copy), finding.own)?.id ?? 0;
  }

  /** The one that the row shows; the other is told and counted, but has no row. */
  private primary(shown: Judgement | undefined, other: Judgement | undefined): Judgement | undefined {
    if (other === undefined) return shown;
    const wins = outranks(other, shown);
    const hidden = wins ? shown : other;
    if (hidden) this.context.book.release(hidden.id);
    return wins ? other : shown;
  }

  private livePartitions(): PartitionState[] {
    return this.context.partitions.filter(({ topic }) => !topic.isOver);
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
    this.flush();
    const live = this.livePartitions();
    const rules = finder.find(this.takeSample(finder.quota(live.length)), live);
    this.judgedAt = this.records;
    if (this.analyses.rules === undefined || !sameRules(this.analyses.rules, rules)) this.examineAgain(rules);
    if (final) this.keepRules();
  }

  private keepRules(): void {
    this.finder = undefined;
    this.topicsAreOver();
    this.context.book.keepFound();
  }

  /** Of what the log holds: numbers of records that were thrown away would jump where the log goes on without them. */
  private takeSample(quota: number): Sampled[] {
    let sample: Sampled[] = [];
    const taken: number[] = [];
    const { batches } = this.log;
    this.log.eachRow(
      (row, payload) => {
        const count = taken[row.partition] ?? 0;
        if (count >= quota) return;
        taken[row.partition] = count + 1;
        sample.push(sampled(payload, row.partition, batches.producerId(row.batch), batches.twin(row.batch) >= 0));
      },
      ({ code, from }, index) => {
        if (code !== 'O7') return;
        sample = sample.filter(({ partition, offset }) => partition !== index || offset < from);
        taken[index] = sample.filter(({ partition }) => partition === index).length;
      },
    );
    return sample;
  }

  /** Takes back what other rules have said and examines all rows again; while the sample is open all are in memory. */
  private examineAgain(rules: Rules): void {
    this.context.book.retractFound();
    for (const partition of this.context.partitions) forgetFindings(partition);
    this.analyses.begin(rules);
    this.serial = 0;
    this.lateGaps = [];
    this.log.rewrite(
      (row) => {
        const partition = this.context.partitions[row.partition];
        if (partition === undefined) return;
        if (row.kind === HOLE) {
          this.flush();
          this.noteHole(partition, row.mark);
          this.log.append(row);
        } else this.examineStored(partition, row);
      },
      () => this.flush(),
    );
  }

  private examineStored(partition: PartitionState, row: RowFields): void {
    const verdict = this.context.book.get(row.mark);
    const kept = verdict && isOfTheLog(verdict) ? verdict : undefined;
    const it = this.next(partition, true);
    // Not before: to examine those that waited asks for payloads, too.
    const payload = this.log.payload(row);
    Object.assign(it.row, row);
    it.row.mark = kept?.id ?? 0;
    it.row.sequence = Number.NaN;
    it.isPassedOver = payload === undefined || (kept?.code === 'D5' && row.offset > partition.truncatedTo);
    if (payload) this.read(it, payload);
  }
}

const labelOf = ({ source, isOrderOnly }: SequenceRule): string =>
  isOrderOnly ? `${source.label} (order only)` : source.label;

/** Keys are kept so far for the texts of gaps. */
const MAX_KEY_BYTES = 1_024;

function copyKey({ bytes, keyStart, keyEnd }: RecordView): Uint8Array | null {
  return keyStart < 0 ? null : bytes.slice(keyStart, Math.min(keyEnd, keyStart + MAX_KEY_BYTES));
}

function forgetFindings(partition: PartitionState): void {
  partition.opaqueTo = -1;
  partition.markerTo = -1;
  partition.abortedTo = -1;
  partition.skippedTo = -1;
  partition.truncatedFrom = -1;
  partition.truncatedTo = -1;
  for (const transaction of partition.transactions.values()) forgetCopies(transaction);
}
