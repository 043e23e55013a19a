import type { TestLog } from './logBuilder';
import { numbers, perKey, perTopic, two, type VerdictCase } from './verdictCase';

/** A sequence that begins again, and what looks like it and is not. Definitions in docs/tail.md. */
export const restartCases: readonly VerdictCase[] = [
  {
    what: 'back to 1, confirmed by 2',
    options: perKey,
    write: (log) =>
      log
        .values(0, 'a', numbers(7, 8, 9))
        .values(0, 'a', ['again1', 'again2'])
        .position(0),
    verdicts: ['G5 strong final 0:3'],
  },
  {
    what: 'back to 0',
    options: perKey,
    write: (log) =>
      log
        .values(0, 'a', numbers(0, 1, 2))
        .values(0, 'a', ['again0', 'again1', 'again2'])
        .position(0),
    verdicts: ['G5 strong final 0:3'],
  },
  {
    what: 'not a first batch that was written after the second one: no number is missing',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(4, 5, 1, 2, 3, 6, 7)).position(0),
    verdicts: ['G2 strong final 0:2 of 0:1'],
  },
  {
    what: 'not a first batch that was written after the second one, and a number missing behind them',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(4, 5, 1, 2, 3, 7)).position(0),
    verdicts: ['G2 strong final 0:2 of 0:1', 'G3 proven confirmed 0:5 missing 6..6'],
  },
  {
    what: 'not a first batch that was written after later ones that are out of order themselves',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(6, 4, 5, 1, 2, 3, 7, 8)).position(0),
    verdicts: ['G6 strong final 0:1', 'G6 strong final 0:2', 'G2 strong final 0:3 of 0:0'],
  },
  {
    what: 'not first batches that stand behind later ones, with numbers missing between them',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(4, 5, 1, 2, 6)).position(0),
    verdicts: ['G2 strong final 0:2 of 0:1', 'G3 proven confirmed 0:4 missing 3..3'],
  },
  {
    what: 'not first batches behind later ones, with numbers missing between them and behind them',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(4, 5, 1, 2, 8)).position(0),
    verdicts: [
      'G2 strong final 0:2 of 0:1',
      'G3 proven confirmed 0:4 missing 3..3',
      'G3 proven confirmed 0:4 missing 6..7',
    ],
  },
  {
    what: 'not first batches behind later ones, told by a number that was missing among those',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(5, 8, 1, 2, 7, 3, 6, 9)).position(0),
    verdicts: [
      'G1 likely filled 0:1 missing none',
      'G2 strong final 0:2 of 0:1',
      'G3 proven confirmed 0:4 missing 4..4',
      'G2 proven final 0:4 of 0:1',
      'G2 proven final 0:5 of 0:4',
      'G2 proven final 0:6 of 0:1',
    ],
  },
  {
    what: 'not first batches behind later ones, told by a number behind one that was below the first number read',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(9, 4, 1, 2, 6, 10)).position(0),
    verdicts: [
      'G6 strong final 0:1',
      'G2 strong final 0:2 of 0:0',
      'G3 proven confirmed 0:4 missing 3..3,5..5,7..8',
      'G2 proven final 0:4 of 0:4',
    ],
  },
  {
    what: 'not first batches behind later ones, where what is missing may be among aborted records behind those',
    options: perKey,
    write: (log) =>
      log
        .values(0, 'a', numbers(5, 6))
        .hole(0, { reason: 'aborted', from: 2, to: 2 })
        .values(0, 'a', numbers(1, 2, 7))
        .position(0),
    verdicts: ['G2 strong final 0:3 of 0:1', 'G3 strong confirmed 0:5 missing 3..4'],
    holes: ['O2 0:2..2'],
  },
  {
    what: 'a restart that loses numbers, far behind it too',
    options: perKey,
    write: (log) =>
      log
        .values(0, 'a', numbers(4, 5))
        .values(0, 'a', ['b1', 'b2', 'b3'])
        .values(0, 'c', numbers(...Array.from({ length: 5_000 }, (_, i) => i + 1)))
        .values(0, 'a', ['b7'])
        .position(0),
    verdicts: ['G5 strong final 0:2', 'G3 proven confirmed 0:5005 missing 4..6'],
  },
  {
    what: 'not the first batch again behind a part that was not read, where the numbers then go on as before',
    options: perKey,
    facts: { partitions: [{ id: 0, from: 100, end: 100 }] },
    write: (log) =>
      log
        .batch(
          0,
          [4, 5, 8].map((n) => ({ key: 'a', value: `m${n}` })),
          { base: 100, at: 1_000 },
        )
        .batch(
          0,
          [1, 2, 3].map((n) => ({ key: 'a', value: `m${n}` })),
          { at: 2_000 },
        )
        .batch(
          0,
          [9, 11].map((n) => ({ key: 'a', value: `m${n}` })),
          { at: 3_000 },
        )
        .batch(
          0,
          [6, 10].map((n) => ({ key: 'a', value: `m${n}` })),
          { at: 4_000 },
        )
        .position(0),
    verdicts: [
      'G4 likely unverifiable 0:102 missing 7..7',
      'G6 strong final 0:103',
      'G1 likely filled 0:107 missing none',
      'G2 proven final 0:108 of 0:102',
      'G2 proven final 0:109 of 0:107',
    ],
  },
  {
    what: 'a restart right behind a part that was not read, where the numbers go on from it',
    options: perKey,
    facts: { partitions: [{ id: 0, from: 100, end: 100 }] },
    write: (log) =>
      log
        .batch(
          0,
          [4, 5].map((n) => ({ key: 'a', value: `m${n}` })),
          { base: 100, at: 1_000 },
        )
        .batch(
          0,
          [1, 2, 3, 4, 5, 6].map((n) => ({ key: 'a', value: `again${n}` })),
          { at: 2_000 },
        )
        .position(0),
    verdicts: ['G5 strong final 0:102'],
  },
  {
    what: 'a restart that loses numbers of which the run before had some',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(4, 5)).values(0, 'a', ['again1', 'again2', 'again5']).position(0),
    verdicts: ['G5 strong final 0:2', 'G3 proven confirmed 0:4 missing 3..4'],
  },
  {
    what: 'after a restart the numbers are followed: gaps, late ones and conflicts',
    options: perKey,
    write: (log) =>
      log
        .values(0, 'a', numbers(1, 2, 3, 4, 5))
        .values(0, 'a', ['b1', 'b2', 'b4', 'c2', 'b6', 'b5'])
        .position(0),
    verdicts: [
      'G5 strong final 0:5',
      'G3 proven confirmed 0:7 missing 3..3',
      'D7 strong final 0:8 of 0:6',
      'G1 likely filled 0:9 missing none',
      'G2 proven final 0:10 of 0:9',
    ],
  },
  {
    what: 'the first number again after a single one, confirmed by the next',
    options: perKey,
    write: (log) => log.values(0, 'a', ['m1', 'again1', 'again2']).position(0),
    verdicts: ['G5 strong final 0:1'],
  },
  {
    what: 'a jump of more than 3,000 steps, confirmed by the next number',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(1, 2, 50_000, 50_001)).position(0),
    verdicts: ['G5 strong final 0:2'],
  },
  {
    what: 'not a jump of 3,000, which is a gap',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(1, 3_002)).position(0),
    verdicts: ['G3 proven confirmed 0:1 missing 2..3001'],
  },
  ...[
    [0, 1],
    [1, 0],
  ].map((order) => ({
    what: `a counter of the topic that begins again is followed, partitions read in the order ${order}`,
    options: perTopic,
    facts: two,
    write: (log: TestLog) => {
      const texts = [
        ['a1@1', 'a3@3', 'a5@5', 'b1@11', 'b3@13', 'b6@16'],
        ['a2@2', 'a6@6', 'b2@12', 'b4@14', 'b7@17'],
      ];
      for (const partition of order)
        for (const text of texts[partition] ?? []) {
          const [value = '', time] = text.split('@');
          log.batch(partition, [{ value }], { at: 1_000 * Number(time) });
        }
    },
    verdicts: ['G5 strong final 0:3', 'G3 strong confirmed 0:2 missing 4..4', 'G3 strong confirmed 0:5 missing 5..5'],
  })),
  {
    what: 'a counter of the topic whose records all carry one time is told once and no longer followed',
    options: perTopic,
    facts: two,
    write: (log) => {
      for (const text of ['a', 'b', 'c'])
        log.values(0, null, [`${text}1`, `${text}3`], { at: 5 }).values(1, null, [`${text}2`, `${text}5`], { at: 5 });
    },
    verdicts: ['G5 strong final 0:2'],
  },
  {
    what: 'a counter of the topic that is read from its middle and begins again',
    options: perTopic,
    facts: two,
    write: (log) => {
      log.values(0, null, numbers(500, 502, 504), { at: 1_000 }).values(1, null, numbers(501, 503), { at: 1_000 });
      log.values(1, null, numbers(0, 2), { at: 2_000 }).values(0, null, numbers(1, 3, 5), { at: 2_001 });
    },
    verdicts: ['G5 strong final 1:2', 'G3 strong confirmed 0:5 missing 4..4'],
  },
  {
    what: 'once, where the last record before it has a later time in another partition',
    options: perTopic,
    facts: two,
    write: (log) => {
      for (let n = 0; n < 39; n++) log.batch(n % 2, [{ value: `a${n}` }], { at: 100 * n });
      log.batch(0, [{ value: 'b0' }], { at: 4_010 }).batch(1, [{ value: 'a39' }], { at: 4_011 });
      log.batch(1, [{ value: 'b1' }], { at: 4_012 }).batch(0, [{ value: 'b2' }], { at: 4_010 });
      for (let n = 3; n < 12; n++) log.batch(n % 2, [{ value: `b${n}` }], { at: 4_010 + (n < 8 ? 0 : 100 * n) });
    },
    verdicts: ['G5 strong final 0:20'],
  },
  {
    what: 'not a single number out of line',
    options: perKey,
    write: (log) => log.values(0, 'a', numbers(1, 2, 50_000, 3)).position(0),
  },
];
