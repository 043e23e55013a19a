import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaError } from '../errors';
import type { Topic } from '../model';
import type { BrokerLinks } from './BrokerLinks';
import { fetchMetadata } from './fetchMetadata';
import { listTopics } from './listTopics';

/**
 * The names that any broker in reach knows, in their order, at the cost of a request for each broker. Before Kafka 4.1 a
 * broker hears of a new topic up to half a second after the first one (KIP-1166,
 * https://cwiki.apache.org/confluence/display/KAFKA/KIP-1166:+Improve+high-watermark+replication), and one that is cut off
 * from the controllers not at all. `patienceMs` is for all but the one that answers first.
 */
export async function topicNames(links: BrokerLinks, patienceMs = 5_000): Promise<readonly string[]> {
  const asked = await links.any();
  const { brokers } = await fetchMetadata(links, 'none', asked);
  const others = brokers.filter(({ host, port }) => `${host}:${port}` !== asked.address);
  const lists = await Promise.all([
    listTopics(links, asked),
    ...others.map(({ nodeId }) => orNone(topicsOf(links, nodeId), patienceMs)),
  ]);
  return [...new Set(lists.flatMap((topics) => topics.map(({ name }) => name)))].sort();
}

const topicsOf = async (links: BrokerLinks, broker: number): Promise<readonly Topic[]> =>
  listTopics(links, await links.broker(broker));

/** That a broker hangs, or cannot be reached from here, is no reason to say nothing of what the others know. */
async function orNone(list: Promise<readonly Topic[]>, patienceMs: number): Promise<readonly Topic[]> {
  const isOver = new AbortController();
  try {
    return await Promise.race([list, sleep(patienceMs, [], { signal: isOver.signal })]);
  } catch (error) {
    if (error instanceof KafkaError) return [];
    throw error;
  } finally {
    isOver.abort();
  }
}
