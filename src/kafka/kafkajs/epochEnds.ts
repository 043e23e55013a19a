import Encoder from 'kafkajs/src/protocol/encoder';
import type { BrokerLinks, Link } from './BrokerLinks';
import { movedCodes } from './protocolError';
import { WireReader } from './WireReader';

/**
 * Where the leader's log ends for a leader epoch: below the reader's position means that the records in between are gone
 * (KIP-320). kafkajs has no OffsetForLeaderEpoch, so versions 2 and 3 are written here. Left out where the broker does
 * not know the request or the epoch; `undecided` where it does not lead the partition yet, or no longer, and has to be
 * asked again.
 */
export async function epochEnds(
  links: BrokerLinks,
  link: Link,
  topic: string,
  partitions: readonly { readonly id: number; readonly leaderEpoch: number }[],
): Promise<ReadonlyMap<number, number | 'undecided'>> {
  const supported = link.versions[offsetForLeaderEpoch];
  const version = Math.min(3, supported?.maxVersion ?? 0);
  if (version < Math.max(2, supported?.minVersion ?? 0)) return new Map();
  const entries = partitions.map(({ id, leaderEpoch }) =>
    // The second number, the current epoch, is unknown to us: -1 switches fencing off.
    new Encoder().writeInt32(id).writeInt32(-1).writeInt32(leaderEpoch),
  );
  const topics = [new Encoder().writeString(topic).writeArray(entries)];
  const request = {
    apiKey: offsetForLeaderEpoch,
    apiVersion: version,
    apiName: 'OffsetForLeaderEpoch',
    encode: async () => (version >= 3 ? new Encoder().writeInt32(-1) : new Encoder()).writeArray(topics),
  };
  return links.send(link, request, decode);
}

const offsetForLeaderEpoch = 23;

function decode(bytes: Buffer): Map<number, number | 'undecided'> {
  const answer = new WireReader(bytes, false);
  const ends = new Map<number, number | 'undecided'>();
  answer.int32();
  answer.array(() => {
    answer.string();
    answer.array(() => {
      const errorCode = answer.int16();
      const id = answer.int32();
      answer.int32();
      const end = answer.int64();
      if (movedCodes.has(errorCode)) ends.set(id, 'undecided');
      else if (errorCode === 0 && end >= 0) ends.set(id, end);
    });
  });
  return ends;
}
