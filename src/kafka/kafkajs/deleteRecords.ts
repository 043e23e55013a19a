import { KafkaError } from '../errors';
import type { BrokerLinks } from './BrokerLinks';
import { callApi } from './callApi';
import { fetchMetadata } from './fetchMetadata';
import { protocolError } from './protocolError';

/** Asks the leader of each partition to forget what lies below an offset; answers the new beginnings. */
export async function deleteRecords(
  links: BrokerLinks,
  topic: string,
  before: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, number>> {
  const asked = { what: `delete records of topic ${topic}`, acl: `Delete on topic ${topic}` };
  const [found] = (await fetchMetadata(links, [topic])).topics;
  if (!found || found.partitions.length === 0) throw protocolError(found?.errorCode || 3, asked);
  const byLeader = new Map<number, (readonly [number, number])[]>();
  for (const [partition, offset] of before) {
    const leader = found.partitions.find(({ id }) => id === partition)?.leader;
    if (leader === undefined)
      throw new KafkaError(
        'unavailable',
        `Partition ${partition} of topic ${topic} has no leader now, so nothing was deleted: bring its brokers back first.`,
      );
    byLeader.set(leader, [...(byLeader.get(leader) ?? []), [partition, offset]]);
  }
  const answers = await Promise.all([...byLeader].map(([leader, wanted]) => ask(links, leader, topic, wanted)));
  const begins = new Map<number, number>();
  for (const { partition, begin, code } of answers.flat()) {
    if (code === 44 || code === 1)
      throw new KafkaError(
        'invalid-input',
        code === 44
          ? `Topic ${topic} is compacted without deletion, so its records cannot be deleted: cleanup.policy needs "delete".`
          : `Partition ${partition} of topic ${topic} does not reach to the offset asked for: nothing was deleted there.`,
      );
    if (code !== 0) throw protocolError(code, asked);
    begins.set(partition, begin);
  }
  return begins;
}

async function ask(
  links: BrokerLinks,
  leader: number,
  topic: string,
  wanted: readonly (readonly [number, number])[],
): Promise<readonly { readonly partition: number; readonly begin: number; readonly code: number }[]> {
  return callApi(links, await links.broker(leader), {
    key: 21,
    name: 'DeleteRecords',
    versions: { least: 0, most: 1 },
    flexibleFrom: 2,
    write: (body) =>
      body
        .array([topic], (name) =>
          body.string(name).array(wanted, ([partition, offset]) => body.int32(partition).int64(offset)),
        )
        .int32(5_000),
    read: (answer) => {
      answer.int32();
      const topics = answer.array(() => {
        answer.string();
        return answer.array(() => ({ partition: answer.int32(), begin: answer.int64(), code: answer.int16() }));
      });
      return topics.flat();
    },
  });
}
