import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { TestLog } from './logBuilder';
import { rowsText, testSession, verdicts } from './testSession';

describe('createTailSession', () => {
  it('shows records, holes, gaps and marks as rows in log order', () => {
    const session = testSession({
      identity: { kind: 'content' },
      sequence: { kind: 'trailing', of: 'value', scope: 'key' },
    });
    const log = new TestLog(session);
    log.batch(0, [
      { key: 'a', value: 'message1' },
      { key: 'a', value: 'message2' },
    ]);
    log.batch(0, [
      { key: 'a', value: 'message1' },
      { key: 'a', value: 'message2' },
    ]);
    log.batch(0, [{ key: 'a', value: 'message6' }], { at: 5_000 });
    log.tick(0);
    deepStrictEqual(rowsText(session), [
      '0:0 a message1',
      '0:1 a message2',
      '0:2 a message1 [D D1 proven: Retry of 0:0: the same batch was written twice]',
      '0:3 a message2 [D D1 proven: Retry of 0:1: the same batch was written twice]',
      'G3 confirmed: 3 missing: 3..5 of key a: never written to this partition between these two records',
      '0:4 a message6',
    ]);
    deepStrictEqual(verdicts(session), [
      'D1 proven final 0:2 of 0:0',
      'D1 proven final 0:3 of 0:1',
      'G3 proven confirmed 0:4 missing 3..5',
    ]);
    deepStrictEqual(session.counters(), {
      records: 5,
      duplicates: { total: 2, proven: 2, strong: 0, likely: 0 },
      gaps: { open: 0, confirmed: 1, unverifiable: 0, missing: 3 },
      late: 0,
      conflicts: 0,
      divergences: 0,
      restarts: 0,
      repeats: 0,
      redeliveries: 0,
      aborted: 0,
      holes: {
        marker: 0,
        aborted: 0,
        compacted: 0,
        expired: 0,
        truncated: 0,
        recreated: 0,
        skipped: 0,
        unexplained: 0,
      },
      identity: { rule: 'key and value', hitRate: 1 },
      sequence: { rule: 'number at the end of the value', scope: 'key', hitRate: 1 },
      horizon: { records: 5 },
    });
  });

  it('finds both rules by itself and puts the gap rows before rows that were there', () => {
    const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'auto' } });
    const log = new TestLog(session);
    const numbers = Array.from({ length: 30 }, (_, i) => i + 1).filter((n) => n !== 20);
    for (const n of numbers) log.batch(0, [{ key: `k${n}`, value: `{"id":"m${n}","seq":${n}}` }], { at: 1_000 * n });
    log.batch(0, [{ key: 'k5', value: '{"id":"m5","seq":5}' }], { at: 99_000 });
    log.position(0);
    deepStrictEqual([session.endRow, session.layout], [30, 0]);
    session.settle();
    deepStrictEqual([session.endRow, session.layout], [31, 1]);
    deepStrictEqual(rowsText(session).slice(18, 21), [
      '0:18 k19 {"id":"m19","seq":19}',
      'G3 confirmed: 1 missing: 20: never written to this partition between these two records',
      '0:19 k21 {"id":"m21","seq":21}',
    ]);
    deepStrictEqual(verdicts(session), ['G3 proven confirmed 0:19 missing 20..20', 'D3 likely final 0:29 of 0:4']);
    deepStrictEqual(session.counters().sequence, { rule: 'JSON seq', scope: 'partition', hitRate: 1 });
    deepStrictEqual(session.counters().identity, { rule: 'JSON id', hitRate: 1 });
    deepStrictEqual([session.findRow(0, 29), session.nextAnomaly(0, 1), session.nextAnomaly(31, -1)], [30, 19, 30]);
  });

  it('judges a slow topic before its sample is full, and takes it back when more records say otherwise', () => {
    const session = testSession({ identity: { kind: 'none' }, sequence: { kind: 'auto' } });
    const log = new TestLog(session);
    session.tick(0);
    for (let n = 1; n <= 20; n++) if (n !== 10) log.batch(0, [{ key: 'a', value: `{"seq":${n}}` }], { at: 1_000 * n });
    log.position(0);
    session.tick(1_000);
    deepStrictEqual(session.counters().gaps.open, 0);
    session.tick(2_000);
    log.tick(3_000);
    deepStrictEqual(session.counters().gaps.confirmed, 1);
    deepStrictEqual(verdicts(session), ['G3 proven confirmed 0:9 missing 10..10']);
    for (let n = 1; n <= 60; n++)
      log.batch(0, [{ key: 'a', value: `{"seq":${30 + ((n * 37) % 101)}}` }], { at: 90_000 * n });
    session.settle();
    deepStrictEqual(session.counters().sequence.rule, 'none');
    deepStrictEqual(session.counters().gaps, { open: 0, confirmed: 0, unverifiable: 0, missing: 0 });
    deepStrictEqual(verdicts(session), ['G3 proven retracted 0:9 missing 10..10']);
    deepStrictEqual(rowsText(session)[9], '0:9 a {"seq":11}');
  });

  it('waits for a second partition before it knows whose counter it is', () => {
    const auto = { identity: { kind: 'auto' }, sequence: { kind: 'auto' } } as const;
    const events = (from: number, to: number, text = ''): string[] =>
      Array.from({ length: to - from + 1 }, (_, i) => `{"seq":${from + i},"text":"${text}"}`);
    // A producer that stays with a partition for as long as the other one's leader hangs.
    const ofTopic = testSession(auto);
    new TestLog(ofTopic, { partitionCount: 2 })
      .values(0, null, events(1, 600))
      .values(1, null, events(601, 620), { at: 700_000 })
      .values(0, null, events(621, 640), { at: 800_000 })
      .position(0)
      .position(1);
    ofTopic.settle();
    strictEqual(ofTopic.counters().sequence.scope, 'topic');
    deepStrictEqual(verdicts(ofTopic), []);

    const ofPartition = testSession(auto);
    new TestLog(ofPartition, { partitionCount: 2 })
      .values(0, null, events(1, 600))
      .values(1, null, [...events(1, 20, 'other'), ...events(22, 40, 'other')])
      .position(0)
      .position(1);
    ofPartition.settle();
    strictEqual(ofPartition.counters().sequence.scope, 'partition');
    deepStrictEqual(verdicts(ofPartition), ['G3 proven confirmed 1:20 missing 21..21']);
  });

  it('shows rows whose payload has left memory, without key and value', () => {
    const session = testSession({ maxPayloadBytes: 1 << 15 });
    const log = new TestLog(session);
    log.batch(0, [{ key: 'k', value: 'x'.repeat(10_000) }], { producerId: 3, producerEpoch: 1, baseSequence: 40 });
    for (let i = 0; i < 5; i++) log.batch(0, [{ value: 'y'.repeat(10_000) }], { at: 2_000 + i });
    deepStrictEqual(session.row(0), {
      kind: 'record',
      row: 0,
      partition: 0,
      offset: 0,
      timestamp: 1_000,
      key: undefined,
      value: undefined,
      valueBytes: 10_000,
      headerCount: 0,
      producerId: 3,
      producerEpoch: 1,
      transaction: 'none',
      sequence: undefined,
      mark: undefined,
    });
    deepStrictEqual(session.details(0, 10)?.baseSequence, 40);
    const newest = session.row(5);
    deepStrictEqual(newest?.kind === 'record' && newest.value, { text: 'y'.repeat(512), cut: true, binary: false });
  });

  it('shows bytes that are no text as hex', () => {
    const session = testSession();
    const log = new TestLog(session);
    log.batch(0, [{ value: 'a\u0000b' }, { value: 'line\none' }]);
    deepStrictEqual(rowsText(session), ['0:0 - 61 00 62', '0:1 - line\none']);
  });
});
