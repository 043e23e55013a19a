import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { createTopics } from '../demo/demoTopics';
import { openShop, type Shop } from '../demo/shop';
import type { KafkaCluster } from '../kafka/KafkaCluster';
import { startKafka } from '../kafka/startKafka';

describe("the demo's producers know what they lost and doubled", function () {
  this.timeout(120_000);
  let kafka: KafkaCluster;
  let shop: Shop;

  before(async () => {
    kafka = await startKafka({ version: '4.2.0', brokers: 1, name: 'demo-shop' });
    const servers = kafka.bootstrapServers();
    await createTopics(servers);
    shop = openShop(servers, { pauseMs: 5, faultEvery: 20 });
    await Promise.all(shop.producers.map((producer) => producer.start()));
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    await Promise.all(shop.producers.map((producer) => producer.stop()));
  });

  after(() => kafka?.stop());

  for (const [at, topic] of ['orders', 'payments', 'clicks'].entries())
    it(topic, async () => {
      const ledger = shop.ledgers[at];
      const copies = new Map<string, number>();
      for (const value of await read(kafka, topic)) copies.set(value, (copies.get(value) ?? 0) + 1);
      const sent = shop.producers.filter(({ topic: name }) => name === topic).flatMap((each) => [...each.lastNumbers]);
      const lost = missing(new Map(sent), [...copies.keys()]);
      const records = [...copies.values()].reduce((sum, count) => sum + count, 0);
      deepStrictEqual(
        { written: copies.size, duplicated: records - copies.size, lost, unknown: 0 },
        { written: ledger?.written, duplicated: ledger?.duplicated, lost: ledger?.lost, unknown: ledger?.unknown },
      );
    });

  it('meets both faults in orders, none in payments, losses in clicks', () => {
    const signs = shop.ledgers.map(({ duplicated, lost }) => [duplicated > 0, lost > 0]);
    deepStrictEqual(signs, [
      [true, true],
      [false, false],
      [false, true],
    ]);
  });

  it('refuses a Kafka that is not there with a sentence', async () => {
    const message = await createTopics(['127.0.0.1:1']).catch((error: Error) => error.message);
    strictEqual(message, 'No Kafka answers at 127.0.0.1:1: check the address and that it is running.');
  });
});

/** Values in the order of the topic, through the Java client: another witness than the one that wrote. */
async function read(kafka: KafkaCluster, topic: string): Promise<string[]> {
  const { stdout } = await kafka.runTool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
    '--bootstrap-server',
    kafka.bootstrapServers().join(','),
    '--topic',
    topic,
    '--from-beginning',
    '--timeout-ms',
    '2500',
  ]);
  return stdout.split('\n').filter((line) => line.startsWith('{'));
}

/** How many of the numbers that were sent are not among the values. */
function missing(sent: ReadonlyMap<string, number>, values: readonly string[]): number {
  const seen = new Map<string, Set<number>>();
  for (const value of values) {
    const { order, visitor, seq } = JSON.parse(value) as { order?: string; visitor?: string; seq: number };
    const key = order ?? visitor ?? '';
    seen.set(key, (seen.get(key) ?? new Set()).add(seq));
  }
  let count = 0;
  for (const [key, last] of sent) count += last - (seen.get(key)?.size ?? 0);
  return count;
}
