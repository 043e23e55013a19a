import assert from 'node:assert/strict';
import { DeliveryBook } from '../../../src/produce/deliveryBook';

describe('what became of the records of a run', () => {
  it('counts the last word on each, and joins neighbours that met the same fate', () => {
    const book = new DeliveryBook(7);
    for (const n of [0, 1, 2]) book.tell(n, { kind: 'pending', partition: 0, offset: 10 + n });
    for (const n of [0, 1, 2]) book.tell(n, { kind: 'acknowledged', partition: 0, offset: 10 + n });
    book.tell(3, { kind: 'acknowledged', partition: 1, offset: 4 });
    book.tell(4, { kind: 'unknown', partition: 1, sentence: 'No answer.' });
    book.tell(5, { kind: 'failed', sentence: 'Too large.' });
    book.settle({ kind: 'cancelled' });
    assert.deepEqual(book.counts(), {
      acknowledged: 4,
      unconfirmed: 0,
      pending: 0,
      unknown: 1,
      failed: 1,
      cancelled: 1,
    });
    assert.deepEqual(book.lines(), {
      lines: [
        { kind: 'acknowledged', from: 1, to: 3, partition: 0, offset: 10 },
        { kind: 'acknowledged', from: 4, to: 4, partition: 1, offset: 4 },
        { kind: 'unknown', from: 5, to: 5, partition: 1, sentence: 'No answer.' },
        { kind: 'failed', from: 6, to: 6, sentence: 'Too large.' },
        { kind: 'cancelled', from: 7, to: 7 },
      ],
      more: 0,
    });
  });

  it('keeps 200 lines and says how many more there are', () => {
    const book = new DeliveryBook(1_000);
    for (let n = 0; n < 1_000; n++) book.tell(n, { kind: 'acknowledged', partition: n % 2, offset: n });
    assert.equal(book.lines().lines.length, 200);
    assert.equal(book.lines().more, 800);
  });
});
