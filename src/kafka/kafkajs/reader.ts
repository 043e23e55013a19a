import { KafkaError } from '../errors';
import type { LogListener, LogReader, LogReading, ReadRequest } from '../ports';
import type { ConnectionProfile } from '../profile';
import { BrokerLinks, type LinkOptions } from './BrokerLinks';
import { FrameBuffers } from './FrameBuffers';
import { findTopic } from './findTopic';
import { joinReadings, type NamedReading, refusedReading } from './joinReadings';
import { SlotTable } from './SlotTable';
import { defaultReadingOptions, TopicReading, type TopicReadingOptions } from './TopicReading';
import { verifyBatch } from './verifyBatch';

export type ReaderOptions = LinkOptions & Partial<TopicReadingOptions>;

/** Reads topics through kafkajs's connections without its consumer: no group, no commit, no topic created. */
export function createKafkaJsReader(profile: ConnectionProfile, options: ReaderOptions = {}): LogReader {
  const buffers = new FrameBuffers();
  const first = new BrokerLinks(profile, options, buffers);
  const allLinks = [first];
  const readings = new Set<LogReading>();

  /** A broker answers one request of a connection after the other: an idle topic would hold back the others. */
  const linksFor = (at: number): BrokerLinks => {
    const links = allLinks[at] ?? new BrokerLinks(profile, options, buffers);
    allLinks[at] = links;
    return links;
  };

  return {
    async read(request: ReadRequest, listener: LogListener): Promise<LogReading> {
      const topics = [request.topic, ...(request.moreTopics ?? [])].map((topic, at) => ({
        links: linksFor(at),
        wanted: ofOneTopic(request, topic),
      }));
      const found = await allButRefused(topics.map(({ links, wanted }) => findTopic(links, wanted)));
      const slots = new SlotTable();
      const bounds = { ...defaultReadingOptions, ...options };
      const each = topics.flatMap(({ links, wanted }, at): NamedReading[] => {
        const result = found[at];
        if (result === undefined) return [];
        const reading =
          result.status === 'fulfilled'
            ? new TopicReading(links, wanted, listener, result.value, slots, bounds)
            : refusedReading(result.reason);
        return [{ topic: wanted.topic, reading }];
      });
      const reading = joinReadings(each, listener);
      readings.add(reading);
      const forget = (): void => {
        readings.delete(reading);
      };
      reading.done.then(forget, forget);
      return reading;
    },
    verify: (place) => verifyBatch(first, place),
    async close(): Promise<void> {
      await Promise.all([...readings].map((reading) => reading.stop()));
      await Promise.all(allLinks.map((links) => links.close()));
    },
  };
}

/** Some of several topics may be gone or forbidden; fails where all are, or for a reason that nobody foresaw. */
async function allButRefused<T>(asked: readonly Promise<T>[]): Promise<readonly PromiseSettledResult<T>[]> {
  const settled = await Promise.allSettled(asked);
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const surprise = failures.find((error) => !(error instanceof KafkaError));
  if (failures.length > 0 && (surprise || failures.length === settled.length)) throw surprise ?? failures[0];
  return settled;
}

/** A start in one partition means that only this one is read. */
function ofOneTopic(request: ReadRequest, topic: string): ReadRequest {
  const { start } = request;
  const only = start.kind === 'offset' && start.partition !== undefined ? [start.partition] : request.partitions;
  return { ...request, topic, ...(only === undefined ? {} : { partitions: only }) };
}
