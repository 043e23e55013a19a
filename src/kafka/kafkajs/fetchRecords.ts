import type { ReadRequest } from '../ports';
import type { BrokerLinks, Link } from './BrokerLinks';
import { prepareZstd } from './decompressZstd';
import { type FetchResponse, readFetchResponse } from './fetchResponse';
import { holdsZstd } from './holdsZstd';

export interface FetchBounds {
  readonly maxBytes: number;
  readonly maxWaitMs: number;
}

/** What is wanted of one partition: at most `maxBytes` of its log, or one batch that is larger. */
export interface Wanted {
  readonly id: number;
  readonly position: number;
  readonly maxBytes: number;
}

/** What the broker has for these partitions, of one topic, from their positions on; undefined when `ending` is aborted. */
export async function fetchRecords(
  links: BrokerLinks,
  link: Link,
  { topic, isolation }: Pick<ReadRequest, 'topic' | 'isolation'>,
  { maxBytes, maxWaitMs }: FetchBounds,
  wanted: readonly Wanted[],
  ending: AbortSignal,
): Promise<FetchResponse | undefined> {
  const partitions = wanted.map(({ id, position, maxBytes }) => ({ partition: id, fetchOffset: position, maxBytes }));
  const { request } = links.lookup(link, 'Fetch', {
    isolationLevel: isolation === 'read_committed' ? 1 : 0,
    maxWaitTime: maxWaitMs,
    minBytes: 1,
    maxBytes,
    topics: [{ topic, partitions }],
  });
  const version = request.apiVersion;
  return unlessAborted(
    links.send(link, request, (payload) => readPrepared(payload, version), 30_000),
    ending,
  );
}

/** Of an answer without zstd nobody waits for its decoder, which takes tens of milliseconds to compile. */
async function readPrepared(payload: Buffer, version: number): Promise<FetchResponse> {
  const response = readFetchResponse(payload, version);
  if (response.partitions.some(holdsZstd)) await prepareZstd();
  return response;
}

/** A stopped reading does not wait for what the broker holds back: undefined then, and whatever comes is forgotten. */
function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
