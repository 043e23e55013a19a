import { deepStrictEqual } from 'node:assert/strict';
import { many, rulesOf } from './detectedRules';
import { TestLog, type TestRecord, testBatch } from './logBuilder';
import { random, readLog } from './readLog';
import { testSession } from './testSession';

const sequenceOf = (of: (i: number) => TestRecord & { readonly partition?: number }, start = 0): string => {
  const { rule, scope } = rulesOf(many(of), { kind: 'auto' }, start).sequence;
  return rule === 'none' ? rule : `${rule}, ${scope}`;
};

describe('detecting the sequence', () => {
  it('finds the number in a header, in the value, at the end of the value and of the key', () => {
    deepStrictEqual(
      sequenceOf((i) => ({ value: `v${i * i}x`, headers: { seq: `${i + 1}` } })),
      'header seq, partition',
    );
    deepStrictEqual(
      sequenceOf((i) => ({ value: `{"a":{"b":{"n":${i}}}}` })),
      'JSON a.b.n, partition',
    );
    deepStrictEqual(
      sequenceOf((i) => ({ value: `message${i + 1}` })),
      'number at the end of the value, partition',
    );
    deepStrictEqual(
      sequenceOf((i) => ({ key: `k-${i}`, value: 'x' })),
      'number at the end of the key, partition',
    );
  });

  it('chooses the scope that fits: key, partition, topic, producer', () => {
    const perKey = (i: number) => ({ key: `k${i % 3}`, value: `{"seq":${Math.floor(i / 3)}}` });
    deepStrictEqual(sequenceOf(perKey), 'JSON seq, key');
    deepStrictEqual(
      sequenceOf((i) => ({ key: `k${i % 7}`, value: `{"seq":${i}}` })),
      'JSON seq, partition',
    );
    const perPartition = (i: number) => ({ partition: i % 3, value: `{"seq":${Math.floor(i / 3)},"of":${i % 3}}` });
    deepStrictEqual(sequenceOf(perPartition), 'JSON seq, partition');
    deepStrictEqual(
      sequenceOf((i) => ({ partition: i % 3, value: `{"seq":${i}}` })),
      'JSON seq, topic',
    );
    deepStrictEqual(
      sequenceOf((i) => ({ partition: Math.floor(i / 7) % 3, value: `{"seq":${i}}` })),
      'JSON seq, topic',
    );
  });

  it('finds a number by its name and the times where batches of several connections stand mixed', () => {
    const next = random(11);
    // Four connections that are read in turn; each has a stretch of the numbers.
    const queues = [0, 1, 2, 3].map((at) => Array.from({ length: 15 }, (_, i) => 15 * at + i + 1));
    const mixed: number[] = [];
    while (mixed.length < 60) {
      const full = queues.filter(({ length }) => length > 0);
      const number = full[Math.floor(next() * full.length)]?.shift();
      if (number !== undefined) mixed.push(number);
    }
    const disordered = (name: string, at: (number: number) => number) =>
      sequenceOf((i) => {
        const number = mixed[i % 60] ?? 0;
        return { key: `k${Math.floor(i / 60)}`, value: `{"${name}":${number}}`, at: at(number) };
      });
    deepStrictEqual(
      disordered('seq', (number) => 1_000 + 10 * number),
      'JSON seq, key',
    );
    // Two writers with a stretch of the numbers each.
    deepStrictEqual(
      sequenceOf((i) => ({ key: 'k', value: `{"seq":${Math.floor(i / 2) + 30 * (i % 2)}}` })),
      'none',
    );
    // The name promises nothing, the times say nothing, or something else.
    deepStrictEqual(
      disordered('page', (number) => 1_000 + 10 * number),
      'none',
    );
    deepStrictEqual(
      disordered('seq', () => 1_000),
      'none',
    );
    deepStrictEqual(
      disordered('seq', (number) => 1_000 + ((number * 37) % 60)),
      'none',
    );
  });

  it('takes times of one writer in any order that are close, and what they leave open from the numbers', () => {
    const scopeOf = (
      number: (partition: number, i: number) => number,
      at: (partition: number, i: number) => number,
    ) => {
      const log = [0, 1, 2].map((partition) =>
        Array.from({ length: 30 }, (_, i) =>
          testBatch(partition, i, [{ value: `{"seq":${number(partition, i)}}` }], { at: at(partition, i) }),
        ),
      );
      const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'auto' } });
      readLog(session, log, 1);
      return session.counters().sequence.scope;
    };
    // As kafkajs writes what it sends at once: the batch of each partition has a time of its own.
    deepStrictEqual(
      scopeOf(
        (partition, i) => 3 * i + partition,
        (partition, i) => 1_000 + 100 * Math.floor(i / 10) - partition,
      ),
      'topic',
    );
    deepStrictEqual(
      scopeOf(
        (partition, i) => 1_000_000 * partition + i,
        () => 1_000,
      ),
      'partition',
    );
  });

  it('takes nothing below 16 pairs unless all that there is is in line, with too many jumps, or from a measurement', () => {
    const firsts = (count: number, value = (i: number) => `message${i + 1}`) =>
      rulesOf(many((i) => ({ value: value(i) }), count)).sequence.rule;
    deepStrictEqual(firsts(4), 'none');
    deepStrictEqual(firsts(5), 'number at the end of the value');
    deepStrictEqual(
      firsts(16, (i) => `message${i === 15 ? 20 : i}`),
      'none',
    );
    deepStrictEqual(
      rulesOf(many((i) => ({ value: `message${i}` }), 17)).sequence.rule,
      'number at the end of the value',
    );
    deepStrictEqual(
      sequenceOf((i) => ({ value: `message${i + 5 * Math.floor(i / 5)}` })),
      'none',
    );
    deepStrictEqual(
      sequenceOf((i) => ({ value: `12.${i}` })),
      'none',
    );
  });

  it('follows a number that is called one also where every fifth record is lost', () => {
    const isKept = (i: number): boolean => i % 30 < 24;
    const left = Array.from({ length: 120 }, (_, i) => i).filter(isKept);
    const ofKey = (i: number) => ({ key: `k${i % 4}`, number: Math.floor(i / 4) });
    const sequence = (value: (of: number) => string) =>
      rulesOf(left.map((i) => ({ key: ofKey(i).key, value: value(ofKey(i).number) }))).sequence.rule;
    deepStrictEqual(
      sequence((number) => `{"seq":${number}}`),
      'JSON seq',
    );
    deepStrictEqual(
      sequence((number) => `order ${number}`),
      'none',
    );
  });

  it('takes no numbers of devices that are asked in turn for a counter', () => {
    const rule = (round: number): string =>
      rulesOf(many((i) => ({ key: `device-${i % round}`, value: `level ${i * 7919}` }), 400)).sequence.rule;
    deepStrictEqual([rule(20), rule(150)], ['none', 'number at the end of the key']);
  });

  it('follows a number behind a batch that was written ahead of all others', () => {
    const numbers = [1, 2, 3, 40, ...Array.from({ length: 36 }, (_, i) => 4 + i), 41, 42, 43];
    deepStrictEqual(rulesOf(numbers.map((n) => ({ key: 'a', value: `{"seq":${n}}` }))).sequence.rule, 'JSON seq');
  });

  it('a sequence that rises with leaps is watched for its order only', () => {
    deepStrictEqual(
      sequenceOf((i) => ({ value: `{"seq":${i * 10 + (i % 3)}}` })),
      'JSON seq (order only), partition',
    );
    deepStrictEqual(
      sequenceOf((i) => ({ key: `k${i % 2}`, value: `{"seq":${i % 2 === 0 ? i * 10 : 900 + i * 7}}` })),
      'JSON seq (order only), key',
    );
    deepStrictEqual(
      sequenceOf((i) => ({ value: `{"at":${1_700_000_000_000 + i * 10}}` })),
      'none',
    );
  });

  it('takes no times for a counter, by their name, as the time of their records, or as dates', () => {
    const start = Date.UTC(2026, 0, 31, 23, 59, 20);
    const seconds = start / 1_000;
    const values: readonly ((i: number) => string)[] = [
      (i) => `{"ts":${i}}`,
      (i) => `{"window":{"endedAt":${i}}}`,
      (i) => `{"hour_of_day":${i % 24}}`,
      (i) => `{"uptime":${i}}`,
      (i) => `{"tick":${seconds + i}}`,
      (i) => `{"seq":${seconds + i}}`,
      (i) => `cpu,host=a load=${i % 7} ${seconds + i}`,
      (i) => `{"on":${20_260_101 + i + (i > 30 ? 69 : 0)}}`,
      (i) => `{"run":${20_260_101_000 + (i % 30) + 1_000 * Math.floor(i / 30)}}`,
      (i) => `{"period":${202_001 + (i % 12) + 100 * Math.floor(i / 12)}}`,
      (i) => `up ${new Date(start + 1_000 * i).toISOString().slice(0, 19)}`,
      (i) => `up ${new Date(start + 86_400_000 * i).toISOString().slice(0, 10)}`,
    ];
    for (const value of values)
      deepStrictEqual(
        sequenceOf((i) => ({ key: 'a', value: value(i) }), start),
        'none',
      );
    deepStrictEqual(
      sequenceOf((i) => ({ key: 'a', value: `{"tick":${20_260_101 + i}}` }), start),
      'JSON tick, key',
    );
  });

  it('takes no places in a log and no amounts for a counter', () => {
    for (const name of ['offset', 'sourceOffset', 'lsn', 'txId', 'views', 'totalCount'])
      deepStrictEqual(
        sequenceOf((i) => ({ value: `{"${name}":${i}}` })),
        'none',
      );
    deepStrictEqual(
      sequenceOf((i) => ({ headers: { '__connect.errors.offset': String(i) }, value: 'failed' })),
      'none',
    );
  });

  it('takes of the changes of a database only what counts the changes of a row', () => {
    const change = (i: number, after: string): string =>
      `{"op":"u","after":${after},"source":{"connector":"postgresql","number":${i}}}`;
    for (const wrap of [
      (value: string) => value,
      (value: string) => `{"schema":{"type":"struct"},"payload":${value}}`,
    ]) {
      deepStrictEqual(
        sequenceOf((i) => ({ key: `{"no":"${i}"}`, value: wrap(change(i, `{"no":${i},"state":"a"}`)) })),
        'none',
      );
      const ofRow = (i: number): TestRecord => ({
        key: `{"no":"${i % 5}"}`,
        value: wrap(change(i, `{"no":${i % 5},"version":${Math.floor(i / 5)}}`)),
      });
      deepStrictEqual(sequenceOf(ofRow).replace('payload.', ''), 'JSON after.version, key');
    }
  });

  it('a version that several messages share is no running number', () => {
    deepStrictEqual(
      sequenceOf((i) => ({ key: `k${i}`, value: `{"version":${Math.floor(i / 3)}}` })),
      'number at the end of the key, partition',
    );
  });

  it('finds only the scope where the user names the number', () => {
    const records = many((i) => ({ key: `k${i % 2}`, value: `{"seq":${Math.floor(i / 2)}}` }), 8);
    deepStrictEqual(rulesOf(records, { kind: 'json', path: 'seq' }).sequence, {
      rule: 'JSON seq',
      scope: 'key',
      hitRate: 1,
    });
  });

  it('finds a counter of the topic by what the log holds where some of it was thrown away', () => {
    const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'auto' } });
    const log = new TestLog(session, { partitionCount: 2 });
    const write = (partition: number, from: number, to: number): void => {
      for (let n = from; n <= to; n += 2) log.batch(partition, [{ value: `{"seq":${n}}` }], { at: 30 * n - partition });
      log.position(partition);
    };
    write(0, 2, 60);
    write(1, 1, 401);
    log.hole(1, { reason: 'truncated', from: 30, to: 200 });
    write(0, 402, 700);
    write(1, 403, 701);
    session.settle();
    deepStrictEqual(session.counters().sequence, { rule: 'JSON seq', scope: 'topic', hitRate: 1 });
    deepStrictEqual(session.counters().gaps.missing, 170);
  });

  it('waits for the second partition where all that was read of it was thrown away', () => {
    const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'auto' } });
    const log = new TestLog(session, { partitionCount: 2 });
    const write = (partition: number, from: number, to: number): void => {
      for (let n = from; n <= to; n++) log.batch(partition, [{ value: `{"seq":${n}}` }], { at: 30 * n });
      log.position(partition);
    };
    write(0, 1, 66);
    write(1, 307, 390);
    write(0, 67, 306);
    write(1, 391, 438);
    log.hole(0, { reason: 'truncated', from: 66, to: 305 }).hole(1, { reason: 'truncated', from: 0, to: 131 });
    write(0, 723, 965);
    write(1, 439, 722);
    write(0, 966, 1_252);
    write(1, 1_253, 1_364);
    session.settle();
    deepStrictEqual(session.counters().sequence, { rule: 'JSON seq', scope: 'topic', hitRate: 1 });
    // Of 67 to 438, which were in the log once, the bars of the truncation speak.
    deepStrictEqual(session.counters().gaps.missing, 0);
  });

  it('does not trust the jumps of one partition while the others are unread', () => {
    const session = testSession({ identity: { kind: 'none' }, sequence: { kind: 'auto' } });
    session.topology({
      topic: 'orders',
      isCompacted: false,
      partitions: [0, 1].map((id) => ({ id, from: 0, end: 1_000 })),
    });
    const log = Array.from({ length: 100 }, (_, i) =>
      testBatch(0, i, [{ value: `message${i + 40 * Math.floor(i / 40)}` }]),
    );
    readLog(session, [log], 1);
    deepStrictEqual(session.counters().sequence, { rule: 'none', scope: 'none', hitRate: 0 });
  });
});
