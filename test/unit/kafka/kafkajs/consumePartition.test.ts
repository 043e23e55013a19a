import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { consume } from './consume';
import { encodeBatch, encodeMessage, type PlainRecord, varint } from './encodeBatch';

const three: readonly PlainRecord[] = [
  { offset: 10, timestamp: 1_700_000_000_000, key: 'a', value: 'one' },
  {
    offset: 11,
    timestamp: 1_700_000_000_005,
    key: null,
    value: '',
    headers: [
      ['h', 'x'],
      ['n', null],
    ],
  },
  { offset: 12, timestamp: 1_699_999_999_990, key: 'c', value: null },
];

const marker = (offset: number, producerId: number, type: 0 | 1): Buffer => {
  // The key of a control record: version 0, then the type.
  const key = Buffer.from([0, 0, 0, type]);
  const body = Buffer.concat([Buffer.from([0]), varint(0), varint(0), varint(4), key, varint(-1), varint(0)]);
  return encodeBatch({
    records: [],
    baseOffset: offset,
    attributes: 0x30,
    producerId,
    compress: () => Buffer.concat([varint(body.length), body]),
  });
};

describe('consumePartition', () => {
  it('reads a batch with its header, keys, values, nulls, headers and times', () => {
    const { recording, state } = consume({ bytes: encodeBatch({ records: three }), position: 10, highWatermark: 13 });
    assert.deepEqual(recording.records, [
      { partition: 0, offset: 10, timestamp: 1_700_000_000_000, key: 'a', value: 'one', headers: [] },
      { partition: 0, offset: 11, timestamp: 1_700_000_000_005, key: null, value: '', headers: ['h=x', 'n=null'] },
      { partition: 0, offset: 12, timestamp: 1_699_999_999_990, key: 'c', value: null, headers: [] },
    ]);
    assert.equal(recording.batches.length, 1);
    const { baseOffset, lastOffsetDelta, producerId, leaderEpoch, recordCount, codec } = recording.batches[0] ?? {};
    assert.deepEqual(
      [baseOffset, lastOffsetDelta, producerId, leaderEpoch, recordCount, codec],
      [10, 2, -1, 7, 3, 'none'],
    );
    assert.deepEqual(state, { position: 13, leaderEpoch: 7 });
  });

  it('leaves out what lies before the position and behind the end', () => {
    const bytes = encodeBatch({ records: three });
    const { recording, state } = consume({ bytes, position: 11, highWatermark: 13, end: 12 });
    assert.deepEqual(
      recording.records.map(({ offset }) => offset),
      [11],
    );
    assert.ok(state.position >= 12);
  });

  it('goes over a batch without records and over the tail that compaction left', () => {
    const empty = encodeBatch({ records: [], baseOffset: 0, lastOffsetDelta: 4 });
    const sparse = encodeBatch({ records: [{ offset: 6, value: 'x' }], baseOffset: 5, lastOffsetDelta: 9 });
    const { recording, state } = consume({ bytes: Buffer.concat([empty, sparse]), highWatermark: 20 });
    assert.deepEqual(recording.rows(), ['0:6 null=x']);
    assert.equal(state.position, 15);
    assert.deepEqual(recording.skips, []);
  });

  it('leaves a cut batch for the next request', () => {
    const bytes = Buffer.concat([
      encodeBatch({ records: [{ offset: 0, value: 'x' }] }),
      encodeBatch({ records: three }),
    ]);
    for (let cut = 1; cut < 60; cut++) {
      const { recording, state } = consume({ bytes: bytes.subarray(0, bytes.length - cut), highWatermark: 13 });
      assert.deepEqual([recording.rows(), state.position], [['0:0 null=x'], 1]);
    }
  });

  it('does not wait for the end of a batch that the broker promised to send whole', () => {
    const bytes = encodeBatch({ records: three });
    bytes.writeInt32BE(0x00ff_ffff, 8);
    const asked = { bytes, position: 10, highWatermark: 40 };
    const later = consume(asked);
    assert.deepEqual([later.state.position, later.recording.problems.length], [10, 0]);
    const first = consume({ ...asked, isFirst: true });
    assert.equal(first.state.position, 13);
    assert.deepEqual(
      first.recording.problems.map(({ message }) => message),
      ['Offsets 10 to 12 of t, partition 0, cannot be read: What the broker sent for it is no whole batch.'],
    );
    const stub = consume({ bytes: bytes.subarray(0, 15), position: 10, highWatermark: 40, isFirst: true });
    assert.equal(stub.state.position, 11);
    const whole = Buffer.concat([encodeBatch({ records: three }), bytes]);
    const both = consume({ bytes: whole, position: 10, highWatermark: 40, isFirst: true });
    assert.deepEqual([both.state.position, both.recording.problems.length], [13, 0]);
  });

  it('takes the append time of the broker where the batch says so', () => {
    const { recording } = consume({
      bytes: encodeBatch({ records: three, attributes: 8 }),
      position: 10,
      highWatermark: 13,
    });
    assert.deepEqual(new Set(recording.records.map(({ timestamp }) => timestamp)), new Set([1_700_000_000_005]));
  });

  it('shows markers, and leaves out aborted records only when asked for committed ones', () => {
    const from = (producerId: number, offset: number) =>
      encodeBatch({ records: [{ offset, value: `p${producerId}` }], attributes: 0x10, producerId });
    // Two transactions interleaved; that of producer 1 is aborted, its next one committed.
    const bytes = Buffer.concat([
      from(1, 0),
      from(2, 1),
      from(1, 2),
      marker(3, 1, 0),
      from(1, 4),
      marker(5, 2, 1),
      marker(6, 1, 1),
    ]);
    const aborted = [{ producerId: 1, firstOffset: 0 }];
    const committed = consume({ bytes, highWatermark: 7, isolation: 'read_committed', aborted });
    assert.deepEqual(committed.recording.rows(), ['0:1 null=p2', '0:4 null=p1']);
    assert.deepEqual(committed.recording.holes, [
      { partition: 0, reason: 'aborted', from: 0, to: 0 },
      { partition: 0, reason: 'aborted', from: 2, to: 2 },
    ]);
    const all = consume({ bytes, highWatermark: 7 });
    assert.deepEqual(all.recording.rows(), ['0:0 null=p1', '0:1 null=p2', '0:2 null=p1', '0:4 null=p1']);
    assert.deepEqual(
      all.recording.batches.map(({ control }) => control),
      [undefined, undefined, undefined, 'abort', undefined, 'commit', 'commit'],
    );
  });

  it('skips a batch of an unknown codec and one with damaged data, says so, and reads on', () => {
    const one = (offset: number, attributes: number, compress?: () => Buffer) =>
      encodeBatch({
        records: [
          { offset, value: 'x' },
          { offset: offset + 1, value: 'y' },
        ],
        attributes,
        ...(compress ? { compress } : {}),
      });
    const bytes = Buffer.concat([one(0, 7), one(2, 1, () => Buffer.from('not gzip')), one(4, 0)]);
    const { recording, state } = consume({ bytes, highWatermark: 6 });
    assert.deepEqual(recording.rows(), ['0:4 null=x', '0:5 null=y']);
    assert.deepEqual(recording.skips, [
      { partition: 0, from: 0, to: 1, why: 'undecodable' },
      { partition: 0, from: 2, to: 3, why: 'undecodable' },
    ]);
    assert.deepEqual(
      recording.problems.map(({ kind, message }) => [kind, message]),
      [
        [
          'undecodable',
          'Offsets 0 to 1 of t, partition 0, cannot be read: It is compressed with a codec that this version does not know.',
        ],
        ['undecodable', 'Offsets 2 to 3 of t, partition 0, cannot be read: Its gzip data cannot be read.'],
      ],
    );
    assert.deepEqual(
      recording.batches.map(({ codec }) => codec),
      ['unknown', 'gzip', 'none'],
    );
    assert.equal(state.position, 6);
  });

  it('never believes a batch that claims offsets beyond the high watermark', () => {
    const bytes = encodeBatch({ records: [{ offset: 0, value: 'x' }], lastOffsetDelta: 1_000 });
    const { recording, state } = consume({ bytes, highWatermark: 5 });
    assert.deepEqual(recording.skips, [{ partition: 0, from: 0, to: 0, why: 'undecodable' }]);
    assert.equal(state.position, 1);
  });

  for (const magic of [0, 1] as const) {
    it(`reads messages of the old format ${magic}, plain and in a wrapper`, () => {
      const timestamp = magic === 1 ? 1_500_000_000_000 : -1;
      const plain = encodeMessage(magic, { offset: 3, timestamp, key: 'k', value: 'plain' });
      // Relative offsets in magic 1, with a gap that compaction left; absolute ones in magic 0.
      const inner = [4, 6].map((offset) =>
        encodeMessage(magic, { offset: magic === 1 ? offset - 4 : offset, timestamp, key: null, value: `v${offset}` }),
      );
      const wrapper = encodeMessage(magic, { offset: 6, timestamp }, 1, Buffer.concat(inner));
      const { recording, state } = consume({ bytes: Buffer.concat([plain, wrapper]), position: 3, highWatermark: 7 });
      assert.deepEqual(recording.rows(), ['0:3 k=plain', '0:4 null=v4', '0:6 null=v6']);
      assert.deepEqual(new Set(recording.records.map((record) => record.timestamp)), new Set([timestamp]));
      assert.deepEqual(
        recording.batches.map((batch) => [batch.magic, batch.baseOffset, batch.lastOffsetDelta, batch.recordCount]),
        [
          [magic, 3, 0, 1],
          [magic, 4, 2, 2],
        ],
      );
      assert.equal(state.position, 7);
    });
  }

  const seed = Number(process.env.ACKLENS_SEED ?? Date.now() % 1_000_000);
  const text = fc.option(fc.string({ maxLength: 40 }), { nil: null });
  const records = fc
    .array(
      fc.record({
        step: fc.integer({ min: 1, max: 3 }),
        timestamp: fc.integer({ min: 0, max: 4_000_000_000_000 }),
        key: text,
        value: text,
        headers: fc.array(fc.tuple(fc.string({ maxLength: 8 }), text), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((entries) => {
      let offset = -1;
      return entries.map(({ step, ...record }) => {
        offset += step;
        return { ...record, offset };
      });
    });

  it(`reads back whatever is written (seed ${seed})`, () => {
    fc.assert(
      fc.property(records, fc.boolean(), (written, isGzip) => {
        const gzip = isGzip ? { attributes: 1, compress: (plain: Buffer) => gzipSync(plain) } : {};
        const bytes = encodeBatch({ records: written, baseOffset: 0, ...gzip });
        const { recording, state } = consume({ bytes, highWatermark: 1_000 });
        assert.deepEqual(
          recording.records.map(({ offset, timestamp, key, value, headers }) => ({
            offset,
            timestamp,
            key,
            value,
            headers,
          })),
          written.map(({ headers, ...record }) => ({
            ...record,
            headers: headers.map(([name, value]) => `${name}=${value ?? 'null'}`),
          })),
        );
        assert.equal(state.position, (written.at(-1)?.offset ?? 0) + 1);
      }),
      { seed },
    );
  });

  it(`survives any damage: no crash, no step back, no step beyond the high watermark (seed ${seed})`, () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    const codecs = fc.constantFrom(0, 1, 2, 3, 4);
    fc.assert(
      fc.property(
        records,
        damage,
        codecs,
        fc.nat({ max: 3 }),
        fc.boolean(),
        (written, flips, codec, position, isFirst) => {
          const compress = codec === 1 ? { compress: (plain: Buffer) => gzipSync(plain) } : {};
          const batch = encodeBatch({ records: written, baseOffset: 0, attributes: codec, ...compress });
          const old = encodeMessage(1, { offset: 40, value: 'old' });
          const bytes = Buffer.concat([batch, old, encodeBatch({ records: [{ offset: 45, value: 'last' }] })]);
          for (const [at, byte] of flips) bytes[at % bytes.length] = byte;
          const highWatermark = 46;
          const { recording, state } = consume({ bytes, position, highWatermark, isFirst });
          if (isFirst) assert.ok(state.position > position, 'asking again would bring the same bytes');
          assert.ok(state.position >= position && state.position <= highWatermark, `position ${state.position}`);
          let previous = position - 1;
          for (const { offset } of recording.records) {
            assert.ok(offset > previous && offset < highWatermark, `offset ${offset} after ${previous}`);
            previous = offset;
          }
          for (const { from, to } of recording.skips) assert.ok(position <= from && from <= to && to < highWatermark);
        },
      ),
      { seed, numRuns: 3_000 },
    );
  });
});
