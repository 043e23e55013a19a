import type { GapCode } from '../../../src/tail/model';
import { restartCases } from './restartCases';
import { compacted, numbers, perKey, perTopic, two, type VerdictCase } from './verdictCase';

/** For each code what it is, and what looks like it and is not. Definitions in docs/tail.md. */
export const gapCases: Readonly<Record<GapCode, readonly VerdictCase[]>> = {
  G1: [
    {
      what: 'open as long as the end seen at the jump is not reached',
      options: perKey,
      facts: { partitions: [{ id: 0, from: 0, end: 10 }] },
      write: (log) => log.values(0, 'a', numbers(5, 6, 10)).position(0, 10),
      goesOn: true,
      verdicts: ['G1 likely open 0:2 missing 7..9'],
    },
    {
      what: 'unverifiable if reading stops before that end',
      options: perKey,
      facts: { partitions: [{ id: 0, from: 0, end: 10 }] },
      write: (log) => log.values(0, 'a', numbers(5, 6, 10)).position(0, 10),
      verdicts: ['G4 likely unverifiable 0:2 missing 7..9'],
    },
    {
      what: 'not at the first number of a key, wherever it begins',
      options: perKey,
      write: (log) => log.values(0, 'a', numbers(5, 6)).values(0, 'b', numbers(900, 901)).position(0),
    },
    {
      what: 'not for numbers that other partitions have',
      options: perTopic,
      facts: two,
      write: (log) =>
        log
          .values(0, 'a', numbers(1, 3, 5))
          .values(1, 'a', numbers(2, 4, 6))
          .position(0)
          .position(1),
    },
  ],
  G2: [
    {
      what: 'a missing number that comes late closes the gap',
      options: perKey,
      write: (log) => log.values(0, 'a', numbers(1, 3, 2, 4)).position(0),
      verdicts: ['G1 likely filled 0:1 missing none', 'G2 proven final 0:2 of 0:1'],
    },
    {
      what: 'what comes late shrinks the gap from within',
      options: perKey,
      write: (log) => log.values(0, 'a', numbers(1, 6, 4)).position(0),
      verdicts: ['G3 proven confirmed 0:1 missing 2..3,5..5', 'G2 proven final 0:2 of 0:1'],
    },
  ],
  G3: [
    {
      what: 'ten batches behind a part that was not read: further a batch that is sent again does not fall back',
      options: perKey,
      facts: { partitions: [{ id: 0, from: 100, end: 100 }] },
      write: (log) => {
        for (let i = 0; i < 10; i++) log.batch(0, [{ key: 'b', value: `m${i}` }], { base: 100 + i, at: 1_000 * i });
        log
          .batch(0, [{ key: 'a', value: 'm3' }], { base: 110, at: 11_000 })
          .batch(0, [{ key: 'a', value: 'm6' }], { base: 111, at: 12_000 })
          .position(0);
      },
      verdicts: ['G3 proven confirmed 0:111 missing 4..5'],
    },
    {
      what: 'right behind a part that was not read, where an idempotent producer keeps the order of its batches',
      options: perKey,
      facts: { partitions: [{ id: 0, from: 100, end: 100 }] },
      write: (log) =>
        log
          .batch(0, [{ key: 'a', value: 'm3' }], { base: 100, at: 1_000, producerId: 7, baseSequence: 0 })
          .batch(0, [{ key: 'a', value: 'm6' }], { base: 101, at: 2_000, producerId: 7, baseSequence: 1 })
          .position(0),
      verdicts: ['G3 proven confirmed 0:101 missing 4..5'],
    },
    {
      what: 'every offset between the neighbours is read',
      options: perKey,
      write: (log) => log.values(0, 'a', numbers(1)).values(0, 'b', numbers(1)).values(0, 'a', numbers(3)).position(0),
      verdicts: ['G3 proven confirmed 0:2 missing 2..2'],
    },
    {
      what: 'a transaction marker between them is explained',
      options: perKey,
      write: (log) => log.values(0, 'a', numbers(1)).marker(0, 9, 'commit').values(0, 'a', numbers(3)).position(0),
      verdicts: ['G3 proven confirmed 0:2 missing 2..2'],
      holes: ['O1 0:1..1'],
    },
    {
      what: 'aborted records left out between them make it strong only',
      options: perKey,
      write: (log) =>
        log
          .values(0, 'a', numbers(1))
          .hole(0, { reason: 'aborted', from: 1, to: 1 })
          .values(0, 'a', numbers(3))
          .position(0),
      verdicts: ['G3 strong confirmed 0:2 missing 2..2'],
      holes: ['O2 0:1..1'],
    },
    {
      what: 'a number that no partition has',
      options: perTopic,
      facts: two,
      write: (log) =>
        log
          .values(0, 'a', numbers(1, 2, 5))
          .values(1, 'a', numbers(3))
          .position(0)
          .position(1),
      verdicts: ['G3 strong confirmed 0:2 missing 4..4'],
    },
    {
      what: 'a compaction more than ten batches before does not matter',
      options: perKey,
      facts: compacted,
      write: (log) =>
        log
          .values(0, 'b', numbers(1))
          .batch(0, [{ key: 'd', value: 'm1' }], { base: 3, at: 5_000 })
          .values(0, 'c', numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
          .values(0, 'a', numbers(1, 3))
          .position(0),
      verdicts: ['G3 proven confirmed 0:15 missing 2..2'],
      holes: ['O4 0:1..2'],
    },
    {
      what: 'a compaction before an idempotent producer does not matter: its order is that of the sends',
      options: perKey,
      facts: compacted,
      write: (log) =>
        log
          .values(0, 'b', numbers(1))
          .batch(0, [{ key: 'a', value: 'm1' }], { base: 3, at: 5_000, producerId: 7 })
          .values(0, 'a', numbers(3), { producerId: 7 })
          .position(0),
      verdicts: ['G3 proven confirmed 0:4 missing 2..2'],
      holes: ['O4 0:1..2'],
    },
  ],
  G4: [
    {
      what: 'right behind compacted records: what was written out of order stood among them',
      options: perKey,
      facts: compacted,
      write: (log) =>
        log
          .values(0, 'b', numbers(1))
          .batch(0, [{ key: 'a', value: 'm1' }], { base: 3, at: 5_000 })
          .values(0, 'a', numbers(3))
          .position(0),
      verdicts: ['G4 likely unverifiable 0:4 missing 2..2'],
      holes: ['O4 0:1..2'],
    },
    {
      what: 'right behind a part that was not read: a batch that was sent again may stand behind what followed it',
      options: perKey,
      facts: { partitions: [{ id: 0, from: 100, end: 100 }] },
      write: (log) =>
        log
          .batch(0, [{ key: 'a', value: 'm3' }], { base: 100, at: 1_000 })
          .batch(0, [{ key: 'a', value: 'm6' }], { base: 101, at: 2_000 })
          .position(0),
      verdicts: ['G4 likely unverifiable 0:101 missing 4..5'],
    },
    {
      what: 'the same behind records that had expired before they were read',
      options: perKey,
      write: (log) =>
        log
          .values(0, 'a', numbers(1))
          .hole(0, { reason: 'expired', from: 1, to: 4 })
          .batch(0, [{ key: 'b', value: 'm3' }], { base: 5, at: 1_000 })
          .batch(0, [{ key: 'b', value: 'm6' }], { base: 6, at: 2_000 })
          .position(0),
      verdicts: ['G4 likely unverifiable 0:6 missing 4..5'],
      holes: ['O5 0:1..4'],
    },
    {
      what: 'compaction between the neighbours, told once',
      options: perKey,
      facts: compacted,
      write: (log) => {
        for (let i = 0; i < 4; i++)
          log.batch(0, [{ key: 'a', value: `m${1 + 2 * i}` }], { base: 2 * i, at: 1_000 * i });
      },
      verdicts: ['G4 likely unverifiable 0:2 missing 2..2'],
      holes: ['O4 0:1..1', 'O4 0:3..3', 'O4 0:5..5'],
    },
    {
      what: 'what lay between had expired',
      options: perKey,
      write: (log) =>
        log
          .values(0, 'a', numbers(1))
          .hole(0, { reason: 'expired', from: 1, to: 4 })
          .values(0, 'a', numbers(6))
          .position(0),
      verdicts: ['G4 likely unverifiable 0:5 missing 2..5'],
      holes: ['O5 0:1..4'],
    },
    {
      what: 'unexplained offsets between the neighbours',
      options: perKey,
      write: (log) =>
        log
          .values(0, 'a', numbers(1))
          .batch(0, [{ key: 'a', value: 'm3' }], { base: 2, at: 5_000 })
          .position(0),
      verdicts: ['G4 likely unverifiable 0:2 missing 2..2'],
      holes: ['O10 0:1..1'],
    },
    {
      what: 'we left out what came behind the jump, where the numbers may have come late',
      options: perKey,
      facts: { partitions: [{ id: 0, from: 0, end: 10 }] },
      write: (log) => log.values(0, 'a', numbers(1, 3)).skip(0, 2, 9, 'overflow').position(0),
      verdicts: ['G4 likely unverifiable 0:1 missing 2..2'],
      holes: ['O9 0:2..9'],
    },
    {
      what: 'not where we left out what was between: the numbers start anew there',
      options: perKey,
      write: (log) => log.values(0, 'a', numbers(1)).skip(0, 1, 9, 'seek').values(0, 'a', numbers(11, 12)).position(0),
      holes: ['O9 0:1..9'],
    },
    {
      what: 'a counter of the topic, when we left out a part of any partition',
      options: perTopic,
      facts: two,
      write: (log) =>
        log
          .values(0, 'a', numbers(1, 2, 5))
          .skip(1, 0, 3, 'seek')
          .values(1, 'a', numbers(6))
          .position(0)
          .position(1),
      verdicts: ['G4 likely unverifiable 0:2 missing 3..4'],
      holes: ['O9 1:0..3'],
    },
  ],
  G5: restartCases,
  G6: [
    {
      what: 'below the first number read',
      options: perKey,
      write: (log) => log.values(0, 'a', numbers(10, 9, 11)).position(0),
      verdicts: ['G6 strong final 0:1'],
    },
  ],
};
