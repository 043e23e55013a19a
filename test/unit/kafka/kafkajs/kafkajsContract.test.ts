import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import Encoder from 'kafkajs/src/protocol/encoder';
import { requests } from 'kafkajs/src/protocol/requests';
import apiKeys from 'kafkajs/src/protocol/requests/apiKeys';
import { createKafkaJsCluster, takeWhole } from '../../../../src/kafka/kafkajs/kafkajsCluster';
import { ObservedSockets } from '../../../../src/kafka/kafkajs/ObservedSockets';

// Each thing inside kafkajs that the adapter leans on, so that another version fails here and not in front of a user.
describe('the insides of kafkajs that we use', () => {
  const cluster = () =>
    createKafkaJsCluster(
      { brokers: ['127.0.0.1:9'], requestTimeout: 500, socketFactory: new ObservedSockets().factory },
      () => undefined,
    );

  it('is exactly version 2.2.4', async () => {
    const { default: manifest } = await import('kafkajs/package.json');
    assert.equal(manifest.version, '2.2.4');
  });

  it('has a private cluster that builds connections and brokers', async () => {
    const { connectionPoolBuilder, brokerPool } = cluster();
    const connectionPool = await connectionPoolBuilder.build({ host: '127.0.0.1', port: 9 });
    const broker = brokerPool.createBroker({ logger: brokerPool.rootLogger, connectionPool });
    assert.equal(broker.isConnected(), false);
    assert.equal(broker.connectionPool, connectionPool);
    assert.equal(Reflect.get(broker, 'allowAutoTopicCreation'), false);
    for (const method of ['connect', 'disconnect', 'lookupRequest'] as const)
      assert.equal(typeof broker[method], 'function');
    assert.equal(typeof broker.connectionPool.send, 'function');
    await assert.rejects(broker.connect(), { name: 'KafkaJSConnectionError', code: 'ECONNREFUSED' });
  });

  it('makes answers of the bytes in `chunks`, which are left empty behind a whole one', async () => {
    const { connectionPoolBuilder } = cluster();
    const { pool } = await connectionPoolBuilder.build({ host: '127.0.0.1', port: 9 });
    assert.equal(pool.length, 2);
    const answers: unknown[] = [];
    for (const connection of pool) {
      const { requestQueue } = connection as unknown as { requestQueue: { fulfillRequest: (answer: unknown) => void } };
      requestQueue.fulfillRequest = (answer) => answers.push(answer);
      takeWhole(connection);
      const frame = Buffer.from([0, 0, 0, 6, 0, 0, 0, 9, 1, 2]);
      for (const payload of [frame, Buffer.from(frame)]) {
        connection.processData(payload);
        assert.deepEqual(answers.pop(), { size: 6, correlationId: 9, payload: Buffer.from([1, 2]) });
        assert.deepEqual(connection.chunks, []);
      }
    }
  });

  it('numbers the requests as the protocol does', () => {
    const { Fetch, ListOffsets, Metadata, OffsetFetch, GroupCoordinator, DescribeGroups, ListGroups, DescribeConfigs } =
      apiKeys;
    assert.deepEqual(
      [Fetch, ListOffsets, Metadata, OffsetFetch, GroupCoordinator, DescribeGroups, ListGroups, DescribeConfigs],
      [1, 2, 3, 9, 10, 15, 16, 32],
    );
  });

  it('encodes Fetch in versions 4 to 11 with our offsets, sizes and isolation', async () => {
    assert.deepEqual(requests.Fetch.versions, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']);
    const topics = [{ topic: 't', partitions: [{ partition: 3, fetchOffset: 2 ** 40 + 1, maxBytes: 1024 }] }];
    const args = { isolationLevel: 1, maxWaitTime: 500, minBytes: 1, maxBytes: 4096, topics };
    const hex = async (version: number): Promise<string> => {
      const { request } = requests.Fetch.protocol({ version })(args);
      assert.deepEqual([request.apiKey, request.apiVersion, request.apiName], [1, version, 'Fetch']);
      return bytesOf(await request.encode()).toString('hex');
    };
    // Replica -1, wait 500, min 1, max 4096, isolation 1; then one topic "t" with one partition.
    const head = 'ffffffff000001f4000000010000100001';
    const partition = (rest: string): string => `000000010001740000000100000003${rest}`;
    assert.equal(await hex(4), `${head}${partition('000001000000000100000400')}`);
    // 11: session 0, epoch -1; the partition has a leader epoch of -1 and a log start of -1; no forgotten topics, no rack.
    const v11 = partition('ffffffff0000010000000001ffffffffffffffff00000400');
    assert.equal(await hex(11), `${head}00000000ffffffff${v11}000000000000`);
  });

  it('asks for all topics with an empty list, and never for their creation', async () => {
    const { request } = requests.Metadata.protocol({ version: 6 })({ topics: [], allowAutoTopicCreation: false });
    assert.equal(bytesOf(await request.encode()).toString('hex'), 'ffffffff00');
  });

  it('writes numbers and strings as the protocol has them', () => {
    const written = new Encoder().writeInt8(1).writeInt16(2).writeInt32(3).writeInt64(-1).writeString('é');
    const list = new Encoder().writeArray([written]);
    assert.equal(bytesOf(list).toString('hex'), `00000001${'01'}0002${'00000003'}${'ff'.repeat(8)}0002c3a9`);
  });

  it('hands the bytes of an answer to our decode, and what we return back to us', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('data', (request: Buffer) => {
        // ApiVersions gets Fetch 4..11; anything else three bytes.
        const body =
          request.readInt16BE(4) === 18
            ? Buffer.from('00000000000100010004000b00000000', 'hex')
            : Buffer.from([1, 2, 3]);
        const head = Buffer.alloc(8);
        head.writeInt32BE(4 + body.length, 0);
        head.writeInt32BE(request.readInt32BE(8), 4);
        socket.write(Buffer.concat([head, body]));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { connectionPoolBuilder, brokerPool } = cluster();
    const connectionPool = await connectionPoolBuilder.build({ host: '127.0.0.1', port });
    const broker = brokerPool.createBroker({ logger: brokerPool.rootLogger, connectionPool });
    await broker.connect();
    assert.deepEqual(broker.versions?.[1], { minVersion: 4, maxVersion: 11 });
    const { request } = broker.lookupRequest(
      1,
      requests.Fetch,
    )({ maxWaitTime: 1, minBytes: 1, maxBytes: 1, topics: [] });
    assert.equal(request.apiVersion, 11);
    const answer = await broker.connectionPool.send({
      request,
      response: { decode: async (payload) => ({ got: [...payload] }), parse: async (decoded) => decoded },
    });
    assert.deepEqual(answer, { got: [1, 2, 3] });
    await broker.disconnect();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});

const bytesOf = (encoder: unknown): Buffer => {
  const bytes: unknown = typeof encoder === 'object' && encoder !== null ? Reflect.get(encoder, 'buffer') : undefined;
  assert.ok(Buffer.isBuffer(bytes));
  return bytes;
};
