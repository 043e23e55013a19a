import { setTimeout as sleep } from 'node:timers/promises';
import type { NewTopic } from '../clusterActions';
import type { BrokerLinks, Link } from './BrokerLinks';
import { callApi } from './callApi';
import { fetchMetadata } from './fetchMetadata';
import { errorCodes, protocolError } from './protocolError';
import { untilHeard } from './untilHeard';
import type { WireReader } from './WireReader';

export async function createTopic(links: BrokerLinks, topic: NewTopic, validateOnly: boolean): Promise<void> {
  const failure = await callApi(links, await controller(links), {
    key: 19,
    name: 'CreateTopics',
    versions: { least: 2, most: 4 },
    flexibleFrom: 5,
    write: (body) =>
      body
        .array([topic], ({ name, partitions, replication, config }) =>
          body
            .string(name)
            // -1 leaves it to the broker (KIP-464).
            .int32(partitions ?? -1)
            .int16(replication ?? -1)
            .array([], () => undefined)
            .array(Object.entries(config), ([key, value]) => body.string(key).string(value)),
        )
        .int32(brokerTimeoutMs)
        .boolean(validateOnly),
    read: (answer) => firstFailure(answer, true),
  });
  const asked = { what: `create topic ${topic.name}`, acl: `Create on topic ${topic.name}, or on the cluster` };
  if (failure) throw protocolError(failure.code, asked, failure.message);
  if (!validateOnly) await waitUntil(links, topic.name, (code) => code === 0);
}

export async function deleteTopic(links: BrokerLinks, name: string): Promise<void> {
  for (let pauseMs = 20; ; pauseMs *= 2) {
    const failure = await callApi(links, await controller(links), {
      key: 20,
      name: 'DeleteTopics',
      versions: { least: 1, most: 3 },
      flexibleFrom: 4,
      write: (body) => body.strings([name]).int32(brokerTimeoutMs),
      read: (answer) => firstFailure(answer, false),
    });
    if (!failure) break;
    // KRaft's controller looks a name up in what it knows to be committed, of which a broker may hear a moment before it.
    const mayBeNew = failure.code === errorCodes.unknownTopicOrPartition && pauseMs < 1_000;
    if (!mayBeNew || !(await isListed(links, name)))
      throw protocolError(failure.code, { what: `delete topic ${name}`, acl: `Delete on topic ${name}` });
    await sleep(pauseMs);
  }
  await waitUntil(links, name, (code) => code === errorCodes.unknownTopicOrPartition);
}

async function isListed(links: BrokerLinks, name: string): Promise<boolean> {
  const [found] = (await fetchMetadata(links, [name])).topics;
  return found?.errorCode === 0;
}

export async function addPartitions(links: BrokerLinks, topic: string, total: number): Promise<void> {
  const failure = await callApi(links, await controller(links), {
    key: 37,
    name: 'CreatePartitions',
    versions: { least: 0, most: 1 },
    flexibleFrom: 2,
    write: (body) =>
      body
        .array([topic], (name) =>
          body
            .string(name)
            .int32(total)
            .array(undefined, () => undefined),
        )
        .int32(brokerTimeoutMs)
        .boolean(false),
    read: (answer) => firstFailure(answer, true),
  });
  const asked = { what: `give topic ${topic} ${total} partitions`, acl: `Alter on topic ${topic}` };
  if (failure) throw protocolError(failure.code, asked, failure.message);
  await waitUntil(links, topic, (code, partitions) => code === 0 && partitions >= total);
}

/** How long the broker may take before it answers REQUEST_TIMED_OUT; shorter than our own patience. */
const brokerTimeoutMs = 5_000;

/**
 * Where metadata says that the controller is. With KRaft that is some broker, which passes the request on; with
 * ZooKeeper only the controller itself takes it.
 */
async function controller(links: BrokerLinks): Promise<Link> {
  const { controllerId } = await fetchMetadata(links, 'none');
  return controllerId < 0 ? links.any() : links.broker(controllerId);
}

interface Failure {
  readonly code: number;
  readonly message: string | undefined;
}

function firstFailure(answer: WireReader, hasMessage: boolean): Failure | undefined {
  answer.int32();
  const results = answer.array(() => {
    answer.string();
    return { code: answer.int16(), message: hasMessage ? answer.nullableString() : undefined };
  });
  return results.find(({ code }) => code !== 0);
}

function waitUntil(
  links: BrokerLinks,
  topic: string,
  isDone: (code: number, partitions: number) => boolean,
): Promise<void> {
  return untilHeard(async () => {
    const [found] = (await fetchMetadata(links, [topic])).topics;
    return isDone(found?.errorCode ?? errorCodes.unknownTopicOrPartition, found?.partitions.length ?? 0);
  });
}
