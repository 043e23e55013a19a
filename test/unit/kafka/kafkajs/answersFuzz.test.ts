import assert from 'node:assert/strict';
import type { BrokerLinks, Link } from '../../../../src/kafka/kafkajs/BrokerLinks';
import { DamagedData } from '../../../../src/kafka/kafkajs/DamagedData';
import { describeAssignedGroup } from '../../../../src/kafka/kafkajs/describeAssignedGroup';
import { epochEnds } from '../../../../src/kafka/kafkajs/epochEnds';
import { readFetchResponse } from '../../../../src/kafka/kafkajs/fetchResponse';
import { readMetadata } from '../../../../src/kafka/kafkajs/metadataWithIds';
import { WireWriter } from '../../../../src/kafka/kafkajs/WireWriter';
import { random } from '../../tail/readLog';
import { mutateBytes } from './mutateBytes';

/** ACKLENS_FUZZ=20000 looks longer. */
const mutationsEach = Number(process.env.ACKLENS_FUZZ ?? 400);
const seed = Number(process.env.ACKLENS_SEED ?? 20261128);
/** Of processor time, which other work on the machine does not use up. */
const mostMs = 500;

const bytesOf = (body: WireWriter): Buffer => Reflect.get(body.finish(), 'buffer') as Buffer;

/** Stands for the sockets: each request is answered with these bytes. */
const linksWith = (bytes: Buffer): BrokerLinks =>
  ({
    send: async (_link: Link, _request: unknown, read: (answer: Buffer) => unknown) => read(bytes),
  }) as unknown as BrokerLinks;

const link = {
  address: 'b:1',
  versions: { 23: { minVersion: 2, maxVersion: 4 }, 69: { minVersion: 0, maxVersion: 1 } },
};

const fetchAnswer = bytesOf(
  new WireWriter(false)
    .int32(0)
    .int16(0)
    .int32(0)
    .int32(1)
    .string('orders')
    .int32(1)
    .int32(0)
    .int16(0)
    .int64(9)
    .int64(9)
    .int64(0)
    .int32(1)
    .int64(7)
    .int64(2)
    .int32(-1)
    .int32(0),
);

const epochAnswer = bytesOf(
  new WireWriter(false).int32(0).int32(1).string('orders').int32(1).int16(0).int32(0).int32(3).int64(40),
);

const assigned = (body: WireWriter): WireWriter =>
  body
    .array([0], () => {
      for (const half of [1, 2]) body.int64(half);
      body.string('orders').array([0, 1], (partition) => body.int32(partition), { isStructure: false });
    })
    .tags();

/** One group with a member that has a partition. */
const groupAnswer = (): Buffer => {
  const body = new WireWriter(true).tags().int32(0);
  body.array(['billing'], (name) => {
    body.int16(0).string(undefined).string(name).string('Stable').int32(4).int32(4).string('uniform');
    body.array(['m-1'], (member) => {
      body.string(member).string(undefined).string(undefined).int32(4).string('client').string('/10.0.0.1');
      body.strings(['orders']).string(undefined);
      assigned(assigned(body)).int8(1);
    });
    body.int32(0);
  });
  return bytesOf(body.tags());
};

const metadataAnswer = Buffer.from(
  [
    '00' + '00000000' + '02' + '00000007' + '0268' + '00002384' + '00' + '00' + '04636964' + '00000007',
    '02' + '0000' + '0274' + '0123456789abcdef0123456789abcdef' + '00' + '03',
    '0005' + '00000001' + 'ffffffff' + '00000004' + '0200000007' + '01' + '01' + '00',
    '0000' + '00000000' + '00000007' + '00000003' + '0200000007' + '0200000007' + '01' + '00',
    '80000000' + '00' + '80000000' + '00',
  ].join(''),
  'hex',
);

const decoders: readonly (readonly [name: string, answer: Buffer, read: (bytes: Buffer) => unknown])[] = [
  ['Metadata with ids', metadataAnswer, readMetadata],
  ['Fetch', fetchAnswer, (bytes) => readFetchResponse(bytes, 11)],
  [
    'OffsetForLeaderEpoch',
    epochAnswer,
    (bytes) => epochEnds(linksWith(bytes), link as unknown as Link, 'orders', [{ id: 0, leaderEpoch: 3 }]),
  ],
  [
    'ConsumerGroupDescribe',
    groupAnswer(),
    (bytes) => describeAssignedGroup(linksWith(bytes), link as unknown as Link, 'billing'),
  ],
];

describe(`damaged answers of a broker (seed ${seed})`, function () {
  this.timeout(60_000);

  for (const [name, answer, read] of decoders) {
    it(`${name}: are read or refused, soon and without much memory`, async () => {
      const next = random(seed);
      for (let i = 0; i < mutationsEach; i++) {
        const bytes = mutateBytes(answer, next);
        const began = process.cpuUsage();
        const memory = process.memoryUsage().arrayBuffers;
        const failure = await refusalOf(() => read(bytes));
        const { user, system } = process.cpuUsage(began);
        const said = `mutation ${i}: ${bytes.toString('hex')}`;
        assert.ok(failure === undefined || isRefusal(failure), `${String(failure)}, ${said}`);
        assert.ok((user + system) / 1_000 < mostMs, `${(user + system) / 1_000} ms, ${said}`);
        assert.ok(process.memoryUsage().arrayBuffers - memory < 8 << 20, said);
      }
    });

    it(`${name}: is read where nothing is damaged, and refused when a byte is missing`, async () => {
      assert.equal(await refusalOf(() => read(answer)), undefined);
      for (let cut = 1; cut < answer.length - 4; cut += 3)
        assert.ok(isRefusal(await refusalOf(() => read(answer.subarray(0, cut)))), `the first ${cut} bytes`);
    });
  }

  it('do not lead round in a circle by a text of negative length', async () => {
    // Its length takes back what the counts around it have moved on.
    const back = (head: WireWriter): Buffer => bytesOf(head.int32(0x7fff_ffff).int16(-6).int32(0).int32(0));
    const began = process.cpuUsage();
    const circle = back(new WireWriter(false).int32(0).int16(0).int32(0));
    assert.ok(isRefusal(await refusalOf(() => readFetchResponse(circle, 11))));
    const epochs = linksWith(back(new WireWriter(false).int32(0)));
    assert.ok(isRefusal(await refusalOf(() => epochEnds(epochs, link as unknown as Link, 'orders', []))));
    assert.ok(process.cpuUsage(began).user / 1_000 < mostMs);
  });
});

async function refusalOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Of a KafkaError the bytes have said an error code. */
const isRefusal = (error: unknown): boolean =>
  error instanceof DamagedData ||
  error instanceof RangeError ||
  (error instanceof Error && error.name === 'KafkaError');
