import { deepStrictEqual } from 'node:assert';
import { collectLanes } from '../../../src/tail/collectLanes';
import { TestLog } from './logBuilder';
import { rowsText, testSession } from './testSession';

describe('collectLanes', () => {
  it('gives each of the busiest keys its records, with gaps before and originals behind them', () => {
    const session = testSession({ sequence: { kind: 'json', path: 'n', scope: 'key' } });
    const log = new TestLog(session);
    log.values(0, 'a', ['{"n":1}'], { at: 100 }).values(0, 'b', ['{"n":1}'], { at: 110 });
    log.values(0, 'a', ['{"n":2}', '{"n":5}'], { at: 120 }).values(0, null, ['x'], { at: 130 });
    log.values(0, 'a', ['{"n":5}'], { at: 120 });
    log.position(0);
    session.settle();
    deepStrictEqual(rowsText(session).slice(3, 5), [
      'G3 confirmed: 2 missing: 3..4 of key a: never written to this partition between these two records',
      '0:3 a {"n":5}',
    ]);
    const key = (text: string) => ({ text, cut: false, binary: false });
    deepStrictEqual(collectLanes(session, 0, 100, 1), {
      from: 0,
      end: 7,
      lanes: [
        {
          key: key('a'),
          ticks: [
            { row: 0, at: 100 },
            { row: 2, at: 120 },
            {
              row: 4,
              at: 120,
              gap: '2 missing: 3..4 of key a: never written to this partition between these two records',
            },
            { row: 6, at: 120, kind: 'duplicate', of: { partition: 0, offset: 3, row: 4 } },
          ],
        },
      ],
      otherKeys: 2,
      otherRecords: 2,
      unknown: 0,
    });
    const [none] = collectLanes(session, 5, 1, 3).lanes;
    deepStrictEqual(none, { key: null, ticks: [{ row: 5, at: 130 }] });
  });

  it('counts the records whose key has left memory instead of guessing', () => {
    const session = testSession({ maxPayloadBytes: 1 << 15 });
    const log = new TestLog(session);
    const value = 'x'.repeat(10_000);
    for (let i = 0; i < 8; i += 1) log.values(0, 'a', [value]);
    const { lanes, unknown } = collectLanes(session, 0, 100, 3);
    deepStrictEqual([lanes[0]?.ticks.map(({ row }) => row), unknown], [[6, 7], 6]);
  });
});
