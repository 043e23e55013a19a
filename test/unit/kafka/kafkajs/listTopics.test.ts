import assert from 'node:assert/strict';
import type { BrokerLinks, Link } from '../../../../src/kafka/kafkajs/BrokerLinks';
import { listTopics } from '../../../../src/kafka/kafkajs/listTopics';
import { WireWriter } from '../../../../src/kafka/kafkajs/WireWriter';
import { Turns } from '../../explorer/Turns';

type Send = (link: Link, request: unknown, read: (answer: Buffer) => Promise<unknown>) => Promise<unknown>;

/** A cluster that answers with these topics, each with one partition. */
function clusterOf(names: readonly string[], isr: readonly number[], onRead = (): void => undefined): BrokerLinks {
  const send: Send = async (_link, _request, read) => {
    const value = await read(metadata(names, isr));
    onRead();
    return value;
  };
  const link = { address: 'b1:9092', versions: { 3: { minVersion: 0, maxVersion: 8 } } };
  return { any: async () => link, setBrokers: () => undefined, send } as unknown as BrokerLinks;
}

/** Metadata v8: https://kafka.apache.org/protocol#The_Messages_Metadata */
function metadata(names: readonly string[], isr: readonly number[]): Buffer {
  const body = new WireWriter(false);
  const ids = (all: readonly number[]) => body.array(all, (id) => body.int32(id));
  body.int32(0);
  body.array([1, 2], (id) => body.int32(id).string(`b${id}`).int32(9092).string(undefined));
  body.string('cluster').int32(1);
  body.array(names, (name) => {
    body.int16(0).string(name).boolean(name.startsWith('__'));
    body.array([0], () => {
      body.int16(0).int32(0).int32(1).int32(5);
      ids([1, 2]);
      ids(isr);
      ids([]);
    });
    body.int32(0);
  });
  body.int32(0);
  return Reflect.get(body.finish(), 'buffer');
}

describe('listTopics', () => {
  it('gives topics in the order of their names, each once', async () => {
    const topics = await listTopics(clusterOf(['b', '__c', 'a', 'b'], [2, 1]));
    const partitions = [{ id: 0, leader: 1, replicas: [1, 2], isr: [2, 1], offline: [] }];
    assert.deepEqual(topics, [
      { name: '__c', isInternal: true, partitions },
      { name: 'a', isInternal: false, partitions },
      { name: 'b', isInternal: false, partitions },
    ]);
  });

  it('keeps one list of what is the same', async () => {
    const [topic] = await listTopics(clusterOf(['a'], [1, 2]));
    const [partition] = topic?.partitions ?? [];
    assert.equal(partition?.isr, partition?.replicas);
  });

  it('reads, sorts and gives thousands away in turns of the thread of their own', async () => {
    const turns = new Turns();
    const names = Array.from({ length: 20_000 }, (_, n) => `t${(n * 7_919) % 20_000}`);
    const topics = await listTopics(clusterOf(names, [1, 2], () => turns.note('read')));
    turns.note('given away');
    turns.end();
    assert.equal(topics.length, 20_000);
    const [read = 0] = turns.of('read');
    const [given = 0] = turns.of('given away');
    assert.ok(read >= 1, 'reading has let others in');
    assert.ok(given >= read + 2, `read until turn ${read}, given away in turn ${given}`);
  });
});
