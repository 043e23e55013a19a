import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { producerCodecs } from '../../../../src/kafka/kafkajs/compress';
import { prepareZstd } from '../../../../src/kafka/kafkajs/decompressZstd';
import { encodeBatch } from '../../../../src/kafka/kafkajs/encodeBatch';
import { consume } from './consume';

const bytes = fc.oneof(
  fc.constant(null),
  fc.string().map((text) => new TextEncoder().encode(text)),
);
const record = fc.record({
  key: bytes,
  value: bytes,
  headers: fc.array(fc.record({ name: fc.string(), value: bytes }), { maxLength: 4 }),
});
const text = (content: Uint8Array | null): string | null => content && Buffer.from(content).toString('utf8');

describe('a batch on its way out', () => {
  before(prepareZstd);

  it('is read again as it was, by every codec', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 80 }),
        fc.constantFrom(...producerCodecs),
        fc.boolean(),
        async (records, codec, isTransactional) => {
          const producer = { id: 4_000_000_000, epoch: 3, baseSequence: 17 };
          const timestamp = 1_700_000_000_123;
          const encoded = await encodeBatch({ records, timestamp, codec, producer, isTransactional });
          const { recording } = consume({ bytes: encoded, highWatermark: records.length });
          assert.deepEqual(
            recording.records,
            records.map(({ key, value, headers }, offset) => ({
              partition: 0,
              offset,
              timestamp,
              key: text(key),
              value: text(value),
              headers: headers.map(({ name, value: content }) => `${text(Buffer.from(name))}=${text(content)}`),
            })),
          );
          const [batch] = recording.batches;
          assert.deepEqual(
            [batch?.producerId, batch?.producerEpoch, batch?.baseSequence, batch?.isTransactional, batch?.codec],
            [4_000_000_000, 3, 17, isTransactional, codec],
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
