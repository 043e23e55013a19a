import { deepStrictEqual, match } from 'node:assert/strict';
import { prettyWriter } from '../../../src/commandLine/prettyWriter';
import { emptyRecord } from '../../../src/kafka/emptyRecord';
import { testSession } from '../tail/testSession';

const rulesOf = (kind: 'none' | 'content'): string[] => {
  const session = testSession({ identity: { kind }, sequence: { kind: 'none' } });
  session.settle();
  const text = prettyWriter.summary({ topic: 'orders', elapsedMs: 100, ...session.counters() }, false);
  return text.trimEnd().split('\n').slice(-2);
};

describe('prettyWriter', () => {
  it('prints a record whose producer has written nanoseconds, and one without a time', () => {
    const times = [1_772_366_400_000, 1_772_366_400_000_000_000, -1].map((timestamp) =>
      prettyWriter.record(
        { ...emptyRecord(), offset: 7, timestamp },
        { partition: 0, producerId: -1, transaction: 'none' },
      ),
    );
    deepStrictEqual(times, [
      '0:7  2026-03-01T12:00:00.000Z  -  (tombstone)\n',
      '0:7  1772366400000000000 ms  -  (tombstone)\n',
      '0:7  -  -  (tombstone)\n',
    ]);
  });

  it('says in the summary what was not looked for', () => {
    deepStrictEqual(rulesOf('none'), [
      '  identity    none: of duplicates only batches written twice are found',
      '  sequence    none: gaps are not looked for',
    ]);
    deepStrictEqual(rulesOf('content')[0], '  identity    key and value');
  });

  it('does not say who sent a message id again', () => {
    const text = prettyWriter.verdict({
      id: 1,
      code: 'D3',
      confidence: 'strong',
      state: 'final',
      partition: 0,
      offset: 9,
      of: { partition: 0, offset: 4 },
    });
    match(text, /duplicate: the same message id again \(D3\) at 0:9 of 0:4/);
  });
});
