import { deepStrictEqual, ok } from 'node:assert';
import type { Preview, TailDetails } from '../../../src/protocol/tail';
import { changeOf, compareRecords } from '../../../webview/tail/compareRecords';

const text = (value: string): Preview => ({ text: value, cut: false, binary: false });

const record = (changes: Partial<TailDetails> = {}): TailDetails => ({
  partition: 0,
  offset: 4,
  timestamp: 1_700_000_000_000,
  timestampType: 'create',
  key: text('order-1'),
  value: text('{"id":1,"items":[{"sku":"a","n":2}],"note":null}'),
  keyBytes: 7,
  valueBytes: 48,
  headers: [{ name: 'source', value: text('shop') }],
  producerId: -1,
  producerEpoch: -1,
  baseSequence: -1,
  transaction: 'none',
  payload: 'memory',
  explanation: undefined,
  ...changes,
});

/** Two records without a producer id may be of one producer or of two. */
const unnamed = 'producer, which neither record names';

describe('compareRecords', () => {
  it('finds nothing where nothing differs', () => {
    deepStrictEqual(compareRecords(record(), record({ offset: 9 })), {
      same: ['key', 'value', 'headers', 'timestamp', 'partition'],
      changed: [],
      value: undefined,
      unknown: [unnamed],
    });
  });

  it('compares JSON field by field: changed, added and gone', () => {
    const value = text('{"id":1,"items":[{"sku":"a","n":3}],"odd name":true}');
    deepStrictEqual(compareRecords(record(), record({ value })).changed, [
      { name: 'value $.items[0].n', original: '2', copy: '3' },
      { name: 'value $["odd name"]', original: undefined, copy: 'true' },
      { name: 'value $.note', original: 'null', copy: undefined },
    ]);
  });

  it('compares as text what would not be exact as numbers, or is no JSON', () => {
    const a = record({ value: text('{"id":9007199254740993}') });
    const b = record({ value: text('{"id":9007199254740992}') });
    deepStrictEqual(compareRecords(a, b).value, {
      before: '{"id":900719925474099',
      removed: '3',
      added: '2',
      after: '}',
    });
    deepStrictEqual(compareRecords(a, b).changed, []);
  });

  it('compares as text what says the same in other characters', () => {
    const spaced = record({ value: text('{"id": 1}') });
    deepStrictEqual(compareRecords(record({ value: text('{"id":1}') }), spaced).value, {
      before: '{"id":',
      removed: '',
      added: ' ',
      after: '1}',
    });
  });

  it('tells null from the text null in the value, and headers by name and turn', () => {
    const headers = [
      { name: 'source', value: text('shop') },
      { name: 'source', value: null },
      { name: 'try', value: text('2') },
    ];
    deepStrictEqual(compareRecords(record(), record({ value: null, headers })).changed, [
      { name: 'value', original: '{"id":1,"items":[{"sku":"a","n":2}],"note":null}', copy: 'null' },
      { name: 'header source (2)', original: undefined, copy: 'null' },
      { name: 'header try', original: undefined, copy: '2' },
    ]);
  });

  it('says how far apart in time, and what another producer is', () => {
    const copy = record({
      timestamp: 1_700_000_000_120,
      partition: 2,
      producerId: 7,
      producerEpoch: 1,
      baseSequence: 3,
    });
    deepStrictEqual(compareRecords(record(), copy).changed, [
      {
        name: 'timestamp',
        original: '2023-11-14T22:13:20.000Z (1700000000000)',
        copy: '2023-11-14T22:13:20.120Z (1700000000120), +120 ms',
      },
      { name: 'partition', original: '0', copy: '2' },
      { name: 'producer', original: 'without idempotence', copy: 'id 7, epoch 1, batch starts at sequence 3' },
    ]);
  });

  it('calls the producer equal only where both records name it', () => {
    const named = record({ producerId: 7, producerEpoch: 1, baseSequence: 3 });
    ok(compareRecords(named, named).same.includes('producer'));
    ok(!compareRecords(record(), record()).same.includes('producer'));
  });

  it('claims nothing about what is cut or not to be had', () => {
    const cut = record({ value: { text: 'abc', cut: true, binary: false } });
    deepStrictEqual(compareRecords(cut, cut).unknown, ['end of the value', unnamed]);
    const gone = compareRecords(record({ payload: 'unavailable', key: null, value: null, headers: [] }), record());
    deepStrictEqual([gone.unknown, gone.changed], [['key', 'value', 'headers', unnamed], []]);
  });

  it('bears values nested deeper than the stack', () => {
    const deep = (leaf: string): Preview => text('['.repeat(5000) + leaf + ']'.repeat(5000));
    const { value } = compareRecords(record({ value: deep('1') }), record({ value: deep('2') }));
    deepStrictEqual([value?.removed, value?.added], ['1', '2']);
  });
});

describe('changeOf', () => {
  it('finds the one stretch that differs and splits no character', () => {
    deepStrictEqual(changeOf('abcabc', 'abcXabc'), { before: 'abc', removed: '', added: 'X', after: 'abc' });
    deepStrictEqual(changeOf('aa', 'aaa'), { before: 'aa', removed: '', added: 'a', after: '' });
    deepStrictEqual(changeOf('x😀y', 'x😁y'), { before: 'x', removed: '😀', added: '😁', after: 'y' });
  });
});
