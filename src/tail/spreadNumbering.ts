import { Hash64 } from '../base/hash64';
import type { RecordView } from '../kafka/model';
import type { AnalysisContext } from './analysisContext';
import type { Examined } from './examined';
import { Gaps, opaqueWhy } from './gaps';
import { Holders } from './holders';
import type { Judgement, Why } from './judgement';
import type { Coordinates } from './model';
import { MAX_JUMP, type NumberFinding, type Numbering } from './numbering';
import { hasPassed, type PartitionState } from './partitionState';
import type { SequenceRule } from './sequenceRule';
import { copyOf, type Odd, type Run, SpreadRuns } from './spreadRuns';
import type { TopicState } from './topicState';
import type { VerdictBook } from './verdictBook';

/** Streams over several partitions: one for the topic, or one a producer. More producers than this are not followed. */
const MAX_STREAMS = 1 << 10;

interface Checkpoint {
  /** Of each run the numbers up to here are looked at. */
  readonly to: ReadonlyMap<Run, number>;
  /** So many records were examined. */
  readonly serial: number;
  /** Offsets that each partition's position must have passed. */
  readonly targets: readonly number[];
  passedAt: number;
}

interface Stream {
  readonly runs: SpreadRuns;
  checkpoint: Checkpoint | undefined;
  /** Sums of the partitions' hole marks when the last numbers were decided. */
  holes: number;
}

/**
 * Numbers of a counter that is spread over the partitions of a topic. They arrive in any order, so a number counts as
 * missing only after every partition was read to the end that it had when a higher number was known. The same holds for a number that is used
 * twice: until then it may turn out that the counter has begun again.
 */
export class SpreadNumbering implements Numbering {
  applied = 0;
  private readonly rule: SequenceRule;
  private readonly book: VerdictBook;
  private readonly topic: TopicState;
  /** Of every topic. */
  private readonly all: readonly PartitionState[];
  private readonly graceMs: number;
  private readonly onLater: (judgement: Judgement) => void;
  private readonly gaps: Gaps;
  private readonly holders: Holders;
  private readonly streams = new Map<number, Stream>();
  private readonly hash = new Hash64();
  /** Of the newest record examined. */
  private serial = 0;

  constructor(rule: SequenceRule, { book, partitions, topic, graceMs, onLater }: AnalysisContext) {
    this.rule = rule;
    this.book = book;
    this.topic = topic;
    this.all = partitions;
    this.graceMs = graceMs;
    this.onLater = onLater;
    this.gaps = new Gaps(book, graceMs);
    this.holders = new Holders(partitions);
  }

  read(it: Examined, record: RecordView): void {
    const number = this.rule.source.read(record);
    it.row.sequence = number;
    const stream = Number.isNaN(number) ? undefined : this.stream(this.streamId(it));
    if (stream === undefined) return;
    this.applied += 1;
    it.isNumbered = !stream.runs.isLost;
    if (!it.isNumbered) return;
    const run = stream.runs.runs.at(-1);
    it.streamHi = run?.hi ?? 0;
    it.streamLo = run?.lo ?? 0;
  }

  touch({ streamHi, streamLo, row }: Examined): number {
    return this.holders.touch(streamHi, streamLo, row.sequence);
  }

  examine(it: Examined, isCopy: boolean, finding: NumberFinding): void {
    const runs = it.isNumbered ? this.streams.get(this.streamId(it))?.runs : undefined;
    if (runs === undefined || isCopy || runs.isLost) return;
    const number = it.row.sequence;
    const before = runs.runAt(number, it.row.timestamp);
    this.serial = it.serial;
    if (before?.numbers.has(number) && !this.isOther(it, runs, before, number)) return;
    runs.note(number, it);
    if (runs.lostAt) this.onLater(this.open('G5', runs.lostAt));
    if (runs.isLost) return;
    const run = runs.runAt(number, it.row.timestamp);
    if (run === undefined || run.numbers.isExhausted) return;
    if (!runs.take(run, number, it)) runs.keepOdd({ number, record: copyOf(it) });
    else if (number <= run.decidedTo) this.fill(it, run, number, finding);
  }

  settleTransaction(partition: PartitionState, fingerprints: readonly number[], aborted: boolean): void {
    this.holders.settle(partition, fingerprints, aborted);
  }

  tick(now: number): void {
    const { partitions } = this;
    for (const stream of this.streams.values()) {
      const { checkpoint } = stream;
      if (checkpoint === undefined) {
        stream.checkpoint = this.checkpoint(stream.runs);
        continue;
      }
      if (!partitions.every((it, i) => hasPassed(it, checkpoint.targets[i] ?? 0))) continue;
      if (Number.isNaN(checkpoint.passedAt)) checkpoint.passedAt = now;
      if (now - checkpoint.passedAt < this.graceMs) continue;
      stream.checkpoint = undefined;
      this.decide(stream, checkpoint, undefined);
    }
  }

  settle(): void {
    // Beyond the end that the run may have been meant to stop at, only the newest end known will do.
    const isRead = this.partitions.every(
      ({ expected, endAtStart, highWatermark }) =>
        expected === endAtStart || expected >= Math.max(endAtStart, highWatermark),
    );
    for (const stream of this.streams.values()) {
      const last = this.checkpoint(stream.runs);
      if (last) this.decide(stream, last, isRead ? undefined : 'stopped-early');
    }
  }

  /** Undefined where everything is decided. */
  private checkpoint({ runs, odd, isLost }: SpreadRuns): Checkpoint | undefined {
    const open = runs.filter(({ highest, decidedTo, begin, isTold }) => highest > decidedTo || (begin && !isTold));
    if (isLost || (open.length === 0 && odd.length === 0)) return undefined;
    return {
      to: new Map(open.map((run) => [run, run.highest])),
      serial: this.serial,
      targets: this.partitions.map((it) => it.highWatermark),
      passedAt: Number.NaN,
    };
  }

  /** Another message has the number, for good: not the same one again, and none whose transaction may fail. */
  private isOther(it: Examined, runs: SpreadRuns, { hi, lo }: Run, number: number): boolean {
    const held = this.holders.look(it, hi, lo, number);
    const isFirst = held === 'same content' && this.holders.isEarlier(it);
    if (isFirst || held === 'undecided') this.holders.hold(it, hi, lo, number);
    // Its copy was read first, and may have been taken for the beginning of a run.
    if (isFirst) runs.note(number, it);
    return held === 'other content';
  }

  private fill({ partition, row }: Examined, run: Run, number: number, finding: NumberFinding): void {
    const gap = this.gaps.fill(run.gaps, number);
    if (gap === undefined) return;
    finding.own = this.book.open({
      code: 'G2',
      confidence: 'proven',
      state: 'final',
      partition: partition.id,
      offset: row.offset,
      number,
      ofPartition: gap.judgement.partition,
      ofOffset: gap.judgement.offset,
    });
  }

  private decide(stream: Stream, { to, serial }: Checkpoint, doubt: Why | undefined): void {
    const { runs } = stream;
    if (runs.isLost) return;
    const holes = this.holeMarks();
    const why = doubt ?? (holes === stream.holes ? undefined : this.holeDoubt());
    stream.holes = holes;
    for (const run of runs.runs) {
      if (run.begin === undefined || run.isTold || run.begin.record.serial > serial) continue;
      run.isTold = true;
      this.onLater(this.open('G5', run.begin));
    }
    for (const [run, highest] of to)
      if (!run.numbers.isExhausted) this.decideRun(run, highest, why, doubt === undefined);
    const { odd } = runs;
    runs.odd = odd.filter(({ record }) => record.serial > serial);
    for (const one of odd) if (one.record.serial <= serial) this.judge(one, runs);
  }

  /** Nothing has made it fit. */
  private judge(odd: Odd, runs: SpreadRuns): void {
    const { number, record } = odd;
    const run = runs.runAt(number, record.row.timestamp);
    if (run === undefined) return;
    const { hi, lo } = run;
    const held = this.holders.look(record, hi, lo, number);
    if (held === 'free' && number < run.lowest) this.onLater(this.open('G6', odd));
    if (held !== 'other content') return;
    const isEarlier = this.holders.isEarlier(record);
    const of = this.holders.where(hi, lo, number);
    const place = { partition: record.partition.id, offset: record.row.offset };
    if (of) this.onLater(isEarlier ? this.openAt('D7', number, of, place) : this.openAt('D7', number, place, of));
  }

  /** Opens a verdict for every stretch of numbers that has not come. */
  private decideRun(run: Run, to: number, why: Why | undefined, isRead: boolean): void {
    let from = Math.max(run.lowest, run.decidedTo + 1);
    run.decidedTo = Math.max(run.decidedTo, to);
    for (;;) {
      const first = run.numbers.nextMissing(from, to);
      if (first === undefined) return;
      const next = run.numbers.nextPresent(first, run.highest);
      if (next === undefined) return;
      this.missing(run, first, next, why, isRead);
      from = next + 1;
    }
  }

  private missing(run: Run, first: number, next: number, why: Why | undefined, isRead: boolean): void {
    const { hi, lo, gaps } = run;
    const at = this.holders.where(hi, lo, next);
    const home = this.partitions.find(({ id }) => id === at?.partition);
    if (at === undefined || home === undefined || (why && !this.gaps.isNews(why))) return;
    if (next - first > MAX_JUMP) {
      this.onLater(this.book.open({ ...at, code: 'G5', confidence: 'likely', state: 'final', number: next }));
      return;
    }
    const judgement = this.book.open({
      ...at,
      code: why ? 'G4' : 'G3',
      confidence: why ? 'likely' : 'strong',
      state: why ? 'unverifiable' : 'confirmed',
      why: why ?? 'in-no-partition',
      key: null,
      missing: [[first, next - 1]],
      gap: {
        before: this.holders.where(hi, lo, first - 1),
        highWatermark: undefined,
        graceMs: this.graceMs,
        between: isRead ? (why ?? 'in-no-partition') : 'none',
      },
    });
    this.gaps.add(judgement, home, gaps);
    this.onLater(judgement);
  }

  /** Of the topic; new ones come at the end. */
  private get partitions(): readonly PartitionState[] {
    return this.all.filter(({ topic }) => topic === this.topic);
  }

  /** Grows with every hole that may have held a record. */
  private holeMarks(): number {
    return this.partitions.reduce((sum, { opaqueTo, skippedTo }) => sum + opaqueTo + skippedTo, 0);
  }

  private holeDoubt(): Why {
    if (this.partitions.some(({ skippedTo }) => skippedTo >= 0)) return 'skipped';
    return opaqueWhy(this.partitions.find(({ opaqueTo }) => opaqueTo >= 0)?.opaqueCode);
  }

  private open(code: 'G5' | 'G6', { number, record }: Odd): Judgement {
    return this.openAt(code, number, { partition: record.partition.id, offset: record.row.offset });
  }

  private openAt(code: 'G5' | 'G6' | 'D7', number: number, at: Coordinates, of?: Coordinates): Judgement {
    return this.book.open({
      ...at,
      code,
      confidence: 'strong',
      state: 'final',
      number,
      ...(of ? { ofPartition: of.partition, ofOffset: of.offset } : {}),
    });
  }

  private streamId({ producerId }: Examined): number {
    return this.rule.scope === 'producer' ? producerId : 0;
  }

  private stream(id: number): Stream | undefined {
    const known = this.streams.get(id);
    if (known !== undefined || this.streams.size >= MAX_STREAMS) return known;
    const stream: Stream = {
      runs: new SpreadRuns(id, this.holders, this.hash),
      checkpoint: undefined,
      holes: -2 * this.partitions.length,
    };
    this.streams.set(id, stream);
    return stream;
  }
}
