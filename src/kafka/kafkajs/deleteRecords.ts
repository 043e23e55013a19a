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
  const answers = await answersOf([...byLeader].map(([leader, wanted]) => ask(links, leader, topic, wanted)));
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

/** Leaders that answer have done their part, whatever becomes of the others. */
async function answersOf(asked: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  const settled = await Promise.allSettled(asked);
  const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failure = settled.find((one) => one.status === 'rejected');
  if (!failure) return answers;
  const done = answers.flatMap((answer) => answer.filter(({ code }) => code === 0).map(({ partition }) => partition));
  if (done.length === 0 || !(failure.reason instanceof KafkaError)) throw failure.reason;
  const where = `${done.length === 1 ? 'partition' : 'partitions'} ${done.sort((a, b) => a - b).join(', ')}`;
  throw new KafkaError(failure.reason.kind, `${failure.reason.message} Those of ${where} were deleted.`, {
    cause: failure.reason,
  });
}

type Answer = readonly { readonly partition: number; readonly begin: number; readonly code: number }[];

async function ask(
  links: BrokerLinks,
  leader: number,
  topic: string,
  wanted: readonly (readonly [number, number])[],
): Promise<Answer> {
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
