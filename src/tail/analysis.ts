import type { AnalysisContext } from './analysisContext';
import { Copies } from './copies';
import type { Examined } from './examined';
import type { IdentityRule } from './identity';
import { isCopy, type Judgement } from './judgement';
import { LocalNumbering } from './localNumbering';
import type { NumberFinding, Numbering } from './numbering';
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

  constructor(rules: Rules, context: AnalysisContext) {
    this.rules = rules;
    this.book = context.book;
    this.copies = new Copies(rules.identity, context);
    this.numbering = rules.sequence && numbering(rules.sequence, context);
  }

  /** Whether the fingerprint of key, value and headers is asked for. */
  get needsContent(): boolean {
    return this.rules.identity.kind !== 'none' || this.numbering !== undefined;
  }

  /** `proven` = the record is in a batch that was written before. The verdict about the record, if there is one. */
  examine(it: Examined, provenCopy: boolean, finding: NumberFinding): Judgement | undefined {
    const copy = provenCopy ? undefined : this.copies.examine(it);
    finding.number = Number.NaN;
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
  a.sequence?.scope === b.sequence?.scope;

function numbering(rule: SequenceRule, context: AnalysisContext): Numbering {
  const isSpread = context.partitions.length > 1 && (rule.scope === 'topic' || rule.scope === 'producer');
  if (isSpread) return new SpreadNumbering(rule, context);
  return new LocalNumbering(rule, context);
}
