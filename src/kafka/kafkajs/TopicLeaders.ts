import { KafkaError } from '../errors';
import type { BrokerLinks, Link } from './BrokerLinks';
import type { PartitionMetadata } from './clusterMetadata';
import { fetchMetadata } from './fetchMetadata';
import { keepTrying } from './keepTrying';
import { protocolError } from './protocolError';

/** Who leads the partitions of a topic, looked up again when asked. */
export class TopicLeaders {
  private readonly links: BrokerLinks;
  private readonly topic: string;
  private partitions: readonly PartitionMetadata[];

  private constructor(links: BrokerLinks, topic: string, partitions: readonly PartitionMetadata[]) {
    this.links = links;
    this.topic = topic;
    this.partitions = partitions;
  }

  /** Rejects with a KafkaError where there is no such topic, or one may not see it. */
  static async find(links: BrokerLinks, topic: string, signal: AbortSignal): Promise<TopicLeaders> {
    return keepTrying(async () => new TopicLeaders(links, topic, await lookUp(links, topic)), signal);
  }

  get ids(): readonly number[] {
    return this.partitions.map(({ id }) => id);
  }

  check(partition: number): void {
    if (this.ids.includes(partition)) return;
    const last = Math.max(...this.ids);
    throw new KafkaError(
      'invalid-input',
      `Topic ${this.topic} has no partition ${partition}: its last one is ${last}.`,
    );
  }

  async leader(partition: number): Promise<Link> {
    const leader = this.partitions.find(({ id }) => id === partition)?.leader;
    if (leader === undefined)
      throw new KafkaError('unavailable', `Partition ${partition} of topic ${this.topic} has no leader just now.`);
    return this.links.broker(leader);
  }

  async refresh(): Promise<void> {
    this.partitions = await lookUp(this.links, this.topic);
  }
}

async function lookUp(links: BrokerLinks, topic: string): Promise<readonly PartitionMetadata[]> {
  const [found] = (await fetchMetadata(links, [topic])).topics;
  const code = found?.errorCode ?? 3;
  if (code !== 0 || !found)
    throw protocolError(code, { what: `write to topic ${topic}`, acl: `Describe on topic ${topic}` });
  return found.partitions;
}
