import type { ReadRequest } from '../ports';
import type { BrokerLinks, Link } from './BrokerLinks';
import { type FetchResponse, readFetchResponse } from './fetchResponse';

export interface FetchBounds {
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
  readonly maxWaitMs: number;
}

/** What the broker has for these partitions, of one topic, from their positions on; undefined when `ending` is aborted. */
export async function fetchRecords(
  links: BrokerLinks,
  link: Link,
  { topic, isolation }: Pick<ReadRequest, 'topic' | 'isolation'>,
  { maxBytes, maxBytesPerPartition, maxWaitMs }: FetchBounds,
  due: readonly { readonly id: number; readonly position: number }[],
  ending: AbortSignal,
): Promise<FetchResponse | undefined> {
  const partitions = due.map(({ id, position }) => ({
    partition: id,
    fetchOffset: position,
    maxBytes: maxBytesPerPartition,
  }));
  const { request } = links.lookup(link, 'Fetch', {
    isolationLevel: isolation === 'read_committed' ? 1 : 0,
    maxWaitTime: maxWaitMs,
    minBytes: 1,
    maxBytes,
    topics: [{ topic, partitions }],
  });
  const version = request.apiVersion;
  return unlessAborted(
    links.send(link, request, (payload) => readFetchResponse(payload, version), 30_000),
    ending,
  );
}

/** A stopped reading does not wait for what the broker holds back: undefined then, and whatever comes is forgotten. */
function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
