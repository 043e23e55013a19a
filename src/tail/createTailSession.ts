import type { BatchHeader, PartitionPosition, RecordView } from '../kafka/model';
import type { PartitionFacts, ReaderHole, SkipReason, TopicFacts } from '../kafka/ports';
import { BatchTwins } from './batchTwins';
import { Examination } from './examination';
import { HoleBook } from './holeBook';
import type { Judgement } from './judgement';
import { LogStructure } from './logStructure';
import type {
  Counters,
  ExtraWish,
  FindingKind,
  Hole,
  RecordDetails,
  Row,
  RowExplanation,
  RowExtra,
  Verdict,
} from './model';
import { newPartition, type PartitionState } from './partitionState';
import type { Probe } from './probe';
import { RecordLog } from './recordLog';
import { sameRecord } from './sameRecord';
import type { SessionChanges, SessionOptions, TailSession } from './session';
import { newTopic, type TopicState } from './topicState';
import { addBatch, endTransaction, openTransaction } from './transactions';
import { VerdictBook } from './verdictBook';

/** An analysis of one topic or of several, each for itself: the detectors, the rows and the payloads behind {@link TailSession}. */
export function createTailSession(options: SessionOptions): TailSession {
  return new Session(options);
}

class Session implements TailSession {
  private readonly partitions: PartitionState[] = [];
  /** Those that are not over, by name. */
  private readonly topics = new Map<string, TopicState>();
  private readonly byId = new Map<number, PartitionState>();
  private readonly book = new VerdictBook();
  private readonly holes = new HoleBook();
  private readonly twins = new BatchTwins();
  private readonly structure = new LogStructure((partition, hole) => this.onHole(partition, hole));
  private readonly log: RecordLog;
  private readonly examination: Examination;
  /** Records come many of one partition in a row. */
  private latest: PartitionState | undefined;
  private aborted = 0;

  constructor(options: SessionOptions) {
    const { book, holes, partitions } = this;
    this.log = new RecordLog(options, book, holes, partitions, (id) => this.nameOf(id));
    this.examination = new Examination(options, { log: this.log, book, partitions }, (partition, hole) =>
      this.noteHole(partition, hole),
    );
  }

  get firstRow(): number {
    this.examination.flush();
    return this.log.first;
  }

  get endRow(): number {
    this.examination.flush();
    return this.log.end;
  }

  get layout(): number {
    this.examination.flush();
    return this.log.layout;
  }

  topology({ topic, isCompacted, partitions, replaced }: TopicFacts): void {
    this.examination.flush();
    const old = replaced && this.topics.get(topic);
    if (old) {
      this.topics.delete(topic);
      old.isOver = true;
      this.examination.topicsAreOver();
    }
    const state = this.topic(topic);
    state.isCompacted = isCompacted;
    const added = partitions.filter(({ id }) => !this.byId.has(id)).map((facts) => this.addPartition(facts, state));
    if (old && added[0]) this.structure.recreated(added[0]);
    this.examination.begin();
  }

  batch(id: number, header: BatchHeader): void {
    const partition = this.partition(id, header.baseOffset);
    this.examination.beforeBatch();
    if (header.control !== undefined) this.examination.flush();
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
    this.examination.record(partition, record, batch, verdict);
    this.structure.recordDone(partition);
  }

  hole(id: number, hole: ReaderHole): void {
    const partition = this.partition(id, hole.from);
    this.examination.flush();
    if (hole.reason === 'truncated') {
      this.twins.forget(partition.index, hole.from, hole.to);
      partition.truncatedMarkers = this.holes.markersIn(id, hole.from, hole.to);
    }
    this.structure.readerHole(partition, hole);
    if (hole.reason === 'truncated') this.examination.truncate(partition, hole.from, hole.to);
  }

  skip(id: number, from: number, to: number, reason: SkipReason): void {
    this.examination.flush();
    this.structure.skip(this.partition(id, from), from, to, reason);
  }

  position(id: number, position: PartitionPosition): void {
    this.examination.flush();
    this.structure.position(this.partition(id, position.next), position);
  }

  /** The reader's own troubles are shown by who runs it; they change nothing in the log. */
  problem(): void {}

  event(): void {}

  tick(now: number): void {
    this.examination.flush();
    this.examination.tick(now);
  }

  settle(): void {
    this.examination.flush();
    this.examination.settle();
  }

  takeChanges(): SessionChanges {
    this.examination.flush();
    return { verdicts: this.book.take(), holes: this.holes.take() };
  }

  counters(): Counters {
    this.examination.flush();
    const { examination, book, holes, aborted } = this;
    const { records, ...rules } = examination.counters();
    return { records, ...book.counters(), aborted, holes: holes.counters(), ...rules };
  }

  row(n: number): Row | undefined {
    this.examination.flush();
    return this.log.row(n);
  }

  findRow(partition: number, offset: number): number | undefined {
    this.examination.flush();
    return this.log.findRow(partition, offset);
  }

  kindAt(n: number): FindingKind | undefined {
    return this.log.kindAt(n);
  }

  timestampAt(n: number): number {
    return this.log.timestampAt(n);
  }

  keyAt(n: number): Uint8Array | null | undefined {
    return this.log.keyAt(n);
  }

  nextAnomaly(from: number, direction: 1 | -1, kind?: FindingKind): number | undefined {
    this.examination.flush();
    return this.log.nextAnomaly(from, direction, kind);
  }

  probe(n: number): Probe | undefined {
    return this.log.probe(n);
  }

  extras(n: number, wish: ExtraWish, instead?: RecordView): RowExtra | undefined {
    return this.log.extras(n, this.examination.identity, wish, instead);
  }

  details(n: number, limit: number): RecordDetails | undefined {
    this.examination.flush();
    return this.log.details(n, limit, this.examination.sequenceLabel);
  }

  explain(n: number): RowExplanation | undefined {
    this.examination.flush();
    return this.log.explain(n, this.examination.sequenceLabel);
  }

  verdictAt(n: number): Verdict | undefined {
    return this.log.verdictAt(n);
  }

  holeAt(n: number): Hole | undefined {
    return this.log.holeAt(n);
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

  /** The offset was read before: the same record once more, or another one in its place, or in that of a marker. */
  private judgeReread(partition: PartitionState, record: RecordView): Judgement {
    this.examination.flush();
    const before = this.log.recordAt(partition.id, record.offset);
    const wasMarker = before === undefined && partition.truncatedMarkers.has(record.offset);
    const differs = wasMarker || (before !== undefined && !sameRecord(before, record));
    return this.book.open({
      code: differs ? 'D6' : 'D5',
      confidence: before || wasMarker ? 'proven' : 'likely',
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
    this.examination.endTransaction(partition, transaction, aborted);
  }

  private onHole(partition: PartitionState, hole: Hole): void {
    this.examination.flush();
    const number = this.holes.add(hole);
    if (hole.code === 'O6') this.holes.release(number);
    else this.log.appendHole(partition, hole.from, number);
  }

  private noteHole(partition: PartitionState, number: number): void {
    const hole = this.holes.get(number);
    if (!hole) return;
    this.structure.note(partition, hole.code, hole.to);
    if (hole.code === 'O7') this.examination.forget(partition, hole.from, hole.to);
  }

  private partition(id: number, from: number): PartitionState {
    const { latest } = this;
    if (latest?.id === id) return latest;
    this.latest = this.byId.get(id) ?? this.addPartition({ id, from, end: from }, this.topic(''));
    return this.latest;
  }

  private topic(name: string): TopicState {
    const known = this.topics.get(name) ?? newTopic(name);
    this.topics.set(name, known);
    return known;
  }

  private addPartition(facts: PartitionFacts, topic: TopicState): PartitionState {
    const partition = newPartition(facts, this.partitions.length, topic);
    this.partitions.push(partition);
    this.byId.set(partition.id, partition);
    return partition;
  }

  private nameOf(id: number): string {
    const partition = this.byId.get(id);
    const number = partition?.number ?? id;
    return this.topics.size > 1 && partition ? `${partition.topic.name}-${number}` : String(number);
  }
}
