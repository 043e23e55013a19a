import assert from 'node:assert/strict';
import { prepareZstd } from '../../../../src/kafka/kafkajs/decompressZstd';
import type { AbortedTransaction } from '../../../../src/kafka/kafkajs/fetchResponse';
import type { Isolation } from '../../../../src/kafka/ports';
import { random } from '../../tail/readLog';
import { consume } from './consume';
import { encodeBatch, encodeMessage } from './encodeBatch';
import brokerBatches from './fixtures/brokerBatches.json';
import javaBatches from './fixtures/javaBatches.json';
import { mutateBytes } from './mutateBytes';

/** ACKLENS_FUZZ=20000 looks longer. */
const mutationsEach = Number(process.env.ACKLENS_FUZZ ?? 150);
/** For one mutation, of processor time: other work on the machine does not use it up. */
const mostMs = 1_000;
/** Beside what was there: a batch that claims two gigabytes gets none of them. */
const mostBytes = 150 << 20;

/**
 * Real batches: of the Java client in every codec, of brokers 3.9.1 and 4.2.0 with transactions and their markers (see
 * test/kafka/recordBatches.ts); and what no broker of today writes any more.
 */
const logs: readonly (readonly [name: string, bytes: Buffer])[] = [
  ...Object.entries(javaBatches).map(([codec, text]) => [codec, Buffer.from(text, 'base64')] as const),
  ...Object.entries(brokerBatches).map(([version, text]) => [version, Buffer.from(text, 'base64')] as const),
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

  for (const [version, text] of Object.entries(brokerBatches))
    it(`${version}: shows what a broker keeps of transactions`, () => {
      const bytes = Buffer.from(text, 'base64');
      const read = (isolation: Isolation) =>
        consume({ bytes, highWatermark: endOf(bytes), isFirst: true, isolation, aborted }).recording;
      const all = read('read_uncommitted');
      const [committed, shown] = [read('read_committed'), all.batches.map(({ control }) => control ?? 'data')];
      assert.deepEqual(shown, ['data', 'commit', 'data', 'abort', 'data', 'commit', 'data']);
      const numbers = ({ records }: typeof all) => records.map(({ value }) => JSON.parse(value ?? '').seq);
      assert.deepEqual(numbers(all), [1, 2, 3, 11, 12, 13, 21, 22, 23, 91, 92]);
      assert.deepEqual(numbers(committed), [1, 2, 3, 21, 22, 23, 91, 92]);
    });

  for (const [name, bytes] of logs) {
    const seed = Number(process.env.ACKLENS_SEED ?? 20261124);
    it(`${name}: ends, and moves on only over what it has told (seed ${seed})`, function () {
      this.timeout(60_000);
      const next = random(seed);
      const highWatermark = endOf(bytes);
      for (let i = 0; i < mutationsEach; i++) {
        const damaged = mutateBytes(bytes, next);
        const began = process.cpuUsage();
        try {
          readToEnd(damaged, highWatermark, i % 2 === 0 ? 'read_uncommitted' : 'read_committed');
          const { user, system } = process.cpuUsage(began);
          assert.ok((user + system) / 1_000 < mostMs, `${(user + system) / 1_000} ms`);
        } catch (error) {
          throw new Error(`mutation ${i} of seed ${seed}: ${damaged.toString('base64').slice(0, 4_000)}`, {
            cause: error,
          });
        }
      }
    });

    it(`${name}: gets no memory for what it only claims`, () => {
      const highWatermark = endOf(bytes);
      // The size of the batch, the last offset and the number of records, each as large as it can be said.
      for (const [place, claim] of [8, 23, 57].flatMap((at) =>
        [0x7fff_ffff, 0x7fff_0000].map((n) => [at, n] as const),
      )) {
        const claiming = Buffer.from(bytes);
        if (place + 4 <= claiming.length) claiming.writeInt32BE(claim, place);
        const before = process.memoryUsage();
        const began = process.cpuUsage();
        readToEnd(claiming, highWatermark, 'read_uncommitted');
        const { user, system } = process.cpuUsage(began);
        const { arrayBuffers, heapUsed } = process.memoryUsage();
        assert.ok((user + system) / 1_000 < mostMs, `${place}: ${(user + system) / 1_000} ms`);
        const grown = arrayBuffers + heapUsed - before.arrayBuffers - before.heapUsed;
        assert.ok(grown < mostBytes, `${place}: ${grown} bytes`);
      }
    });

    it(`${name}: is read without a word when nothing is damaged`, () => {
      const { recording, state } = consume({ bytes, highWatermark: endOf(bytes), isFirst: true });
      assert.equal(state.position, endOf(bytes));
      assert.deepEqual([recording.skips, recording.problems], [[], []]);
    });
  }
});

/** What a broker tells beside the recorded batches; of others it fits none. */
const aborted: readonly AbortedTransaction[] = [0, 1].map((producerId) => ({ producerId, firstOffset: 4 }));

/** Reads as a reader does: asks again from where it stands until it is at the end. */
function readToEnd(bytes: Buffer, highWatermark: number, isolation: Isolation): void {
  let position = 0;
  for (let requests = 0; position < highWatermark; requests++) {
    assert.ok(requests <= highWatermark, 'each request moves on');
    const { recording, state } = consume({ bytes, position, highWatermark, isFirst: true, isolation, aborted });
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

/** Behind the last offset of undamaged bytes. */
function endOf(bytes: Buffer): number {
  let end = 0;
  for (let at = 0; at + 27 <= bytes.length; at += 12 + bytes.readInt32BE(at + 8)) {
    const base = Number(bytes.readBigInt64BE(at));
    end = bytes[at + 16] === 2 ? base + bytes.readInt32BE(at + 23) + 1 : base + 1;
  }
  return end;
}
