import { deepStrictEqual, match, strictEqual } from 'node:assert';
import type { FilterExpression } from '../../../src/protocol/tail';
import type { TailSession } from '../../../src/tail/session';
import { RowView } from '../../../src/tailWorker/rowView';
import { TestLog } from '../tail/logBuilder';
import { testSession } from '../tail/testSession';

const contains = (text: string): FilterExpression => ({ kind: 'contains', field: { of: 'value' }, text });
const is = (trait: 'gap' | 'aborted' | 'pending' | 'anomaly'): FilterExpression => ({ kind: 'is', trait });

describe('RowView', () => {
  it('counts the rows that the filter shows, and finds its way between the two numbers', async () => {
    const { view, log } = bench(testSession());
    log.batch(0, values('a1', 'b2', 'a3', 'b4', 'a5'));
    deepStrictEqual(texts(view), ['0 a1', '1 b2', '2 a3', '3 b4', '4 a5']);
    view.setFilter({ where: contains('b'), context: 0 });
    await done(view);
    deepStrictEqual(texts(view), ['0 b2', '1 b4']);
    deepStrictEqual([view.rowAt(1), view.placeOf(3), view.placeOf(2)], [3, 1, undefined]);
    deepStrictEqual(
      [view.findRow(0, 3), view.findRow(0, 4), view.nearRow(0, 2), view.nearRow(0, 9)],
      [1, undefined, 1, undefined],
    );
    strictEqual(view.nearRow(0, 4), 1, 'behind the last row shown: that one');
    log.batch(0, values('a6', 'b7'));
    view.advance([], false);
    await done(view);
    deepStrictEqual(texts(view), ['0 b2', '1 b4', '2 b7']);
    view.setFilter({ where: contains('b'), context: 1 });
    await done(view);
    deepStrictEqual(texts(view), ['0 (a1)', '1 b2', '2 (a3)', '3 b4', '4 (a5)', '5 (a6)', '6 b7']);
    view.setFilter(undefined);
    deepStrictEqual(texts(view).length, 7);
  });

  it('gives each meaning of the row numbers a number of its own', async () => {
    const { view, log } = bench(testSession());
    log.batch(0, values('a', 'b'));
    const seen = [view.layout];
    for (const filter of [{ where: contains('a'), context: 0 }, { where: contains('a'), context: 2 }, undefined]) {
      view.setFilter(filter);
      view.setFilter(filter);
      seen.push(view.layout);
    }
    strictEqual(new Set(seen).size, 4);
    strictEqual(view.layout, seen.at(-1));
  });

  it('follows verdicts that change: a gap that is filled goes', async () => {
    const session = testSession({ sequence: { kind: 'json', path: 'n', scope: 'partition' }, graceMs: 60_000 });
    const { view, log } = bench(session);
    view.setFilter({ where: is('gap'), context: 0 });
    log.position(0);
    for (const n of [1, 2, 5]) log.batch(0, [{ value: `{"n":${n}}` }]);
    advance(view, session);
    await done(view);
    deepStrictEqual(gaps(view), ['2 missing: 3..4']);
    const before = view.layout;
    for (const n of [3, 4]) log.batch(0, [{ value: `{"n":${n}}` }]);
    advance(view, session);
    await done(view);
    deepStrictEqual(gaps(view), []);
    strictEqual(view.layout > before, true);
  });

  it('follows transactions: what was pending is aborted later', async () => {
    const session = testSession();
    const { view, log } = bench(session);
    const producer = { isTransactional: true, producerId: 7, producerEpoch: 0 };
    log.batch(0, values('a', 'b'), producer);
    view.setFilter({ where: is('aborted'), context: 0 });
    await done(view);
    deepStrictEqual(texts(view), []);
    log.marker(0, 7, 'abort');
    view.advance(session.takeChanges().verdicts, true);
    await done(view);
    deepStrictEqual(texts(view).slice(0, 2), ['0 a', '1 b']);
    view.setFilter({ where: is('pending'), context: 0 });
    await done(view);
    deepStrictEqual(texts(view), []);
  });

  it('searches what the filter shows, round and round', async () => {
    const { view, log } = bench(testSession());
    log.batch(0, values('x1', 'y1', 'x2', 'y2', 'x3'));
    view.setSearch(contains('x'));
    await done(view);
    deepStrictEqual(
      [-1, 0, 2, 4].map((from) => view.nextMatch(from, 1)),
      [
        { row: 0, number: 1 },
        { row: 2, number: 2 },
        { row: 4, number: 3 },
        { row: 0, number: 1 },
      ],
    );
    deepStrictEqual(view.nextMatch(0, -1), { row: 4, number: 3 });
    view.setFilter({ where: { kind: 'or', of: [contains('y'), contains('x3')] }, context: 0 });
    await done(view);
    deepStrictEqual(view.searchState, { matches: 1, unknown: 0, scanned: 3, total: 3, problem: undefined });
    deepStrictEqual(view.nextMatch(-1, 1), { row: 2, number: 1 });
    view.setSearch(undefined);
    deepStrictEqual([view.searchState, view.nextMatch(0, 1)], [undefined, undefined]);
  });

  it('goes to the next finding that the filter shows', async () => {
    const session = testSession({ sequence: { kind: 'json', path: 'n', scope: 'key' } });
    const { view, log } = bench(session);
    for (const n of [1, 3, 5]) log.batch(0, [{ key: n === 3 ? 'b' : 'a', value: `{"n":${n}}` }]);
    session.settle();
    advance(view, session);
    deepStrictEqual(view.nextAnomaly(-1, 1), 2, 'the gap of key a');
    view.setFilter({ where: { kind: 'contains', field: { of: 'key' }, text: 'b' }, context: 0 });
    await done(view);
    deepStrictEqual([view.endRow, view.nextAnomaly(-1, 1), view.nextAnomaly(1, -1)], [1, undefined, undefined]);
  });

  it('says how many rows it could not look into', async () => {
    const { view, log } = bench(testSession({ maxPayloadBytes: 1 << 16 }));
    for (let i = 0; i < 9; i += 1) log.batch(0, values(`${i}`.repeat(20_000)));
    view.setFilter({ where: contains('8'), context: 0 });
    await done(view);
    const { matches, unknown, scanned, total } = view.filterState ?? {};
    deepStrictEqual({ matches, scanned, total }, { matches: 1, scanned: 9, total: 9 });
    strictEqual(unknown !== undefined && unknown > 0 && unknown < 9, true);
  });

  it('stops a pattern that takes too long, with a sentence, and keeps what it found', async () => {
    const session = testSession();
    let runs = 0;
    const { view, log } = bench(session, () => {
      runs += 1;
      return runs < 2;
    });
    log.batch(0, values('aa', 'b'));
    view.setFilter({
      where: { kind: 'matches', field: { of: 'value' }, pattern: '^(a+)+$', ignoreCase: false },
      context: 0,
    });
    await done(view);
    log.batch(0, values('aaa'));
    view.advance([], false);
    await done(view);
    deepStrictEqual(texts(view), ['0 aa']);
    match(
      view.filterState?.problem ?? '',
      /^The regular expression takes too long on these records, so it was stopped\./,
    );
  });

  it('gives the extra columns that are asked for', () => {
    const { view, log } = bench(testSession({ identity: { kind: 'header', name: 'message-id' } }));
    log.batch(0, [{ value: '{"a":{"b":[1,"two"]}}', headers: { 'message-id': 'm1', trace: null } }, { value: 'x' }]);
    const want = { id: true, headers: true, fields: [['a', 'b', 1], ['a'], ['no']] };
    const rows = view.rows({ from: 0, count: 9, want });
    deepStrictEqual(
      rows.map(({ extra }) => [extra?.id?.text, extra?.headers?.text, extra?.fields.map((field) => field?.text)]),
      [
        ['m1', 'message-id: m1, trace: null', ['"two"', '{"b":[1,"two"]}', undefined]],
        [undefined, '', [undefined, undefined, undefined]],
      ],
    );
  });
});

const values = (...texts: readonly string[]) => texts.map((value) => ({ value }));

/** `isInTime` decides whether what is run under guard ends in time. */
function bench(session: TailSession, isInTime: () => boolean = () => true) {
  const log = new TestLog(session);
  let now = 0;
  const view = new RowView(
    session,
    {
      // Every look at the clock is a slice's end.
      now: () => (now += 10),
      rest: () => Promise.resolve(),
      guard: (_milliseconds, run) => (isInTime() ? { value: run() } : undefined),
    },
    () => undefined,
  );
  return { view, log };
}

const advance = (view: RowView, session: TailSession): void => view.advance(session.takeChanges().verdicts, false);

/** Until no slice is left. */
async function done(view: RowView): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (view.isDone) return;
  }
  throw new Error('The scan did not end.');
}

const texts = (view: RowView): string[] =>
  view.rows({ from: view.firstRow, count: 1000 }).map((row) => {
    const text = row.kind === 'record' ? row.value?.text : row.kind;
    return `${row.row} ${row.isContext ? `(${text})` : text}`;
  });

const gaps = (view: RowView): string[] =>
  view.rows({ from: view.firstRow, count: 1000 }).map((row) => (row.kind === 'gap' ? row.text : row.kind));
