import type { GroupLag } from '../model';
import type { BrokerLinks, Link } from './BrokerLinks';
import { type Api, callApi, commonVersion } from './callApi';

export type ShareOffset = Pick<GroupLag, 'topic' | 'partition' | 'committed'> & { readonly lag: number | undefined };

/**
 * Where a share group stands: below the start offset all records are done with. The lag counts what is neither done nor
 * archived (KIP-1226); brokers before 4.2 do not tell it. Empty where the broker does not know the request.
 */
export async function shareOffsets(links: BrokerLinks, coordinator: Link, id: string): Promise<readonly ShareOffset[]> {
  const api: Api<ShareOffset[]> = {
    key: 90,
    name: 'DescribeShareGroupOffsets',
    versions: { least: 0, most: 1 },
    flexibleFrom: 0,
    write: (body) => body.array([id], (group) => body.string(group).array(undefined, () => undefined)),
    read: (answer, version) => {
      answer.int32();
      const groups = answer.array(() => {
        answer.string();
        const topics = answer.array(() => {
          const topic = answer.string();
          answer.skipUuid();
          return answer.array(() => {
            const partition = answer.int32();
            const start = answer.int64();
            answer.int32();
            const lag = version >= 1 ? answer.int64() : -1;
            const code = answer.int16();
            answer.nullableString();
            const isKnown = code === 0 && start >= 0;
            return { topic, partition, committed: isKnown ? start : undefined, lag: lag < 0 ? undefined : lag };
          });
        });
        answer.int16();
        answer.nullableString();
        return topics.flat();
      });
      return groups.flat();
    },
  };
  return commonVersion(coordinator, api) === undefined ? [] : callApi(links, coordinator, api);
}
