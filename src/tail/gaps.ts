import type { Judgement, Why } from './judgement';
import type { HoleCode, Range } from './model';
import { hasPassed, type PartitionState } from './partitionState';
import { isUnsettled } from './unsettled';
import type { VerdictBook } from './verdictBook';

/** Gaps kept for late fills; beyond it the oldest is settled as it stands. */
const MAX_GAPS = 1 << 16;

/** A gap of a stream, from its opening to as long as a late number may still fill it. */
export interface Gap {
  readonly judgement: Judgement;
  readonly partition: PartitionState;
  /** What confirms it, by the holes between its two neighbours. */
  readonly proof: Why;
  /** High watermark when it opened. */
  readonly target: number;
  /** The tick that found the position beyond the target; NaN = not yet. */
  passedAt: number;
  /** The answers of the partition that have to have come when it is decided; NaN while the grace lasts. */
  dueAnswers: number;
  /** The stream's list that it is in, ascending by number. */
  siblings: Gap[];
  waiting: boolean;
}

interface GapDraft {
  readonly partition: PartitionState;
  readonly offset: number;
  /** Offset of the record before the jump. */
  readonly after: number;
  /** Offset behind which the missing ones may have stood, where that is not `after`. */
  readonly since?: number;
  readonly key: Uint8Array | null;
  readonly missing: readonly Range[];
  readonly siblings: Gap[];
}

/** Opens, fills, confirms: G1, G2's effect on the gap, G3 and G4. */
export class Gaps {
  private readonly book: VerdictBook;
  private readonly graceMs: number;
  /** Open gaps of each partition in the order of their opening, so that the targets never fall. */
  private readonly waiting = new Map<PartitionState, { readonly gaps: Gap[]; passed: number }>();
  private toldCompaction = false;
  private kept: Gap[] = [];
  private keptFrom = 0;

  constructor(book: VerdictBook, graceMs: number) {
    this.book = book;
    this.graceMs = graceMs;
  }

  /**
   * Undefined where nothing is told: once one jump over compacted records was told, the next ones say nothing new, as on
   * a compacted topic numbers go missing by design.
   */
  open({ partition, offset, after, since = after, key, missing, siblings }: GapDraft): Judgement | undefined {
    const opaque = partition.opaqueTo > since;
    if (opaque && !this.isNews(opaqueWhy(partition.opaqueCode))) return undefined;
    const proof = proofOf(partition, since);
    const why = opaque ? opaqueWhy(partition.opaqueCode) : 'none';
    const judgement = this.book.open({
      code: opaque ? 'G4' : 'G1',
      confidence: 'likely',
      state: opaque ? 'unverifiable' : 'open',
      partition: partition.id,
      offset,
      why,
      key,
      missing: [...missing],
      gap: {
        before: { partition: partition.id, offset: after },
        highWatermark: partition.highWatermark,
        graceMs: this.graceMs,
        between: opaque ? why : proof,
      },
    });
    const gap: Gap = {
      judgement,
      partition,
      proof,
      target: partition.highWatermark,
      passedAt: Number.NaN,
      dueAnswers: Number.NaN,
      siblings,
      waiting: !opaque,
    };
    siblings.push(gap);
    this.keep(gap);
    if (!opaque) {
      const queue = this.waiting.get(partition);
      if (queue) queue.gaps.push(gap);
      else this.waiting.set(partition, { gaps: [gap], passed: 0 });
    }
    return judgement;
  }

  /** Whether a gap that this keeps from being verified is to be told: over compacted records only the first one is. */
  isNews(why: Why): boolean {
    const isNews = why !== 'compacted' || !this.toldCompaction;
    if (why === 'compacted') this.toldCompaction = true;
    return isNews;
  }

  /** A gap that was decided when it was found; it can still be filled. */
  add(judgement: Judgement, partition: PartitionState, siblings: Gap[]): void {
    const gap: Gap = {
      judgement,
      partition,
      proof: 'in-no-partition',
      target: 0,
      passedAt: Number.NaN,
      dueAnswers: Number.NaN,
      siblings,
      waiting: false,
    };
    siblings.push(gap);
    this.keep(gap);
  }

  /** Two lists turn out to be of one run; all numbers of the second are above those of the first. */
  join(lower: Gap[], upper: readonly Gap[]): void {
    for (const gap of upper) gap.siblings = lower;
    lower.push(...upper);
  }

  /** Whether one of the gaps is missing the number. */
  isMissing(siblings: readonly Gap[], number: number): boolean {
    return gapAround(siblings, number) !== undefined;
  }

  /** A number came that was missing: shrinks its gap. The gap, or undefined when the number was not missing. */
  fill(siblings: readonly Gap[], number: number): Gap | undefined {
    const gap = gapAround(siblings, number);
    const missing = gap?.judgement.missing ?? [];
    const hit = missing.findIndex(([from, to]) => from <= number && number <= to);
    const range = missing[hit];
    if (gap === undefined || range === undefined) return undefined;
    this.book.change(gap.judgement, (it) => {
      const rest: Range[] = [];
      if (range[0] < number) rest.push([range[0], number - 1]);
      if (number < range[1]) rest.push([number + 1, range[1]]);
      it.missing = [...missing.slice(0, hit), ...rest, ...missing.slice(hit + 1)];
      if (it.missing.length > 0) return;
      it.code = 'G1';
      it.state = 'filled';
      it.why = 'none';
    });
    if (gap.judgement.state === 'filled') {
      gap.waiting = false;
      gap.siblings.splice(gap.siblings.indexOf(gap), 1);
    }
    return gap;
  }

  tick(now: number): void {
    for (const [partition, queue] of this.waiting) {
      const { gaps } = queue;
      for (let next = gaps[queue.passed]; next && hasPassed(partition, next.target); next = gaps[queue.passed]) {
        next.passedAt = now;
        queue.passed += 1;
      }
      let done = 0;
      for (; done < queue.passed; done++) {
        const gap = gaps[done];
        if (gap?.waiting && !this.isOver(gap, now)) break;
        if (gap?.waiting) this.decide(gap);
      }
      if (done === gaps.length) this.waiting.delete(partition);
      else gaps.splice(0, done);
      queue.passed -= done;
    }
  }

  settle(): void {
    for (const { gaps } of this.waiting.values())
      for (const gap of gaps) {
        if (!gap.waiting) continue;
        if (isReadToEnd(gap)) this.decide(gap);
        else this.leave(gap, 'stopped-early');
      }
    this.waiting.clear();
  }

  /**
   * The grace is over when somebody has looked after it: a tail that could not reach the broker, or was held, knows nothing
   * of that time. The answer under way may be older; the one behind it was asked for afterwards.
   */
  private isOver(gap: Gap, now: number): boolean {
    if (now - gap.passedAt < this.graceMs) return false;
    if (this.graceMs === 0) return true;
    const { answers } = gap.partition;
    if (Number.isNaN(gap.dueAnswers)) gap.dueAnswers = answers + 2;
    return answers >= gap.dueAnswers;
  }

  private decide(gap: Gap): void {
    const { partition, judgement } = gap;
    if (partition.skippedTo > judgement.offset) {
      this.leave(gap, 'skipped');
      return;
    }
    // The number may have come late, and have been thrown away with what was written then.
    if (partition.opaqueTo > judgement.offset && partition.opaqueCode === 'O5') {
      this.leave(gap, 'expired-behind');
      return;
    }
    if (isUnsettled(partition.unsettled, judgement.gap?.before?.offset ?? -1)) {
      this.leave(gap, 'unsettled');
      return;
    }
    gap.waiting = false;
    this.book.change(gap.judgement, (it) => {
      it.code = 'G3';
      it.state = 'confirmed';
      it.confidence = gap.proof === 'aborted-between' || gap.proof === 'truncated-between' ? 'strong' : 'proven';
      it.why = gap.proof;
    });
  }

  private leave(gap: Gap, why: Why): void {
    gap.waiting = false;
    this.book.change(gap.judgement, (it) => {
      it.code = 'G4';
      it.state = 'unverifiable';
      it.why = why;
    });
  }

  private keep(gap: Gap): void {
    this.kept.push(gap);
    if (this.kept.length - this.keptFrom <= MAX_GAPS) return;
    const oldest = this.kept[this.keptFrom];
    this.keptFrom += 1;
    if (oldest !== undefined) {
      if (oldest.waiting) this.leave(oldest, 'forgotten');
      const at = oldest.siblings.indexOf(oldest);
      if (at >= 0) oldest.siblings.splice(at, 1);
    }
    if (this.keptFrom < MAX_GAPS) return;
    this.kept = this.kept.slice(this.keptFrom);
    this.keptFrom = 0;
  }
}

/** A run that stops at the end seen at its start has read all that it set out to read, even if the log has grown. */
function isReadToEnd({ partition, judgement, target }: Gap): boolean {
  const end = judgement.offset < partition.endAtStart ? Math.min(target, partition.endAtStart) : target;
  return hasPassed(partition, end);
}

function gapAround(gaps: readonly Gap[], number: number): Gap | undefined {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((gaps[middle]?.judgement.missing?.[0]?.[0] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  const gap = gaps[low - 1];
  return gap !== undefined && contains(gap.judgement.missing, number) ? gap : undefined;
}

const contains = (ranges: readonly Range[] | undefined, number: number): boolean =>
  ranges?.some(([from, to]) => from <= number && number <= to) ?? false;

/** What lies between the record at `after` and where the partition stands now, none of which hides a record that is still there. */
function proofOf({ truncatedFrom, truncatedTo, abortedTo, markerTo }: PartitionState, after: number): Why {
  if (after >= truncatedFrom && after <= truncatedTo) return 'truncated-between';
  return abortedTo > after ? 'aborted-between' : markerTo > after ? 'markers-between' : 'hole-free';
}

/** What a hole of this kind makes of a gap that it lies in. */
export const opaqueWhy = (code: HoleCode | undefined): Why => {
  if (code === 'O3' || code === 'O4') return 'compacted';
  if (code === 'O5') return 'expired';
  return 'unexplained';
};
