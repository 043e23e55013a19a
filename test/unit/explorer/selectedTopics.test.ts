import { deepStrictEqual } from 'node:assert';
import { selectedTopics } from '../../../src/explorer/selectedTopics';

const row = (topic: string, connection = 'local') => ({
  id: `${connection}/${topic}`,
  kind: 'topic',
  connection,
  topic,
});

describe('selectedTopics', () => {
  it('takes the clicked topic alone, and with a selection the clicked one first', () => {
    const orders = row('orders');
    const alone = { connection: 'local', topic: 'orders' };
    deepStrictEqual(selectedTopics(orders, []), { request: alone, leftOut: [] });
    deepStrictEqual(selectedTopics(orders, [orders]), { request: alone, leftOut: [] });
    deepStrictEqual(selectedTopics(orders, [row('refunds'), orders, row('returns')]), {
      request: { ...alone, moreTopics: ['refunds', 'returns'] },
      leftOut: [],
    });
  });

  it('leaves out other kinds of rows, and says that it leaves out topics of other connections', () => {
    const group = { id: 'g', kind: 'group', connection: 'local', name: 'billing' };
    deepStrictEqual(selectedTopics(row('orders'), [row('orders'), group, row('orders', 'prod'), row('x', 'prod')]), {
      request: { connection: 'local', topic: 'orders' },
      leftOut: ['A tail reads topics of one connection: left out 2 selected topics of others.'],
    });
  });

  it('reads at most sixteen, and says so', () => {
    const names = Array.from({ length: 17 }, (_, i) => `t${i}`);
    deepStrictEqual(
      selectedTopics(
        row('t3'),
        names.map((name) => row(name)),
      ),
      {
        request: {
          connection: 'local',
          topic: 't3',
          moreTopics: names.filter((name) => name !== 't3').slice(0, 15),
        },
        leftOut: ['A tail reads at most 16 topics: left out 1 selected topic.'],
      },
    );
  });
});
