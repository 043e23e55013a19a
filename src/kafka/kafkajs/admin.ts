import type { Group, GroupLag, PartitionOffsets, Topic } from '../model';
import type { ClusterAdmin } from '../ports';
import type { ConnectionProfile } from '../profile';
import { BrokerLinks, type LinkOptions } from './BrokerLinks';
import { describeTopicConfig, minInSyncReplicas } from './describeTopicConfig';
import { describeGroup, type GroupDescription, listGroups } from './fetchGroups';
import { fetchMetadata, type TopicMetadata } from './fetchMetadata';
import { earliest, latest, listOffsets } from './listOffsets';
import { errorCodes, protocolError } from './protocolError';

/** Looks at a cluster through kafkajs's connections. Asking never creates anything. */
export function createKafkaJsAdmin(profile: ConnectionProfile, options: LinkOptions = {}): ClusterAdmin {
  const links = new BrokerLinks(profile, options);

  return {
    async overview() {
      const { clusterId, controllerId, brokers } = await fetchMetadata(links, 'none');
      return {
        clusterId,
        brokers: brokers
          .map(({ nodeId, host, port }) => ({ id: nodeId, host, port, isController: nodeId === controllerId }))
          .sort((a, b) => a.id - b.id),
      };
    },
    async topics() {
      const { topics } = await fetchMetadata(links, 'all');
      return topics.map(toTopic).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async topic(name) {
      return toTopic(await findTopic(links, name));
    },
    async offsets(topic) {
      return readOffsets(links, await findTopic(links, topic));
    },
    async topicConfig(topic) {
      return describeTopicConfig(links, topic);
    },
    async minInSyncReplicas(topics) {
      return minInSyncReplicas(links, topics);
    },
    async groups() {
      return listGroups(links);
    },
    async group(id): Promise<Group> {
      const { protocolType, state, members, committed } = await describeGroup(links, id);
      return { id, protocolType, state, members, lag: await readLag(links, { members, committed }) };
    },
    async close() {
      await links.close();
    },
  };
}

const toTopic = (topic: TopicMetadata): Topic => ({
  name: topic.name,
  isInternal: topic.isInternal,
  partitions: topic.partitions.map(({ id, leader, replicas, isr }) => ({ id, leader, replicas, isr })),
});

async function findTopic(links: BrokerLinks, name: string): Promise<TopicMetadata> {
  const [topic] = (await fetchMetadata(links, [name])).topics;
  const code = topic?.errorCode ?? errorCodes.unknownTopicOrPartition;
  if (!topic || (code !== 0 && code !== errorCodes.leaderNotAvailable))
    throw protocolError(code, { what: `describe topic ${name}`, acl: `Describe on topic ${name}` });
  return topic;
}

/** Partitions without a leader are left out: nobody can tell their offsets. */
async function readOffsets(links: BrokerLinks, topic: TopicMetadata): Promise<PartitionOffsets[]> {
  const led = topic.partitions.filter(({ leader }) => leader !== undefined);
  const [begins, ends] = await Promise.all([
    listOffsets(links, topic.name, led, earliest),
    listOffsets(links, topic.name, led, latest),
  ]);
  return led.map(({ id }) => ({ partition: id, begin: begins.get(id) ?? 0, end: ends.get(id) ?? 0 }));
}

/** Every partition that the group is assigned or has committed; those of deleted topics have no end and are left out. */
async function readLag(
  links: BrokerLinks,
  { members, committed }: Pick<GroupDescription, 'members' | 'committed'>,
): Promise<GroupLag[]> {
  const wanted = new Map<string, Map<number, number | undefined>>();
  const note = (topic: string, partition: number, offset: number | undefined): void => {
    const partitions = wanted.get(topic) ?? new Map<number, number | undefined>();
    wanted.set(topic, partitions.set(partition, offset));
  };
  for (const { assignment } of members)
    for (const { topic, partition } of assignment) note(topic, partition, undefined);
  for (const { topic, partition, offset } of committed) note(topic, partition, offset);
  if (wanted.size === 0) return [];

  const { topics } = await fetchMetadata(links, [...wanted.keys()]);
  const lags = await Promise.all(
    topics
      .filter(({ errorCode }) => errorCode === 0 || errorCode === errorCodes.leaderNotAvailable)
      .map(async (topic) => {
        const offsets = await readOffsets(links, topic);
        const partitions = wanted.get(topic.name);
        return offsets
          .filter(({ partition }) => partitions?.has(partition))
          .map(({ partition, end }) => ({ topic: topic.name, partition, committed: partitions?.get(partition), end }));
      }),
  );
  return lags.flat().sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
}
