import type { Hole, HoleCode, NamePartition, RowExplanation } from './model';

/** Why offsets hold no record, and whether that matters. */
export const explainHole = (
  { code, from, to, reason, partition }: Hole,
  places: RowExplanation['places'],
  nameOf: NamePartition = String,
): RowExplanation => ({
  sentence:
    code === 'O11'
      ? `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`
      : `${from === to ? `Offset ${from}` : `Offsets ${from}..${to}`} of partition ${nameOf(partition)}: ${reason}.`,
  evidence: meanings[code],
  places,
});

const compaction = ['Harmless: a compacted topic keeps the newest record of each key and drops older ones.'];
const fewerRecords =
  'Check unclean.leader.election.enable and min.insync.replicas of the topic, and acks of its producers.';

const meanings: Readonly<Record<HoleCode, readonly string[]>> = {
  O1: ['Harmless: the end of a transaction takes an offset of its own, which no consumer is given.'],
  O2: [
    'Harmless: consumers with isolation.level=read_committed never see them. The producer took them back, or its transaction timed out.',
  ],
  O3: compaction,
  O4: compaction,
  O5: [
    'Not harmless: these records are gone. A consumer that was as far behind has missed them too.',
    'Check retention.ms and retention.bytes against the lag of the consumers.',
  ],
  O6: ['Harmless: the records were read before they were deleted.'],
  O7: [
    'A loss: the log now ends before what had been read, as after an unclean leader election. Consumers may have acted on records that no longer exist.',
    fewerRecords,
  ],
  O8: [
    'A sign of loss: leader epochs only grow, so a batch of an older leadership does not belong here.',
    fewerRecords,
  ],
  O9: ['No loss in Kafka: the offsets were left out here, and nothing is concluded from their absence.'],
  O10: [
    'Not explained: neither a marker nor known compaction accounts for these offsets. It may still be harmless, such as compaction in former times.',
  ],
  O11: [
    'The offsets start anew: the same offset is another record now. Duplicates and gaps are looked for in each of the two alone.',
    'Consumers that had committed an offset beyond the new end start where auto.offset.reset says; others skip what stands before it.',
  ],
};
