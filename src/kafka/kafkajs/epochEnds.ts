import Encoder from 'kafkajs/src/protocol/encoder';
import type { BrokerLinks, Link } from './BrokerLinks';
import { movedCodes } from './protocolError';
import { readInt64 } from './recordBatch';

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
  const ends = new Map<number, number | 'undecided'>();
  let at = 4;
  const topics = bytes.readInt32BE(at);
  at += 4;
  for (let topic = 0; topic < topics; topic++) {
    at += 2 + bytes.readInt16BE(at);
    const partitions = bytes.readInt32BE(at);
    at += 4;
    for (let i = 0; i < partitions; i++) {
      const errorCode = bytes.readInt16BE(at);
      const id = bytes.readInt32BE(at + 2);
      const end = readInt64(bytes, at + 10);
      at += 18;
      if (movedCodes.has(errorCode)) ends.set(id, 'undecided');
      else if (errorCode === 0 && end >= 0) ends.set(id, end);
    }
  }
  return ends;
}
