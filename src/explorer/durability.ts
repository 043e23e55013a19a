import type { ConfigEntry, Partition, Topic } from '../kafka/model';

export interface Durability {
  /** Number of replicas, the smallest of the partitions. */
  readonly replication: number;
  /** Undefined when the cluster does not tell. */
  readonly minInSync: number | undefined;
  /** What an acknowledgement with acks=all is worth on this topic, one sentence each. */
  readonly sentences: readonly string[];
  /** True when an acknowledged record can be lost with a single broker, or writes are refused now. */
  readonly isWeak: boolean;
}

/**
 * What acks=all is worth on a topic. Source: Kafka documentation, topic settings `min.insync.replicas` and
 * `unclean.leader.election.enable`.
 */
export function durability(topic: Topic, config: readonly ConfigEntry[]): Durability {
  const replication = replicationFactor(topic);
  const minInSync = wholeNumber(config.find((entry) => entry.name === 'min.insync.replicas')?.value);
  const unclean = config.find((entry) => entry.name === 'unclean.leader.election.enable')?.value === 'true';
  const sentences: string[] = [];
  let isWeak = false;
  const weak = (sentence: string): void => {
    isWeak = true;
    sentences.push(sentence);
  };

  if (replication === 1) weak('One replica: losing that broker or its disk loses the data, whatever acks says.');
  else if (minInSync === undefined) sentences.push('min.insync.replicas is not known: the cluster does not tell.');
  else if (minInSync === 1) weak('min.insync.replicas=1: the leader alone may acknowledge, also for acks=all.');
  else if (minInSync > replication)
    weak(
      'min.insync.replicas exceeds the replicas: brokers before Kafka 3.7 refuse every acks=all write; newer ones ask for all replicas, so writes fail as soon as one is down.',
    );
  else {
    const lost = minInSync - 1;
    sentences.push(
      `min.insync.replicas=${minInSync}: with acks=all, an acknowledged record survives the loss of any ${lost === 1 ? 'broker' : `${lost} brokers`}.`,
    );
    if (minInSync === replication) sentences.push('acks=all writes fail as soon as one replica is down.');
  }
  if (unclean && replication > 1) weak('Unclean leader election is on: acknowledged records can be discarded.');
  const short = topic.partitions.filter((partition) => refusesAcksAll(partition, minInSync)).length;
  if (short > 0)
    weak(
      `acks=all writes are refused now on ${short} of ${topic.partitions.length} partitions: too few in-sync replicas.`,
    );
  return { replication, minInSync, sentences, isWeak };
}

/**
 * True when a write with acks=all is refused now. Since Kafka 3.7 (KAFKA-15583) the broker asks for no more replicas than
 * the partition has, whatever min.insync.replicas says.
 */
export function refusesAcksAll({ isr, replicas }: Partition, minInSync: number | undefined): boolean {
  return minInSync !== undefined && isr.length < Math.min(minInSync, replicas.length);
}

/** The smallest of the partitions' replica counts; 0 while the topic's partitions are not known. */
export function replicationFactor(topic: Topic): number {
  const counts = topic.partitions.map((partition) => partition.replicas.length);
  return counts.length === 0 ? 0 : Math.min(...counts);
}

function wholeNumber(text: string | undefined): number | undefined {
  const number = Number(text);
  return text !== undefined && Number.isSafeInteger(number) ? number : undefined;
}
