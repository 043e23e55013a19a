import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import { compileFilter, UNKNOWN, YES } from '../../../src/tail/compileFilter';
import type { FilterExpression, RowTrait, TextField } from '../../../src/tail/filterExpression';
import type { TailSession } from '../../../src/tail/session';
import { TestLog, type TestRecord } from './logBuilder';
import { testSession } from './testSession';

const value = (text: string): TestRecord => ({ key: 'k', value: text });
const json = (...path: (string | number)[]): TextField => ({ of: 'json', path });
const contains = (text: string, field: TextField = { of: 'any' }): FilterExpression => ({
  kind: 'contains',
  field,
  text,
});
const compare = (field: TextField, how: '=' | '!=' | '<' | '<=' | '>' | '>=', text: string): FilterExpression => ({
  kind: 'compare',
  field,
  how,
  text,
});
const is = (trait: RowTrait): FilterExpression => ({ kind: 'is', trait });

describe('compileFilter', () => {
  it('finds text in key, value and headers without telling capitals from small letters', () => {
    const session = filled([
      { key: 'Order-1', value: 'a' },
      { key: 'x', value: 'the ORDER' },
      { key: 'x', value: 'a', headers: { source: 'order-service' } },
      { key: 'x', value: 'a', headers: { 'order-id': null } },
      { key: 'x', value: 'a' },
      { key: null, value: null },
    ]);
    deepStrictEqual(rows(session, contains('oRDer')), [0, 1, 2, 3]);
    deepStrictEqual(rows(session, contains('order', { of: 'key' })), [0]);
    deepStrictEqual(rows(session, contains('order', { of: 'value' })), [1]);
    deepStrictEqual(rows(session, contains('ORDER', { of: 'header', name: 'source' })), [2]);
    deepStrictEqual(rows(session, { kind: 'exists', field: { of: 'key' } }), [0, 1, 2, 3, 4]);
    deepStrictEqual(rows(session, { kind: 'exists', field: { of: 'header', name: 'source' } }), [2]);
  });

  it('folds the letters of every script', () => {
    const session = filled([value('GRÜSSE'), value('grüße'), value('grosse')]);
    deepStrictEqual(rows(session, contains('grü')), [0, 1]);
    deepStrictEqual(rows(session, contains('ÜSS')), [0]);
  });

  it('does not take the length bytes of headers for text', () => {
    // 33 bytes of value: its length is written as the byte of "B".
    const session = filled([{ key: 'k', value: 'v', headers: { h: `a${'c'.repeat(32)}` } }]);
    deepStrictEqual(rows(session, contains('bac')), []);
    deepStrictEqual(rows(session, contains('acc')), [0]);
  });

  it('compares places in JSON', () => {
    const session = filled([
      value('{"order":{"id":17,"lines":[{"sku":"a"},{"sku":"b"}]},"status":"PAID"}'),
      value('{"order":{"id":"17"}}'),
      value('{"order":{"id":9007199254740993}}'),
      value('{"order":{"id":2.5},"status":null}'),
      value('{"order":{"id":true},"note":"a \\"quoted\\" word"}'),
      value('not json'),
    ]);
    const id = json('order', 'id');
    deepStrictEqual(rows(session, compare(id, '=', '17')), [0, 1]);
    deepStrictEqual(rows(session, compare(id, '!=', '17')), [2, 3, 4], 'a record without the field is no other value');
    deepStrictEqual(rows(session, { kind: 'not', of: compare(id, '=', '17') }), [2, 3, 4, 5]);
    deepStrictEqual(rows(session, compare(id, '=', '9007199254740993')), [2]);
    deepStrictEqual(rows(session, compare(id, '>', '9007199254740992')), [2], 'exact beyond 2^53');
    deepStrictEqual(rows(session, compare(id, '<=', '17')), [0, 1, 3]);
    deepStrictEqual(rows(session, compare(id, '=', 'true')), [4]);
    deepStrictEqual(rows(session, compare(json('order', 'lines', 1, 'sku'), '=', 'b')), [0]);
    deepStrictEqual(rows(session, compare(json('note'), '=', 'a "quoted" word')), [4]);
    deepStrictEqual(rows(session, compare(json('status'), '=', 'null')), [3]);
    deepStrictEqual(rows(session, { kind: 'exists', field: json('status') }), [0, 3]);
    deepStrictEqual(rows(session, contains('aid', json('status'))), [0]);
  });

  it('compares numbers of the record', () => {
    const session = filled([value('a'), value('bbb'), { key: 'k', value: null }], { partitionCount: 2 });
    new TestLog(session, { partitionCount: 2 }).batch(1, [{ key: 'k', value: 'cc', at: 5000 }]);
    const number = (field: 'partition' | 'offset' | 'time' | 'size', how: '=' | '>=', n: number): FilterExpression => ({
      kind: 'number',
      field,
      how,
      number: n,
    });
    deepStrictEqual(rows(session, number('partition', '=', 1)), [3]);
    deepStrictEqual(rows(session, number('offset', '>=', 1)), [1, 2]);
    deepStrictEqual(rows(session, number('time', '>=', 5000)), [3]);
    deepStrictEqual(rows(session, number('size', '>=', 2)), [1, 3]);
    deepStrictEqual(rows(session, is('tombstone')), [2]);
  });

  it('tells topics apart, and knows partitions by their numbers', () => {
    const session = filled([value('a'), value('b')]);
    session.topology({ topic: 'refunds', isCompacted: false, partitions: [{ id: 1, partition: 0, from: 0, end: 0 }] });
    new TestLog(session).batch(1, [value('c')]);
    const ofTopic = (text: string): FilterExpression => ({ kind: 'compare', field: { of: 'topic' }, how: '=', text });
    deepStrictEqual(rows(session, ofTopic('refunds')), [2]);
    deepStrictEqual(rows(session, ofTopic('orders')), [0, 1]);
    deepStrictEqual(rows(session, { kind: 'contains', field: { of: 'topic' }, text: 'fund' }), [2]);
    deepStrictEqual(rows(session, { kind: 'number', field: 'partition', how: '=', number: 0 }), [0, 1, 2]);
  });

  it('finds findings, and gaps by what they say', () => {
    const session = testSession({
      sequence: { kind: 'json', path: 'seq', scope: 'key' },
      identity: { kind: 'content' },
    });
    const log = new TestLog(session);
    for (const seq of [1, 2, 5, 5]) log.batch(0, [{ key: 'order-17', value: `{"seq":${seq}}` }], { at: 1000 });
    session.settle();
    deepStrictEqual(rows(session, is('gap')), [2]);
    deepStrictEqual(rows(session, is('anomaly')), [2, 4]);
    deepStrictEqual(rows(session, is('duplicate')), [4]);
    deepStrictEqual(rows(session, contains('missing: 3..4')), [2]);
    deepStrictEqual(rows(session, contains('order-17', { of: 'key' })), [0, 1, 3, 4], 'a gap has no key of its own');
  });

  it('knows nothing of payloads that have left memory, and says so', () => {
    const session = testSession({ maxPayloadBytes: 1 << 16 });
    const log = new TestLog(session);
    for (let i = 0; i < 4; i += 1) log.batch(0, [value(`${i}`.repeat(20_000))]);
    strictEqual(session.endRow, 4);
    const test = compileFilter(contains('3'));
    const all = [0, 1, 2, 3].map((n) => test(probe(session, n)));
    strictEqual(all[0], UNKNOWN);
    strictEqual(all[3], YES);
    const first: FilterExpression = { kind: 'number', field: 'offset', how: '=', number: 0 };
    const both = compileFilter({ kind: 'and', of: [contains('3'), { kind: 'not', of: first }] });
    strictEqual(both(probe(session, 0)), 0, 'known without the payload');
    const either = compileFilter({ kind: 'or', of: [contains('3'), first] });
    strictEqual(either(probe(session, 0)), YES);
    strictEqual(compileFilter({ kind: 'not', of: contains('3') })(probe(session, 0)), UNKNOWN);
  });

  it('runs patterns, and refuses what is none', () => {
    const session = filled([value('abc-17'), value('ABC'), value('größe')]);
    const matches = (pattern: string, ignoreCase = false): FilterExpression => ({
      kind: 'matches',
      field: { of: 'value' },
      pattern,
      ignoreCase,
    });
    deepStrictEqual(rows(session, matches('^abc\\-\\d+$')), [0]);
    deepStrictEqual(rows(session, matches('^abc', true)), [0, 1]);
    deepStrictEqual(rows(session, matches('^gr\\p{L}{2}e$')), [2]);
    throws(() => compileFilter(matches('(')), SyntaxError);
  });
});

function filled(records: readonly TestRecord[], facts: { partitionCount?: number } = {}): TailSession {
  const session = testSession();
  const log = new TestLog(session, facts);
  for (const record of records) log.batch(0, [record]);
  return session;
}

function rows(session: TailSession, expression: FilterExpression): number[] {
  const test = compileFilter(expression);
  return Array.from({ length: session.endRow }, (_, n) => n).filter((n) => test(probe(session, n)) === YES);
}

function probe(session: TailSession, n: number) {
  const found = session.probe(n);
  if (!found) throw new Error(`no row ${n}`);
  return found;
}
