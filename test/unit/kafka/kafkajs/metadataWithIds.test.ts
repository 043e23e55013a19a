import assert from 'node:assert/strict';
import { DamagedData } from '../../../../src/kafka/kafkajs/DamagedData';
import { metadataRequest, readMetadata } from '../../../../src/kafka/kafkajs/metadataWithIds';

// Bytes as the protocol documentation lays out Metadata version 10.
describe('metadata with topic ids', () => {
  const written = async (topics: readonly string[] | null): Promise<string> => {
    const { apiKey, apiVersion, encode } = metadataRequest(topics);
    assert.deepEqual([apiKey, apiVersion], [3, 10]);
    const encoder: unknown = await encode();
    const bytes: unknown = typeof encoder === 'object' && encoder !== null ? Reflect.get(encoder, 'buffer') : undefined;
    assert.ok(Buffer.isBuffer(bytes));
    return bytes.toString('hex');
  };

  it('asks for topics by name, for all and for none, and never for their creation', async () => {
    assert.equal(await written(['ab']), `0002${'00'.repeat(16)}0361620000000000`);
    assert.equal(await written(null), '000000000000');
    assert.equal(await written([]), '000100000000');
    assert.match(await written(['x'.repeat(200)]), /^0002(00){16}c901(78){200}0000000000$/);
  });

  const answer = Buffer.from(
    [
      '00',
      '00000000',
      // One broker: 7, "h", 9092, no rack.
      '02' + '00000007' + '0268' + '00002384' + '00' + '00',
      '04636964',
      '00000007',
      // One topic "t" with two partitions, told out of order; the second one has no leader.
      '02' + '0000' + '0274' + '0123456789abcdef0123456789abcdef' + '00',
      '03',
      '0005' + '00000001' + 'ffffffff' + '00000004' + '0200000007' + '01' + '01' + '00',
      '0000' + '00000000' + '00000007' + '00000003' + '0200000007' + '0200000007' + '01' + '00',
      '80000000' + '00',
      '80000000',
      '00',
    ].join(''),
    'hex',
  );

  it('reads brokers, topics with their ids, and partitions in order', () => {
    assert.deepEqual(readMetadata(answer), {
      clusterId: 'cid',
      controllerId: 7,
      brokers: [{ nodeId: 7, host: 'h', port: 9092, rack: null }],
      topics: [
        {
          errorCode: 0,
          name: 't',
          id: '0123456789abcdef0123456789abcdef',
          isInternal: false,
          partitions: [
            { errorCode: 0, id: 0, leader: 7, leaderEpoch: 3, replicas: [7], isr: [7] },
            { errorCode: 5, id: 1, leader: undefined, leaderEpoch: 4, replicas: [7], isr: [] },
          ],
        },
      ],
    });
  });

  it('says that an answer is damaged wherever it is cut', () => {
    // The last five bytes are not read: permitted operations, which were not asked for.
    for (let length = 0; length < answer.length - 5; length++)
      assert.throws(() => readMetadata(answer.subarray(0, length)), DamagedData, `cut at ${length}`);
  });
});
