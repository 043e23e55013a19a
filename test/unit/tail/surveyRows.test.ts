import { deepStrictEqual, strictEqual } from 'node:assert';
import { firstInTime } from '../../../src/tail/firstInTime';
import { nextOfKey } from '../../../src/tail/nextOfKey';
import type { RowsInMemory } from '../../../src/tail/rowsInMemory';
import { surveyRows } from '../../../src/tail/surveyRows';
import { timeBins } from '../../../src/tail/timeBins';
import { TestLog } from './logBuilder';
import { rowsText, testSession } from './testSession';

describe('surveyRows', () => {
  it('counts findings by row and by the time of their records, a gap with the record after it', () => {
    const session = testSession({ sequence: { kind: 'json', path: 'n', scope: 'key' } });
    const log = new TestLog(session);
    log.batch(0, [{ key: 'a', value: '{"n":1}' }], { at: 1_000 });
    log.batch(0, [{ key: 'a', value: '{"n":2}' }], { at: 1_010 });
    log.batch(0, [{ key: 'a', value: '{"n":2}' }], { at: 1_010 });
    log.batch(0, [{ key: 'a', value: '{"n":6}' }], { at: 1_205 });
    log.batch(0, [{ key: 'a', value: '{"n":7}' }], { at: -1 });
    log.position(0);
    session.settle();
    deepStrictEqual(rowsText(session), [
      '0:0 a {"n":1}',
      '0:1 a {"n":2}',
      '0:2 a {"n":2} [D D1 strong: Retry of 0:1: the same batch was written twice]',
      'G3 confirmed: 3 missing: 3..5 of key a: never written to this partition between these two records',
      '0:3 a {"n":6}',
      '0:4 a {"n":7}',
    ]);
    const survey = run(surveyRows(session, undefined));
    deepStrictEqual(
      [...(survey?.byRow ?? [])].map(([kind, counts]) => [kind, [...counts]]),
      [
        ['duplicate', [0, 0, 1, 0, 0, 0]],
        ['gap', [0, 0, 0, 1, 0, 0]],
      ],
    );
    strictEqual(survey?.time?.from, 1_000);
    strictEqual(survey.time.width, 1);
    strictEqual(survey.time.count, 206);
    deepStrictEqual(filled(survey.time.records), { 0: 1, 10: 2, 205: 1 });
    deepStrictEqual(
      [...survey.time.byTime].map(([kind, counts]) => [kind, filled(counts)]),
      [
        ['duplicate', { 10: 1 }],
        ['gap', { 205: 1 }],
      ],
    );
    deepStrictEqual([survey.timeless, survey.time.outside], [1, 0]);
    deepStrictEqual(survey.findings.page(undefined, 0, 0, 10), [2, 3]);
    deepStrictEqual(survey.findings.page('gap', 0, 0, 10), [3]);
    strictEqual(survey.findings.count(undefined, 3), 1, 'a row that has left memory does not count');
    const narrow = run(surveyRows(session, { from: 1_005, to: 1_100 }));
    deepStrictEqual([narrow?.time?.from, narrow?.time?.width, narrow?.time?.count], [1_005, 1, 96]);
    strictEqual(narrow?.time?.outside, 2);
  });

  it('gives up when rows are inserted meanwhile, and passes over what left memory', () => {
    const rows = { ...fakeRows(20_000), firstRow: 0, endRow: 20_000, layout: 1 };
    const moved = surveyRows(rows, undefined);
    moved.next();
    rows.layout = 2;
    strictEqual(run(moved), undefined);
    const evicting = surveyRows(rows, undefined);
    evicting.next();
    rows.firstRow = 10_000;
    const survey = run(evicting);
    strictEqual(
      survey?.time?.records.reduce((sum, n) => sum + n, 0),
      10_000,
    );
    deepStrictEqual(survey.findings.page('restart', 10_000, 0, 2), [10_000, 11_000]);
  });

  it('keeps its bins in place as rows come and go', () => {
    const survey = run(surveyRows({ ...fakeRows(), firstRow: 700_123, endRow: 1_700_123 }, undefined));
    deepStrictEqual([survey?.binRows, survey?.rowsFrom], [2048, 698_368]);
    strictEqual(survey?.byRow.get('restart')?.length, 490);
  });

  it('leaves a legitimate repeat out of the anomalies, and finds it by its kind', () => {
    const kinds = ['repeat', 'aborted', 'late', undefined] as const;
    const rows: RowsInMemory = { ...fakeRows(), firstRow: 0, endRow: 8, kindAt: (n) => kinds[n % 4] };
    const findings = run(surveyRows(rows, undefined))?.findings;
    deepStrictEqual(findings?.page(undefined, 0, 0, 10), [2, 6]);
    deepStrictEqual(findings?.page('repeat', 0, 0, 10), [0, 4]);
    deepStrictEqual(findings?.page('repeat', 0, 1, 10), [4]);
    strictEqual(findings?.rank('aborted', 5), 1);
  });
});

describe('timeBins', () => {
  it('takes the finest width with a name that needs no more than 240 bins', () => {
    const width = (span: number): number => timeBins(1_700_000_000_000, 1_700_000_000_000 + span).width;
    deepStrictEqual(
      [0, 238, 240, 3_000, 60_000, 3_600_000, 86_400_000].map(width),
      [1, 1, 2, 20, 500, 30_000, 600_000],
    );
    deepStrictEqual(timeBins(0, 4_102_444_800_000), { from: 0, width: 256 * 86_400_000, count: 186 });
  });
});

describe('nextOfKey', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  it('finds the nearest record of the key in both directions', () => {
    const session = testSession();
    new TestLog(session).values(0, 'a', ['1']).values(0, 'b', ['2', '3']).values(0, null, ['4']).values(0, 'a', ['5']);
    deepStrictEqual(run(nextOfKey(session, 0, 1, bytes('a'))), { row: 4, unknown: 0 });
    deepStrictEqual(run(nextOfKey(session, 4, -1, bytes('b'))), { row: 2, unknown: 0 });
    deepStrictEqual(run(nextOfKey(session, 4, 1, bytes('a'))), { row: undefined, unknown: 0 });
    deepStrictEqual(run(nextOfKey(session, 0, 1, bytes('ab'))), { row: undefined, unknown: 0 });
  });

  it('says how many records on the way have lost their key', () => {
    const rows: RowsInMemory = {
      ...fakeRows(),
      firstRow: 0,
      endRow: 5,
      keyAt: (n) => (n === 4 ? bytes('a') : undefined),
    };
    deepStrictEqual(run(nextOfKey(rows, 0, 1, bytes('a'))), { row: 4, unknown: 3 });
  });
});

describe('firstInTime', () => {
  it('finds the first row of a span, ends included, in the order of reading', () => {
    const session = testSession();
    const log = new TestLog(session);
    for (const at of [500, 100, 300, 200]) log.batch(0, [{ value: String(at) }], { at });
    strictEqual(run(firstInTime(session, 200, 300)), 2);
    strictEqual(run(firstInTime(session, 100, 100)), 1);
    strictEqual(run(firstInTime(session, 301, 499)), undefined);
  });
});

function run<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const filled = (counts: Uint32Array): Record<number, number> =>
  Object.fromEntries([...counts.entries()].filter(([, n]) => n > 0));

/** A restart in every thousandth row, one record a millisecond. */
const fakeRows = (endRow = 0) => ({
  firstRow: 0,
  endRow,
  layout: 0,
  kindAt: (n: number) => (n % 1000 === 0 ? ('restart' as const) : undefined),
  timestampAt: (n: number) => n,
  keyAt: () => null,
});
