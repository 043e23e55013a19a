import { deepStrictEqual } from 'node:assert';
import { SlotBook } from '../../../src/tailWorker/slotBook';

const facts = (topic: string, ...partitions: readonly (readonly [id: number, partition: number])[]) => ({
  topic,
  isCompacted: false,
  partitions: partitions.map(([id, partition]) => ({ id, partition, from: 0, end: 0 })),
});

describe('SlotBook', () => {
  it('tells nothing where ids are the numbers of the only topic', () => {
    const book = new SlotBook('orders');
    book.add(facts('orders', [0, 0], [1, 1]));
    deepStrictEqual(book.told(), {});
    deepStrictEqual(book.of(1), { id: 1, topic: 'orders', partition: 1, name: '1', isOver: false });
  });

  it('knows which partitions are of a topic that was deleted', () => {
    const book = new SlotBook('orders');
    book.add(facts('orders', [0, 0]));
    book.add({ ...facts('orders', [1, 0]), replaced: [0] });
    deepStrictEqual([book.of(0).isOver, book.of(1).isOver], [true, false]);
    deepStrictEqual(book.told(), {
      slots: [
        { id: 0, topic: 'orders', partition: 0, name: '0' },
        { id: 1, topic: 'orders', partition: 0, name: '0' },
      ],
    });
  });

  it('names the topic from the first row on where several are read, also when one is not there', () => {
    const book = new SlotBook('orders', ['refunds']);
    book.add(facts('orders', [0, 0]));
    deepStrictEqual(book.told(), { slots: [{ id: 0, topic: 'orders', partition: 0, name: 'orders-0' }] });
  });
});
