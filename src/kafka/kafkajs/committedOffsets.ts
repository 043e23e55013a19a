import type { BrokerLinks } from './BrokerLinks';
import { fetchCommitted, findCoordinator } from './describeGroup';
import { fetchMetadata } from './fetchMetadata';
import { errorCodes } from './protocolError';

/**
 * What a group has committed for a topic, by partition; a partition without a commit is left out. Only looks: a group
 * that is not there stays so, and where no group has ever committed the coordinator is not asked, because asking makes
 * the broker create the topic of the offsets.
 */
export async function committedOffsets(
  links: BrokerLinks,
  group: string,
  topic: string,
): Promise<ReadonlyMap<number, number>> {
  const [store] = (await fetchMetadata(links, [offsetsTopic])).topics;
  if (store?.errorCode === errorCodes.unknownTopicOrPartition) return new Map();
  const asked = { what: `read the offsets of group ${group}`, acl: `Describe on group ${group}` };
  const coordinator = await findCoordinator(links, group, asked);
  const committed = await fetchCommitted(links, coordinator, group, asked);
  return new Map(
    committed.filter((each) => each.topic === topic).map(({ partition, offset }) => [partition, offset] as const),
  );
}

const offsetsTopic = '__consumer_offsets';
