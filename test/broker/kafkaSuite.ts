import type { KafkaCluster } from '../kafka/KafkaCluster';
import { kafkaVersions } from '../kafka/kafkaVersions';
import { startKafka } from '../kafka/startKafka';

const running = new Map<string, Promise<KafkaCluster>>();

/**
 * Declares the same tests for each Kafka version. One cluster of three brokers for each version serves all files of the
 * run, so a test takes a topic of its own and leaves the brokers as they were.
 */
export function kafkaSuite(title: string, body: (kafka: () => KafkaCluster) => void): void {
  for (const version of kafkaVersions) {
    describe(`${title} on Kafka ${version}`, function () {
      this.timeout(60_000);
      let cluster: KafkaCluster | undefined;
      before(async function () {
        this.timeout(330_000);
        const starting =
          running.get(version) ??
          startKafka({
            version,
            brokers: 3,
            listeners: ['SECURE', 'MTLS', 'EXPIRED', 'EARLY', 'MISNAMED', 'PROXIED', 'LOGIN', 'LOST'],
            name: `suite-${version}`,
          });
        running.set(version, starting);
        cluster = await starting;
      });
      body(() => {
        if (!cluster) throw new Error('The cluster is there from the first test on.');
        return cluster;
      });
    });
  }
}

/** A topic name that no other test has. */
export function topicName(purpose: string): string {
  named += 1;
  return `${purpose}-${process.pid}-${named}`;
}

let named = 0;

after(async function () {
  this.timeout(60_000);
  for (const starting of running.values()) await (await starting).stop();
});
