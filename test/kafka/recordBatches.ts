/**
 * Records what brokers keep of transactions, control batches and aborted records included, for the tests that damage it:
 *
 *     npx tsx test/kafka/recordBatches.ts      writes test/unit/kafka/kafkajs/fixtures/brokerBatches.json
 *
 * A segment of the log holds the bytes that a Fetch answers, one batch after the other.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompressionTypes, Kafka, logLevel } from 'kafkajs';
import { startKafka } from './startKafka';

const topic = 'recorded';

async function record(version: '3.9.1' | '4.2.0'): Promise<string> {
  const config = { 'transaction.state.log.replication.factor': '1', 'transaction.state.log.min.isr': '1' };
  const cluster = await startKafka({ version, brokers: 1, config, name: `recorded-${version}` });
  try {
    const kafka = new Kafka({ brokers: cluster.bootstrapServers(), logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }] });
    await admin.disconnect();
    const message = (n: number) => ({ key: `k${n % 2}`, value: `{"seq":${n}}`, headers: { n: String(n) } });
    const transactional = kafka.producer({ transactionalId: 'recorder', idempotent: true, maxInFlightRequests: 1 });
    await transactional.connect();
    for (const [at, end] of (['commit', 'abort', 'commit'] as const).entries()) {
      const transaction = await transactional.transaction();
      const messages = [1, 2, 3].map((n) => message(10 * at + n));
      await transaction.send({
        topic,
        messages,
        compression: at === 2 ? CompressionTypes.GZIP : CompressionTypes.None,
      });
      await transaction[end]();
    }
    await transactional.disconnect();
    const plain = kafka.producer();
    await plain.connect();
    await plain.send({ topic, messages: [message(91), message(92)] });
    await plain.disconnect();
    return readFileSync(join(cluster.folder, `data-1/${topic}-0/00000000000000000000.log`)).toString('base64');
  } finally {
    await cluster.stop();
  }
}

async function main(): Promise<void> {
  const recorded = { '3.9.1': await record('3.9.1'), '4.2.0': await record('4.2.0') };
  const file = join(__dirname, '../unit/kafka/kafkajs/fixtures/brokerBatches.json');
  writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
