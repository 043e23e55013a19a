import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import {
  maxTop,
  rowHeight,
  type ScrollGeometry,
  scrollOfTop,
  spacerHeight,
  stretch,
  topOfScroll,
  windowAt,
} from '../../../webview/tail/scrollMap';

const cap = 33_554_428;

describe('scrollMap', () => {
  it('is the identity while the rows fit into one element', () => {
    const g: ScrollGeometry = { rows: 1_000_000, rowHeight: 22, viewHeight: 600, maxHeight: cap };
    strictEqual(spacerHeight(g), 22_000_000);
    strictEqual(stretch(g), 1);
    strictEqual(topOfScroll(g, 123_456.5), 123_456.5);
  });

  it('is proportional above the cap, exact at both ends', () => {
    const g: ScrollGeometry = { rows: 2_000_000, rowHeight: 22, viewHeight: 600, maxHeight: cap };
    strictEqual(spacerHeight(g), cap);
    strictEqual(topOfScroll(g, 0), 0);
    strictEqual(Math.round(topOfScroll(g, cap - 600)), 44_000_000 - 600);
    deepStrictEqual(windowAt(g, maxTop(g)), { from: 1_999_972, end: 2_000_000 });
  });

  it('has nothing to scroll where the rows fit into the view', () => {
    const g: ScrollGeometry = { rows: 3, rowHeight: 22, viewHeight: 600, maxHeight: cap };
    strictEqual(maxTop(g), 0);
    strictEqual(topOfScroll(g, 50), 0);
    deepStrictEqual(windowAt(g, 0), { from: 0, end: 3 });
    deepStrictEqual(windowAt({ ...g, rows: 0 }, 0), { from: 0, end: 0 });
  });

  it('comes back to the same place, and always shows a whole view of rows', () => {
    const geometry = fc.record({
      rows: fc.integer({ min: 0, max: 50_000_000 }),
      rowHeight: fc.constantFrom(rowHeight(1), rowHeight(2), rowHeight(3)),
      viewHeight: fc.integer({ min: 1, max: 4000 }),
      maxHeight: fc.integer({ min: 100_000, max: cap }),
    });
    fc.assert(
      fc.property(geometry, fc.double({ min: 0, max: 1, noNaN: true }), (g, share) => {
        const top = share * maxTop(g);
        const back = topOfScroll(g, scrollOfTop(g, top));
        ok(Math.abs(back - top) < 0.01, `${top} came back as ${back}`);
        const { from, end } = windowAt(g, top);
        const needed = Math.min(g.rows, Math.floor(g.viewHeight / g.rowHeight));
        ok(from >= 0 && end <= g.rows && end - from >= needed, `${from}..${end}`);
      }),
      { verbose: 1 },
    );
  });
});
