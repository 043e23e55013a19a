import type { HoleCode } from '../../../src/tail/model';
import { compacted, message, numbers, order, type VerdictCase } from './verdictCase';

/** For each code what it is, and what looks like it and is not. Definitions in docs/tail.md. */
export const holeCases: Readonly<Record<HoleCode, readonly VerdictCase[]>> = {
  O1: [
    {
      what: 'markers of transactions',
      write: (log) => log.values(0, 'a', numbers(1)).marker(0, 7, 'commit').marker(0, 8, 'abort').values(0, 'a', ['x']),
      holes: ['O1 0:1..1', 'O1 0:2..2'],
    },
  ],
  O2: [
    {
      what: 'aborted records that read_committed leaves out',
      write: (log) =>
        log.values(0, 'a', numbers(1)).hole(0, { reason: 'aborted', from: 1, to: 3 }).marker(0, 7, 'abort'),
      holes: ['O2 0:1..3', 'O1 0:4..4'],
    },
  ],
  O3: [
    {
      what: 'a batch with fewer records than offsets, at its start, inside and at its end',
      facts: compacted,
      write: (log) =>
        log
          .batch(
            0,
            [
              { ...order, delta: 1 },
              { ...order, delta: 3 },
            ],
            { lastOffsetDelta: 5 },
          )
          .position(0),
      holes: ['O3 0:0..0', 'O3 0:2..2', 'O3 0:4..5'],
    },
    {
      what: 'a batch without any record left',
      facts: compacted,
      write: (log) => log.batch(0, [], { lastOffsetDelta: 2, recordCount: 0 }).values(0, 'a', numbers(1)),
      holes: ['O3 0:0..2'],
    },
  ],
  O4: [
    {
      what: 'whole batches gone from a compacted topic',
      facts: compacted,
      write: (log) => log.values(0, 'a', numbers(1)).batch(0, [order], { base: 5 }),
      holes: ['O4 0:1..4'],
    },
  ],
  O5: [
    {
      what: 'expired before it was read',
      write: (log) =>
        log.values(0, 'a', numbers(1)).hole(0, { reason: 'expired', from: 1, to: 9 }).values(0, 'a', ['x']),
      holes: ['O5 0:1..9'],
    },
  ],
  O6: [
    {
      what: 'deleted after it was read, each part once',
      write: (log) =>
        log
          .values(0, 'a', numbers(1, 2, 3, 4))
          .position(0, 4, 2)
          .position(0, 4, 2)
          .position(0, 4, 3),
      holes: ['O6 0:0..1', 'O6 0:2..2'],
    },
  ],
  O7: [
    {
      what: 'the log ends before what had been read',
      write: (log) => log.values(0, 'a', numbers(1, 2, 3)).hole(0, { reason: 'truncated', from: 1, to: 2 }),
      holes: ['O7 0:1..2'],
    },
  ],
  O8: [
    {
      what: 'a leader epoch that falls',
      write: (log) => log.batch(0, [order], { leaderEpoch: 5, at: 1 }).batch(0, [order], { leaderEpoch: 4, at: 2 }),
      holes: ['O8 0:1..1'],
    },
    {
      what: 'not for a batch that is read again',
      write: (log) =>
        log
          .batch(0, [order], { leaderEpoch: 4, at: 1 })
          .batch(0, [message('1')], { leaderEpoch: 5, at: 2 })
          .batch(0, [order], { leaderEpoch: 4, at: 1, base: 0 }),
      verdicts: ['D5 proven final 0:0'],
    },
  ],
  O9: [
    {
      what: 'left out by us, whatever the reason',
      write: (log) =>
        log.skip(0, 0, 4, 'seek').skip(0, 5, 6, 'overflow').skip(0, 7, 7, 'undecodable').values(0, 'a', ['x']),
      holes: ['O9 0:0..4', 'O9 0:5..6', 'O9 0:7..7'],
    },
  ],
  O10: [
    {
      what: 'offsets in no batch of a topic that is not compacted',
      write: (log) => log.values(0, 'a', numbers(1)).batch(0, [order], { base: 5 }),
      holes: ['O10 0:1..4'],
    },
    {
      what: 'records that a batch announces and does not bring',
      write: (log) => log.batch(0, [order], { lastOffsetDelta: 2, recordCount: 3 }).values(0, 'a', numbers(1)),
      holes: ['O10 0:1..2'],
    },
  ],
  O11: [
    {
      what: 'the topic was deleted and created again',
      write: (log) =>
        log
          .values(0, 'a', numbers(1))
          .topology({ replaced: [0], partitions: [{ id: 1, partition: 0, from: 0, end: 0 }] })
          .values(1, 'a', numbers(1)),
      holes: ['O11 1:0..0'],
    },
  ],
};
