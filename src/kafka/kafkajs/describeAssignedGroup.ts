import type { Group, GroupMember, TopicPartition } from '../model';
import type { BrokerLinks, Link } from './BrokerLinks';
import { type Api, callApi, commonVersion } from './callApi';
import { groupState } from './listGroups';
import { errorCodes, protocolError } from './protocolError';
import type { WireReader } from './WireReader';

export type AssignedGroup = Omit<Group, 'lag' | 'id'>;

/**
 * A group whose partitions the broker assigns: of the consumer protocol of KIP-848, or a share group (KIP-932). Undefined
 * when the coordinator knows no group of these kinds under the name, or is older than them.
 */
export async function describeAssignedGroup(
  links: BrokerLinks,
  coordinator: Link,
  id: string,
): Promise<AssignedGroup | undefined> {
  for (const type of ['consumer', 'share'] as const) {
    const api = describing(type, id);
    if (commonVersion(coordinator, api) === undefined) continue;
    const { code, message, group } = await callApi(links, coordinator, api);
    if (code === 0) return group;
    if (code !== errorCodes.groupIdNotFound && code !== errorCodes.unsupportedVersion)
      throw protocolError(code, { what: `describe group ${id}`, acl: `Describe on group ${id}` }, message);
  }
  return undefined;
}

interface Described {
  readonly code: number;
  readonly message: string | undefined;
  readonly group: AssignedGroup;
}

/** The two answers differ in a handful of fields only. */
function describing(type: 'consumer' | 'share', id: string): Api<Described> {
  return {
    ...(type === 'consumer'
      ? { key: 69, name: 'ConsumerGroupDescribe', versions: { least: 0, most: 1 } }
      : { key: 77, name: 'ShareGroupDescribe', versions: { least: 1, most: 1 } }),
    flexibleFrom: 0,
    write: (body) => body.strings([id]).boolean(false),
    read: (answer, version) => {
      answer.int32();
      const [described] = answer.array((): Described => {
        const code = answer.int16();
        const message = answer.nullableString();
        answer.string();
        const group = {
          protocolType: type,
          type,
          state: groupState(answer.string()),
          epoch: answer.int32(),
          assignmentEpoch: answer.int32(),
          assignor: answer.string(),
          members: answer.array(() => readMember(answer, type, version)),
        };
        answer.int32();
        return { code, message, group };
      });
      return described ?? { code: errorCodes.groupIdNotFound, message: undefined, group: nobody };
    },
  };
}

const nobody: AssignedGroup = { protocolType: '', state: 'Unknown', members: [] };

function readMember(answer: WireReader, type: 'consumer' | 'share', version: number): GroupMember {
  const id = answer.string();
  const instanceId = type === 'consumer' ? answer.nullableString() : undefined;
  answer.nullableString();
  const epoch = answer.int32();
  const clientId = answer.string();
  const host = answer.string().replace(/^\//, '');
  answer.strings();
  if (type === 'consumer') answer.nullableString();
  const assignment = readAssignment(answer);
  const target = type === 'consumer' ? readAssignment(answer) : assignment;
  // The kind of a member: of the classic protocol in a group on its way to the new one.
  if (type === 'consumer' && version >= 1) answer.int8();
  return {
    id,
    clientId,
    host,
    ...(instanceId === undefined ? {} : { instanceId }),
    assignment,
    epoch,
    ...(isSame(assignment, target) ? {} : { target }),
  };
}

function readAssignment(answer: WireReader): TopicPartition[] {
  const topics = answer.array(() => {
    answer.skipUuid();
    const topic = answer.string();
    return answer.int32s().map((partition) => ({ topic, partition }));
  });
  answer.tags();
  return topics.flat().sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
}

const isSame = (a: readonly TopicPartition[], b: readonly TopicPartition[]): boolean =>
  a.length === b.length &&
  a.every(({ topic, partition }, at) => topic === b[at]?.topic && partition === b[at]?.partition);
