import { gapReason, gapText } from './explain';
import type { GapFacts, Judgement } from './judgement';
import type { Coordinates, NamePartition, RowExplanation } from './model';

/** Why a gap is shown: where it lies, what decides or decided it, and what is between. */
export function explainGap(
  judgement: Judgement,
  sequenceRule: string | undefined,
  nameOf: NamePartition = String,
): RowExplanation {
  const place = ({ partition, offset }: Coordinates): string => `${nameOf(partition)}:${offset}`;
  const { gap, partition, offset } = judgement;
  const after = { partition, offset };
  const before = gap?.before;
  return {
    sentence: `${gapText(judgement)}.`,
    evidence: [
      ...(gap
        ? [stateText(judgement, gap), neighbours(before && place(before), place(after)), ...betweenText(judgement, gap)]
        : []),
      ...(sequenceRule === undefined ? [] : [`Sequence: ${sequenceRule}.`]),
      ...(judgement.why === 'compacted' ? [compactionOnce] : []),
    ],
    places: [...(before ? [{ ...before, name: 'record before' }] : []), { ...after, name: 'record after' }],
  };
}

const compactionOnce =
  'Compaction keeps the newest record of each key, so numbers go missing by design. This is told once: other jumps over compacted records are left out.';

function stateText({ state, why }: Judgement, { highWatermark, graceMs }: GapFacts): string {
  const end =
    highWatermark === undefined
      ? 'the ends that the partitions had'
      : `offset ${highWatermark}, the high watermark seen`;
  const found = `${end} when the gap was found`;
  switch (state) {
    case 'open':
      return `Open: decided ${seconds(graceMs)} after reading has passed ${found}, or when reading ends.`;
    case 'confirmed':
      return `Confirmed: reading has passed ${found}, and the numbers did not come within the grace of ${seconds(graceMs)} or by the end of the run.`;
    case 'unverifiable':
      return `Unverifiable: ${gapReason(why)}.`;
    case 'retracted':
      return 'Taken back: another sequence rule is in force now.';
    default:
      return 'Closed: every missing number arrived later, out of order.';
  }
}

const neighbours = (before: string | undefined, after: string): string =>
  before
    ? `It lies between ${before}, the record with the number before, and ${after}, the record that jumped ahead.`
    : `It lies before ${after}, the record that jumped ahead.`;

function betweenText({ why }: Judgement, { between }: GapFacts): readonly string[] {
  switch (between) {
    case 'hole-free':
      return ['No offset between the two is without a record.'];
    case 'markers-between':
      return ['Between the two, only transaction markers are offsets without a record.'];
    case 'aborted-between':
      return [
        'Between the two lie records of an aborted transaction, left out by read_committed: the missing ones may be among them.',
      ];
    case 'truncated-between':
      return ['Between the two the log was truncated: the missing ones may be among what was thrown away.'];
    case 'in-no-partition':
      return ['No partition had a hole that could have held the missing ones.'];
    default:
      // Where the state says it already, it is not said again.
      return between === 'none' || between === why ? [] : [`Holes in between: ${gapReason(between)}.`];
  }
}

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;
