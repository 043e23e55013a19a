import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import type { HoleRow } from '../../../src/protocol/tail';
import { RowCache } from '../../../webview/tail/rowCache';

describe('RowCache', () => {
  it('asks for one range that holds what is missing or old', () => {
    const cache = new RowCache();
    deepStrictEqual(cache.missing(10, 20, 1), { from: 10, count: 10 });
    cache.put(rows(10, 15), 1);
    deepStrictEqual(cache.missing(10, 20, 1), { from: 15, count: 5 });
    cache.put(rows(15, 20), 1);
    strictEqual(cache.missing(10, 20, 1), undefined);
    cache.put(rows(12, 13), 2);
    deepStrictEqual(cache.missing(10, 20, 2), { from: 10, count: 10 });
    deepStrictEqual(cache.missing(12, 13, 2), undefined);
  });

  it('shows rows without what columns had asked for, and asks anew, when the columns change', () => {
    const cache = new RowCache();
    const extra = { id: undefined, headers: undefined, fields: [{ text: '1', cut: false, binary: false }] };
    cache.put(
      rows(0, 3).map((row) => ({ ...row, extra })),
      4,
    );
    cache.expire();
    deepStrictEqual(
      [0, 1, 2].map((n) => cache.get(n)?.extra),
      [undefined, undefined, undefined],
    );
    strictEqual(cache.get(2)?.row, 2);
    deepStrictEqual(cache.missing(0, 3, 0), { from: 0, count: 3 });
  });

  it('forgets the rows that were used longest ago', () => {
    const cache = new RowCache();
    for (let at = 0; at < 20_000; at += 100) cache.put(rows(at, at + 100), 1);
    ok(cache.size <= 4096, `${cache.size} rows`);
    strictEqual(cache.get(0), undefined);
    strictEqual(cache.get(19_999)?.row, 19_999);
  });
});

const rows = (from: number, end: number): HoleRow[] =>
  Array.from({ length: end - from }, (_, i) => ({
    kind: 'hole',
    row: from + i,
    code: 'O1',
    partition: 0,
    from: 0,
    to: 0,
    text: '',
  }));
