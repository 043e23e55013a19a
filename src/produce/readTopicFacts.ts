import type { ClusterAdmin } from '../kafka/ports';
import type { TopicFacts } from './topicFacts';

/** Rejects with a KafkaError where the topic is not to be seen; configuration that the ACLs hide stays unknown. */
export async function readTopicFacts(
  admin: Pick<ClusterAdmin, 'topic' | 'topicConfig'>,
  topic: string,
): Promise<TopicFacts> {
  const [{ partitions }, config] = await Promise.all([admin.topic(topic), admin.topicConfig(topic).catch(() => [])]);
  const setting = (name: string): string | undefined => config.find((entry) => entry.name === name)?.value;
  const minInSync = Number(setting('min.insync.replicas'));
  const policy = setting('cleanup.policy');
  const unclean = setting('unclean.leader.election.enable');
  return {
    partitions: partitions.map(({ id, replicas, isr }) => ({ id, replicas: replicas.length, inSync: isr.length })),
    minInSync: Number.isInteger(minInSync) && minInSync > 0 ? minInSync : undefined,
    isCompacted: policy?.split(',').some((each) => each.trim() === 'compact'),
    uncleanElection: unclean === undefined ? undefined : unclean === 'true',
  };
}
