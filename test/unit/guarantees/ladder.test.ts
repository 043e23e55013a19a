import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Analyser } from '../../../src/guarantees/analyse';
import { newestJava } from '../../../src/guarantees/clients';
import { type Ladder, ladderOf, rungs } from '../../../src/guarantees/ladder';
import { testAnalyser } from '../../lintCases/loadGrammar';

const lost = 'acks=1: an acknowledged record is lost if the leader fails before a follower has copied it.';
const twice = 'a retry after a lost answer writes the record a second time.';
const twiceAndAround =
  'enable.idempotence=false: a retry after a lost answer writes the record a second time, and can put records out of order.';
const session =
  'No transactional.id: what the application sends again, or sends after a restart, is written again; writes to several partitions are independent.';

/** The rows of the decision table of producers, and what stands outside of it. */
const rows: readonly (readonly [settings: string, place: string, holds: readonly string[], java?: string])[] = [
  ['acks=0', 'on atMostOnce: At most once', ['acks=0: the broker sends no answer, so a lost record is never noticed.']],
  [
    'acks=0\nretries=5\nmax.in.flight.requests.per.connection=1',
    'on atMostOnce: At most once',
    ['acks=0: the broker sends no answer, so a lost record is never noticed.'],
  ],
  [
    'acks=1\nretries=0',
    'on atMostOnce: At most once, and even acknowledged records can be lost',
    [
      'acks=1: an acknowledged record, too, is lost if the leader fails before a follower has copied it.',
      'retries=0: a record that fails is not sent again.',
    ],
  ],
  [
    'acks=1\nretries=3\nmax.in.flight.requests.per.connection=1',
    'between atMostOnce: Usually at least once, not guaranteed',
    [lost, `retries=3: ${twice}`],
  ],
  [
    'acks=1',
    'between atMostOnce: Usually at least once, not guaranteed',
    [lost, `retries=2147483647, the default of Java client 4.2: ${twice}`],
  ],
  ['acks=all\nretries=0', 'on atMostOnce: At most once', ['retries=0: a record that fails is not sent again.']],
  [
    'enable.idempotence=false\nmax.in.flight.requests.per.connection=1',
    'on atLeastOnce: At least once',
    [`enable.idempotence=false: ${twice}`],
  ],
  ['enable.idempotence=false', 'on atLeastOnce: At least once', [twiceAndAround]],
  ['acks=all\nenable.idempotence=true', 'on idempotent: Idempotent', [session]],
  ['', 'on idempotent: Idempotent', [session]],
  ['transactional.id=pay', 'on transactional: Transactional', []],
  [
    'acks=1\nenable.idempotence=true',
    'broken: Cannot send',
    ['Idempotence and transactions need acks=all and retries.'],
  ],
  ['transactional.id=pay\nacks=0', 'broken: Cannot send', ['Idempotence and transactions need acks=all and retries.']],
  [
    'max.in.flight.requests.per.connection=6',
    'broken: Cannot send',
    ['With idempotence at most 5 requests in flight are accepted.'],
  ],
  [
    'max.in.flight.requests.per.connection=6',
    'on atLeastOnce: At least once',
    [
      'Idempotence is switched off: a retry after a lost answer writes the record a second time, and can put records out of order.',
      'max.in.flight.requests.per.connection=6: above 5 it switches the default idempotence off.',
    ],
    '3.9',
  ],
  [
    '',
    'between atMostOnce: Usually at least once, not guaranteed',
    [
      'acks=1, the default of Java client 2.8: an acknowledged record is lost if the leader fails before a follower has copied it.',
      `retries=2147483647, the default of Java client 2.8: ${twice}`,
    ],
    '2.8',
  ],
  [
    'acks=\x24{ACKS:1}',
    'between atMostOnce: Usually at least once, not guaranteed',
    [
      'acks=1 (the default of \x24{ACKS}): an acknowledged record is lost if the leader fails before a follower has copied it.',
      `retries=2147483647, the default of Java client 4.2: ${twice}`,
    ],
  ],
  ['acks=\x24{ACKS}', 'unknown: Not judged', ['The value of acks comes from somewhere else.']],
  ['acks=9', 'broken: Cannot send', ['The client or the broker refuses this value of acks.']],
];

describe('the ladder of guarantees', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  function place(settings: string, java = newestJava): Ladder {
    const text = `bootstrap.servers=b:9092\n${settings}\n`;
    const analysis = analyser.analyse({ path: 'producer.properties', text }, { javaClientVersion: java });
    const judged = analysis.units[0];
    if (!judged?.verdict) throw new Error('no producer');
    return ladderOf(judged.unit, judged.verdict, java);
  }

  for (const [settings, where, holds, java] of rows) {
    it(`${settings.replace(/\n/g, ' ') || 'defaults'}${java ? ` on ${java}` : ''}`, () => {
      const ladder = place(settings, java);
      strictEqual(`${[ladder.standing, ladder.at].filter(Boolean).join(' ')}: ${ladder.title}`, where);
      deepStrictEqual(
        ladder.holds.map(({ text }) => text),
        holds,
      );
    });
  }

  it('claims the lower promise only where it holds too: who sends again may write twice', () => {
    const unheld = (settings: string): readonly string[] =>
      place(settings).unheld.map(({ rung, why }) => `${rung}: ${why}`);
    const twice = ['atMostOnce: a retry may write a record twice'];
    deepStrictEqual(unheld('acks=1'), twice);
    deepStrictEqual(unheld('enable.idempotence=false'), twice);
    deepStrictEqual(unheld('acks=1\nretries=0'), []);
    deepStrictEqual(unheld('acks=0'), []);
    deepStrictEqual(unheld(''), []);
    deepStrictEqual(unheld('transactional.id=pay'), []);
  });

  it('says what no producer setting can give', () => {
    deepStrictEqual(place('transactional.id=pay').provided, [
      'The code has to begin and commit transactions.',
      'Readers have to use isolation.level=read_committed.',
      'Survives the loss of the leader only if min.insync.replicas of the topic is 2 or more.',
    ]);
    deepStrictEqual(place('acks=1').provided, []);
  });

  it('has four rungs, weakest first', () => {
    deepStrictEqual(
      rungs.map(({ id }) => id),
      ['atMostOnce', 'atLeastOnce', 'idempotent', 'transactional'],
    );
  });
});
