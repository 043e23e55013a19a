import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { MatchList } from '../../../src/tail/matchList';

const never = (): boolean => false;

describe('MatchList', () => {
  it('shows matches with rows around them, none twice', () => {
    const list = listOf({ firstRow: 0, endRow: 30 }, [5, 7, 20], 2);
    deepStrictEqual(shown(list), ['3', '4', '5!', '6', '7!', '8', '9', '18', '19', '20!', '21', '22']);
    deepStrictEqual([list.matches, list.unknown, list.placeOf(6), list.placeOf(10)], [3, 0, 3, undefined]);
    strictEqual(list.placeFrom(10), 7);
  });

  it('goes on where it was when rows come and go', () => {
    const span = { firstRow: 0, endRow: 6 };
    const list = listOf(span, [5, 7, 20], 2);
    deepStrictEqual(shown(list), ['3', '4', '5!']);
    span.endRow = 21;
    list.scan(never);
    span.firstRow = 5;
    list.forget();
    deepStrictEqual(shown(list), ['5!', '6', '7!', '8', '9', '18', '19', '20!']);
    deepStrictEqual([list.first, list.end, list.layout], [2, 10, 0]);
  });

  it('stops when its time is over and loses nothing', () => {
    const list = new MatchList({ firstRow: 0, endRow: 1000 }, (n) => Number(n % 100 === 0), 0);
    let slices = 0;
    while (!list.isComplete) {
      list.scan(() => true);
      slices += 1;
    }
    ok(slices > 10, `${slices} slices`);
    strictEqual(list.matches, 10);
  });

  it('counts what it could not look into, as long as it is in memory', () => {
    const span = { firstRow: 0, endRow: 10 };
    const list = new MatchList(span, (n) => (n < 4 || n === 6 ? 2 : 1), 0);
    list.scan(never);
    deepStrictEqual([list.unknown, list.matches], [5, 5]);
    span.firstRow = 3;
    list.forget();
    deepStrictEqual([list.unknown, list.matches], [2, 5]);
  });

  it('is the same list whatever the order of coming, going and changing', () => {
    const run = fc.record({
      context: fc.integer({ min: 0, max: 3 }),
      steps: fc.array(
        fc.oneof(
          fc.record({ come: fc.integer({ min: 0, max: 40 }) }),
          fc.record({ go: fc.integer({ min: 0, max: 20 }) }),
          fc.record({ flip: fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }) }),
        ),
        { maxLength: 25 },
      ),
      matching: fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 80 }),
    });
    fc.assert(
      fc.property(run, ({ context, steps, matching }) => {
        const span = { firstRow: 0, endRow: 0 };
        const now = new Set(matching);
        const list = new MatchList(span, (n) => Number(now.has(n)), context);
        for (const step of steps) {
          if ('come' in step) span.endRow += step.come;
          if ('go' in step) span.firstRow = Math.min(span.endRow, span.firstRow + step.go);
          if ('flip' in step) {
            // What has left memory changes no more.
            for (const n of step.flip) if (n >= span.firstRow && !now.delete(n)) now.add(n);
            list.look(step.flip);
          }
          list.scan(never);
          deepStrictEqual(shown(list).slice(0), expected(span, now, context));
        }
      }),
      { seed: 1976, numRuns: 300, verbose: 1 },
    );
  });
});

/** By the definition: every row in memory that matches or stands near one that does. */
function expected(
  span: { firstRow: number; endRow: number },
  matching: ReadonlySet<number>,
  context: number,
): string[] {
  const rows: string[] = [];
  for (let n = span.firstRow; n < span.endRow; n += 1) {
    const near = Array.from({ length: 2 * context + 1 }, (_, i) => n - context + i);
    if (matching.has(n)) rows.push(`${n}!`);
    else if (near.some((m) => matching.has(m) && m < span.endRow)) rows.push(String(n));
  }
  return rows;
}

function listOf(span: { firstRow: number; endRow: number }, matching: readonly number[], context: number): MatchList {
  const list = new MatchList(span, (n) => Number(matching.includes(n)), context);
  list.scan(never);
  return list;
}

const shown = (list: MatchList): string[] =>
  Array.from({ length: list.end - list.first }, (_, i) => {
    const place = list.first + i;
    return `${list.rowAt(place)}${list.shownAs(place) === 'match' ? '!' : ''}`;
  });
