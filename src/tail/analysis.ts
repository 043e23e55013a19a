import { Hash64 } from '../base/hash64';
import type { RecordView } from '../kafka/model';
import type { AnalysisContext } from './analysisContext';
import { Copies } from './copies';
import type { Examined } from './examined';
import { hashContent, type IdentityRule } from './identity';
import { isCopy, type Judgement } from './judgement';
import { LocalNumbering } from './localNumbering';
import type { NumberFinding, Numbering } from './numbering';
import { OrderNumbering } from './orderNumbering';
import type { PartitionState } from './partitionState';
import type { SequenceRule } from './sequenceRule';
import { SpreadNumbering } from './spreadNumbering';
import type { OpenTransaction } from './transactions';
import type { VerdictBook } from './verdictBook';

export interface Rules {
  readonly identity: IdentityRule;
  readonly sequence: SequenceRule | undefined;
}

/** Identity and sequence under one pair of rules. Another pair is another analysis, fed from the start of the sample. */
export class Analysis {
  readonly rules: Rules;
  readonly copies: Copies;
  readonly numbering: Numbering | undefined;
  private readonly book: VerdictBook;
  private readonly hash = new Hash64();
  protected touched = 0;

  constructor(rules: Rules, context: AnalysisContext) {
    this.rules = rules;
    this.book = context.book;
    this.copies = new Copies(rules.identity, context);
    this.numbering = rules.sequence && numbering(rules.sequence, context);
  }

  /** Works out what the record is compared by, while it is at hand. */
  read(it: Examined, record: RecordView): void {
    const { copies, numbering, hash } = this;
    copies.read(it, record);
    it.isNumbered = false;
    numbering?.read(it, record);
    if (!it.isNumbered) return;
    if (it.identified === 'content' || it.identified === 'id and content') it.contentLo = it.lo;
    else {
      hashContent(record, hash);
      it.contentLo = hash.lo;
    }
  }

  /**
   * Looks at every place in memory that examining these records will need. One after the other each record would wait for
   * its own; here the ways overlap, which is a third of the whole time when there are many keys.
   */
  touch(block: readonly Examined[], count: number): void {
    const { copies, numbering } = this;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const it = block[i] as Examined;
      if (it.identified !== 'nothing') sum ^= copies.touch(it.lo);
      if (numbering && it.isNumbered) sum ^= numbering.touch(it);
    }
    // Kept, or the compiler would leave the looking out.
    this.touched = sum;
  }

  /** `provenCopy` = the record is in a batch that was written before. The verdict about the record, if there is one. */
  examine(it: Examined, provenCopy: boolean, finding: NumberFinding): Judgement | undefined {
    const copy = provenCopy ? undefined : this.copies.examine(it);
    finding.gap = undefined;
    finding.own = undefined;
    this.numbering?.examine(it, provenCopy || (copy !== undefined && isCopy(copy)), finding);
    return copy;
  }

  /** A transaction's marker came. */
  endTransaction(partition: PartitionState, transaction: OpenTransaction, aborted: boolean): void {
    if (aborted)
      for (const copy of transaction.copies)
        if (isCopy(copy))
          this.book.change(copy, (it) => {
            it.code = 'D9';
            it.state = 'retracted';
            it.why = 'copy-aborted';
          });
    this.copies.settle(partition, transaction, aborted);
    this.numbering?.settleTransaction(partition, transaction.fingerprints, aborted);
  }
}

export const sameRules = (a: Rules, b: Rules): boolean =>
  a.identity.label === b.identity.label &&
  a.sequence?.source.label === b.sequence?.source.label &&
  a.sequence?.scope === b.sequence?.scope &&
  a.sequence?.isOrderOnly === b.sequence?.isOrderOnly;

function numbering(rule: SequenceRule, context: AnalysisContext): Numbering {
  if (rule.isOrderOnly) return new OrderNumbering(rule, context);
  const isSpread = context.partitions.length > 1 && (rule.scope === 'topic' || rule.scope === 'producer');
  if (isSpread) return new SpreadNumbering(rule, context);
  return new LocalNumbering(rule, context);
}
