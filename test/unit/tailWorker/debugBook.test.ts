import { deepStrictEqual, strictEqual } from 'node:assert';
import { type DebugMark, maxDebugMarks } from '../../../src/protocol/debugMarks';
import type { Row } from '../../../src/tail/model';
import { DebugBook } from '../../../src/tailWorker/debugBook';

const mark = (text: string): DebugMark => ({ kind: 'pause', text, at: 0 });

/** Rows of one partition: record n has offset n, until rows are inserted before them. */
function rows() {
  const state = { firstRow: 0, endRow: 0, layout: 0, inserted: 0 };
  return Object.assign(state, {
    row: (n: number): Row => ({ kind: 'record', partition: 0, offset: n - state.inserted }) as unknown as Row,
    findRow: (_partition: number, offset: number) => offset + state.inserted,
  });
}

const texts = (marks: readonly DebugMark[]): readonly string[] => marks.map(({ text }) => text);

describe('marks of the debugger between rows', () => {
  it('stand between the rows that came before and after them', () => {
    const state = rows();
    const book = new DebugBook(state);
    book.add(mark('first'));
    state.endRow = 3;
    book.add(mark('a'));
    book.add(mark('b'));
    deepStrictEqual(texts(book.between(-1, 0)), ['first']);
    deepStrictEqual(texts(book.between(1, 2)), []);
    deepStrictEqual(texts(book.between(2, 3)), ['a', 'b']);
    deepStrictEqual(texts(book.between(0, 9)), ['a', 'b'], 'rows that a filter hides hide no mark');
    strictEqual(book.told(2).debug?.trailing, 2);
    state.endRow = 4;
    strictEqual(book.told(3).debug?.trailing, 0);
  });

  it('stay with their records when rows are inserted before them', () => {
    const state = rows();
    const book = new DebugBook(state);
    state.endRow = 3;
    book.add(mark('a'));
    Object.assign(state, { endRow: 6, layout: 1, inserted: 2 });
    deepStrictEqual(texts(book.between(2, 3)), []);
    deepStrictEqual(texts(book.between(4, 5)), ['a']);
  });

  it('are bounded, and say how many are gone', () => {
    const book = new DebugBook(rows());
    deepStrictEqual(book.told(undefined), {});
    for (let n = 0; n < maxDebugMarks + 5; n += 1) book.add(mark(String(n)));
    const { debug } = book.told(undefined);
    strictEqual(debug?.marks.length, maxDebugMarks);
    strictEqual(debug?.marks[0]?.text, '5');
    strictEqual(debug?.dropped, 5);
  });

  it('leave a warning to be told without any mark', () => {
    const book = new DebugBook(rows());
    book.warning = 'Too long.';
    deepStrictEqual(book.told(undefined).debug, { marks: [], trailing: 0, dropped: 0, warning: 'Too long.' });
  });
});
