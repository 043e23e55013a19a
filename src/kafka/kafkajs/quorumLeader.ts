import type { BrokerLinks } from './BrokerLinks';
import { type Api, callApi, commonVersion } from './callApi';

/**
 * The id of the active KRaft controller (DescribeQuorum, KIP-595). Metadata cannot tell it: with KRaft it names any broker
 * that is alive, as one to send requests for the controller to. Undefined without KRaft, `unknown` where we may not ask.
 */
export async function quorumLeader(links: BrokerLinks): Promise<number | 'unknown' | undefined> {
  const link = await links.any();
  const api: Api<number | 'unknown'> = {
    key: 55,
    name: 'DescribeQuorum',
    versions: { least: 0, most: 1 },
    flexibleFrom: 0,
    write: (body) =>
      body.array(['__cluster_metadata'], (topic) => body.string(topic).array([0], (id) => body.int32(id))),
    read: (answer) => {
      // What follows the leader is of no interest, so reading stops there.
      if (answer.int16() !== 0 || answer.arrayLength() === 0) return 'unknown';
      answer.string();
      if (answer.arrayLength() === 0) return 'unknown';
      answer.int32();
      const code = answer.int16();
      const leader = answer.int32();
      return code === 0 && leader >= 0 ? leader : 'unknown';
    },
  };
  return commonVersion(link, api) === undefined ? undefined : callApi(links, link, api);
}
