import { createTopicAgain, deleteTopic, kafkaJs } from '../broker/topics';
import type { KafkaCluster } from '../kafka/KafkaCluster';

export interface Storm {
  readonly cluster: KafkaCluster;
  readonly churn: string;
  /** From 0 up to 1. */
  next(): number;
}

const rest = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Each leaves the cluster whole. */
export const troubles: Readonly<Record<string, (storm: Storm) => Promise<void>>> = {
  async 'a broker is restarted'({ cluster, next }) {
    await cluster.restart(1 + Math.floor(next() * cluster.brokers.length));
  },
  async 'a broker is killed and comes back'({ cluster, next }) {
    const broker = cluster.broker(1 + Math.floor(next() * cluster.brokers.length));
    await broker.kill();
    await rest(1_000 + next() * 3_000);
    broker.start();
    await cluster.waitUntilReady();
  },
  async 'the cluster is gone and comes back'({ cluster, next }) {
    await Promise.all(cluster.brokers.map((broker) => broker.kill()));
    await rest(2_000 + next() * 4_000);
    for (const broker of cluster.brokers) broker.start();
    await cluster.waitUntilReady();
  },
  async 'a broker pauses'({ cluster, next }) {
    const broker = cluster.broker(1 + Math.floor(next() * cluster.brokers.length));
    broker.pause();
    await rest(1_000 + next() * 6_000);
    broker.resume();
    await cluster.waitUntilReady();
  },
  async 'every connection is cut, several times'({ cluster, next }) {
    for (let cuts = 0; cuts < 8; cuts++) {
      for (const proxy of cluster.proxies) proxy.cut();
      await rest(next() * 600);
    }
  },
  async 'connections are refused'({ cluster, next }) {
    for (const proxy of cluster.proxies) {
      proxy.refuse(true);
      proxy.cut();
    }
    await rest(1_000 + next() * 3_000);
    for (const proxy of cluster.proxies) proxy.refuse(false);
  },
  async 'requests vanish'({ cluster, next }) {
    for (const proxy of cluster.proxies) proxy.blackHole(true);
    await rest(2_000 + next() * 5_000);
    for (const proxy of cluster.proxies) proxy.blackHole(false);
  },
  async 'answers are late'({ cluster, next }) {
    for (const proxy of cluster.proxies) proxy.delayResponses(200 + next() * 800);
    await rest(4_000);
    for (const proxy of cluster.proxies) proxy.delayResponses(0);
  },
  async 'a topic is deleted and created again, several times'({ cluster, churn, next }) {
    for (let times = 0; times < 3; times++) {
      await deleteTopic(cluster, churn);
      await rest(next() * 1_500);
      await createTopicAgain(cluster, { topic: churn, replicas: 3 });
      await send(cluster, churn, ['{"id":"again","seq":1}']);
    }
  },
};

/** Acknowledged by all replicas, each once: the client that sends does not try again. */
export async function send(cluster: KafkaCluster, topic: string, values: readonly string[]): Promise<void> {
  const producer = kafkaJs(cluster).producer({ retry: { retries: 0 } });
  await producer.connect();
  await producer.send({ topic, acks: -1, messages: values.map((value) => ({ value, partition: 0 })) });
  await producer.disconnect();
}
