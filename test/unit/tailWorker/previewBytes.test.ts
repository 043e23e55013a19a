import { deepStrictEqual, strictEqual } from 'node:assert';
import { previewBytes } from '../../../src/tailWorker/previewBytes';

describe('previewBytes', () => {
  it('gives text as it is', () => {
    const bytes = new TextEncoder().encode('\ufeffgrüße\u0000');
    deepStrictEqual(previewBytes(bytes, bytes.length), { text: '\ufeffgrüße\u0000', cut: false, binary: false });
  });

  it('does not take a torn character for a fault of the record', () => {
    const bytes = new TextEncoder().encode('a€👍');
    deepStrictEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((length) => previewBytes(bytes.subarray(0, length), bytes.length).text),
      ['a', 'a', 'a', 'a€', 'a€', 'a€', 'a€', 'a€👍'],
    );
  });

  it('shows hex for what is no text, and not without end', () => {
    deepStrictEqual(previewBytes(Uint8Array.of(0xc3, 0x28), 2), { text: 'c3 28', cut: false, binary: true });
    const large = previewBytes(new Uint8Array(100_000).fill(0xff), 100_000);
    deepStrictEqual([large.text.length, large.cut], [4096 * 3 - 1, true]);
    strictEqual(previewBytes(Uint8Array.of(0xe2, 0x82), 2).binary, true);
  });
});
