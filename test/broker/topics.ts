import { Kafka, logLevel } from 'kafkajs';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import type { KafkaCluster } from '../kafka/KafkaCluster';

export interface NewTopic {
  readonly topic: string;
  readonly partitions?: number;
  readonly replicas?: number;
  /** The brokers that have each partition, its preferred leader first, instead of a number. */
  readonly assignment?: readonly (readonly number[])[];
  readonly config?: Readonly<Record<string, string>>;
}

export const kafkaJs = (cluster: KafkaCluster): Kafka =>
  new Kafka({ clientId: 'test', brokers: cluster.bootstrapServers(), logLevel: logLevel.NOTHING });

/**
 * All brokers, the first of which is none that hears of a change first: before Kafka 4.1 that is the one of the active
 * controller, and the others hear of it up to half a second later (KIP-1166).
 */
export async function lateServers(cluster: KafkaCluster): Promise<{ readonly all: string[]; readonly first: string }> {
  const admin = createKafkaJsAdmin({ id: 'test', name: 'test', bootstrapServers: cluster.bootstrapServers() });
  const { brokers } = await admin.overview();
  await admin.close();
  const [first, ...others] = [...brokers]
    .sort((a, b) => Number(b.isController) - Number(a.isController))
    .map(({ host, port }) => `${host}:${port}`);
  if (first === undefined) throw new Error('There is no broker.');
  return { all: [...others, first], first };
}

/** Creates a topic and waits until every broker knows its leaders: kafkajs's own waiting gives up on the first that does not. */
export async function createTopic(
  cluster: KafkaCluster,
  { topic, partitions, replicas, assignment, config }: NewTopic,
): Promise<void> {
  const admin = kafkaJs(cluster).admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: false,
    topics: [
      {
        topic,
        ...(assignment
          ? { replicaAssignment: assignment.map((brokers, partition) => ({ partition, replicas: [...brokers] })) }
          : { numPartitions: partitions ?? 1, replicationFactor: replicas ?? 1 }),
        configEntries: Object.entries(config ?? {}).map(([name, value]) => ({ name, value })),
      },
    ],
  });
  await admin.disconnect();
  for (const server of cluster.bootstrapServers()) {
    const one = createKafkaJsAdmin({ id: server, name: server, bootstrapServers: [server] });
    const isKnown = async (): Promise<boolean> => {
      const found = (await one.topics()).find(({ name }) => name === topic);
      return found?.partitions.every(({ leader }) => leader !== undefined) ?? false;
    };
    while (!(await isKnown())) await new Promise((resolve) => setTimeout(resolve, 50));
    await one.close();
  }
}

/** Deletes a topic and waits until every broker has forgotten it: one that has not would tell a tail that it is there again. */
export async function deleteTopic(cluster: KafkaCluster, topic: string): Promise<void> {
  const admin = kafkaJs(cluster).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
  for (const server of cluster.bootstrapServers()) {
    const one = createKafkaJsAdmin({ id: server, name: server, bootstrapServers: [server] });
    while ((await one.topics()).some(({ name }) => name === topic))
      await new Promise((resolve) => setTimeout(resolve, 50));
    await one.close();
  }
}

/** The name is free again only when every broker has forgotten the old topic. */
export async function createTopicAgain(cluster: KafkaCluster, topic: NewTopic): Promise<void> {
  for (let failures = 0; ; failures++) {
    try {
      return await createTopic(cluster, topic);
    } catch (error) {
      if (failures > 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Lets a Java producer carry out the lines; see ScriptedProducer.java. Gives the places of the records, one in a line. */
export async function produce(
  cluster: KafkaCluster,
  lines: readonly string[],
  config: readonly string[] = [],
): Promise<string> {
  const servers = `bootstrap.servers=${cluster.bootstrapServers().join()}`;
  return (await cluster.javaProducers.run([servers, ...config], lines)).join('\n');
}
