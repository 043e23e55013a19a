import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { kafkaJs } from '../broker/topics';
import type { KafkaCluster } from '../kafka/KafkaCluster';

export interface TruthTopics {
  readonly topics: readonly string[];
  readonly partitions: number;
  /** Of every partition; the first one leads. */
  readonly replicas: readonly number[];
  readonly config: Readonly<Record<string, string>>;
}

/** Creates all topics at once, again and again while their names are still taken, and waits until every broker knows them. */
export async function createTruthTopics(cluster: KafkaCluster, wanted: TruthTopics): Promise<void> {
  const { topics, partitions, replicas, config } = wanted;
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  const replicaAssignment = Array.from({ length: partitions }, (_, partition) => ({
    partition,
    replicas: [...replicas],
  }));
  const admin = kafkaJs(cluster).admin();
  await admin.connect();
  try {
    let left = [...topics];
    for (let failures = 0; left.length > 0; failures++) {
      const asked = left.map((topic) => ({ topic, replicaAssignment, configEntries }));
      await admin.createTopics({ waitForLeaders: false, topics: asked }).catch((error: unknown) => {
        if (failures > 50) throw error;
        return new Promise((resolve) => setTimeout(resolve, 200));
      });
      const known = await admin.listTopics();
      left = left.filter((topic) => !known.includes(topic));
    }
  } finally {
    await admin.disconnect();
  }
  for (const server of cluster.bootstrapServers()) {
    const one = createKafkaJsAdmin({ id: server, name: server, bootstrapServers: [server] });
    const areKnown = async (): Promise<boolean> => {
      const found = new Map((await one.topics()).map((topic) => [topic.name, topic]));
      return topics.every((topic) => {
        const parts = found.get(topic)?.partitions ?? [];
        return parts.length === partitions && parts.every(({ leader }) => leader === replicas[0]);
      });
    };
    while (!(await areKnown())) await new Promise((resolve) => setTimeout(resolve, 100));
    await one.close();
  }
}

/** Deletes all topics and waits until the cluster lists none of them. */
export async function deleteTruthTopics(cluster: KafkaCluster, topics: readonly string[]): Promise<void> {
  const admin = kafkaJs(cluster).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [...topics] });
  while ((await admin.listTopics()).some((topic) => topics.includes(topic)))
    await new Promise((resolve) => setTimeout(resolve, 50));
  await admin.disconnect();
}
