import assert from 'node:assert/strict';
import { KafkaError } from '../../../../src/kafka/errors';
import type { BrokerLinks, Link } from '../../../../src/kafka/kafkajs/BrokerLinks';
import { topicNames } from '../../../../src/kafka/kafkajs/topicNames';
import { WireWriter } from '../../../../src/kafka/kafkajs/WireWriter';

type Known = Readonly<Record<number, readonly string[] | Error | 'hangs'>>;

/** Brokers b1, b2, ... with what each knows, or why it cannot be reached. The first is the one that is asked. */
function clusterOf(known: Known): BrokerLinks {
  const ids = Object.keys(known).map(Number);
  const brokers = ids.map((nodeId) => ({ nodeId, host: `b${nodeId}`, port: 9092, rack: null }));
  const link = (id: number): Link => {
    const versions = { 3: { minVersion: 0, maxVersion: 8 } };
    return { address: `b${id}:9092`, versions } as unknown as Link;
  };
  const asked: string[] = [];
  return {
    any: async () => link(1),
    broker: async (id: number) => {
      const names = known[id];
      if (names instanceof Error) throw names;
      if (names === 'hangs') await new Promise(() => undefined);
      return link(id);
    },
    setBrokers: () => undefined,
    lookup: () => ({ request: {}, response: { decode: () => ({ controllerId: 1, brokers, topicMetadata: [] }) } }),
    send: async ({ address }: Link, request: { apiVersion?: number }, read: (answer: Buffer) => unknown) => {
      if (request.apiVersion === undefined) return read(Buffer.alloc(0));
      assert.ok(!asked.includes(address), `${address} is asked once`);
      asked.push(address);
      const names = known[Number(address.slice(1, 2))];
      return read(metadata(Array.isArray(names) ? names : []));
    },
  } as unknown as BrokerLinks;
}

/** Metadata v8: https://kafka.apache.org/protocol#The_Messages_Metadata */
function metadata(names: readonly string[]): Buffer {
  const body = new WireWriter(false);
  body.int32(0);
  body.array([1], (id) => body.int32(id).string(`b${id}`).int32(9092).string(undefined));
  body.string('cluster').int32(1);
  body.array(names, (name) => {
    body.int16(0).string(name).boolean(false);
    body.array([], () => undefined);
    body.int32(0);
  });
  body.int32(0);
  return Reflect.get(body.finish(), 'buffer');
}

describe('topicNames', () => {
  it('gives what any of the brokers knows, each name once', async () => {
    assert.deepEqual(await topicNames(clusterOf({ 1: ['b'], 2: ['c', 'a', 'b'], 3: [] })), ['a', 'b', 'c']);
  });

  it('passes over brokers that cannot be reached, or hang', async () => {
    const gone = new KafkaError('refused', 'b2:9092 refuses connections.');
    const known = { 1: ['a'], 2: gone, 3: 'hangs', 4: ['b'] } as const;
    assert.deepEqual(await topicNames(clusterOf(known), 20), ['a', 'b']);
  });

  it('hides no error that nobody foresaw', async () => {
    await assert.rejects(topicNames(clusterOf({ 1: ['a'], 2: new TypeError('a bug') })), { message: 'a bug' });
  });
});
