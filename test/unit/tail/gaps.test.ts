import { deepStrictEqual, match } from 'node:assert/strict';
import type { SessionOptions } from '../../../src/tail/session';
import { TestLog } from './logBuilder';
import { rowsText, testSession, verdicts } from './testSession';

const perKey: Partial<SessionOptions> = { sequence: { kind: 'trailing', of: 'value', scope: 'key' } };
const messages = (...numbers: number[]): string[] => numbers.map((n) => `message${n}`);

describe('gaps', () => {
  it('G1: stays open while the position is below the end seen at the jump', () => {
    const session = testSession(perKey);
    const log = new TestLog(session, { partitions: [{ id: 0, from: 0, end: 10 }] });
    log.values(0, 'order-17', messages(5, 6, 10)).position(0, 10);
    session.tick(60_000);
    deepStrictEqual(rowsText(session)[2], 'G1 open: 3 missing: 7..9 of key order-17');
    deepStrictEqual(verdicts(session), ['G1 likely open 0:2 missing 7..9']);
    deepStrictEqual(session.counters().gaps, { open: 1, confirmed: 0, unverifiable: 0, missing: 0 });
  });

  it('G3: is confirmed when the grace has passed behind that end', () => {
    const session = testSession({ ...perKey, graceMs: 2_000 });
    const log = new TestLog(session);
    log.values(0, 'order-17', messages(6, 10)).position(0);
    session.tick(10_000);
    log.tick(11_999);
    deepStrictEqual(verdicts(session), ['G1 likely open 0:1 missing 7..9']);
    log.tick(12_000);
    deepStrictEqual(verdicts(session), ['G3 proven confirmed 0:1 missing 7..9']);
    deepStrictEqual(
      rowsText(session)[1],
      'G3 confirmed: 3 missing: 7..9 of key order-17: never written to this partition between these two records',
    );
  });

  it('G3: waits for an answer that was asked for when the grace was over', () => {
    const session = testSession({ ...perKey, graceMs: 2_000 });
    const log = new TestLog(session);
    log.values(0, 'order-17', messages(6, 10)).position(0);
    // The tail is held, or cut off from the broker, from here on.
    for (const now of [10_000, 70_000, 70_100]) session.tick(now);
    log.position(0);
    session.tick(70_200);
    deepStrictEqual(verdicts(session), ['G1 likely open 0:1 missing 7..9']);
    log.position(0);
    session.tick(70_300);
    deepStrictEqual(verdicts(session), ['G3 proven confirmed 0:1 missing 7..9']);
  });

  it('G4: what was thrown away unread while the gap was open may have held the number', () => {
    const session = testSession({ ...perKey, graceMs: 2_000 });
    const log = new TestLog(session);
    log.values(0, 'order-17', messages(6, 10)).position(0);
    for (const now of [10_000, 70_000]) session.tick(now);
    log.hole(0, { from: 2, to: 9, reason: 'expired' }).values(0, 'order-18', messages(1)).tick(70_100);
    deepStrictEqual(verdicts(session), ['G4 likely unverifiable 0:1 missing 7..9']);
    match(rowsText(session)[1] ?? '', /not to be verified: records behind it were deleted before they were read/);
  });

  it('G3: transaction markers between the neighbours are explained', () => {
    const session = testSession(perKey);
    const log = new TestLog(session);
    log.values(0, 'a', messages(1)).marker(0, 9, 'commit').values(0, 'a', messages(3)).position(0);
    session.settle();
    deepStrictEqual(
      rowsText(session)[2],
      'G3 confirmed: 1 missing: 2 of key a: never written to this partition between these two records, where only transaction markers lie',
    );
    deepStrictEqual(verdicts(session), ['G3 proven confirmed 0:2 missing 2..2']);
  });

  it('G3: an aborted transaction between the neighbours may have held what is missing', () => {
    const session = testSession(perKey);
    const log = new TestLog(session);
    log.values(0, 'a', messages(1)).hole(0, { reason: 'aborted', from: 1, to: 1 }).marker(0, 9, 'abort');
    log.values(0, 'a', messages(3)).position(0);
    session.settle();
    deepStrictEqual(verdicts(session), ['G3 strong confirmed 0:3 missing 2..2']);
    deepStrictEqual(
      rowsText(session)[3],
      'G3 confirmed: 1 missing: 2 of key a: not committed between these two records, where an aborted transaction lies that may have held them',
    );
  });

  it('G2: late numbers shrink the gap and close it', () => {
    const session = testSession(perKey);
    const log = new TestLog(session);
    log.values(0, 'a', messages(1, 5, 3));
    deepStrictEqual(verdicts(session), ['G1 likely open 0:1 missing 2..2,4..4', 'G2 proven final 0:2 of 0:1']);
    deepStrictEqual(rowsText(session)[1], 'G1 open: 2 missing: 2, 4 of key a');
    deepStrictEqual(rowsText(session)[3], '0:2 a message3 [L G2 proven: Late: number 3 was missing since 0:1]');
    log.values(0, 'a', messages(4, 2));
    session.settle();
    deepStrictEqual(rowsText(session)[1], 'G1 filled: Gap of key a closed: every missing number arrived late');
    deepStrictEqual(session.counters().late, 3);
    deepStrictEqual(session.counters().gaps, { open: 0, confirmed: 0, unverifiable: 0, missing: 0 });
  });

  it('G2: fills a gap that was confirmed already', () => {
    const session = testSession(perKey);
    const log = new TestLog(session);
    log.values(0, 'a', messages(1, 4)).position(0);
    log.tick(0);
    deepStrictEqual(session.counters().gaps.missing, 2);
    log.values(0, 'a', messages(2));
    deepStrictEqual(session.counters().gaps.missing, 1);
    log.values(0, 'a', messages(3));
    deepStrictEqual(session.counters().gaps, { open: 0, confirmed: 0, unverifiable: 0, missing: 0 });
  });

  it('G4: jumps over compacted records are told once, with the reason', () => {
    const session = testSession(perKey);
    const log = new TestLog(session, { isCompacted: true });
    for (let i = 0; i < 20; i++) log.batch(0, [{ key: 'a', value: `message${1 + 3 * i}` }], { base: 3 * i });
    log.position(0);
    session.settle();
    deepStrictEqual(verdicts(session), ['G4 likely unverifiable 0:3 missing 2..3']);
    deepStrictEqual(session.counters().gaps.unverifiable, 1);
    deepStrictEqual(
      session.explain(2)?.evidence.at(-1),
      'Compaction keeps the newest record of each key, so numbers go missing by design. This is told once: other jumps over compacted records are left out.',
    );
  });

  it('order only: what comes after a higher number is told, and never a gap', () => {
    const session = testSession({ sequence: { kind: 'auto' } });
    const log = new TestLog(session);
    log.values(
      0,
      null,
      Array.from({ length: 120 }, (_, i) => `{"seq":${i === 100 ? 905 : 10 * i + (i % 3)}}`),
    );
    log.position(0);
    session.settle();
    deepStrictEqual(session.counters().sequence, { rule: 'JSON seq (order only)', scope: 'partition', hitRate: 1 });
    deepStrictEqual(rowsText(session).slice(99, 102), [
      '0:99 - {"seq":990}',
      '0:100 - {"seq":905} [L G2 strong: Out of order: number 905 comes after the higher one of 0:99]',
      '0:101 - {"seq":1012}',
    ]);
    deepStrictEqual(session.takeChanges().verdicts.length, 1);
  });

  it('order only: batches that changed places are out of order, a long run below them is a restart', () => {
    const leaps = (from: number, count: number): string[] =>
      Array.from({ length: count }, (_, i) => `{"seq":${10 * (from + i) + (i % 3)}}`);
    const session = testSession({ sequence: { kind: 'auto' } });
    const log = new TestLog(session).values(0, null, [...leaps(1, 1_000), ...leaps(1_010, 10), ...leaps(1_001, 9)]);
    log.values(0, null, leaps(1_020, 10));
    session.settle();
    deepStrictEqual(verdicts(session), ['G2 strong final 0:1010 of 0:1009']);

    const again = testSession({ sequence: { kind: 'auto' } });
    new TestLog(again).values(0, null, [...leaps(1, 1_000), ...leaps(500, 300)]);
    again.settle();
    deepStrictEqual(verdicts(again), ['G5 likely final 0:1000']);
  });

  it('order only: a batch far ahead of those that it passed is no end of a run, though they begin low', () => {
    const run = (from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_, i) => `{"seq":${2 * (from + i) + ((from + i) % 2)}}`);
    const session = testSession({ sequence: { kind: 'auto' } });
    new TestLog(session).values(0, null, [...run(1, 16), ...run(90, 91), ...run(17, 89), ...run(92, 140)]);
    session.settle();
    deepStrictEqual(verdicts(session), ['G2 strong final 0:18 of 0:17']);
  });

  it('order only: a return to the beginning is a restart', () => {
    const session = testSession({ sequence: { kind: 'auto' } });
    const log = new TestLog(session);
    log.values(
      0,
      null,
      Array.from({ length: 120 }, (_, i) => `{"seq":${i < 100 ? 10 * i + (i % 3) : 10 * (i - 100) + 31}}`),
    );
    session.settle();
    deepStrictEqual(verdicts(session), ['G5 likely final 0:100']);
  });

  it('G4: compaction between the neighbours may have taken the missing ones', () => {
    const session = testSession(perKey);
    const log = new TestLog(session, { isCompacted: true });
    log.values(0, 'a', messages(1)).batch(0, [{ key: 'a', value: 'message3' }], { base: 4, at: 9_000 });
    deepStrictEqual(
      rowsText(session)[2],
      'G4 unverifiable: 1 missing: 2 of key a; not to be verified: compaction has removed records in between',
    );
    deepStrictEqual(session.counters().gaps, { open: 0, confirmed: 0, unverifiable: 1, missing: 0 });
  });

  it('G4: a run that stops before the end leaves its gaps open to doubt', () => {
    const session = testSession(perKey);
    new TestLog(session, { partitions: [{ id: 0, from: 0, end: 100 }] }).values(0, 'a', messages(1, 3));
    session.settle();
    deepStrictEqual(
      rowsText(session)[1],
      'G4 unverifiable: 1 missing: 2 of key a; not to be verified: reading stopped before the end of the log',
    );
  });

  it('G4: what comes after the jump was left out by us', () => {
    const session = testSession(perKey);
    const log = new TestLog(session, { partitions: [{ id: 0, from: 0, end: 10 }] });
    log.values(0, 'a', messages(1, 3)).skip(0, 2, 9, 'overflow').position(0);
    log.tick(0);
    deepStrictEqual(verdicts(session), ['G4 likely unverifiable 0:1 missing 2..2']);
  });

  it('our own skip starts a new baseline instead of a gap', () => {
    const session = testSession(perKey);
    const log = new TestLog(session);
    log
      .values(0, 'a', messages(1, 2))
      .skip(0, 2, 50, 'seek')
      .values(0, 'a', messages(40, 41, 43))
      .position(0);
    session.settle();
    deepStrictEqual(verdicts(session), ['G3 proven confirmed 0:53 missing 42..42']);
    deepStrictEqual(rowsText(session)[2], 'O9: Offsets 2..50: left out by us: reading was moved elsewhere');
  });

  it('G5: back to the start, confirmed by the next number', () => {
    const session = testSession(perKey);
    const log = new TestLog(session);
    log.values(0, 'a', messages(7, 8, 9)).batch(0, [{ key: 'a', value: 'restarted message1' }], { at: 80_000 });
    deepStrictEqual(verdicts(session), []);
    log.values(0, 'a', messages(2, 3));
    session.settle();
    deepStrictEqual(verdicts(session), ['G5 strong final 0:3']);
    deepStrictEqual(
      rowsText(session)[3],
      '0:3 a restarted message1 [R G5 strong: Restart: the numbers begin again at 1]',
    );
  });

  it('G5: a jump of more than 3,000 steps, but not a single number out of line', () => {
    const session = testSession(perKey);
    new TestLog(session).values(0, 'a', messages(1, 2, 9_000, 3, 4, 50_000, 50_001, 50_002));
    session.settle();
    deepStrictEqual(verdicts(session), ['G5 strong final 0:5']);
  });

  it('G6: below the first number seen is no late message', () => {
    const session = testSession(perKey);
    new TestLog(session).values(0, 'a', messages(10, 9, 11));
    session.settle();
    deepStrictEqual(
      rowsText(session)[1],
      '0:1 a message9 [b G6 strong: Number 9 is below the first one read: reading began in the middle]',
    );
    deepStrictEqual([session.counters().late, session.counters().gaps.open], [0, 0]);
  });

  it('a counter of the whole topic is missing only what no partition has', () => {
    const session = testSession({ sequence: { kind: 'trailing', of: 'value', scope: 'topic' } });
    const log = new TestLog(session, { partitionCount: 2 });
    log
      .values(0, null, messages(1, 2, 3, 8, 9))
      .position(0)
      .values(1, null, messages(4, 5, 7))
      .position(1);
    session.tick(0);
    session.tick(1);
    deepStrictEqual(verdicts(session), ['G3 strong confirmed 1:2 missing 6..6']);
    deepStrictEqual(rowsText(session).slice(7), [
      'G3 confirmed: 1 missing: 6: in no partition, up to the ends of the log seen when they were found missing',
      '1:2 - message7',
    ]);
    deepStrictEqual(session.layout, 1);
    log.values(0, null, messages(6));
    deepStrictEqual(session.counters().late, 1);
    deepStrictEqual(session.counters().gaps.confirmed, 0);
  });

  it('a proven copy is neither late nor a conflict', () => {
    const session = testSession(perKey);
    const log = new TestLog(session);
    for (let i = 0; i < 2; i++)
      log.batch(0, [
        { key: 'a', value: 'm1' },
        { key: 'a', value: 'm2' },
      ]);
    log.values(0, 'a', ['m3']);
    deepStrictEqual(verdicts(session), ['D1 proven final 0:2 of 0:0', 'D1 proven final 0:3 of 0:1']);
  });

  it('explains a gap by its neighbours and what is between them', () => {
    const session = testSession({ ...perKey, graceMs: 2_000 });
    const log = new TestLog(session);
    log.values(0, 'a', messages(1)).values(0, 'b', messages(1)).values(0, 'a', messages(4)).position(0);
    const places = [
      { partition: 0, offset: 0, name: 'record before' },
      { partition: 0, offset: 2, name: 'record after' },
    ];
    const between = [
      'It lies between 0:0, the record with the number before, and 0:2, the record that jumped ahead.',
      'No offset between the two is without a record.',
      'Sequence: number at the end of the value, per key.',
    ];
    deepStrictEqual(session.explain(2), {
      sentence: '2 missing: 2..3 of key a.',
      evidence: [
        'Open: decided 2 s after reading has passed offset 0, the high watermark seen when the gap was found, or when reading ends.',
        ...between,
      ],
      places,
    });
    session.settle();
    deepStrictEqual(session.explain(2), {
      sentence: '2 missing: 2..3 of key a: never written to this partition between these two records.',
      evidence: [
        'Confirmed: reading has passed offset 0, the high watermark seen when the gap was found, and the numbers did not come within the grace of 2 s or by the end of the run.',
        ...between,
      ],
      places,
    });
    log.values(0, 'a', messages(2, 3));
    deepStrictEqual(session.explain(2), {
      sentence: 'Gap of key a closed: every missing number arrived late.',
      evidence: ['Closed: every missing number arrived later, out of order.', ...between],
      places,
    });
    deepStrictEqual(session.explain(0), undefined);
  });

  it('explains why a gap cannot be verified, without a word about losses', () => {
    const session = testSession(perKey);
    const log = new TestLog(session, { isCompacted: true });
    log.values(0, 'a', messages(1)).batch(0, [{ key: 'a', value: 'message3' }], { base: 4, at: 9_000 });
    deepStrictEqual(session.explain(2)?.evidence, [
      'Unverifiable: compaction has removed records in between.',
      'It lies between 0:0, the record with the number before, and 0:4, the record that jumped ahead.',
      'Sequence: number at the end of the value, per key.',
      'Compaction keeps the newest record of each key, so numbers go missing by design. This is told once: other jumps over compacted records are left out.',
    ]);
    deepStrictEqual(session.explain(1), {
      sentence: 'Offsets 1..3 of partition 0: whole batches removed by compaction.',
      evidence: ['Harmless: a compacted topic keeps the newest record of each key and drops older ones.'],
      places: [
        { partition: 0, offset: 0, name: 'record before' },
        { partition: 0, offset: 4, name: 'record after' },
      ],
    });
  });

  it('G3: what is in the log no more after a truncation is missing, though it may have been written', () => {
    const session = testSession(perKey);
    new TestLog(session)
      .values(0, 'order-17', messages(1, 2, 3))
      .hole(0, { reason: 'truncated', from: 1, to: 2 })
      // 2 and 3 are what the bar of the truncation speaks of; 4 and 5 came and went unread, or never came.
      .values(0, 'order-17', messages(6, 7))
      .position(0);
    session.settle();
    deepStrictEqual(
      verdicts(session).filter((text) => text.startsWith('G')),
      ['G3 strong confirmed 0:1 missing 4..5'],
    );
    deepStrictEqual(
      rowsText(session)[4],
      'G3 confirmed: 2 missing: 4..5 of key order-17: in the log no more, or never: it was truncated between these two records, and lost what it had there',
    );
  });

  it('goes from one finding to the next of its kind', () => {
    const session = testSession(perKey);
    const log = new TestLog(session);
    log.values(0, 'a', messages(1, 3, 5, 4)).position(0);
    session.settle();
    const kinds = ['gap', 'late', 'duplicate'] as const;
    deepStrictEqual(
      kinds.map((kind) => [session.nextAnomaly(-1, 1, kind), session.nextAnomaly(100, -1, kind)]),
      [
        [1, 1],
        [5, 5],
        [undefined, undefined],
      ],
    );
  });
});
