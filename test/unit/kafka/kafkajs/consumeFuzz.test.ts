import assert from 'node:assert/strict';
import { prepareZstd } from '../../../../src/kafka/kafkajs/decompressZstd';
import { random } from '../../tail/readLog';
import { consume } from './consume';
import { encodeBatch, encodeMessage } from './encodeBatch';
import javaBatches from './fixtures/javaBatches.json';

const mutationsEach = Number(process.env.ACKLENS_FUZZ ?? 150);

/** Real batches of the Java client in every codec, and what no broker of today writes any more. */
const logs: readonly (readonly [name: string, bytes: Buffer])[] = [
  ...Object.entries(javaBatches).map(([codec, text]) => [codec, Buffer.from(text, 'base64')] as const),
  [
    'none',
    Buffer.concat([
      encodeBatch({ records: [0, 1, 2].map((offset) => ({ offset, key: 'k', value: 'v', headers: [['h', 'x']] })) }),
      encodeBatch({ baseOffset: 3, lastOffsetDelta: 5, producerId: 7, records: [{ offset: 4, value: null }] }),
      encodeBatch({ records: [{ offset: 9, value: 'last' }] }),
    ]),
  ],
  [
    'old formats',
    Buffer.concat([
      encodeMessage(0, { offset: 0, key: 'k', value: 'v' }),
      encodeMessage(1, { offset: 1, value: 'v', timestamp: 7 }),
      encodeMessage(
        1,
        { offset: 3, timestamp: 8 },
        1,
        Buffer.concat([0, 1].map((offset) => encodeMessage(1, { offset, value: 'inner', timestamp: 9 }))),
      ),
    ]),
  ],
];

describe('damaged bytes from a broker', () => {
  before(() => prepareZstd());

  for (const [name, bytes] of logs) {
    const seed = Number(process.env.ACKLENS_SEED ?? 20261124);
    it(`${name}: ends, and moves on only over what it has told (seed ${seed})`, function () {
      this.timeout(60_000);
      const next = random(seed);
      const highWatermark = endOf(bytes);
      for (let i = 0; i < mutationsEach; i++) {
        const damaged = mutate(bytes, next);
        try {
          readToEnd(damaged, highWatermark);
        } catch (error) {
          throw new Error(`mutation ${i} of seed ${seed}: ${damaged.toString('base64').slice(0, 4_000)}`, {
            cause: error,
          });
        }
      }
    });

    it(`${name}: is read without a word when nothing is damaged`, () => {
      const { recording, state } = consume({ bytes, highWatermark: endOf(bytes), isFirst: true });
      assert.equal(state.position, endOf(bytes));
      assert.deepEqual([recording.skips, recording.problems], [[], []]);
    });
  }
});

/** Reads as a reader does: asks again from where it stands until it is at the end. */
function readToEnd(bytes: Buffer, highWatermark: number): void {
  let position = 0;
  for (let requests = 0; position < highWatermark; requests++) {
    assert.ok(requests <= highWatermark, 'each request moves on');
    const { recording, state } = consume({ bytes, position, highWatermark, isFirst: true });
    // Bytes that lead to nothing at all are an empty answer: the reader waits for other ones.
    if (state.position === position && recording.batches.length === 0 && recording.skips.length === 0) return;
    assert.ok(state.position > position && state.position <= highWatermark, `from ${position} to ${state.position}`);
    let last = position - 1;
    for (const { offset } of recording.records) {
      assert.ok(offset > last && offset < state.position, `offset ${offset} after ${last}, before ${state.position}`);
      last = offset;
    }
    for (const { from, to } of recording.skips)
      assert.ok(from >= position && from <= to && to < state.position, `skipped ${from}..${to}`);
    assert.equal(recording.skips.length, recording.problems.length, 'what is left out is told');
    position = state.position;
  }
}

/** Some bits turned, a stretch overwritten, cut out, doubled, or the end cut off. */
function mutate(bytes: Buffer, next: () => number): Buffer {
  const damaged = Buffer.from(bytes);
  const at = (): number => Math.floor(next() * damaged.length);
  // Half of the blows go to the first header, which decides over what follows.
  const aim = (): number => (next() < 0.5 ? Math.min(damaged.length - 1, Math.floor(next() * 61)) : at());
  const kind = Math.floor(next() * 5);
  if (kind === 0) for (let n = 1 + Math.floor(next() * 4); n > 0; n--) flip(damaged, aim(), Math.floor(next() * 8));
  else if (kind === 1) damaged.fill(Math.floor(next() * 256), aim(), aim());
  else if (kind === 2) return damaged.subarray(0, at());
  else {
    const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
    const middle = kind === 3 ? [] : [damaged.subarray(from, to), damaged.subarray(from, to)];
    return Buffer.concat([damaged.subarray(0, from), ...middle, damaged.subarray(to)]);
  }
  return damaged;
}

function flip(bytes: Buffer, at: number, bit: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
}

/** Behind the last offset of undamaged bytes. */
function endOf(bytes: Buffer): number {
  let end = 0;
  for (let at = 0; at + 27 <= bytes.length; at += 12 + bytes.readInt32BE(at + 8)) {
    const base = Number(bytes.readBigInt64BE(at));
    end = bytes[at + 16] === 2 ? base + bytes.readInt32BE(at + 23) + 1 : base + 1;
  }
  return end;
}
