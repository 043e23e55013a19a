import { deepStrictEqual } from 'node:assert/strict';
import { many, rulesOf } from './detectedRules';
import { feed, TestLog, type TestRecord, testBatch } from './logBuilder';
import { random, readLog } from './readLog';
import { testSession } from './testSession';

const identityOf = (of: (i: number) => TestRecord): string => rulesOf(many(of)).identity.rule;

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
