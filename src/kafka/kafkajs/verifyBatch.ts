import type { BatchChecksum } from '../model';
import type { RecordPlace } from '../ports';
import type { BrokerLinks } from './BrokerLinks';
import { checkBatch } from './checkBatch';
import { fetchMetadata } from './fetchMetadata';
import { fetchRecords } from './fetchRecords';
import { errorCodes, protocolError } from './protocolError';

/** Fetches the batch that holds an offset once more; the broker sends it whole, however little is asked for (KIP-74). */
export async function verifyBatch(
  links: BrokerLinks,
  { topic, partition, offset }: RecordPlace,
): Promise<BatchChecksum | undefined> {
  const asked = { what: `read topic ${topic}`, acl: `Read on topic ${topic}` };
  const [found] = (await fetchMetadata(links, [topic])).topics;
  const led = found?.partitions.find(({ id }) => id === partition);
  if (!found || !led) throw protocolError(found?.errorCode || errorCodes.unknownTopicOrPartition, asked);
  if (led.leader === undefined) throw protocolError(errorCodes.leaderNotAvailable, asked);
  const response = await fetchRecords(
    links,
    await links.broker(led.leader),
    { topic, isolation: 'read_uncommitted' },
    { maxBytes: 1, maxWaitMs: 0 },
    [{ id: partition, position: offset, maxBytes: 1 }],
    new AbortController().signal,
  );
  const fetched = response?.partitions[0];
  if (!fetched || fetched.errorCode === errorCodes.offsetOutOfRange) return undefined;
  if (fetched.errorCode !== 0) throw protocolError(fetched.errorCode, asked);
  return checkBatch(fetched.bytes, fetched.start, fetched.end, offset);
}
