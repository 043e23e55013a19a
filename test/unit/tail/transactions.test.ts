import { deepStrictEqual } from 'node:assert/strict';
import type { TailSession } from '../../../src/tail/session';
import { TestLog } from './logBuilder';
import { rowsText, testSession, verdicts } from './testSession';

const transactional = (producerId: number, at = 1_000) => ({ producerId, isTransactional: true, at });
const states = (session: TailSession): string[] =>
  Array.from({ length: session.endRow }, (_, n) => session.row(n)).flatMap((row) =>
    row?.kind === 'record' ? [row.transaction] : [],
  );

describe('transactions', () => {
  it('are pending until their own producer’s marker comes', () => {
    const session = testSession();
    const log = new TestLog(session);
    log
      .batch(0, [{ value: 'a' }], transactional(1))
      .batch(0, [{ value: 'b' }], transactional(2))
      .batch(0, [{ value: 'c' }]);
    deepStrictEqual(states(session), ['pending', 'pending', 'none']);
    log.marker(0, 2, 'abort');
    deepStrictEqual(states(session), ['pending', 'aborted', 'none']);
    log.marker(0, 1, 'commit');
    deepStrictEqual(states(session), ['committed', 'aborted', 'none']);
    deepStrictEqual([session.counters().aborted, session.counters().holes.marker], [1, 2]);
    deepStrictEqual(rowsText(session).slice(3), [
      'O1: Offset 3: abort marker of producer 2',
      'O1: Offset 4: commit marker of producer 1',
    ]);
  });

  it('D9: sent again after an abort is no copy', () => {
    const session = testSession({ identity: { kind: 'header', name: 'id' } });
    const message = { value: 'v', headers: { id: '1' } };
    new TestLog(session)
      .batch(0, [message], transactional(1))
      .marker(0, 1, 'abort')
      .batch(0, [message], transactional(1))
      .marker(0, 1, 'commit');
    deepStrictEqual(verdicts(session), ['D9 likely retracted 0:2 of 0:0']);
    deepStrictEqual(session.counters().duplicates.total, 0);
  });

  it('D9: an abort that comes later takes the verdict back and hands the next copies on', () => {
    const session = testSession({ identity: { kind: 'header', name: 'id' } });
    const message = { value: 'v', headers: { id: '1' } };
    const log = new TestLog(session);
    log
      .batch(0, [message], transactional(1))
      .batch(0, [message], { producerId: 5 })
      .batch(0, [message], { producerId: 5 });
    deepStrictEqual(verdicts(session), ['D3 strong final 0:1 of 0:0', 'D3 strong final 0:2 of 0:0']);
    log.marker(0, 1, 'abort');
    deepStrictEqual(verdicts(session), ['D9 strong retracted 0:1 of 0:0', 'D3 strong final 0:2 of 0:1']);
    log.batch(0, [message], { producerId: 5 });
    deepStrictEqual(verdicts(session), ['D3 strong final 0:4 of 0:1']);
    deepStrictEqual(session.counters().duplicates.total, 2);
  });

  it('D9: a copy whose own transaction is aborted is none', () => {
    const session = testSession({ identity: { kind: 'header', name: 'id' } });
    const message = { value: 'v', headers: { id: '1' } };
    new TestLog(session)
      .batch(0, [message], { producerId: 5 })
      .batch(0, [message], transactional(1))
      .marker(0, 1, 'abort');
    deepStrictEqual(verdicts(session), ['D9 strong retracted 0:1 of 0:0']);
    deepStrictEqual(
      rowsText(session)[1],
      "0:1 - v [x D9 strong: No copy of 0:0: this record's own transaction was aborted]",
    );
  });

  it('numbers of an aborted transaction may be used again', () => {
    const session = testSession({ sequence: { kind: 'json', path: 'n', scope: 'partition' } });
    new TestLog(session)
      .batch(0, [{ value: '{"n":1}' }, { value: '{"n":2}' }], transactional(1))
      .marker(0, 1, 'commit')
      .batch(0, [{ value: '{"n":3,"try":1}' }], transactional(1))
      .marker(0, 1, 'abort')
      .batch(0, [{ value: '{"n":3,"try":2}' }, { value: '{"n":4}' }], transactional(1))
      .marker(0, 1, 'commit');
    session.settle();
    deepStrictEqual(verdicts(session), []);
  });
});
