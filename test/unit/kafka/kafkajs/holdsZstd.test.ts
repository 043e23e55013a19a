import { equal } from 'node:assert/strict';
import { holdsZstd } from '../../../../src/kafka/kafkajs/holdsZstd';
import { encodeBatch } from './encodeBatch';

const batch = (offset: number, codec: number): Buffer =>
  encodeBatch({ records: [{ offset, value: 'value' }], attributes: codec });
const [none, lz4, zstd] = [batch(0, 0), batch(1, 3), batch(2, 4)];

describe('holdsZstd', () => {
  const of = (bytes: Buffer, start = 0): boolean => holdsZstd({ bytes, start, end: bytes.length });

  it('finds a batch among others, wherever the partition begins in the answer', () => {
    equal(of(Buffer.concat([none, lz4, zstd])), true);
    equal(of(Buffer.concat([zstd, none])), true);
    equal(of(Buffer.concat([none, lz4])), false);
    equal(of(Buffer.concat([zstd, none]), zstd.length), false);
    equal(of(Buffer.alloc(0)), false);
  });

  it('ends at a batch that is cut, or whose size is impossible', () => {
    equal(of(Buffer.concat([none, zstd.subarray(0, 60)])), false);
    equal(of(Buffer.concat([none, zstd.subarray(0, 61)])), true);
    const damaged = Buffer.from(none);
    damaged.writeInt32BE(-12, 8);
    equal(of(Buffer.concat([damaged, zstd])), false);
  });
});
