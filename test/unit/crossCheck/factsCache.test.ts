import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { FactsCache } from '../../../src/crossCheck/FactsCache';
import { exampleFacts } from '../../../src/guarantees/cluster/exampleCluster';
import type { ClusterFacts } from '../../../src/kafka/clusterFacts';
import { KafkaError } from '../../../src/kafka/errors';

describe('FactsCache', () => {
  const connection = { id: 'c', name: 'c', bootstrapServers: ['b:9092'] };
  const facts = exampleFacts({ topics: {} });

  function cache() {
    const asked: string[] = [];
    const answers: ((facts: ClusterFacts) => void)[] = [];
    const signals: AbortSignal[] = [];
    let now = 0;
    const made = new FactsCache(
      (_connection, topics, signal) => {
        asked.push(topics.join());
        signals.push(signal);
        return new Promise((resolve, reject) => {
          answers.push(resolve);
          signal.addEventListener('abort', () => reject(new KafkaError('aborted', 'stopped')));
        });
      },
      () => now,
    );
    return {
      made,
      asked,
      signals,
      answer: () => answers.shift()?.(facts),
      pass: (ms: number) => {
        now += ms;
      },
    };
  }

  it('asks once for as long as the answer is young and knows the topics', async () => {
    const { made, asked, answer, pass } = cache();
    const first = made.of(connection, ['orders'], 1_000);
    const same = made.of(connection, ['orders'], 1_000);
    answer();
    strictEqual(await first, facts);
    strictEqual(await same, facts);
    pass(999);
    strictEqual(await made.of(connection, [], 1_000), facts);
    deepStrictEqual(asked, ['orders']);
    pass(1);
    const old = made.of(connection, ['orders'], 1_000);
    answer();
    await old;
    deepStrictEqual(asked, ['orders', 'orders']);
  });

  it('waits for a reading that asks for less, then asks for all so far', async () => {
    const { made, asked, answer } = cache();
    const orders = made.of(connection, ['orders'], 1_000);
    const clicks = made.of(connection, ['clicks'], 1_000);
    deepStrictEqual(asked, ['orders']);
    answer();
    await orders;
    await Promise.resolve();
    answer();
    await clicks;
    deepStrictEqual(asked, ['orders', 'orders,clicks']);
    strictEqual(await made.of(connection, ['clicks', 'orders'], 1_000), facts);
    strictEqual(asked.length, 2);
  });

  it('ends the reading of a connection that is gone, and begins anew after it', async () => {
    const { made, asked, signals, answer } = cache();
    const orders = made.of(connection, ['orders'], 1_000);
    made.forget('another');
    strictEqual(signals[0]?.aborted, false);
    made.forget('c');
    strictEqual(signals[0]?.aborted, true);
    await rejects(orders, KafkaError);
    const again = made.of(connection, ['clicks'], 1_000);
    answer();
    answer();
    await again;
    deepStrictEqual(asked, ['orders', 'clicks']);
  });
});
