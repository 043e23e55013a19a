import type { OffsetChange } from '../clusterActions';
import { KafkaError } from '../errors';
import type { TopicPartition } from '../model';
import type { BrokerLinks } from './BrokerLinks';
import { callApi } from './callApi';
import { describeGroup, findCoordinator } from './describeGroup';
import { protocolError } from './protocolError';

export async function commitOffsets(
  links: BrokerLinks,
  group: string,
  changes: readonly OffsetChange[],
): Promise<void> {
  const asked = { what: `reset the offsets of group ${group}`, acl: `Read on group ${group} and on its topics` };
  await refuseMembers(links, group, asked.what);
  const codes = await callApi(links, await findCoordinator(links, group, asked), {
    key: 8,
    name: 'OffsetCommit',
    versions: { least: 5, most: 5 },
    flexibleFrom: 8,
    write: (body) =>
      body
        .string(group)
        // No generation and no member: a commit from outside, which the broker takes for an empty group only.
        .int32(-1)
        .string('')
        .array(byTopic(changes), ([topic, partitions]) =>
          body.string(topic).array(partitions, ({ partition, after }) => body.int32(partition).int64(after).string('')),
        ),
    read: (answer) => {
      answer.int32();
      return answer.array(() => {
        answer.string();
        return answer.array(() => ({ partition: answer.int32(), code: answer.int16() }));
      });
    },
  });
  const failure = codes.flat().find(({ code }) => code !== 0);
  if (failure) throw protocolError(failure.code, asked);
}

export async function deleteOffsets(
  links: BrokerLinks,
  group: string,
  partitions: readonly TopicPartition[],
): Promise<void> {
  const asked = { what: `delete offsets of group ${group}`, acl: `Delete on group ${group} and Read on its topics` };
  const codes = await callApi(links, await findCoordinator(links, group, asked), {
    key: 47,
    name: 'OffsetDelete',
    versions: { least: 0, most: 0 },
    flexibleFrom: 1,
    write: (body) =>
      body
        .string(group)
        .array(byTopic(partitions), ([topic, of]) =>
          body.string(topic).array(of, ({ partition }) => body.int32(partition)),
        ),
    read: (answer) => {
      const code = answer.int16();
      answer.int32();
      const topics = answer.array(() => {
        answer.string();
        return answer.array(() => {
          answer.int32();
          return answer.int16();
        });
      });
      return [code, ...topics.flat()];
    },
  });
  const failure = codes.find((code) => code !== 0);
  if (failure !== undefined) throw protocolError(failure, asked);
}

export async function deleteGroup(links: BrokerLinks, id: string): Promise<void> {
  const asked = { what: `delete group ${id}`, acl: `Delete on group ${id}` };
  const codes = await callApi(links, await findCoordinator(links, id, asked), {
    key: 42,
    name: 'DeleteGroups',
    versions: { least: 0, most: 1 },
    flexibleFrom: 2,
    write: (body) => body.strings([id]),
    read: (answer) => {
      answer.int32();
      return answer.array(() => {
        answer.string();
        return answer.int16();
      });
    },
  });
  const failure = codes.find((code) => code !== 0);
  if (failure !== undefined) throw protocolError(failure, asked);
}

/** The broker refuses as well, with an error that speaks of a member id: here is the reason, and how many there are. */
async function refuseMembers(links: BrokerLinks, group: string, what: string): Promise<void> {
  const { state, members, type } = await describeGroup(links, group);
  if (type === 'share')
    throw new KafkaError('unsupported', `Group ${group} is a share group: its start offsets cannot be reset here.`);
  if (members.length > 0)
    throw new KafkaError(
      'conflict',
      `The cluster cannot ${what}: it has ${members.length === 1 ? '1 member' : `${members.length} members`} (${state}). Stop its consumers, wait until it is empty, and try again.`,
    );
}

function byTopic<T extends TopicPartition>(partitions: readonly T[]): readonly (readonly [string, readonly T[]])[] {
  const topics = new Map<string, T[]>();
  for (const one of partitions) topics.set(one.topic, [...(topics.get(one.topic) ?? []), one]);
  return [...topics];
}
