import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import { createTopics } from '../demo/demoTopics';
import { openShop, type Shop } from '../demo/shop';
import type { KafkaCluster } from '../kafka/KafkaCluster';
import { runProcess } from '../kafka/runProcess';
import { startKafka } from '../kafka/startKafka';

describe("the demo's producers know what they lost and doubled", function () {
  this.timeout(120_000);
  let kafka: KafkaCluster;
  let shop: Shop;

  before(async () => {
    kafka = await startKafka({ version: '4.2.0', brokers: 1, name: 'demo-shop' });
    const servers = kafka.bootstrapServers();
    await createTopics(servers);
    shop = openShop(servers, { pauseMs: 5, doubledEvery: 17, lostEvery: 23 });
    await Promise.all(shop.producers.map((producer) => producer.start()));
    // Fire-and-forget batches of several connections pile up meanwhile, and are taken in turn afterwards.
    for (const stall of [400, 400, 400]) {
      kafka.brokers[0]?.pause();
      await pause(stall);
      kafka.brokers[0]?.resume();
      await pause(200);
    }
    await pause(4_200);
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

  it('are found out by acklens tail', async () => {
    const found = [];
    for (const { topic } of shop.ledgers) {
      const servers = kafka.bootstrapServers().join(',');
      const args = ['tail', '--bootstrap-server', servers, '--topic', topic, '--from-beginning', '--exit-at-end'];
      const cli = ['--import', 'tsx', 'src/cli.ts', ...args, '--format', 'ndjson', '--summary-only'];
      const { stdout } = await runProcess(process.execPath, cli);
      const { records, duplicates, gaps, identity, sequence } = JSON.parse(stdout) as Summary;
      const by = [identity?.rule, sequence?.rule, sequence?.scope];
      const { missing, open, unverifiable } = gaps;
      found.push({ topic, by, records, duplicates: duplicates.total, missing, open, unverifiable });
    }
    const expected = [];
    for (const { topic, written, duplicated } of shop.ledgers) {
      const values = await read(kafka, topic);
      expected.push({
        topic,
        by: ['key and value', 'JSON seq', 'key'],
        records: written + duplicated,
        duplicates: duplicated,
        // A loss at a key's very end leaves no trace in the topic.
        missing: missing(lastNumbers(values), values),
        open: 0,
        unverifiable: 0,
      });
    }
    deepStrictEqual(found, expected);
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

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Values in the order of the topic, through the Java client: another witness than the one that wrote. */
async function read(kafka: KafkaCluster, topic: string): Promise<string[]> {
  const admin = new Kafka({ brokers: kafka.bootstrapServers(), logLevel: logLevel.NOTHING }).admin();
  const partitions = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const records = partitions.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  const { stdout } = await kafka.runTool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
    '--bootstrap-server',
    kafka.bootstrapServers().join(','),
    '--topic',
    topic,
    '--from-beginning',
    '--max-messages',
    String(records),
    '--timeout-ms',
    '60000',
  ]);
  return stdout.split('\n').filter((line) => line.startsWith('{'));
}

interface Summary {
  readonly records: number;
  readonly duplicates: { readonly total: number };
  readonly gaps: { readonly missing: number; readonly open: number; readonly unverifiable: number };
  readonly identity?: { readonly rule: string };
  readonly sequence?: { readonly rule: string; readonly scope: string };
}

interface Numbered {
  readonly key: string;
  readonly seq: number;
}

function numbered(value: string): Numbered {
  const { order, visitor, seq } = JSON.parse(value) as { order?: string; visitor?: string; seq: number };
  return { key: order ?? visitor ?? '', seq };
}

/** The highest number of each key among the values. */
function lastNumbers(values: readonly string[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { key, seq } of values.map(numbered)) last.set(key, Math.max(seq, last.get(key) ?? 0));
  return last;
}

/** How many of the numbers from 1 to the last of each key are not among the values. */
function missing(last: ReadonlyMap<string, number>, values: readonly string[]): number {
  const seen = new Map<string, Set<number>>();
  for (const { key, seq } of values.map(numbered)) seen.set(key, (seen.get(key) ?? new Set()).add(seq));
  let count = 0;
  for (const [key, highest] of last) count += highest - (seen.get(key)?.size ?? 0);
  return count;
}
