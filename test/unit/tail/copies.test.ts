import { deepStrictEqual } from 'node:assert/strict';
import { TestLog } from './logBuilder';
import { rowsText, testSession, verdicts } from './testSession';

const content = { identity: { kind: 'content' } } as const;

describe('copies', () => {
  it('D1: a single record written twice byte for byte is strong, not proven', () => {
    const session = testSession();
    new TestLog(session).batch(0, [{ value: 'paid' }]).batch(0, [{ value: 'paid' }]);
    deepStrictEqual(rowsText(session), [
      '0:0 - paid',
      '0:1 - paid [D D1 strong: Retry of 0:0: the same batch was written twice]',
    ]);
    deepStrictEqual(session.details(1, 100)?.explanation, {
      sentence: 'Retry of 0:0: the same batch was written twice.',
      evidence: [
        'CRC, length, record count and timestamps of the two batches are equal.',
        'The batch holds a single record, so two equal messages in one millisecond would look the same.',
        'Idempotence off explains it: when a response is lost, the client sends the same again, and the broker writes it again. enable.idempotence=true (in kafkajs idempotent: true) prevents it.',
      ],
      of: { partition: 0, offset: 0 },
    });
  });

  it('D1: an idempotent producer’s equal batches are no retry', () => {
    const session = testSession();
    new TestLog(session).batch(0, [{ value: 'a' }], { producerId: 7 }).batch(0, [{ value: 'a' }], { producerId: 7 });
    deepStrictEqual(verdicts(session), []);
  });

  it('D1: each record of the twin counts, and a third copy points to the first', () => {
    const session = testSession();
    const log = new TestLog(session);
    for (let i = 0; i < 3; i++) log.batch(0, [{ value: 'a' }, { value: 'b' }]);
    deepStrictEqual(verdicts(session), [
      'D1 proven final 0:2 of 0:0',
      'D1 proven final 0:3 of 0:1',
      'D1 proven final 0:4 of 0:0',
      'D1 proven final 0:5 of 0:1',
    ]);
    deepStrictEqual(session.counters().duplicates, { total: 4, proven: 4, strong: 0, likely: 0 });
  });

  it('D2: equal content within the retry window, strong with an equal time', () => {
    const session = testSession(content);
    new TestLog(session)
      .batch(
        0,
        [
          { key: 'a', value: '1' },
          { key: 'b', value: '2' },
        ],
        { at: 1_000 },
      )
      .batch(0, [{ key: 'a', value: '1' }], { at: 1_000 })
      .batch(0, [{ key: 'b', value: '2' }], { at: 36_000 });
    deepStrictEqual(verdicts(session), ['D2 strong final 0:2 of 0:0', 'D2 likely final 0:3 of 0:1']);
  });

  it('D2: other headers are another message', () => {
    const session = testSession(content);
    new TestLog(session)
      .batch(0, [{ key: 'a', value: '1', headers: { n: '1' } }])
      .batch(0, [{ key: 'a', value: '1', headers: { n: '2' } }]);
    deepStrictEqual(verdicts(session), []);
  });

  it('D3: the same id in another content, long after, proven for CloudEvents', () => {
    const header = (id: string) => ({ ce_source: '/shop', ce_id: id });
    const session = testSession({ identity: { kind: 'header', name: 'ce_source+ce_id' } });
    new TestLog(session)
      .batch(0, [{ value: 'x', headers: header('17') }], { producerId: 4 })
      .batch(0, [{ value: 'y', headers: header('18') }], { producerId: 4 })
      .batch(0, [{ value: 'z', headers: header('17') }], { producerId: 4, at: 9_000_000 });
    deepStrictEqual(rowsText(session).slice(2), [
      '0:2 - z [D D3 proven: Copy of 0:0: the same message id was sent again]',
    ]);
    deepStrictEqual(session.details(2, 10)?.explanation?.evidence, [
      'The message ids have the same 64-bit fingerprint.',
      'Key, value or headers differ.',
      'Their timestamps are 8999000 ms apart.',
      'The producer is idempotent, so no retry of the client wrote it twice: the application sent it twice.',
    ]);
  });

  it('D3: an id at a JSON path', () => {
    const session = testSession({ identity: { kind: 'json', path: 'meta.id' } });
    new TestLog(session)
      .batch(0, [{ value: '{"n":1,"meta":{"at":"{,}","id":"a"}}' }])
      .batch(0, [{ value: '{"n":2,"meta":{"id":"b"}}' }])
      .batch(0, [{ value: '{ "meta" : { "id" : "a" } , "n":3}' }]);
    deepStrictEqual(verdicts(session), ['D3 strong final 0:2 of 0:0']);
  });

  it('D3: a name that may mean a customer counts only together with the content', () => {
    const session = testSession({ identity: { kind: 'auto' } });
    const log = new TestLog(session);
    for (let i = 0; i < 40; i++) log.batch(0, [{ value: `{"id":"c${i}","amount":${i}}` }], { at: 60_000 * i });
    log.batch(0, [{ value: '{"id":"c3","amount":77}' }], { at: 3_000_000 });
    log.batch(0, [{ value: '{"id":"c5","amount":5}' }], { at: 3_060_000 });
    log.batch(0, [{ value: '{"id":"c39","amount":39}' }], { at: 2_340_000 + 35_000 });
    session.settle();
    deepStrictEqual(session.counters().identity.rule, 'JSON id');
    deepStrictEqual(verdicts(session), ['D3 likely final 0:41 of 0:5', 'D3 strong final 0:42 of 0:39']);
    deepStrictEqual(
      [41, 42].map((row) => session.details(row, 100)?.explanation?.sentence),
      [
        'Likely a copy of 0:5: id and content are the same, but it came too late for a retry.',
        'Copy of 0:39: the same message id was sent again.',
      ],
    );
  });

  it('D3: hosts that send their id and state at regular intervals are heartbeats', () => {
    const session = testSession({ identity: { kind: 'auto' } });
    const log = new TestLog(session);
    for (let beat = 0; beat < 6; beat++)
      for (let host = 0; host < 600; host++)
        log.batch(0, [{ value: `{"id":"host-${host}","up":true}` }], { at: 60_000 * beat + host });
    session.settle();
    deepStrictEqual([session.counters().identity.rule, session.counters().duplicates.total], ['JSON id', 0]);
  });

  it('D2: times in micro- and nanoseconds are compared as what they are', () => {
    const apart = (unit: number): string[] => {
      const session = testSession(content);
      new TestLog(session)
        .batch(0, [{ key: 'a', value: '1' }], { at: 1_700_000_000_000 * unit })
        .batch(0, [{ key: 'a', value: '1' }], { at: 1_700_000_002_000 * unit })
        .batch(0, [{ key: 'a', value: '1' }], { at: 1_700_000_090_000 * unit });
      return verdicts(session);
    };
    const expected = ['D2 likely final 0:1 of 0:0', 'D8 likely final 0:2 of 0:0'];
    deepStrictEqual([apart(1), apart(1e3), apart(1e6)], [expected, expected, expected]);
  });

  it('D4: the copy in another partition is the later one, whichever is read first', () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const session = testSession(content);
      const log = new TestLog(session, { partitionCount: 2 });
      for (const partition of order)
        log.batch(partition, [{ value: 'a long value' }], { at: partition === 0 ? 1_000 : 1_300 });
      deepStrictEqual(verdicts(session), ['D4 likely final 1:0 of 0:0']);
      const row = session.findRow(1, 0);
      const shown = row === undefined ? undefined : session.row(row);
      deepStrictEqual(shown?.kind === 'record' && shown.mark?.text, 'Copy of 0:0 in another partition');
    }
  });

  it('D5 and D6: the same offset read again, with the same record and with another', () => {
    const session = testSession(content);
    const log = new TestLog(session);
    log.batch(0, [{ value: 'first message' }]).batch(0, [{ value: 'second message' }]);
    log.batch(0, [{ value: 'first message' }], { base: 0 });
    log.batch(0, [{ value: 'another message' }], { base: 1, leaderEpoch: 1 });
    deepStrictEqual(rowsText(session).slice(2), [
      '0:0 - first message [A D5 proven: Read again by us: the log has this record once]',
      '0:1 - another message [! D6 proven: Diverged: this offset held another record when it was read before]',
    ]);
    deepStrictEqual([session.counters().redeliveries, session.counters().divergences], [1, 1]);
    deepStrictEqual(
      [session.nextAnomaly(-1, 1, 'redelivery'), session.nextAnomaly(-1, 1)],
      [2, 3],
      'neutral, but found',
    );
  });

  it('D7: one number for two messages of a key', () => {
    const session = testSession({ ...content, sequence: { kind: 'json', path: 'seq', scope: 'key' } });
    new TestLog(session).values(0, 'a', ['{"seq":1}', '{"seq":2,"v":"x"}', '{"seq":3}', '{"seq":2,"v":"y"}']);
    deepStrictEqual(rowsText(session).slice(3), [
      '0:3 a {"seq":2,"v":"y"} [C D7 strong: Conflict: number 2 was used by 0:1 for another message]',
    ]);
    deepStrictEqual(session.counters().conflicts, 1);
  });

  const repeat = (session: ReturnType<typeof testSession>) => ({
    total: session.counters().duplicates.total,
    repeats: session.counters().repeats,
  });

  it('D8: three regular repeats make a heartbeat and take back what was called a retry', () => {
    const session = testSession(content);
    const log = new TestLog(session);
    for (let i = 0; i < 20; i++) log.batch(0, [{ key: 'host', value: 'ping' }], { at: 10_000 * i });
    deepStrictEqual(repeat(session), { total: 0, repeats: 19 });
    deepStrictEqual(
      rowsText(session)[1],
      '0:1 host ping [r D8 likely: Repeats 0:0: it comes at regular intervals, as a heartbeat does]',
    );
    deepStrictEqual(verdicts(session).length, 3);
  });

  it('D8: too far apart in time for a retry', () => {
    const session = testSession(content);
    new TestLog(session)
      .batch(0, [{ key: 'a', value: '1' }], { at: 0 })
      .batch(0, [{ key: 'a', value: '1' }], { at: 35_001 });
    deepStrictEqual(verdicts(session), ['D8 likely final 0:1 of 0:0']);
  });

  it('D8: twice in one batch is what the application meant', () => {
    const session = testSession(content);
    new TestLog(session).batch(0, [
      { key: 'a', value: '1' },
      { key: 'a', value: '1' },
    ]);
    deepStrictEqual(repeat(session), { total: 0, repeats: 1 });
  });

  it('D8: a state topic sets the same state again', () => {
    const session = testSession(content);
    new TestLog(session, { isCompacted: true })
      .batch(0, [{ key: 'a', value: 'on' }], { at: 1_000 })
      .batch(0, [{ key: 'a', value: 'on' }], { at: 1_500 });
    deepStrictEqual(repeat(session), { total: 0, repeats: 1 });
  });

  it('D8: a value that comes more often than any client retries', () => {
    const session = testSession(content);
    const log = new TestLog(session);
    [0, 130, 900, 1_000, 2_200, 2_300, 5_000].forEach((at, i) => {
      log.batch(0, [{ key: 'door', value: 'open' }], { at: 10_000 + at + i });
    });
    deepStrictEqual(repeat(session), { total: 0, repeats: 6 });
  });

  it('tombstones, and short values without a key, are never copies by content', () => {
    const session = testSession(content);
    const log = new TestLog(session);
    for (let i = 0; i < 3; i++) log.batch(0, [{ key: 'a', value: null }, { value: '1234567' }], { at: 1_000 + i });
    deepStrictEqual(verdicts(session), []);
  });

  it('remembers no original that the broker has thrown away', () => {
    const session = testSession(content);
    new TestLog(session)
      .batch(0, [{ value: 'first message' }], { at: 1_000 })
      .batch(0, [{ value: 'second message' }], { at: 1_001 })
      .hole(0, { reason: 'truncated', from: 1, to: 1 })
      .batch(0, [{ value: 'third message' }], { at: 1_002, leaderEpoch: 1 })
      .batch(0, [{ value: 'second message' }], { at: 1_003, leaderEpoch: 1 });
    deepStrictEqual(verdicts(session), ['D6 proven final 0:1']);
  });

  it('a copy of what was written anew where the log had been truncated is one', () => {
    const session = testSession({ identity: { kind: 'json', path: 'id' } });
    const value = (id: number): string => `{"id":"m${id}"}`;
    new TestLog(session)
      .values(0, 'k', [value(1), value(2), value(3)])
      .hole(0, { reason: 'truncated', from: 1, to: 2 })
      // 2 again at the same offset, 3 at another one: neither stands in the log twice. Then both are.
      .values(0, 'k', [value(2), value(4), value(3), value(2), value(3)]);
    deepStrictEqual(
      verdicts(session).filter((text) => !text.startsWith('D5') && !text.startsWith('D6')),
      ['D3 strong final 0:4 of 0:1', 'D3 strong final 0:5 of 0:3'],
    );
  });
});
