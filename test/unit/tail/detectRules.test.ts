import { deepStrictEqual } from 'node:assert/strict';
import type { Counters, SequenceChoice } from '../../../src/tail/model';
import { feed, type TestBatch, TestLog, type TestRecord, testBatch } from './logBuilder';
import { random, readLog } from './readLog';
import { testSession } from './testSession';

/** One record a batch, a second apart, the first at `start`; the partition is the record's own. */
function rulesOf(
  records: readonly (TestRecord & { readonly partition?: number })[],
  sequence: SequenceChoice = { kind: 'auto' },
  start = 0,
): Pick<Counters, 'identity' | 'sequence'> {
  const log: TestBatch[][] = [[], [], []];
  for (const [i, { partition = 0, ...record }] of records.entries()) {
    const batches = log[partition] ?? [];
    batches.push(testBatch(partition, batches.length, [record], { at: start + 1_000 * i }));
  }
  const session = testSession({ identity: { kind: 'auto' }, sequence });
  readLog(session, log, 1);
  const { identity, sequence: found } = session.counters();
  return { identity, sequence: found };
}

const many = (of: (i: number) => TestRecord & { readonly partition?: number }, count = 60) =>
  Array.from({ length: count }, (_, i) => of(i));
const identityOf = (of: (i: number) => TestRecord): string => rulesOf(many(of)).identity.rule;
const sequenceOf = (of: (i: number) => TestRecord & { readonly partition?: number }, start = 0): string => {
  const { rule, scope } = rulesOf(many(of), { kind: 'auto' }, start).sequence;
  return rule === 'none' ? rule : `${rule}, ${scope}`;
};

describe('detecting the identity', () => {
  it('takes ids that mean the message, in headers before the value', () => {
    deepStrictEqual(
      identityOf((i) => ({ value: `{"id":${i}}`, headers: { ce_id: `e${i}`, ce_source: '/a' } })),
      'header ce_source+ce_id',
    );
    deepStrictEqual(
      identityOf((i) => ({ value: `{"id":${i}}`, headers: { 'Message-Id': `${i}` } })),
      'header Message-Id',
    );
    deepStrictEqual(
      identityOf((i) => ({ value: `{"meta":{"eventId":"e${i}"},"n":1}` })),
      'JSON meta.eventId',
    );
    deepStrictEqual(
      identityOf((i) => ({
        value: 'failed',
        headers: {
          'kafka_dlt-original-topic': 'orders',
          'kafka_dlt-original-partition': '0',
          'kafka_dlt-original-offset': String(i),
        },
      })),
      'header kafka_dlt-original-topic+kafka_dlt-original-partition+kafka_dlt-original-offset',
    );
  });

  it('never takes trace or correlation ids, customers, times, or the key again', () => {
    deepStrictEqual(
      identityOf((i) => ({
        value: `{"customerId":${i},"at":${1_700_000_000_000 + i},"correlationId":"c${i}"}`,
        headers: { traceparent: `00-${i}`, b3: `${i}`, 'correlation-id': `${i}` },
      })),
      'key and value',
    );
    deepStrictEqual(
      identityOf((i) => ({ key: `k${i}`, value: `{"id":"k${i}","v":1}` })),
      'key and value',
    );
  });

  it('takes no id that different messages share, nor content that hardly varies', () => {
    deepStrictEqual(
      identityOf((i) => ({ value: `{"id":${i % 7},"v":${i}}` })),
      'key and value',
    );
    deepStrictEqual(
      identityOf((i) => ({ key: `${i % 3}`, value: i % 2 === 0 ? 'on' : 'off' })),
      'none',
    );
  });

  it('takes no content that comes again by itself, but that of a job that ran twice', () => {
    const identity = (of: (i: number) => TestRecord, count: number): string =>
      rulesOf(many(of, count), { kind: 'none' }).identity.rule;
    // After a hundred, one a second: every third of them once more, or a part of them as it was.
    const click = (i: number): number => (i < 100 ? i : i < 120 ? 3 * (i - 100) : i);
    const again = (i: number): number => (i < 100 ? i : i < 120 ? i - 60 : i);
    const visit = (n: number): TestRecord => ({ key: `u${n % 50}`, value: `page ${n}` });
    deepStrictEqual(
      identity((i) => visit(click(i)), 160),
      'none',
    );
    deepStrictEqual(
      identity((i) => visit(again(i)), 160),
      'key and value',
    );
  });

  it('takes no number of a customer who comes again with other content', () => {
    deepStrictEqual(
      identityOf((i) => ({ value: `{"id":${i === 59 ? 3 : i},"amount":${i}}` })),
      'key and value',
    );
  });

  it('takes the id of a message that its application has sent again with other content', () => {
    const again = (name: string): string =>
      identityOf((i) => ({ value: `{"${name}":"m${i === 59 ? 3 : i}","sentAt":${i}}` }));
    deepStrictEqual(again('messageId'), 'JSON messageId');
    deepStrictEqual(again('eventId'), 'JSON eventId');
    deepStrictEqual(again('uuid'), 'key and value');
    deepStrictEqual(
      identityOf((i) => ({ value: `{"eventId":"e${i % 12 === 11 ? i - 7 : i}","phase":${i}}` })),
      'key and value',
    );
  });

  it('reads ids of 64 bits digit by digit', () => {
    const id = (i: number): bigint => 1_795_000_000_000_000_000n + BigInt(i);
    deepStrictEqual(
      identityOf((i) => ({ value: `{"eventId":${id(i)},"amount":${i}}` })),
      'JSON eventId',
    );
  });

  it('takes the random id of a CloudEvent in JSON, also where it came again with another time', () => {
    const event = (i: number, id: string): TestRecord => ({
      value: `{"specversion":"1.0","type":"a","source":"/b","id":"${id}","time":${i}}`,
    });
    const uuid = (i: number): string => `0b8a5e5e-7c1d-4f0e-9d7a-${String(i).padStart(12, '0')}`;
    deepStrictEqual(
      identityOf((i) => event(i, uuid(i === 59 ? 3 : i))),
      'JSON id',
    );
    deepStrictEqual(
      identityOf((i) => event(i, String(i === 59 ? 3 : i))),
      'key and value',
    );
  });

  it('is not shaken by true copies', () => {
    deepStrictEqual(
      identityOf((i) => ({ value: `{"id":${i % 40},"v":${i % 40}}` })),
      'JSON id',
    );
  });
});

describe('detecting the identity where most records are copies', () => {
  const retried = (i: number): TestRecord => ({ value: `{"messageId":"m${Math.floor(i / 3)}"}` });

  it('takes the id of a message that its producer without idempotence has written three times', () => {
    deepStrictEqual(identityOf(retried), 'JSON messageId');
    deepStrictEqual(
      identityOf((i) => ({ value: 'v', headers: { 'idempotency-key': `${Math.floor(i / 3)}` } })),
      'header idempotency-key',
    );
  });

  it('counts them then', () => {
    const log = [many(retried).map((record, i) => testBatch(0, i, [record], { at: 100 * i }))];
    const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'none' } });
    readLog(session, log, 1);
    const { duplicates, repeats } = session.counters();
    deepStrictEqual({ total: duplicates.total, repeats }, { total: 40, repeats: 0 });
  });

  it('takes it where a client has sent one long batch again, to the end of what is known', () => {
    const sent = (of: (n: number) => TestRecord): string => {
      const log = [0, 1].map((partition) => {
        const first = Array.from({ length: 25 }, (_, i) =>
          testBatch(partition, i, [of(2 * i + partition)], { at: 40 * i }),
        );
        const records = Array.from({ length: 75 }, (_, i) => of(2 * (25 + i) + partition));
        const again = [0, 1, 2].map((time) =>
          testBatch(partition, 25 + 75 * time, records, { at: 1_000 + 1_500 * time }),
        );
        return [...first, ...again];
      });
      const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'none' } });
      readLog(session, log, 1);
      const { identity, duplicates } = session.counters();
      return `${identity.rule}, ${duplicates.total}`;
    };
    deepStrictEqual(
      sent((n) => ({ value: `{"eventId":"e${n}"}` })),
      'JSON eventId, 300',
    );
  });

  it('takes none that goes round, also where each partition has its own', () => {
    deepStrictEqual(
      identityOf((i) => ({ value: `{"eventId":"e${i % 20}"}` })),
      'none',
    );
    const rules = rulesOf(
      many((i) => ({ partition: Math.floor(i / 30), value: `{"eventId":"e${Math.floor(i / 30)}-${i % 10}"}` })),
    );
    deepStrictEqual(rules.identity.rule, 'none');
  });

  it('takes none that goes round in all partitions, read one after the other', () => {
    const next = random(7);
    const log = [0, 1, 2].map((partition) =>
      many(() => ({ value: `{"eventId":"e${Math.floor(150 * next())}"}` }), 167).map((record, i) =>
        testBatch(partition, i, [record], { at: 1_000 * i }),
      ),
    );
    const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'none' } });
    new TestLog(session, { partitionCount: 3 });
    for (const batch of log.flat()) feed(session, batch);
    session.settle();
    deepStrictEqual(session.counters().identity.rule, 'none');
  });

  it('takes none that may be about a thing, nor where idempotence leaves no retry behind', () => {
    deepStrictEqual(
      identityOf((i) => ({ value: `{"id":"m${Math.floor(i / 3)}"}` })),
      'none',
    );
    const log = [many(retried).map((record, i) => testBatch(0, i, [record], { at: 1_000 * i, producerId: 7 }))];
    const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'none' } });
    readLog(session, log, 1);
    deepStrictEqual(session.counters().identity.rule, 'none');
  });
});

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
