import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { diffLines, editsBetween } from '../../../src/config/diffLines';
import { applyEdits } from '../../../src/config/textEdit';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`diffLines (SEED=${seed})`, () => {
  const line = fc.constantFrom('a', 'b', 'acks=0', 'acks=all', '', '  # x', 'retries=3\r');
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
    .map(([lines, closed]) => lines.join('\n') + (closed ? '\n' : ''));

  it('leads from any text to any other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => strictEqual(applyEdits(before, editsBetween(before, after)), after)),
      { seed, numRuns: 2_000 },
    );
  });

  it('finds nothing between equal texts', () => {
    fc.assert(
      fc.property(text, (one) => deepStrictEqual(diffLines(one, one), [])),
      { seed, numRuns: 300 },
    );
  });

  it('keeps what stands between two changes', () => {
    deepStrictEqual(editsBetween('acks=0\n# keep\nretries=0\nend\n', 'acks=all\n# keep\nend\n'), [
      { span: { start: 5, end: 6 }, newText: 'all' },
      { span: { start: 14, end: 24 }, newText: '' },
    ]);
  });

  it('adds to a text without a last line break', () => {
    deepStrictEqual(editsBetween('a\nb', 'a\nb\nc'), [{ span: { start: 3, end: 3 }, newText: '\nc' }]);
  });
});
