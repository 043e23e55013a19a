import type { BrokerLinks } from './BrokerLinks';
import { callApi } from './callApi';
import type { PartitionMetadata } from './clusterMetadata';
import { protocolError } from './protocolError';

/**
 * Whether one of the producers that the leaders of these partitions remember has written in a transaction (KIP-664,
 * brokers from 2.8 on). A producer without transactions never gets a marker, so its coordinator epoch stays -1
 * (ProducerStateEntry), and has no first offset of a transaction that is open.
 */
export async function hasTransactions(
  links: BrokerLinks,
  topic: string,
  partitions: readonly Pick<PartitionMetadata, 'id' | 'leader'>[],
): Promise<boolean> {
  const byLeader = new Map<number, number[]>();
  for (const { id, leader } of partitions)
    if (leader !== undefined) byLeader.set(leader, [...(byLeader.get(leader) ?? []), id]);
  const answers = await Promise.all([...byLeader].map(([leader, ids]) => ask(links, leader, topic, ids)));
  return answers.flat().some(({ code, isTransactional }) => {
    if (code !== 0)
      throw protocolError(code, { what: `describe the producers of topic ${topic}`, acl: `Read on topic ${topic}` });
    return isTransactional;
  });
}

async function ask(
  links: BrokerLinks,
  leader: number,
  topic: string,
  ids: readonly number[],
): Promise<readonly { readonly code: number; readonly isTransactional: boolean }[]> {
  return callApi(links, await links.broker(leader), {
    key: 61,
    name: 'DescribeProducers',
    versions: { least: 0, most: 0 },
    flexibleFrom: 0,
    write: (body) =>
      body.array([topic], (name) => body.string(name).array(ids, (id) => body.int32(id), { isStructure: false })),
    read: (answer) => {
      answer.int32();
      const topics = answer.array(() => {
        answer.string();
        return answer.array(() => {
          answer.int32();
          const code = answer.int16();
          answer.nullableString();
          const producers = answer.array(() => {
            answer.int64();
            answer.int32();
            answer.int32();
            answer.int64();
            const coordinatorEpoch = answer.int32();
            const firstOffset = answer.int64();
            return coordinatorEpoch >= 0 || firstOffset >= 0;
          });
          return { code, isTransactional: producers.includes(true) };
        });
      });
      return topics.flat();
    },
  });
}
