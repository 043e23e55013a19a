import { Hash64 } from '../base/hash64';
import type { RecordView } from '../kafka/model';
import type { AnalysisContext } from './analysisContext';
import type { Examined } from './examined';
import { type Gap, Gaps } from './gaps';
import { hashStream } from './hashStream';
import { Holders } from './holders';
import type { Judgement } from './judgement';
import type { Coordinates, Range } from './model';
import { MAX_JUMP, MAX_PASSED, type NumberFinding, type Numbering } from './numbering';
import type { PartitionState } from './partitionState';
import type { SequenceRule } from './sequenceRule';
import { Streams } from './streams';
import { isUnsettled } from './unsettled';
import type { VerdictBook } from './verdictBook';

/** Streams with gaps or a possible restart; the oldest note makes room, and its late fills are then no longer matched. */
const MAX_NOTES = 1 << 16;

/** A number out of line that may be the first of a new run: told only when the next number follows it. */
interface Candidate {
  readonly number: number;
  readonly partition: PartitionState;
  readonly offset: number;
  /** What the record is if the stream goes on as before. */
  readonly otherwise: 'G6' | 'D7' | undefined;
  readonly of: Coordinates | undefined;
}

/** The numbers before a restart. */
interface Run {
  readonly first: number;
  readonly highest: number;
  /** Of the record with the highest number. */
  readonly offset: number;
  readonly restart: Judgement;
  readonly gaps: Gap[];
  /** The restart stands where the order proves little. */
  readonly isUnsettled: boolean;
}

interface Note {
  readonly hi: number;
  readonly lo: number;
  gaps: Gap[];
  candidate: Candidate | undefined;
  earlier: Run | undefined;
}

/** Numbers of streams that live in one partition each, where the order of the offsets is the order of writing. */
export class LocalNumbering implements Numbering {
  applied = 0;
  private readonly rule: SequenceRule;
  private readonly book: VerdictBook;
  private readonly keyOf: (it: Examined) => Uint8Array | null;
  private readonly onLater: (judgement: Judgement) => void;
  private readonly streams = new Streams();
  private readonly gaps: Gaps;
  private readonly holders: Holders;
  private readonly notes: Note[] = [];
  private lastNote = 0;
  private readonly hash = new Hash64();

  /** `onLater` hears of verdicts about records that were handed in before. */
  constructor(rule: SequenceRule, { book, partitions, graceMs, keyOf, onLater }: AnalysisContext) {
    this.rule = rule;
    this.book = book;
    this.holders = new Holders(partitions);
    this.keyOf = keyOf;
    this.onLater = onLater;
    this.gaps = new Gaps(book, graceMs);
  }

  read(it: Examined, record: RecordView): void {
    const { hash } = this;
    const number = this.rule.source.read(record);
    it.row.sequence = number;
    it.isNumbered = !Number.isNaN(number) && hashStream(this.rule.scope, it, record, hash);
    if (!it.isNumbered) return;
    this.applied += 1;
    it.streamHi = hash.hi;
    it.streamLo = hash.lo;
  }

  touch({ streamHi, streamLo, row }: Examined): number {
    return this.streams.touch(streamLo) + this.holders.touch(streamHi, streamLo, row.sequence);
  }

  examine(it: Examined, isCopy: boolean, finding: NumberFinding): void {
    if (!it.isNumbered || isCopy) return;
    const { row, streamHi: hi, streamLo: lo } = it;
    const number = row.sequence;
    const { streams } = this;
    if (!streams.select(hi, lo, number, row.offset)) {
      this.holders.hold(it, hi, lo, number, true);
      return;
    }
    if (number > streams.highest + 1) this.joinRuns(it, hi, lo, number, finding);
    const highest = streams.highest;
    if (number > highest) {
      if (number > highest + 1 && it.partition.skippedTo > streams.offset) streams.first = number;
      else if (number > highest + 1 && !this.jump(it, hi, lo, number, finding)) return;
      const note = streams.note === 0 ? undefined : this.noteOf(hi, lo);
      // After a single number, the second run goes on where the first one would have.
      if (note?.candidate?.number === number - 1) {
        this.restart(note, it, number);
        return;
      }
      if (note?.candidate) this.judgeCandidate(note);
      streams.highest = number;
      streams.offset = row.offset;
      // Without a note the stream never began again, so a number above the highest is a new one.
      this.holders.hold(it, hi, lo, number, streams.note === 0);
      return;
    }
    this.below(it, hi, lo, number, finding);
  }

  settleTransaction(partition: PartitionState, fingerprints: readonly number[], aborted: boolean): void {
    this.holders.settle(partition, fingerprints, aborted);
  }

  tick(now: number): void {
    this.gaps.tick(now);
  }

  settle(): void {
    // Where the log ends with a first number nobody can tell a second message under it from another run.
    for (const note of this.notes) if (note && note.candidate?.otherwise !== 'D7') this.judgeCandidate(note);
    this.gaps.settle();
  }

  /** False when the jump is too wide to be a gap: it may be a restart, and the stream stays where it was. */
  private jump(it: Examined, hi: number, lo: number, number: number, finding: NumberFinding): boolean {
    const { streams } = this;
    const note = this.noteOf(hi, lo);
    if (note?.candidate?.number === number - 1) {
      this.restart(note, it, number);
      return false;
    }
    const missing = [streams.highest + 1, number - 1] as const;
    if (number - streams.highest - 1 > MAX_JUMP) {
      this.propose(it, hi, lo, number, undefined);
      return false;
    }
    finding.gap = this.gaps.open({
      partition: it.partition,
      offset: it.row.offset,
      after: streams.offset,
      key: this.keyIn(it),
      missing: [missing],
      siblings: this.makeNote(hi, lo).gaps,
    });
    return true;
  }

  /** A number that leaps may show that nothing had begun again. */
  private joinRuns(it: Examined, hi: number, lo: number, number: number, finding: NumberFinding): void {
    const note = this.noteOf(hi, lo);
    if (note?.earlier === undefined) return;
    if (it.partition.skippedTo > this.streams.offset || note.candidate?.number === number - 1) return;
    const { earlier } = note;
    if (this.goOnAsBefore(note, earlier, number) || this.bringInOrder(it, note, earlier, number, finding))
      note.earlier = undefined;
  }

  /**
   * What began again has not come to where the numbers before it began, and the next one goes on behind those or was
   * missing among them: batches were written before the first one, as retries with several requests in flight do, and as
   * those that are sent on a new connection do while the broker has not read the old one. Nothing began again. What is
   * missing is what came neither before nor since; they may be out of order themselves, so that some numbers stand behind
   * the one that they seemed to begin with.
   */
  private bringInOrder(it: Examined, note: Note, earlier: Run, number: number, finding: NumberFinding): boolean {
    const { streams, book } = this;
    const { first, highest, offset, restart, gaps } = earlier;
    const isClose = it.row.offset - restart.offset <= MAX_PASSED && first - streams.highest <= MAX_JUMP;
    if (!isClose || first <= streams.highest) return false;
    const missing = this.freeBetween(note, streams.highest, first);
    const goesOn =
      number > highest ||
      this.gaps.isMissing(gaps, number) ||
      missing.some(([from, to]) => from > streams.highest + 1 && from <= number && number <= to);
    if (!goesOn) return false;
    const gap =
      missing.length === 0
        ? undefined
        : this.gaps.open({
            partition: it.partition,
            offset: it.row.offset,
            after: streams.offset,
            since: this.holders.where(note.hi, note.lo, first)?.offset ?? -1,
            key: this.keyIn(it),
            missing,
            siblings: note.gaps,
          });
    this.gaps.join(note.gaps, gaps);
    streams.highest = highest;
    streams.offset = offset;
    book.change(restart, (it) => {
      it.code = 'G2';
      it.why = 'out-of-order';
      it.ofPartition = it.partition;
      it.ofOffset = offset;
    });
    // Its row may come to have a gap of its own.
    if (gap && number > highest + 1) this.onLater(gap);
    else finding.gap = gap;
    return true;
  }

  /** The numbers between two that no record has. */
  private freeBetween({ hi, lo }: Note, below: number, above: number): Range[] {
    const free: Range[] = [];
    for (let number = below + 1; number < above; number++) {
      if (this.holders.where(hi, lo, number)) continue;
      const last = free.at(-1);
      if (last?.[1] === number - 1) free[free.length - 1] = [last[0], number];
      else free.push([number, number]);
    }
    return free;
  }

  private keyIn(it: Examined): Uint8Array | null {
    return this.rule.scope === 'key' || this.rule.scope === 'key+source' ? this.keyOf(it) : null;
  }

  /**
   * Behind a part that was not read, the numbers go on above those before what began again: its batches were sent again,
   * and stood first in what was not read. Nothing began again.
   */
  private goOnAsBefore(note: Note, { highest, offset, restart, gaps, isUnsettled }: Run, number: number): boolean {
    const { streams } = this;
    if (!isUnsettled || number <= highest) return false;
    const isMissing = (it: number): boolean =>
      note.gaps.some(({ judgement }) => judgement.missing?.some(([from, to]) => from <= it && it <= to));
    for (const [from, to] of gaps.flatMap(({ judgement }) => judgement.missing ?? []))
      for (let it = Math.max(from, streams.first); it <= Math.min(to, streams.highest); it++)
        if (!isMissing(it)) this.gaps.fill(gaps, it);
    note.gaps = gaps;
    streams.highest = highest;
    streams.offset = offset;
    this.book.change(restart, (it) => {
      it.code = 'G6';
    });
    return true;
  }

  private below(it: Examined, hi: number, lo: number, number: number, finding: NumberFinding): void {
    const { streams, holders } = this;
    const note = this.noteOf(hi, lo);
    if (note?.candidate?.number === number - 1) {
      this.restart(note, it, number);
      return;
    }
    const gap = note && this.gaps.fill(note.gaps, number);
    if (gap) {
      finding.own = this.book.open({
        code: 'G2',
        confidence: 'proven',
        state: 'final',
        partition: it.partition.id,
        offset: it.row.offset,
        number,
        ofPartition: gap.judgement.partition,
        ofOffset: gap.judgement.offset,
      });
      this.holders.hold(it, hi, lo, number);
      return;
    }
    const held = holders.look(it, hi, lo, number);
    if (held === 'undecided') holders.hold(it, hi, lo, number);
    if (held === 'undecided' || held === 'same content') return;
    const of = held === 'other content' ? holders.where(hi, lo, number) : undefined;
    const otherwise = of ? 'D7' : number < streams.first ? 'G6' : undefined;
    const isFirst = number <= 1 && (streams.highest > 1 || number === streams.highest);
    if (isFirst) this.propose(it, hi, lo, number, otherwise, of);
    else if (otherwise) finding.own = this.odd(it.partition.id, it.row.offset, number, otherwise, of);
    if (held === 'free') this.holders.hold(it, hi, lo, number);
  }

  private restart(note: Note, it: Examined, number: number): void {
    const { candidate, hi, lo } = note;
    if (candidate === undefined) return;
    const { streams } = this;
    const { first, highest, offset } = streams;
    const { gaps } = note;
    note.candidate = undefined;
    note.gaps = [];
    streams.first = candidate.number;
    streams.highest = number;
    streams.offset = it.row.offset;
    this.holders.hold(it, hi, lo, number);
    const judgement = this.book.open({
      code: 'G5',
      confidence: 'strong',
      state: 'final',
      partition: candidate.partition.id,
      offset: candidate.offset,
      number: candidate.number,
    });
    const isBehind = isUnsettled(candidate.partition.unsettled, candidate.offset);
    note.earlier = { first, highest, offset, restart: judgement, gaps, isUnsettled: isBehind };
    this.onLater(judgement);
  }

  private propose(
    it: Examined,
    hi: number,
    lo: number,
    number: number,
    otherwise: Candidate['otherwise'],
    of?: Candidate['of'],
  ): void {
    const note = this.makeNote(hi, lo);
    this.judgeCandidate(note);
    note.candidate = { number, partition: it.partition, offset: it.row.offset, otherwise, of };
  }

  /** The stream went on in its old line, or ended: the candidate was a single number out of line. */
  private judgeCandidate(note: Note): void {
    const { candidate } = note;
    note.candidate = undefined;
    if (candidate?.otherwise === undefined) return;
    const { partition, offset, number, otherwise, of } = candidate;
    this.onLater(this.odd(partition.id, offset, number, otherwise, of));
  }

  private odd(partition: number, offset: number, number: number, code: 'G6' | 'D7', of: Candidate['of']): Judgement {
    return this.book.open({
      code,
      confidence: 'strong',
      state: 'final',
      partition,
      offset,
      number,
      ...(of ? { ofPartition: of.partition, ofOffset: of.offset } : {}),
    });
  }

  private noteOf(hi: number, lo: number): Note | undefined {
    const note = this.notes[this.streams.note % MAX_NOTES];
    return this.streams.note !== 0 && note?.hi === hi && note.lo === lo ? note : undefined;
  }

  private makeNote(hi: number, lo: number): Note {
    const known = this.noteOf(hi, lo);
    if (known) return known;
    this.lastNote += 1;
    const note: Note = { hi, lo, gaps: [], candidate: undefined, earlier: undefined };
    this.notes[this.lastNote % MAX_NOTES] = note;
    this.streams.note = this.lastNote;
    return note;
  }
}
