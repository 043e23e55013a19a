import { Hash64 } from '../base/hash64';
import type { RecordView } from '../kafka/model';
import type { AnalysisContext } from './analysisContext';
import type { Examined } from './examined';
import { hashStream } from './hashStream';
import type { NumberFinding, Numbering } from './numbering';
import type { SequenceRule } from './sequenceRule';
import { Streams } from './streams';
import type { VerdictBook } from './verdictBook';

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

  constructor(rule: SequenceRule, { book }: AnalysisContext) {
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

  examine({ isNumbered, streamHi, streamLo, row, partition }: Examined, isCopy: boolean, finding: NumberFinding): void {
    const { streams } = this;
    const { sequence: number, offset } = row;
    if (!isNumbered || isCopy || !streams.select(streamHi, streamLo, number, offset)) return;
    const isRestart = number <= 1 && streams.highest > 1;
    if (number < streams.highest)
      finding.own = this.book.open({
        code: isRestart ? 'G5' : 'G2',
        confidence: isRestart ? 'likely' : 'strong',
        state: 'final',
        partition: partition.id,
        offset,
        number,
        ...(isRestart ? {} : { why: 'out-of-order', ofPartition: partition.id, ofOffset: streams.offset }),
      });
    if (number < streams.highest && !isRestart) return;
    streams.highest = number;
    streams.offset = offset;
  }

  settleTransaction(): void {}

  tick(): void {}

  settle(): void {}
}
