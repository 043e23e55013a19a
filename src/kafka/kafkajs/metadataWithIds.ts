import Encoder from 'kafkajs/src/protocol/encoder';
import type { KafkaJsRequest } from 'kafkajs/src/protocol/requests';
import { CompactReader } from './CompactReader';
import type { ClusterMetadata } from './clusterMetadata';

/** The first version with topic ids; kafkajs ends at 6. Source: Kafka protocol documentation, Metadata API; KIP-516. */
export const metadataVersionWithIds = 10;

/** Topics by name, all of them (null), or none. Never creates one. */
export const metadataRequest = (topics: readonly string[] | null): KafkaJsRequest => ({
  apiKey: 3,
  apiVersion: metadataVersionWithIds,
  apiName: 'Metadata',
  encode: async () => new Encoder().writeBuffer(encode(topics)),
});

/** Lengths are unsigned varints of one more than the length, 0 for null; each structure ends with its tagged fields. */
function encode(topics: readonly string[] | null): Buffer {
  const noTags = Buffer.from([0]);
  const entries = (topics ?? []).flatMap((name) => {
    const text = Buffer.from(name);
    // No id: the topic is asked for by its name.
    return [Buffer.alloc(16), unsigned(text.length + 1), text, noTags];
  });
  return Buffer.concat([
    // kafkajs writes the header without the tagged fields that it has from here on.
    noTags,
    unsigned(topics === null ? 0 : topics.length + 1),
    ...entries,
    // No creation, and no list of permitted operations of cluster and topics.
    Buffer.from([0, 0, 0]),
    noTags,
  ]);
}

function unsigned(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

export function readMetadata(bytes: Buffer): ClusterMetadata {
  const reader = new CompactReader(bytes);
  reader.skipTags();
  reader.int32();
  const brokers = reader.array(() => {
    const address = { nodeId: reader.int32(), host: reader.string() ?? '', port: reader.int32() };
    const rack = reader.string() ?? null;
    reader.skipTags();
    return { ...address, rack };
  });
  const clusterId = reader.string();
  const controllerId = reader.int32();
  const topics = reader.array(() => {
    const topic = {
      errorCode: reader.int16(),
      name: reader.string() ?? '',
      id: reader.uuid(),
      isInternal: reader.int8() !== 0,
      partitions: reader
        .array(() => {
          const errorCode = reader.int16();
          const id = reader.int32();
          const leader = reader.int32();
          const leaderEpoch = reader.int32();
          const int32 = (): number => reader.int32();
          const [replicas, isr] = [reader.array(int32), reader.array(int32)];
          reader.array(int32);
          reader.skipTags();
          return { errorCode, id, leader: leader < 0 ? undefined : leader, leaderEpoch, replicas, isr };
        })
        .sort((a, b) => a.id - b.id),
    };
    reader.int32();
    reader.skipTags();
    return topic;
  });
  return { clusterId, controllerId, brokers, topics };
}
