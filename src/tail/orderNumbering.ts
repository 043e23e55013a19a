import { Hash64, hashKey } from '../base/hash64';
import type { RecordView } from '../kafka/model';
import type { AnalysisContext } from './analysisContext';
import type { Examined } from './examined';
import { hashStream } from './hashStream';
import type { Judgement } from './judgement';
import type { Confidence } from './model';
import { MAX_PASSED, type Numbering } from './numbering';
import type { SequenceRule } from './sequenceRule';
import { Streams } from './streams';
import type { VerdictBook } from './verdictBook';

/** Streams whose last number fell; of more than these the oldest is judged without waiting for what follows. */
const MAX_FALLEN = 1 << 12;

/**
 * So many numbers that rise below the highest are a new beginning, wherever they began: batches that change places hold
 * fewer of one stream. What falls to less than a quarter of the highest number needs but the next one, unless a leap close
 * before went over it.
 */
const LONG_RUN = 256;

/** A leap to more than so many times the number before it: what falls back into it may be what it leapt over. */
const WIDE_LEAP = 3;

/** The newest wide leap of a stream: the numbers before and behind it, and the offset behind it. */
interface Leap {
  readonly below: number;
  readonly above: number;
  readonly offset: number;
}

/** A number below the highest of its stream: out of order if the stream goes on above, a new beginning if below. */
interface Fallen {
  readonly number: number;
  readonly partition: number;
  readonly offset: number;
  /** Offset of the record with the higher number. */
  readonly after: number;
  /** The last of the numbers that have risen from it, and how many. */
  last: number;
  risen: number;
}

/**
 * Numbers that rise but skip some by design: nothing is ever missing, but what comes after a higher number is out of
 * order.
 */
export class OrderNumbering implements Numbering {
  applied = 0;
  private readonly rule: SequenceRule;
  private readonly book: VerdictBook;
  private readonly streams = new Streams();
  private readonly hash = new Hash64();

  private readonly fallen = new Map<number, Fallen>();
  private readonly leaps = new Map<number, Leap>();
  private readonly onLater: (judgement: Judgement) => void;

  constructor(rule: SequenceRule, { book, onLater }: AnalysisContext) {
    this.onLater = onLater;
    this.rule = rule;
    this.book = book;
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

  touch({ streamLo }: Examined): number {
    return this.streams.touch(streamLo);
  }

  examine(it: Examined, isCopy: boolean): void {
    const { streams } = this;
    const { isNumbered, streamHi, streamLo, row, partition } = it;
    const { sequence: number, offset } = row;
    if (!isNumbered || isCopy || !streams.select(streamHi, streamLo, number, offset)) return;
    const name = hashKey(streamHi, streamLo);
    const fallen = streams.note === 0 ? undefined : this.fallen.get(name);
    if (number >= streams.highest) {
      if (fallen) this.outOfOrder(name, fallen);
    } else if (fallen && number > fallen.last) {
      fallen.last = number;
      fallen.risen += 1;
      const isShallow = 4 * fallen.number > streams.highest || this.wasLeaptOver(name, fallen);
      if (isShallow && fallen.risen < LONG_RUN) return;
      this.fallen.delete(name);
      this.tell(fallen, 'G5', 'likely');
    } else {
      if (fallen) this.outOfOrder(name, fallen);
      this.fall(name, { number, partition: partition.id, offset, after: streams.offset, last: number, risen: 0 });
      return;
    }
    if (number > WIDE_LEAP * streams.highest) this.leap(name, { below: streams.highest, above: number, offset });
    streams.note = 0;
    streams.highest = number;
    streams.offset = offset;
  }

  settleTransaction(): void {}

  tick(): void {}

  settle(): void {
    for (const [name, fallen] of this.fallen) this.outOfOrder(name, fallen);
  }

  /** Told when next numbers of the stream have come: only then is it known what the fall was. */
  private fall(name: number, fallen: Fallen): void {
    const [oldest] = this.fallen;
    if (oldest && this.fallen.size >= MAX_FALLEN) this.outOfOrder(...oldest);
    this.fallen.set(name, fallen);
    this.streams.note = 1;
  }

  private leap(name: number, leap: Leap): void {
    this.leaps.delete(name);
    this.leaps.set(name, leap);
    if (this.leaps.size <= MAX_FALLEN) return;
    const [oldest] = this.leaps.keys();
    if (oldest !== undefined) this.leaps.delete(oldest);
  }

  /** A batch that was written ahead of others leaps over their numbers, and they follow before it has gone far. */
  private wasLeaptOver(name: number, { number, offset }: Fallen): boolean {
    const leap = this.leaps.get(name);
    if (leap === undefined || offset - leap.offset > MAX_PASSED || this.streams.highest > 2 * leap.above) return false;
    return leap.below < number && number < leap.above;
  }

  private outOfOrder(name: number, fallen: Fallen): void {
    this.fallen.delete(name);
    this.tell(fallen, 'G2', 'strong');
  }

  private tell({ number, partition, offset, after }: Fallen, code: 'G2' | 'G5', confidence: Confidence): void {
    this.onLater(
      this.book.open({
        code,
        confidence,
        state: 'final',
        partition,
        offset,
        number,
        ...(code === 'G2' ? { why: 'out-of-order', ofPartition: partition, ofOffset: after } : {}),
      }),
    );
  }
}
