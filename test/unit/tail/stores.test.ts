import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { Hash64 } from '../../../src/base/hash64';
import { readHeaders } from '../../../src/kafka/readHeaders';
import { findHeader } from '../../../src/tail/findHeader';
import { findJson } from '../../../src/tail/findJson';
import { Fingerprints } from '../../../src/tail/fingerprints';
import { NumberSet } from '../../../src/tail/numberSet';
import { Payloads } from '../../../src/tail/payloads';
import { RowIndex } from '../../../src/tail/rowIndex';
import { emptyRow, type RowFields } from '../../../src/tail/rowStore';
import { Streams } from '../../../src/tail/streams';
import { type TestRecord, testView } from './logBuilder';

const seed = Number(process.env.ACKLENS_TEST_SEED ?? Date.now() % 1_000_000);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

describe(`stores of the analysis (seed ${seed})`, () => {
  it('Fingerprints: knows everything within its horizon, with all fields', () => {
    const store = new Fingerprints(256);
    const hash = new Hash64();
    const count = 1_000;
    for (let i = 0; i < count; i++) {
      hash.begin(1).number(i).finish();
      ok(!store.find(hash.hi, hash.lo), `${i} was found before it was added`);
      store.add(hash.hi, hash.lo, i % 70, i * 5_000_000_000, 1_700_000_000_000 + i, 'settled', i);
    }
    ok(store.since > 0 && count - store.since >= 179, `horizon of ${count - store.since}`);
    for (let i = store.since; i < count; i++) {
      hash.begin(1).number(i).finish();
      ok(store.find(hash.hi, hash.lo), `${i} is within the horizon`);
      deepStrictEqual(
        [store.partition, store.offset, store.time, store.standing],
        [i % 70, i * 5_000_000_000, 1_700_000_000_000 + i, 'settled'],
      );
    }
    hash
      .begin(1)
      .number(count - 1)
      .finish();
    store.find(hash.hi, hash.lo);
    store.move(65_535, 7, 1_700_000_000_123_456_800, 'aborted');
    deepStrictEqual(
      [store.partition, store.offset, store.time, store.standing],
      [65_535, 7, 1_700_000_000_123_456_800, 'aborted'],
    );
    hash.begin(1).number(0).finish();
    ok(!store.find(hash.hi, hash.lo), 'the oldest is forgotten');
  });

  it('Hash64: 200,000 short texts, neighbours among them, have different fingerprints', () => {
    const hash = new Hash64();
    const seen = new Set<string>();
    for (let i = 0; i < 200_000; i++) {
      const bytes = encoder.encode(`order-${i}`);
      hash.begin(2).bytes(bytes, 0, bytes.length).finish();
      seen.add(`${hash.hi} ${hash.lo}`);
    }
    deepStrictEqual(seen.size, 200_000);
    const low = new Set([...seen].map((text) => Number(text.split(' ')[1]) & 0xffff));
    ok(low.size > 60_000, `the low bits of the fingerprints reach ${low.size} of 65,536 places`);
  });

  it('Streams: remember each stream through growth and through two generations', () => {
    const streams = new Streams(64);
    for (let i = 1; i <= 200; i++) {
      ok(!streams.select(i, i * 7, i, i * 10));
      ok(streams.select(1, 7, 99, 99), 'a stream that is heard of again stays');
    }
    deepStrictEqual([streams.highest, streams.first, streams.offset, streams.note], [1, 1, 10, 0]);
    ok(!streams.select(2, 14, 5, 5), 'a stream not heard of for two generations is forgotten');
  });

  it('NumberSet: agrees with a Set', () => {
    const numbers = fc.array(fc.oneof(fc.nat(200), fc.nat(200_000)), { maxLength: 200 });
    fc.assert(
      fc.property(numbers, fc.nat(70_000), (some, block) => {
        const set = new NumberSet();
        const model = new Set<number>(some);
        for (let n = block; n < block + 66_000; n++) model.add(n);
        for (const n of model) set.add(n);
        const missing = Array.from({ length: 210_000 }, (_, n) => n).find((n) => n >= 3 && !model.has(n));
        deepStrictEqual(set.nextMissing(3, 210_000), missing);
        const present = [...model].filter((n) => n >= 150_000).sort((a, b) => a - b)[0];
        deepStrictEqual(set.nextPresent(150_000, 210_000), present);
      }),
      { seed, numRuns: 15 },
    );
  });

  it('findJson: finds what JSON.parse finds, and is total', () => {
    const found = { start: 0, end: 0 };
    const look = (text: string, path: string[]): string | undefined => {
      const bytes = encoder.encode(`..${text}..`);
      const names = path.map((name) => encoder.encode(name));
      return findJson(bytes, 2, bytes.length - 2, names, found)
        ? decoder.decode(bytes.subarray(found.start, found.end))
        : undefined;
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(1_000_000), fc.boolean(), (other, id, indent) => {
        const text = JSON.stringify({ other, deep: { 'a}"b': other, id }, id: `m${id}` }, null, indent ? 2 : 0);
        deepStrictEqual(look(text, ['deep', 'id']), String(id));
        deepStrictEqual(look(text, ['id']), `m${id}`);
        deepStrictEqual(look(text, ['id', 'id']), undefined);
        deepStrictEqual(look(text, ['nothing']), undefined);
      }),
      { seed, numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        look(`{"a":${text}`, ['a', 'b']);
        look(text, ['a']);
      }),
      { seed, numRuns: 500 },
    );
    deepStrictEqual(
      [look('{"id":null}', ['id']), look('[1]', ['id']), look('{"id":', ['id']), look('', [])],
      [undefined, undefined, undefined, undefined],
    );
  });

  it('findHeader: finds the value, an empty one too, and neither null nor half a name', () => {
    const view = testView({ value: 'v', headers: { ident: 'x', id: 'y'.repeat(200), empty: '', none: null } }, 0);
    const found = { start: 0, end: 0 };
    const look = (name: string): string | undefined =>
      findHeader(view, encoder.encode(name), found)
        ? decoder.decode(view.bytes.subarray(found.start, found.end))
        : undefined;
    deepStrictEqual(['ident', 'id', 'empty', 'none', 'iden'].map(look), [
      'x',
      'y'.repeat(200),
      '',
      undefined,
      undefined,
    ]);
  });

  it('Payloads: keep no more than their rows need', () => {
    const places: RowFields[] = [];
    const rows = 400;
    const payloads = new Payloads(64 << 20, () => places.at(-rows)?.chunk ?? 0);
    const record = testView({ value: 'x'.repeat(1_000) }, 0);
    for (let i = 0; i < 20_000; i++) {
      const place = emptyRow();
      payloads.put(record, place);
      places.push(place);
    }
    // A chunk that some of them lie in, the newest one, and the one that is written to when that is full.
    ok(payloads.bytes <= 3 << 20, `${payloads.bytes} bytes`);
    const view = testView({}, 0);
    const isKept = (place: RowFields | undefined): boolean => place !== undefined && payloads.get(place, view);
    deepStrictEqual([isKept(places[0]), isKept(places.at(-rows)), isKept(places.at(-1))], [false, true, true]);
  });

  it('Payloads: keep the newest under the budget and give back what was put in', () => {
    const payloads = new Payloads(1 << 18);
    const recordOf = (i: number): TestRecord => ({
      key: i % 3 === 0 ? null : `k${i}`,
      value: i % 7 === 0 ? null : `value ${i} `.repeat(20),
      headers: i % 5 === 0 ? {} : { h: `${i}` },
    });
    const place = emptyRow();
    const places: RowFields[] = [];
    for (let i = 0; i < 2_000; ) {
      // Batches of one to nine records side by side, whose bytes change once the batch is closed.
      const batch = Array.from({ length: 1 + (i % 9) }, (_, j) => testView(recordOf(i + j), 0));
      const bytes = new Uint8Array(batch.flatMap((view) => [...view.bytes]));
      let at = 0;
      for (const view of batch) {
        const moved = (start: number): number => (start < 0 ? start : start + at);
        const { keyStart, keyEnd, valueStart, valueEnd, headersStart, headersEnd, ...rest } = view;
        payloads.put(
          {
            ...rest,
            bytes,
            keyStart: moved(keyStart),
            keyEnd: moved(keyEnd),
            valueStart: moved(valueStart),
            valueEnd: moved(valueEnd),
            headersStart: moved(headersStart),
            headersEnd: moved(headersEnd),
          },
          place,
        );
        places.push({ ...place });
        at += view.bytes.length;
      }
      i += batch.length;
      payloads.close();
      bytes.fill(0xee);
    }
    ok(payloads.bytes <= 1 << 18);
    const view = testView({}, 0);
    let kept = 0;
    for (const [i, one] of places.entries()) {
      if (!payloads.get(one, view)) continue;
      kept += 1;
      const part = (start: number, end: number): string | null =>
        start < 0 ? null : decoder.decode(view.bytes.subarray(start, end));
      const { key, value, headers } = recordOf(i);
      deepStrictEqual(
        [part(view.keyStart, view.keyEnd), part(view.valueStart, view.valueEnd), readHeaders(view)],
        [
          key,
          value,
          Object.entries(headers ?? {}).map(([name, text]) => ({ name, value: encoder.encode(text ?? '') })),
        ],
      );
    }
    ok(kept > 500 && kept < 1_900, `${kept} of ${places.length} are kept`);
    const huge = emptyRow();
    payloads.put(testView({ value: 'x'.repeat(200_000) }, 0), huge);
    deepStrictEqual([huge.chunk, huge.valueBytes], [-1, 200_000]);
  });

  it('RowIndex: finds each offset among the rows of other partitions, the newest reading first', () => {
    const index = new RowIndex();
    const rows: { partition: number; offset: number }[] = [];
    const add = (partition: number, offset: number): void => {
      index.add(partition, offset, rows.length, 0);
      rows.push({ partition, offset });
    };
    for (let i = 0; i < 900; i++) add(i % 7 === 0 ? 1 : 0, i);
    for (let i = 100; i < 200; i++) add(0, i);
    const find = (partition: number, offset: number): number | undefined =>
      index.find(partition, offset, 0, rows.length, (n) =>
        rows[n]?.partition === partition ? (rows[n]?.offset ?? -1) : -1,
      );
    deepStrictEqual(
      [find(0, 99), find(0, 150), find(0, 899), find(1, 896), find(1, 897), find(0, 5_000)],
      [99, 950, 899, 896, undefined, undefined],
    );
  });
});
