import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { copyForms, exportFormats, exportScopes } from '../../../src/protocol/tailExport';
import { TestLog } from '../tail/logBuilder';
import { exported, linesOf, servedTail } from './servedTail';

/** Everything that an export or a copy says, under every scope, format and form. */
async function allThatLeaves(rules: readonly string[], write: (log: TestLog) => void, rule = 'n'): Promise<string> {
  const { worker, written } = await servedTail(
    { sequence: { kind: 'json', path: rule, scope: 'key' } },
    { redaction: { rules, inView: false } },
  );
  write(new TestLog(written));
  const { firstRow, endRow } = await worker.snapshot();
  await worker.setFilter({ where: { kind: 'contains', field: { of: 'any' }, text: 'SECRET' }, context: 0 });
  let all = '';
  for (const scope of exportScopes)
    for (const format of exportFormats)
      all += (await exported(worker, { scope, format, redact: rules, filter: 'value:SECRET1' })).text;
  await worker.setFilter(undefined);
  for (let row = firstRow; row < endRow; row += 1)
    for (const form of copyForms) {
      const { text, sentence } = await worker.rowText(row, form);
      all += `${text ?? ''}\n${sentence}\n`;
    }
  return all;
}

describe('redaction of what leaves a tail', () => {
  it('leaves no byte of a field, whatever shape the value has', async () => {
    const values = [
      '{"card":"SECRET1","n":1}',
      '{"c\\u0061rd":"SECRET1","n":2}',
      '{"n":7,"of":{"card":["SECRET1",{"x":"SECRET1"}]}}',
      '{"n":7,"card":"SECRET1"',
      'n=9 card=SECRET1',
    ];
    const all = await allThatLeaves(['$.card', '$.of.card'], (log) => {
      log.values(0, 'a', values).batch(0, [{ key: 'a', value: values[2] ?? '' }], { at: 9_000 });
    });
    ok(!all.includes('SECRET'), all.slice(Math.max(0, all.indexOf('SECRET') - 200)).slice(0, 400));
    ok(all.includes('"value":"{\\"card\\":\\"redacted\\",\\"n\\":1}"'));
    ok(all.includes('4 missing: 3..6 of key a'), 'what no rule names is told');
  });

  it('leaves no byte of a key: not in the record, not in a gap of it, not in its sentence', async () => {
    const all = await allThatLeaves(['key'], (log) => log.values(0, 'SECRETKEY', ['{"n":1}', '{"n":5}']));
    ok(!all.includes('SECRETKEY'));
    ok(all.includes('"missing":[[2,4]]') && all.includes('3 missing: 2..4 of a key that is redacted'));
  });

  it('leaves no byte of headers', async () => {
    const record = { key: 'a', value: '{"n":1}', headers: { Authorization: 'SECRET1', source: 'shop' } };
    const all = await allThatLeaves(['header.authorization'], (log) => log.batch(0, [record]));
    ok(!all.includes('SECRET1') && all.includes('["Authorization","redacted"],["source","shop"]'));
    ok(!(await allThatLeaves(['headers'], (log) => log.batch(0, [record]))).includes('shop'));
  });

  it('does not tell by a gap what number the record hides', async () => {
    const all = await allThatLeaves(
      ['$.account'],
      (log) => log.values(0, 'a', ['{"account":7700001}', '{"account":7700005}', '{"account":7700003}']),
      'account',
    );
    ok(!all.includes('77000'), all.slice(Math.max(0, all.indexOf('77000') - 200)).slice(0, 400));
    ok(all.includes('3 missing') || all.includes('2 missing'));
  });

  it('hides what a decoder shows, and bytes that nobody can look into', async () => {
    const { worker, written } = await servedTail({}, { redaction: { rules: ['$.card'], inView: false } });
    new TestLog(written).batch(0, [{ key: 'a', value: '{"card":"SECRET1"}' }]);
    await worker.setDecoders({ key: { kind: 'auto' }, value: { kind: 'hex' } });
    strictEqual((await worker.rowText(0, 'value')).text, 'redacted');
    await worker.setDecoders({ key: { kind: 'auto' }, value: { kind: 'json' } });
    strictEqual((await worker.rowText(0, 'value')).text, '{"card":"redacted"}');
    const lines = linesOf((await exported(worker, { redact: ['$.card'] })).text);
    strictEqual(lines[1]?.value, '{"card":"redacted"}');
    deepStrictEqual(lines.at(-1)?.exported, {
      scope: 'memory',
      redacted: ['$.card'],
      decoded: true,
      ...{ rows: 1, records: 1, findings: 0, readAgain: 0, missing: 0, gone: 0, unknown: 0 },
    });
  });

  it('hides what the settings name, also where the wish was made before they did', async () => {
    const { worker, written } = await servedTail({}, { redaction: { rules: [], inView: false } });
    new TestLog(written).batch(0, [{ key: 'a', value: '{"card":"SECRET1","name":"SECRET2","n":1}' }]);
    await worker.setRedaction({ rules: ['$.card'], inView: false });
    const lines = linesOf((await exported(worker, { redact: ['$.name'] })).text);
    strictEqual(lines[1]?.value, '{"card":"redacted","name":"redacted","n":1}');
  });

  it('copies nothing and exports nothing under a rule that it does not understand', async () => {
    const { worker, written } = await servedTail({}, { redaction: { rules: ['$.a', 'card'], inView: false } });
    new TestLog(written).batch(0, [{ key: 'a', value: '{"card":"SECRET1"}' }]);
    const refusals = await Promise.all([
      worker.rowText(0, 'value').catch((error: Error) => error.message),
      worker
        .beginExport({ scope: 'view', format: 'csv', redact: ['card'], filter: '' })
        .catch((error: Error) => error.message),
    ]);
    const sentence =
      '“card” is no rule of redaction: write key, value, headers, header.name, or a path such as $.card.number.';
    deepStrictEqual(refusals, [sentence, sentence]);
  });
});

describe('copies of a row', () => {
  it('are the record as JSON, its parts, its place and a command that reads it again', async () => {
    const { worker, written } = await servedTail();
    new TestLog(written).values(0, 'a', ['{"n":1}', '{"n":5}']).batch(0, [{ key: null, value: null }]);
    const texts = async (row: number): Promise<(string | undefined)[]> =>
      Promise.all(copyForms.map(async (form) => (await worker.rowText(row, form)).text));
    deepStrictEqual((await texts(0)).slice(0, 4), [
      '{"type":"record","topic":"orders","partition":0,"offset":0,"timestamp":1000,"key":"a","value":"{\\"n\\":1}","headers":[],"producerId":-1,"transaction":"none"}',
      '{"n":1}',
      'a',
      'orders-0:0',
    ]);
    ok(
      (await texts(2))[4]?.startsWith(
        'kcat -C -b localhost:9092 -X isolation.level=read_uncommitted -t orders -p 0 -o 1 -c 1 -e',
      ),
    );
    const gap = await texts(1);
    deepStrictEqual([gap[1], gap[2], gap[3]], [undefined, undefined, 'orders-0:1']);
    ok(gap[0]?.includes('"code":"G1"'));
    strictEqual((await worker.rowText(3, 'value')).sentence, 'The value is null: nothing was copied.');
    strictEqual((await worker.rowText(99, 'row')).sentence, 'This row is no longer in memory.');
  });
});
