import { Hash64 } from '../base/hash64';
import type { RecordView } from '../kafka/model';
import type { AnalysisContext } from './analysisContext';
import type { Examined } from './examined';
import { type Gap, Gaps, opaqueWhy } from './gaps';
import { Holders } from './holders';
import type { Judgement, Why } from './judgement';
import { MAX_JUMP, type NumberFinding, type Numbering } from './numbering';
import { NumberSet } from './numberSet';
import type { PartitionState } from './partitionState';
import type { SequenceRule } from './sequenceRule';
import type { TopicState } from './topicState';
import type { VerdictBook } from './verdictBook';

/** Streams over several partitions: one for the topic, or one a producer. More producers than this are not followed. */
const MAX_STREAMS = 1 << 10;

interface Checkpoint {
  /** Numbers up to here are looked at. */
  readonly to: number;
  /** Offsets that each partition's position must have passed. */
  readonly targets: readonly number[];
  passedAt: number;
}

interface Stream {
  readonly hi: number;
  readonly lo: number;
  readonly numbers: NumberSet;
  lowest: number;
  highest: number;
  /** Numbers up to here are decided; -1 = none. */
  decidedTo: number;
  checkpoint: Checkpoint | undefined;
  readonly gaps: Gap[];
  /** A number that was seen before with other content: of a restart, if the next one follows. */
  candidate: { readonly number: number; readonly partition: number; readonly offset: number } | undefined;
  /** The counter began again: with partitions read at different speeds its two runs cannot be told apart. */
  restarted: boolean;
  /** Sums of the partitions' hole marks when the last numbers were decided. */
  holes: number;
}

/**
 * Numbers of a counter that is spread over the partitions of a topic. They arrive in any order, so a number counts as
 * missing only after every partition was read to the end that it had when a higher number was known.
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
    const stream = Number.isNaN(number) ? undefined : this.stream(this.streamId(it), number);
    it.isNumbered = stream !== undefined;
    if (stream === undefined) return;
    this.applied += 1;
    it.streamHi = stream.hi;
    it.streamLo = stream.lo;
  }

  touch({ streamHi, streamLo, row }: Examined): number {
    return this.holders.touch(streamHi, streamLo, row.sequence);
  }

  examine(it: Examined, isCopy: boolean, finding: NumberFinding): void {
    const stream = it.isNumbered ? this.streams.get(this.streamId(it)) : undefined;
    if (stream === undefined || isCopy || stream.restarted || stream.numbers.isExhausted) return;
    const { partition, row } = it;
    const number = row.sequence;
    if (stream.numbers.has(number)) {
      this.seenBefore(it, stream, number, finding);
      return;
    }
    if (number < stream.lowest && stream.decidedTo >= 0) {
      finding.own = this.open(it, 'G6', number);
      return;
    }
    stream.numbers.add(number);
    stream.lowest = Math.min(stream.lowest, number);
    stream.highest = Math.max(stream.highest, number);
    this.holders.hold(it, stream.hi, stream.lo, number);
    if (number > stream.decidedTo) return;
    const gap = this.gaps.fill(stream.gaps, number);
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

  settleTransaction(partition: PartitionState, fingerprints: readonly number[], aborted: boolean): void {
    this.holders.settle(partition, fingerprints, aborted);
  }

  tick(now: number): void {
    for (const stream of this.streams.values()) {
      const { checkpoint } = stream;
      if (checkpoint === undefined) {
        const to = stream.highest;
        if (to > stream.decidedTo)
          stream.checkpoint = { to, targets: this.partitions.map((it) => it.highWatermark), passedAt: Number.NaN };
        continue;
      }
      const { partitions } = this;
      if (!checkpoint.targets.every((target, i) => (partitions[i]?.expected ?? 0) >= target)) continue;
      if (Number.isNaN(checkpoint.passedAt)) checkpoint.passedAt = now;
      if (now - checkpoint.passedAt < this.graceMs) continue;
      stream.checkpoint = undefined;
      this.decide(stream, checkpoint.to, undefined);
    }
  }

  settle(): void {
    // Beyond the end that the run may have been meant to stop at, only the newest end known will do.
    const isRead = this.partitions.every(
      ({ expected, endAtStart, highWatermark }) =>
        expected === endAtStart || expected >= Math.max(endAtStart, highWatermark),
    );
    for (const stream of this.streams.values())
      this.decide(stream, stream.highest, isRead ? undefined : 'stopped-early');
  }

  private seenBefore(it: Examined, stream: Stream, number: number, finding: NumberFinding): void {
    const { hi, lo, candidate } = stream;
    const held = this.holders.look(it, hi, lo, number);
    if (held === 'undecided' || (held === 'same content' && this.holders.isEarlier(it)))
      this.holders.hold(it, hi, lo, number);
    if (held !== 'other content') return;
    if (candidate?.number === number - 1) {
      stream.restarted = true;
      const { partition, offset } = candidate;
      this.onLater(
        this.book.open({ code: 'G5', confidence: 'strong', state: 'final', partition, offset, number: number - 1 }),
      );
      return;
    }
    if (number <= stream.lowest + 1) {
      stream.candidate = { number, partition: it.partition.id, offset: it.row.offset };
      return;
    }
    finding.own = this.open(it, 'D7', number, this.holders.where(hi, lo, number));
  }

  /** Opens a verdict for every run of numbers that has not come. */
  private decide(stream: Stream, to: number, doubt: Why | undefined): void {
    if (stream.restarted || stream.numbers.isExhausted) return;
    const holes = this.holeMarks();
    const why = doubt ?? (holes === stream.holes ? undefined : this.holeDoubt());
    stream.holes = holes;
    let from = Math.max(stream.lowest, stream.decidedTo + 1);
    stream.decidedTo = Math.max(stream.decidedTo, to);
    for (;;) {
      const first = stream.numbers.nextMissing(from, to);
      if (first === undefined) return;
      const next = stream.numbers.nextPresent(first, stream.highest);
      if (next === undefined) return;
      this.missing(stream, first, next, why, doubt === undefined);
      from = next + 1;
    }
  }

  private missing(stream: Stream, first: number, next: number, why: Why | undefined, isRead: boolean): void {
    const at = this.holders.where(stream.hi, stream.lo, next);
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
        before: this.holders.where(stream.hi, stream.lo, first - 1),
        highWatermark: undefined,
        graceMs: this.graceMs,
        between: isRead ? (why ?? 'in-no-partition') : 'none',
      },
    });
    this.gaps.add(judgement, home, stream.gaps);
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

  private open(
    it: Examined,
    code: 'G6' | 'D7',
    number: number,
    of?: { readonly partition: number; readonly offset: number },
  ): Judgement {
    return this.book.open({
      code,
      confidence: 'strong',
      state: 'final',
      partition: it.partition.id,
      offset: it.row.offset,
      number,
      ...(of ? { ofPartition: of.partition, ofOffset: of.offset } : {}),
    });
  }

  private streamId({ producerId }: Examined): number {
    return this.rule.scope === 'producer' ? producerId : 0;
  }

  private stream(id: number, number: number): Stream | undefined {
    const known = this.streams.get(id);
    if (known !== undefined || this.streams.size >= MAX_STREAMS) return known;
    this.hash.begin(4).number(id).finish();
    const stream: Stream = {
      hi: this.hash.hi,
      lo: this.hash.lo,
      numbers: new NumberSet(),
      lowest: number,
      highest: number,
      decidedTo: -1,
      checkpoint: undefined,
      gaps: [],
      candidate: undefined,
      restarted: false,
      holes: -2 * this.partitions.length,
    };
    this.streams.set(id, stream);
    return stream;
  }
}
