import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import Encoder from 'kafkajs/src/protocol/encoder';
import { encodeBatch } from '../../../../src/kafka/kafkajs/encodeBatch';
import { FaultySockets } from '../../../../src/kafka/kafkajs/trial/FaultySockets';
import { FrameSplitter } from '../../../../src/kafka/kafkajs/trial/FrameSplitter';
import { readProduceAnswer, readProduceFrame } from '../../../../src/kafka/kafkajs/trial/produceFrames';
import type { AttemptEnd, SocketFault } from '../../../../src/kafka/trial';

const utf8 = new TextEncoder();

/** A Produce request of version 7 as kafkajs writes it, with these values. */
async function produce(correlationId: number, acks: number, ...values: readonly string[]): Promise<Buffer> {
  const batch = await encodeBatch({
    records: values.map((value) => ({ key: null, value: utf8.encode(value), headers: [] })),
    timestamp: 1_769_860_800_000,
    codec: 'none',
    producer: { id: -1, epoch: -1, baseSequence: -1 },
    isTransactional: false,
  });
  const body = new Encoder().writeInt16(0).writeInt16(7).writeInt32(correlationId).writeString('client');
  body.writeInt16(-1).writeInt16(acks).writeInt32(1_000);
  body.writeInt32(1).writeString('t').writeInt32(1).writeInt32(0).writeInt32(batch.length);
  body.writeBufferInternal(batch);
  return sized((body as unknown as { readonly buffer: Buffer }).buffer);
}

function answer(correlationId: number, code: number): Buffer {
  const body = new Encoder().writeInt32(correlationId).writeInt32(1).writeString('t').writeInt32(1).writeInt32(0);
  body.writeInt16(code).writeInt64(0).writeInt64(-1).writeInt64(0).writeInt32(0);
  return sized((body as unknown as { readonly buffer: Buffer }).buffer);
}

function sized(bytes: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
}

const numberOf = (value: Uint8Array): number | undefined => {
  const n = Number(new TextDecoder().decode(value));
  return Number.isInteger(n) ? n : undefined;
};

describe('frames of the protocol', () => {
  it('are gathered from chunks of any size', async () => {
    const bytes = Buffer.concat([await produce(1, 1, '1'), answer(1, 0), await produce(2, 1, '2', '3')]);
    for (const step of [1, 3, 7, bytes.length]) {
      const sizes: number[] = [];
      const splitter = new FrameSplitter((frame) => sizes.push(frame.length));
      for (let at = 0; at < bytes.length; at += step) splitter.push(bytes.subarray(at, at + step));
      strictEqual(sizes.length, 3);
      strictEqual(
        sizes.reduce((sum, size) => sum + size, 0),
        bytes.length,
      );
    }
  });

  it('tell what a Produce request holds, and what its answer says', async () => {
    const read = readProduceFrame(await produce(7, -1, '1', '2'));
    deepStrictEqual([read?.correlationId, read?.acks, read?.values.map(numberOf)], [7, -1, [1, 2]]);
    strictEqual(readProduceFrame(sized(Buffer.from([0, 3, 0, 1, 0, 0, 0, 1]))), undefined);
    const cut = await produce(7, -1, '1', '2');
    throws(() => readProduceFrame(cut.subarray(0, cut.length - 4)));
    const ends: readonly (readonly [number, AttemptEnd])[] = [
      [0, { kind: 'written' }],
      [46, { kind: 'written' }],
      [19, { kind: 'refused', code: 19, certain: true }],
      [20, { kind: 'refused', code: 20, certain: false }],
      [7, { kind: 'refused', code: 7, certain: false }],
    ];
    for (const [code, end] of ends) deepStrictEqual(readProduceAnswer(answer(1, code)), end);
  });
});

describe('sockets that fail at chosen requests', () => {
  let server: Server;
  const far: Socket[] = [];
  const received: number[][] = [];
  let sockets: FaultySockets;
  const told: unknown[] = [];

  beforeEach(async () => {
    far.length = 0;
    received.length = 0;
    told.length = 0;
    server = createServer((socket) => {
      far.push(socket);
      const splitter = new FrameSplitter((frame) => {
        const request = readProduceFrame(frame);
        if (!request) return;
        received.push(request.values.flatMap((value) => numberOf(value) ?? []));
        if (request.acks !== 0) socket.write(answer(request.correlationId, 0));
      });
      socket.on('data', (chunk: Buffer) => splitter.push(chunk)).on('error', () => undefined);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    sockets.destroy();
    for (const socket of far) socket.destroy();
    server.close();
  });

  async function open(
    fault: SocketFault | undefined,
  ): Promise<{ socket: Socket; heard: number[]; ended: Promise<unknown> }> {
    sockets = new FaultySockets(
      { fault, strikes: new Set([2]), count: 10, requestTimeoutMs: 50, numberOf },
      {
        request: () => undefined,
        attempt: (attempt) => told.push(attempt),
        outcome: () => undefined,
      },
    );
    const { port } = server.address() as AddressInfo;
    const socket = await new Promise<Socket>((resolve) => {
      const made: Socket = sockets.factory({
        host: '127.0.0.1',
        port,
        ssl: undefined as never,
        onConnect: () => resolve(made),
      });
    });
    const heard: number[] = [];
    const splitter = new FrameSplitter((frame) => heard.push(frame.readInt32BE(4)));
    socket.on('data', (chunk: Buffer) => splitter.push(chunk));
    const ended = new Promise((resolve) => socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code)));
    return { socket, heard, ended };
  }

  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
  };

  it('let messages that do not count pass uncounted', async () => {
    const { socket, heard } = await open('swallow');
    for (const [at, value] of ['0', '11', '1', '2', '3'].entries()) socket.write(await produce(at, 1, value));
    await until(() => received.length === 5 && heard.length === 4);
    deepStrictEqual(heard, [0, 1, 2, 4]);
    deepStrictEqual(told, [
      { numbers: [1], end: { kind: 'written' } },
      { numbers: [2], end: { kind: 'unanswered', fault: 'swallow' } },
      { numbers: [3], end: { kind: 'written' } },
    ]);
  });

  it('hand on a late answer after the time of the client', async () => {
    const { socket, heard } = await open('late');
    for (const n of [1, 2, 3]) socket.write(await produce(n, 1, String(n)));
    await until(() => heard.length === 3);
    deepStrictEqual(heard, [1, 3, 2]);
  });

  it('break before the broker sees the request', async () => {
    const { socket, ended } = await open('cut-before');
    for (const n of [1, 2]) socket.write(await produce(n, 1, String(n)));
    strictEqual(await ended, 'ECONNRESET');
    await until(() => received.length === 1 && told.length === 2);
    deepStrictEqual(received, [[1]]);
  });

  it('break after the broker has worked the request, also one without an answer', async () => {
    for (const acks of [1, 0]) {
      received.length = 0;
      const { socket, heard, ended } = await open('cut-after');
      for (const n of [1, 2]) socket.write(await produce(n, acks, String(n)));
      strictEqual(await ended, 'ECONNRESET');
      await until(() => received.length === 2);
      deepStrictEqual(received, [[1], [2]]);
      strictEqual(heard.includes(2), false);
    }
  });

  it('tell what was under way when a connection ended otherwise, and open none after the end', async () => {
    const { socket } = await open(undefined);
    server.removeAllListeners('connection');
    far[0]?.removeAllListeners('data');
    socket.write(await produce(1, 1, '1'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    sockets.destroy();
    await until(() => told.length === 1);
    deepStrictEqual(told, [{ numbers: [1], end: { kind: 'unanswered', fault: undefined } }]);
    throws(() => sockets.factory({ host: '127.0.0.1', port: 1, ssl: undefined as never, onConnect: () => undefined }));
  });
});
