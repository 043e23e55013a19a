import type { Rules } from './analysis';
import { detectIdentity } from './detectIdentity';
import { detectScope, detectSequence, type SampleExtent } from './detectSequence';
import { chosenIdentity } from './identity';
import type { IdentityChoice, SequenceChoice } from './model';
import type { PartitionState } from './partitionState';
import { SAMPLE_RECORDS, type Sampled } from './sample';
import { chosenSource, type SequenceRule } from './sequenceRule';

/** Each partition gives at least so many records to the sample, or all that it has. */
const MIN_QUOTA = 16;

/** Turns the user's choices, and a sample where they leave something open, into the rules in force. */
export class RuleFinder {
  private readonly identity: IdentityChoice;
  private readonly sequence: SequenceChoice;
  private readonly counts: number[] = [];
  private total = 0;
  /** What was found last is to follow the numbers of each partition apart. */
  private isPerPartition = false;

  constructor(identity: IdentityChoice, sequence: SequenceChoice) {
    this.identity = identity;
    this.sequence = sequence;
  }

  /** The choices leave nothing to find out. */
  get isChosen(): boolean {
    const { identity, sequence } = this;
    return (
      identity.kind !== 'auto' &&
      (sequence.kind === 'none' || (sequence.kind !== 'auto' && sequence.scope !== undefined))
    );
  }

  countRecord(partition: number): void {
    this.counts[partition] = (this.counts[partition] ?? 0) + 1;
    this.total += 1;
  }

  /** The log was truncated: so many records of the partition are left. */
  keepRecords(partition: number, count: number): void {
    this.counts[partition] = Math.min(count, this.counts[partition] ?? 0);
  }

  get records(): number {
    return this.total;
  }

  quota(partitions: number): number {
    return Math.max(MIN_QUOTA, Math.ceil(SAMPLE_RECORDS / Math.max(1, partitions)));
  }

  /**
   * Enough records, and some of every partition that has any: the first 500 of one partition alone cannot tell a counter
   * of the topic from a counter of the partition. Where only one has any yet, a producer that stays with a partition for
   * a while may still go on in another.
   */
  isComplete(partitions: readonly PartitionState[]): boolean {
    if (this.total < SAMPLE_RECORDS || !this.isCovered(partitions, this.quota(partitions.length))) return false;
    return !this.isPerPartition || partitions.length <= 1 || this.partitionsWithRecords > 1;
  }

  find(sample: readonly Sampled[], partitions: readonly PartitionState[]): Rules {
    const { sequence } = this;
    const extent = { partitions: partitions.length, isCovered: this.isCovered(partitions, MIN_QUOTA) };
    const identity = chosenIdentity(this.identity) ?? detectIdentity(sample);
    if (sequence.kind === 'none') return { identity, sequence: undefined };
    const rules = { identity, sequence: this.sequenceIn(sample, extent, sequence) };
    const scope = sequence.kind !== 'auto' && sequence.scope ? undefined : rules.sequence?.scope;
    this.isPerPartition = scope === 'partition' || scope === 'producer';
    return rules;
  }

  private sequenceIn(
    sample: readonly Sampled[],
    extent: SampleExtent,
    choice: Exclude<SequenceChoice, { readonly kind: 'none' }>,
  ): SequenceRule | undefined {
    if (choice.kind === 'auto') return detectSequence(sample, extent);
    const source = chosenSource(choice);
    const scope = choice.scope ?? detectScope(sample, extent, choice);
    return source && { source, scope, isOrderOnly: false };
  }

  private get partitionsWithRecords(): number {
    return this.counts.filter((count) => count > 0).length;
  }

  private isCovered(partitions: readonly PartitionState[], quota: number): boolean {
    return partitions.every(
      ({ index, expected, endAtStart }) => expected >= endAtStart || (this.counts[index] ?? 0) >= quota,
    );
  }
}
