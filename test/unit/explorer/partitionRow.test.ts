import { deepStrictEqual } from 'node:assert';
import { renderPartition } from '../../../src/explorer/renderTopic';

describe('row of a partition', () => {
  const row = (begin: number, end: number) =>
    renderPartition({
      kind: 'partition',
      id: 'orders/0',
      connection: 'local',
      topic: 'orders',
      partition: { id: 0, leader: 1, replicas: [1], isr: [1] },
      offsets: { partition: 0, begin, end },
    });

  it('says in words that the end of its offsets is that of the next record', () => {
    const tooltipOf = (begin: number, end: number) => row(begin, end).tooltip?.split('\n')[1];
    deepStrictEqual(row(0, 1_015).description, '0..1,015 · leader 1 · ISR 1');
    deepStrictEqual(tooltipOf(0, 1_015), 'Offsets: 0 to 1,014, the next record gets 1,015');
    deepStrictEqual(tooltipOf(7, 7), 'Offsets: empty, the next record gets 7');
  });
});
