import { strictEqual } from 'node:assert';
import { tailTitle } from '../../../src/tailPanel/tailTitle';

describe('tailTitle', () => {
  it('names the first topic and counts the others', () => {
    strictEqual(tailTitle({ topic: 'orders' }), 'orders · Tail');
    strictEqual(tailTitle({ topic: 'orders', moreTopics: ['refunds', 'returns'] }), 'orders +2 · Tail');
  });
});
