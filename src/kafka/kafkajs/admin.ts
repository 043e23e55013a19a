import type { ClusterActions } from '../clusterActions';
import type { Group, GroupLag, PartitionOffsets, Topic } from '../model';
import type { ClusterAdmin } from '../ports';
import type { ConnectionProfile } from '../profile';
import { BrokerLinks, type LinkOptions } from './BrokerLinks';
import { commonVersion } from './callApi';
import { changeConfig } from './changeConfig';
import { commitOffsets, deleteGroup, deleteOffsets } from './changeGroups';
import { addPartitions, createTopic, deleteTopic } from './changeTopics';
import type { TopicMetadata } from './clusterMetadata';
import { deleteRecords } from './deleteRecords';
import { describeAcls } from './describeAcls';
import { describeConfigs, durabilitySettings } from './describeConfigs';
import { describeGroup, type GroupDescription } from './describeGroup';
import { hasTransactions } from './describeProducers';
import { describeTopicConfig } from './describeTopicConfig';
import { fetchMetadata } from './fetchMetadata';
import { listGroups } from './listGroups';
import { earliest, latest, listOffsets } from './listOffsets';
import { listTopics } from './listTopics';
import { planOffsets } from './planOffsets';
import { errorCodes, protocolError } from './protocolError';
import { quorumLeader } from './quorumLeader';
import { topicNames } from './topicNames';

/** Looks at a cluster, and changes it, through kafkajs's connections. Asking never creates anything. */
export function createKafkaJsAdmin(
  profile: ConnectionProfile,
  options: LinkOptions = {},
): ClusterAdmin & ClusterActions {
  const links = new BrokerLinks(profile, options);

  return {
    async overview() {
      const { clusterId, controllerId: named, brokers } = await fetchMetadata(links, 'none');
      const leader = (await quorumLeader(links)) ?? named;
      const controllerId = leader === 'unknown' ? undefined : leader;
      return {
        clusterId,
        controllerId,
        brokers: brokers
          .map(({ nodeId, host, port, rack }) => ({
            id: nodeId,
            host,
            port,
            isController: nodeId === controllerId,
            ...(rack ? { rack } : {}),
          }))
          .sort((a, b) => a.id - b.id),
      };
    },
    async topics() {
      return listTopics(links);
    },
    async topicNames() {
      return topicNames(links);
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
    async capsMinInSync() {
      // Fetch 16 came with the same release (KIP-951); brokers do not tell their version in any other way.
      return commonVersion(await links.any(), fetch37) !== undefined;
    },
    async hasTransactions(topic) {
      return hasTransactions(links, topic, (await findTopic(links, topic)).partitions);
    },
    async durabilitySettings(topics) {
      return durabilitySettings(links, topics);
    },
    async groups() {
      return listGroups(links);
    },
    async configs(resource) {
      return describeConfigs(links, resource);
    },
    async group(id): Promise<Group> {
      const { committed, ...group } = await describeGroup(links, id);
      return { ...group, lag: await readLag(links, { members: group.members, committed }) };
    },
    async acls() {
      return describeAcls(links);
    },
    async planOffsets(group, target) {
      return planOffsets(links, group, target);
    },
    async createTopic(topic, { validateOnly = false } = {}) {
      await createTopic(links, topic, validateOnly);
    },
    async deleteTopic(name) {
      await deleteTopic(links, name);
    },
    async addPartitions(topic, total) {
      await addPartitions(links, topic, total);
    },
    async setConfig(resource, changes) {
      await changeConfig(links, resource, changes);
    },
    async deleteRecords(topic, before) {
      return deleteRecords(links, topic, before);
    },
    async commitOffsets(group, changes) {
      await commitOffsets(links, group, changes);
    },
    async deleteOffsets(group, partitions) {
      await deleteOffsets(links, group, partitions);
    },
    async deleteGroup(id) {
      await deleteGroup(links, id);
    },
    async close() {
      await links.close();
    },
  };
}

/** Fetch from version 16 on. */
const fetch37 = { key: 1, versions: { least: 16, most: 32_767 } };

const toTopic = (topic: TopicMetadata): Topic => ({
  name: topic.name,
  isInternal: topic.isInternal,
  partitions: topic.partitions.map(({ id, leader, replicas, isr, offline = [] }) => ({
    id,
    leader,
    replicas,
    isr,
    offline,
  })),
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
  const wanted = new Map<string, Map<number, Pick<GroupLag, 'committed' | 'lag'>>>();
  const note = (topic: string, partition: number, known: Pick<GroupLag, 'committed' | 'lag'>): void => {
    const partitions = wanted.get(topic) ?? new Map<number, Pick<GroupLag, 'committed' | 'lag'>>();
    wanted.set(topic, partitions.set(partition, known));
  };
  for (const { assignment } of members)
    for (const { topic, partition } of assignment) note(topic, partition, { committed: undefined });
  for (const { topic, partition, offset, lag } of committed)
    note(topic, partition, { committed: offset, ...(lag === undefined ? {} : { lag }) });
  if (wanted.size === 0) return [];

  const { topics } = await fetchMetadata(links, [...wanted.keys()]);
  const lags = await Promise.all(
    topics
      .filter(({ errorCode }) => errorCode === 0 || errorCode === errorCodes.leaderNotAvailable)
      .map(async (topic) => {
        const ends = new Map((await readOffsets(links, topic)).map(({ partition, end }) => [partition, end]));
        return topic.partitions.flatMap(({ id }) => {
          const known = wanted.get(topic.name)?.get(id);
          return known ? [{ topic: topic.name, partition: id, ...known, end: ends.get(id) }] : [];
        });
      }),
  );
  return lags.flat().sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
}
