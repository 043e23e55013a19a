import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import fc from 'fast-check';
import { AnswerFrames, MAX_ANSWER_BYTES } from '../../../../src/kafka/kafkajs/AnswerFrames';
import { FrameBuffers } from '../../../../src/kafka/kafkajs/FrameBuffers';
import { ObservedSockets } from '../../../../src/kafka/kafkajs/ObservedSockets';

const answer = (length: number, fill: number): Buffer => {
  const frame = Buffer.alloc(4 + length, fill);
  frame.writeInt32BE(length, 0);
  return frame;
};

/** As the system writes: as much as there is room, and never more than came at once. */
function write(frames: AnswerFrames, bytes: Buffer, atOnce: number): void {
  for (let at = 0; at < bytes.length; ) {
    const count = Math.min(atOnce, bytes.length - at, frames.room.length);
    assert.ok(count > 0, 'there is always room');
    bytes.copy(frames.room, 0, at, at + count);
    assert.ok(frames.wrote(count));
    at += count;
  }
}

describe('the answers of a connection', () => {
  it('come whole, in order, however the network cuts them', () => {
    const length = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 16_000, max: 200_000 }));
    fc.assert(
      fc.property(fc.array(length, { maxLength: 12 }), fc.integer({ min: 1, max: 70_000 }), (lengths, atOnce) => {
        const sent = lengths.map((size, n) => answer(size, n + 1));
        const got: Buffer[] = [];
        const buffers = new FrameBuffers();
        const frames = new AnswerFrames(buffers, (frame) => {
          got.push(Buffer.from(frame));
          buffers.giveBack(frame);
        });
        write(frames, Buffer.concat(sent), atOnce);
        assert.deepEqual(got, sent);
      }),
      { numRuns: 60 },
    );
  });

  it('are handed over as soon as they are whole, those of no bytes too', () => {
    const got: number[] = [];
    const frames = new AnswerFrames(new FrameBuffers(), ({ length }) => got.push(length));
    write(frames, answer(0, 0), 100);
    write(frames, answer(7, 1).subarray(0, 10), 100);
    assert.deepEqual(got, [4]);
    write(frames, answer(7, 1).subarray(10), 100);
    assert.deepEqual(got, [4, 11]);
  });

  it('end where a size is impossible, before memory is taken for it', () => {
    for (const size of [-1, -2_147_483_648, MAX_ANSWER_BYTES, 2_147_483_647]) {
      const got: number[] = [];
      const frames = new AnswerFrames(new FrameBuffers(), ({ length }) => got.push(length));
      const bytes = Buffer.concat([answer(7, 1), Buffer.alloc(4)]);
      bytes.writeInt32BE(size, 11);
      bytes.copy(frames.room);
      assert.equal(frames.wrote(bytes.length), false);
      assert.deepEqual(got, [11]);
    }
  });

  it('come whole from a real socket, and none is written over another that was not given back', async () => {
    const sent = [answer(3_000_000, 1), answer(10, 2), answer(2_500_000, 3), answer(70_000, 4)];
    const server = createServer((socket) => socket.end(Buffer.concat(sent)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = server.address();
    const port = typeof at === 'object' && at ? at.port : 0;
    const sockets = new ObservedSockets();
    const got: Buffer[] = [];
    // kafkajs passes none where there is no TLS, which its types do not say.
    const socket = sockets.factory({ host: '127.0.0.1', port, ssl: undefined as never, onConnect: () => undefined });
    socket.on('data', (frame: Buffer) => got.push(frame));
    await new Promise((resolve) => socket.once('end', resolve));
    assert.deepEqual(
      got.map((frame) => Buffer.compare(frame, sent[got.indexOf(frame)] ?? Buffer.alloc(0))),
      [0, 0, 0, 0],
    );
    assert.equal(sockets.facts(`127.0.0.1:${port}`)?.receivedBytes, Buffer.concat(sent).length);
    socket.destroy();
    server.close();
  });
});

describe('the memory for answers', () => {
  it('is used again once it is given back, and not before', () => {
    const buffers = new FrameBuffers();
    const first = buffers.take(1 << 20);
    const second = buffers.take(1 << 20);
    assert.notEqual(second.buffer, first.buffer);
    buffers.giveBack(first);
    buffers.giveBack(first);
    const third = buffers.take((1 << 20) - 100);
    assert.equal(third.buffer, first.buffer);
    assert.equal(third.length, (1 << 20) - 100);
    assert.notEqual(buffers.take(1 << 20).buffer, first.buffer);
  });

  it('is kept up to a bound, and small parts not at all', () => {
    const buffers = new FrameBuffers();
    const small = buffers.take(100);
    buffers.giveBack(small);
    assert.equal(small.length, 100);
    const taken = Array.from({ length: 10 }, () => buffers.take(4 << 20));
    for (const each of taken) buffers.giveBack(each);
    const again = new Set(Array.from({ length: 10 }, () => buffers.take(4 << 20).buffer));
    assert.equal(taken.filter(({ buffer }) => again.has(buffer)).length, 4);
  });
});
