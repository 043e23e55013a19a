import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DamagedData } from '../../../../src/kafka/kafkajs/DamagedData';
import { decompress } from '../../../../src/kafka/kafkajs/decompress';
import { prepareZstd } from '../../../../src/kafka/kafkajs/decompressZstd';
import type { Codec } from '../../../../src/kafka/model';
import { consume } from './consume';
import javaBatches from './fixtures/javaBatches.json';

/** The log segments of 40 records that the Java client 4.2.0 wrote, byte for byte as the broker keeps them. */
const segment = (codec: Exclude<Codec, 'none'>): Buffer => Buffer.from(javaBatches[codec], 'base64');

const codecs = ['gzip', 'snappy', 'lz4', 'zstd'] as const;
const seed = Number(process.env.ACKLENS_SEED ?? Date.now() % 1_000_000);

describe('decompress', () => {
  before(prepareZstd);

  for (const codec of codecs) {
    it(`reads what the Java client compressed with ${codec}`, () => {
      const { recording, state } = consume({ bytes: segment(codec), highWatermark: 40 });
      assert.deepEqual(recording.problems, []);
      assert.deepEqual(new Set(recording.batches.map((batch) => batch.codec)), new Set([codec]));
      assert.deepEqual(
        recording.records.map(({ offset, key, value, headers }) => [offset, key, value, headers]),
        Array.from({ length: 40 }, (_, i) => [
          i,
          `k${i}`,
          `value ${i} of the same text, the same text, the same text ${(i * 7919) % 1000}`,
          [`n=${i}`],
        ]),
      );
      assert.equal(state.position, 40);
    });

    it(`survives damaged ${codec} (seed ${seed})`, () => {
      const healthy = segment(codec);
      const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(damage, (flips) => {
          const bytes = Buffer.from(healthy);
          // Behind the header, so that the codec gets to see it.
          for (const [at, byte] of flips) bytes[61 + (at % (bytes.length - 61))] = byte;
          const { recording, state } = consume({ bytes, highWatermark: 40 });
          const told = recording.records.length + recording.skips.reduce((sum, { from, to }) => sum + to - from + 1, 0);
          assert.ok(state.position <= 40 && told <= 40, `position ${state.position}, told ${told}`);
        }),
        { seed, numRuns: 1_000 },
      );
    });

    it(`throws nothing but DamagedData for arbitrary bytes as ${codec} (seed ${seed})`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
          try {
            assert.ok(decompress(codec, bytes) instanceof Uint8Array);
          } catch (error) {
            assert.ok(error instanceof DamagedData, String(error));
          }
        }),
        { seed, numRuns: 1_000 },
      );
    });
  }

  it('reads a raw snappy block, which librdkafka sends, with a copy that overlaps itself', () => {
    // Length 10, the literal "ab" (tag 1 << 2), then a copy of 8 bytes from 2 back (tag (8 - 4) << 2 | 1, distance 2).
    const block = Uint8Array.from([10, 0x04, 0x61, 0x62, 0x11, 0x02]);
    assert.equal(Buffer.from(decompress('snappy', block)).toString(), 'ababababab');
  });

  it('reads an LZ4 frame with a stored block and ignores its checksums', () => {
    const frame = [0x04, 0x22, 0x4d, 0x18, 0x74, 0x40, 0xff];
    // Flags 0x74: version 1, independent blocks, a checksum behind each block and behind the frame, all wrong here.
    const block = [0x03, 0x00, 0x00, 0x80, 0x61, 0x62, 0x63, 0xde, 0xad, 0xbe, 0xef];
    const bytes = Uint8Array.from([...frame, ...block, 0, 0, 0, 0, 0xde, 0xad, 0xbe, 0xef]);
    assert.equal(Buffer.from(decompress('lz4', bytes)).toString(), 'abc');
  });

  it('does not ask for the memory that damaged lengths claim', () => {
    const before = process.memoryUsage().arrayBuffers;
    assert.throws(() => decompress('snappy', Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0x07, 0x00])), DamagedData);
    // A zstd frame header that claims 2^40 bytes in eight of them.
    const zstd = [0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
    assert.throws(() => decompress('zstd', Uint8Array.from(zstd)), DamagedData);
    assert.ok(process.memoryUsage().arrayBuffers - before < 1_000_000);
  });
});
