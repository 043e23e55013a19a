import { deepStrictEqual } from 'node:assert/strict';
import { TestLog } from './logBuilder';
import { rowsText, testSession } from './testSession';

const value = 'v';

describe('logStructure', () => {
  it('O1: markers', () => {
    const session = testSession();
    new TestLog(session).marker(0, 4001, 'commit').batch(0, [{ value }]);
    deepStrictEqual(rowsText(session), ['O1: Offset 0: commit marker of producer 4001', '0:1 - v']);
  });

  it('O2: what read_committed leaves out', () => {
    const session = testSession();
    new TestLog(session).batch(0, [{ value }]).hole(0, { reason: 'aborted', from: 1, to: 3 }).marker(0, 7, 'abort');
    deepStrictEqual(rowsText(session).slice(1), [
      'O2: Offsets 1..3: records of an aborted transaction, left out by read_committed',
      'O1: Offset 4: abort marker of producer 7',
    ]);
  });

  it('O3: compaction at the start, inside and at the end of a batch, and of a whole one', () => {
    const session = testSession();
    const log = new TestLog(session, { isCompacted: true });
    log.batch(
      0,
      [
        { value, delta: 1 },
        { value, delta: 4 },
      ],
      { lastOffsetDelta: 6 },
    );
    log.batch(0, [], { base: 7, lastOffsetDelta: 2, recordCount: 0 });
    deepStrictEqual(rowsText(session), [
      'O3: Offset 0: removed by compaction inside a batch',
      '0:1 - v',
      'O3: Offsets 2..3: removed by compaction inside a batch',
      '0:4 - v',
      'O3: Offsets 5..6: removed by compaction inside a batch',
      'O3: Offsets 7..9: all records of a batch removed by compaction',
    ]);
  });

  it('O4 and O10: missing batches are compaction only where the topic is compacted', () => {
    const reasons = [true, false, undefined].map((isCompacted) => {
      const session = testSession();
      new TestLog(session, { isCompacted }).batch(0, [{ value }]).batch(0, [{ value }], { base: 5, at: 2_000 });
      return rowsText(session)[1];
    });
    deepStrictEqual(reasons, [
      'O4: Offsets 1..4: whole batches removed by compaction',
      'O10: Offsets 1..4: in no batch, and the topic is not compacted',
      'O10: Offsets 1..4: in no batch; the topic’s cleanup policy is not known',
    ]);
  });

  it('O10: the position passed offsets that nothing covered', () => {
    const session = testSession();
    const log = new TestLog(session).batch(0, [{ value }]);
    session.position(0, { next: 4, highWatermark: 4, lastStableOffset: 4, logStart: 0 });
    log.batch(0, [{ value }], { base: 4, at: 2_000 });
    deepStrictEqual(rowsText(session)[1], 'O10: Offsets 1..3: in no batch, and the topic is not compacted');
    deepStrictEqual(session.counters().holes.unexplained, 1);
  });

  it('O5: expired before it was read', () => {
    const session = testSession();
    new TestLog(session)
      .batch(0, [{ value }])
      .hole(0, { reason: 'expired', from: 1, to: 9 })
      .batch(0, [{ value }], { at: 2 });
    deepStrictEqual(
      rowsText(session)[1],
      'O5: Offsets 1..9: deleted by retention or DeleteRecords before they were read',
    );
    deepStrictEqual(session.nextAnomaly(0, 1), 1);
  });

  it('O6: deleted after it was read, told but no row', () => {
    const session = testSession();
    const log = new TestLog(session).values(0, null, ['a', 'b', 'c']);
    log.position(0, 3, 2).position(0, 3, 2);
    deepStrictEqual(session.takeChanges().holes, [
      { code: 'O6', partition: 0, from: 0, to: 1, reason: 'deleted from the log after they were read' },
    ]);
    deepStrictEqual([session.endRow, session.counters().holes.expired], [3, 0]);
  });

  it('O7: the log was truncated below what had been read', () => {
    const session = testSession();
    new TestLog(session).values(0, null, ['a', 'b']).hole(0, { reason: 'truncated', from: 1, to: 1 });
    deepStrictEqual(
      rowsText(session)[2],
      'O7: Offset 1: thrown away by the broker: the log now ends before what had been read',
    );
    deepStrictEqual(session.counters().holes.truncated, 1);
  });

  it('O8: a leader epoch that goes backwards', () => {
    const session = testSession();
    new TestLog(session).batch(0, [{ value }], { leaderEpoch: 5 }).batch(0, [{ value }], { leaderEpoch: 4, at: 2 });
    deepStrictEqual(rowsText(session)[1], 'O8: Offset 1: leader epoch 4 after 5: written under an older leadership');
  });

  it('O9: left out by us, also where a batch cannot be decoded', () => {
    const session = testSession();
    const log = new TestLog(session);
    log
      .batch(0, [], { lastOffsetDelta: 4, recordCount: 5 })
      .skip(0, 0, 4, 'undecodable')
      .batch(0, [{ value }])
      .position(0);
    deepStrictEqual(rowsText(session), ['O9: Offsets 0..4: left out by us: the bytes could not be decoded', '0:5 - v']);
  });

  it('no hole where reading begins inside a batch, or where it stops inside one', () => {
    const session = testSession();
    const log = new TestLog(session, { partitions: [{ id: 0, from: 2, end: 9 }] });
    log.batch(
      0,
      [
        { value, delta: 2 },
        { value, delta: 3 },
      ],
      { base: 0, recordCount: 4 },
    );
    log.batch(0, [{ value }], { base: 4, recordCount: 5, lastOffsetDelta: 4 });
    session.settle();
    deepStrictEqual(session.takeChanges().holes, []);
  });
});
