import type { Topic } from '../model';
import type { BrokerLinks } from './BrokerLinks';
import { callApi } from './callApi';
import { readInSlices } from './readInSlices';
import type { WireReader } from './WireReader';

/** All topics by name. */
export async function listTopics(links: BrokerLinks): Promise<Topic[]> {
  const topics = await callApi(links, await links.any(), {
    key: 3,
    name: 'Metadata',
    versions: { least: 5, most: 8 },
    flexibleFrom: 9,
    write: (body, version) => {
      body.strings(undefined).boolean(false);
      if (version >= 8) body.boolean(false).boolean(false);
    },
    read: async (answer, version) => {
      answer.int32();
      const brokers = answer.array(() => {
        const broker = { nodeId: answer.int32(), host: answer.string(), port: answer.int32() };
        answer.nullableString();
        return broker;
      });
      links.setBrokers(brokers);
      answer.nullableString();
      answer.int32();
      return readInSlices(answer, () => readTopic(answer, version));
    },
  });
  return topics.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readTopic(answer: WireReader, version: number): Topic {
  answer.int16();
  const name = answer.string();
  const isInternal = answer.boolean();
  const partitions = answer.array(() => {
    answer.int16();
    const id = answer.int32();
    const leader = answer.int32();
    if (version >= 7) answer.int32();
    const replicas = answer.int32s();
    const isr = answer.int32s();
    return { id, leader: leader < 0 ? undefined : leader, replicas, isr, offline: answer.int32s() };
  });
  if (version >= 8) answer.int32();
  return { name, isInternal, partitions: partitions.sort((a, b) => a.id - b.id) };
}
