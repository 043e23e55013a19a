import assert from 'node:assert/strict';
import { WireReader } from '../../../../src/kafka/kafkajs/WireReader';
import { WireWriter } from '../../../../src/kafka/kafkajs/WireWriter';

describe('the wire format of requests that kafkajs lacks', () => {
  const long = 'ä'.repeat(100);
  const write = (isFlexible: boolean): Buffer => {
    const body = new WireWriter(isFlexible);
    body
      .int8(-1)
      .int16(300)
      .int32(70_000)
      .int64(2 ** 40 + 1)
      .boolean(true)
      .string('é')
      .string(undefined)
      .string(long)
      .strings(['a', ''])
      .strings(undefined)
      .array([{ name: 'x', id: 7 }], ({ name, id }) => body.string(name).int32(id))
      .tags();
    return Reflect.get(body.finish(), 'buffer');
  };

  it('writes lengths as numbers, and as varints with tags where the version is flexible', () => {
    const head = `ff012c00011170${'0000010000000001'}01`;
    const bytes = Buffer.from(long).toString('hex');
    assert.equal(
      write(false).toString('hex'),
      `${head}0002c3a9ffff00c8${bytes}0000000200016100${'00'}ffffffff00000001000178${'00000007'}`,
    );
    // 201 as a varint is c9 01; each structure and the body end with no tags.
    assert.equal(write(true).toString('hex'), `${head}03c3a900c901${bytes}03026101${'00'}020278${'00000007'}0000`);
  });

  for (const isFlexible of [false, true])
    it(`reads what it wrote, ${isFlexible ? 'flexible' : 'fixed'}`, () => {
      const bytes = write(isFlexible);
      const read = new WireReader(bytes, isFlexible);
      assert.deepEqual(
        [read.int8(), read.int16(), read.int32(), read.int64(), read.boolean()],
        [-1, 300, 70_000, 2 ** 40 + 1, true],
      );
      assert.deepEqual([read.nullableString(), read.nullableString(), read.string()], ['é', undefined, long]);
      assert.deepEqual([read.strings(), read.strings()], [['a', ''], []]);
      assert.deepEqual(
        read.array(() => ({ name: read.string(), id: read.int32() })),
        [{ name: 'x', id: 7 }],
      );
      read.tags();
      assert.throws(() => read.int8(), RangeError);
    });

  it('skips tagged fields that it does not know', () => {
    const read = new WireReader(Buffer.from('02000201020503aabbcc2a', 'hex'), true);
    read.tags();
    assert.equal(read.int8(), 42);
  });

  it('refuses a length beyond the answer instead of believing it', () => {
    for (const [hex, isFlexible] of [
      ['7fffffff', false],
      ['ffffffff07', true],
      ['ffffffffffff', true],
    ] as const) {
      const damaged = () => new WireReader(Buffer.from(hex, 'hex'), isFlexible);
      assert.throws(() => damaged().array(() => 1), { name: 'DamagedData' });
    }
    assert.throws(() => new WireReader(Buffer.from('7fff61', 'hex'), false).string(), { name: 'DamagedData' });
  });
});
