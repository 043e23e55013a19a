import { deepStrictEqual } from 'node:assert';
import { TestLog } from './logBuilder';
import { rowsText, testSession, verdicts } from './testSession';

const numbered = (...numbers: number[]) => numbers.map((n) => ({ key: 'a', value: `message${n}` }));

describe('several topics in one session', () => {
  const two = (session: ReturnType<typeof testSession>): TestLog => {
    const log = new TestLog(session);
    session.topology({ topic: 'refunds', isCompacted: true, partitions: [{ id: 1, partition: 0, from: 0, end: 0 }] });
    return log;
  };

  it('takes a message of one topic for no copy of another one, and names the partitions by their topics', () => {
    const session = testSession({ identity: { kind: 'header', name: 'id' } });
    const log = two(session);
    for (const [at, partition] of [0, 1, 1].entries())
      log.batch(partition, [{ value: 'paid', headers: { id: '7' } }], { at });
    deepStrictEqual(verdicts(session), ['D3 strong final 1:1 of 1:0']);
    deepStrictEqual(rowsText(session), [
      '0:0 - paid',
      '1:0 - paid',
      '1:1 - paid [D D3 strong: Copy of refunds-0:0: the same message id was sent again]',
    ]);
  });

  for (const scope of ['key', 'topic'] as const) {
    it(`follows the numbers of each topic for itself, per ${scope}`, () => {
      const session = testSession({ sequence: { kind: 'trailing', of: 'value', scope } });
      const log = two(session);
      log
        .batch(0, numbered(1, 2, 5))
        .position(0)
        .batch(1, numbered(1, 2, 3))
        .position(1);
      session.tick(0);
      session.tick(1);
      session.settle();
      deepStrictEqual(
        verdicts(session).filter((verdict) => verdict.includes('confirmed')),
        [`G3 ${scope === 'key' ? 'proven' : 'strong'} confirmed 0:2 missing 3..4`],
      );
      deepStrictEqual(session.counters().sequence.hitRate, 1);
    });
  }

  it('knows of each topic whether it is compacted', () => {
    const session = testSession();
    const log = two(session);
    for (const partition of [0, 1])
      log.batch(partition, numbered(1)).batch(partition, numbered(2), { base: 3, at: 2_000 });
    deepStrictEqual(
      session.takeChanges().holes.map(({ code, partition }) => `${code} ${partition}`),
      ['O10 0', 'O4 1'],
    );
  });
});

describe('a topic that was created again', () => {
  const again = {
    topic: 'orders',
    isCompacted: false,
    replaced: [0],
    partitions: [{ id: 1, partition: 0, from: 0, end: 0 }],
  };

  it('is drawn as a bar, keeps the old rows, and begins all streams anew', () => {
    const session = testSession({
      identity: { kind: 'content' },
      sequence: { kind: 'trailing', of: 'value', scope: 'key' },
    });
    const log = new TestLog(session, { partitions: [{ id: 0, from: 0, end: 9 }] });
    log.batch(0, numbered(1, 2, 4));
    session.topology(again);
    log.batch(1, numbered(1, 2, 3)).position(1);
    session.settle();
    deepStrictEqual(rowsText(session), [
      '0:0 a message1',
      '0:1 a message2',
      'G4 unverifiable: 1 missing: 3 of key a; not to be verified: reading stopped before the end of the log',
      '0:2 a message4',
      'O11: Topic orders was deleted and created again; what follows is of the new one',
      '1:0 a message1',
      '1:1 a message2',
      '1:2 a message3',
    ]);
    deepStrictEqual(session.counters().holes.recreated, 1);
    deepStrictEqual(session.nextAnomaly(0, 1, 'recreated'), 4);
    deepStrictEqual(
      session.explain(4)?.sentence,
      'Topic orders was deleted and created again; what follows is of the new one.',
    );
  });

  it('is no reason to stop looking for the rules', () => {
    const session = testSession({ sequence: { kind: 'auto' } });
    const log = new TestLog(session);
    log.batch(0, numbered(1, 2, 3)).position(0);
    session.topology(again);
    log.batch(1, numbered(...Array.from({ length: 40 }, (_, i) => (i < 30 ? i + 1 : i + 2)))).position(1);
    session.settle();
    deepStrictEqual(verdicts(session), ['G3 proven confirmed 1:30 missing 31..31']);
  });
});
