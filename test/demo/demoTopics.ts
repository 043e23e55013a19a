import {
  type Admin,
  Kafka,
  KafkaJSConnectionError,
  KafkaJSError,
  KafkaJSNumberOfRetriesExceeded,
  logLevel,
} from 'kafkajs';
import { makeTopics } from '../kafka/makeTopics';

/**
 * Creates the demo's topics where they are missing; answers the names of those that it created. Rejects with one
 * sentence when no broker answers.
 */
export async function createTopics(bootstrapServers: readonly string[]): Promise<readonly string[]> {
  return withAdmin(bootstrapServers, async (admin) => {
    const { brokers } = await admin.describeCluster();
    const replicationFactor = Math.min(3, brokers.length);
    const durable = { name: 'min.insync.replicas', value: replicationFactor === 3 ? '2' : '1' };
    const present = new Set(await admin.listTopics());
    const topics = [
      // Kafka's default of min.insync.replicas=1: acks=all is then worth little more than acks=1.
      { topic: 'orders', numPartitions: 3, replicationFactor },
      { topic: 'payments', numPartitions: 3, replicationFactor, configEntries: [durable] },
      { topic: 'clicks', numPartitions: 3, replicationFactor: 1 },
    ].filter(({ topic }) => !present.has(topic));
    if (topics.length > 0) await makeTopics(admin, topics);
    // A leader is named before it has made the log, and acks=0 would lose what it is sent until then: a leader that
    // answers with offsets has it.
    for (const { topic } of topics) await whenRetriable(() => admin.fetchTopicOffsets(topic));
    return topics.map(({ topic }) => topic);
  });
}

export async function deleteTopics(bootstrapServers: readonly string[], topics: readonly string[]): Promise<void> {
  if (topics.length > 0) await withAdmin(bootstrapServers, (admin) => admin.deleteTopics({ topics: [...topics] }));
}

async function withAdmin<T>(bootstrapServers: readonly string[], work: (admin: Admin) => Promise<T>): Promise<T> {
  const kafka = new Kafka({
    clientId: 'acklens-demo',
    brokers: [...bootstrapServers],
    connectionTimeout: 5_000,
    logLevel: logLevel.NOTHING,
    retry: { retries: 2 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } catch (error) {
    if (error instanceof KafkaJSConnectionError || error instanceof KafkaJSNumberOfRetriesExceeded)
      throw new Error(`No Kafka answers at ${bootstrapServers.join(', ')}: check the address and that it is running.`, {
        cause: error,
      });
    throw error;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Tries again for half a minute while the cluster says that it is a matter of time. */
async function whenRetriable(ask: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (!(error instanceof KafkaJSError && error.retriable) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
