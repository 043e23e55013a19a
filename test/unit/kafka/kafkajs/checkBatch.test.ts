import assert from 'node:assert/strict';
import { checkBatch } from '../../../../src/kafka/kafkajs/checkBatch';
import { crc32c } from '../../../../src/kafka/kafkajs/crc32c';
import { encodeMessage } from './encodeBatch';
import javaBatches from './fixtures/javaBatches.json';

describe('checksum of a batch', () => {
  it('is CRC-32C with the values of RFC 3720, B.4', () => {
    const of = (bytes: Buffer): number => crc32c(bytes, 0, bytes.length);
    assert.equal(of(Buffer.alloc(32)), 0x8a91_36aa);
    assert.equal(of(Buffer.alloc(32, 0xff)), 0x62a8_ab43);
    assert.equal(of(Buffer.from(Array.from({ length: 32 }, (_, i) => i))), 0x46dd_794e);
    assert.equal(of(Buffer.from('123456789')), 0xe306_9283);
  });

  const batches = Object.entries(javaBatches);
  assert.ok(batches.length > 0);
  for (const [name, text] of batches) {
    it(`is right for ${name} as the Java client wrote it, and wrong after one bit has changed`, () => {
      const bytes = Buffer.from(String(text), 'base64');
      const found = checkBatch(bytes, 0, bytes.length, 0);
      assert.ok(found);
      assert.equal(found.algorithm, 'CRC-32C');
      assert.equal(found.computed, found.stored);
      for (const at of [22, 40, found.sizeInBytes - 1]) {
        const damaged = Buffer.from(bytes);
        damaged.writeUInt8(damaged.readUInt8(at) ^ 4, at);
        const seen = checkBatch(damaged, 0, damaged.length, 0);
        assert.ok(seen && seen.computed !== seen.stored, `a bit of byte ${at}`);
      }
    });
  }

  it('finds the batch that holds an offset, in old formats too', () => {
    const bytes = Buffer.concat([
      encodeMessage(0, { offset: 4, value: 'a' }),
      encodeMessage(1, { offset: 5, value: 'b', timestamp: 7 }),
    ]);
    const found = checkBatch(bytes, 0, bytes.length, 5);
    assert.deepEqual([found?.last, found?.algorithm, found?.stored === found?.computed], [5, 'CRC-32', true]);
    assert.equal(checkBatch(bytes, 0, bytes.length, 6), undefined);
    assert.equal(checkBatch(bytes, 0, bytes.length - 1, 5), undefined, 'a cut batch');
  });
});
