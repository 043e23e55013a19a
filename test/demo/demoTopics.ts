import { type Admin, Kafka, KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded, logLevel } from 'kafkajs';

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
    // Awaits the leaders, so that the first message meets none that is missing.
    if (topics.length > 0) await admin.createTopics({ topics, waitForLeaders: true });
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
