import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { TestLog } from '../tail/logBuilder';
import { servedTail } from './servedTail';

const want = { id: true, headers: true, fields: [['card'], ['n']] } as const;

/** Everything that the view could ask of each row. */
async function allThatIsShown(rules: readonly string[], inView: boolean) {
  const { worker, written } = await servedTail({}, { redaction: { rules, inView } });
  new TestLog(written)
    .values(0, 'SECRETKEY', ['{"n":1,"card":"SECRET1"}', '{"n":5,"card":"SECRET1"}'])
    .batch(0, [{ key: 'SECRETKEY', value: '{"n":5,"card":"SECRET1"}', headers: { auth: 'SECRETHEADER' } }], {
      at: 3_500,
    });
  const { firstRow, endRow } = await worker.snapshot();
  const { rows } = await worker.rows({ from: firstRow, count: endRow, want });
  const told: unknown[] = [rows, await worker.lanes(0, 100)];
  await worker.overview();
  told.push(await worker.findings({ from: 0, count: 99 }));
  for (let row = firstRow; row < endRow; row += 1)
    told.push(
      await worker.details(row),
      await worker.explain(row),
      await worker.original(row),
      await worker.advice(row),
    );
  return { worker, rows, text: JSON.stringify(told) };
}

describe('redaction in the view', () => {
  it('is a choice of its own: without it the view shows everything', async () => {
    const { text } = await allThatIsShown(['key', '$.card', 'headers'], false);
    for (const secret of ['SECRETKEY', 'SECRET1', 'SECRETHEADER']) ok(text.includes(secret), secret);
  });

  it('sends nothing of what is hidden to the webview', async () => {
    const { text, rows } = await allThatIsShown(['key', '$.card', 'headers'], true);
    ok(!text.includes('SECRET'), text.slice(Math.max(0, text.indexOf('SECRET') - 300)).slice(0, 400));
    const last = rows.at(-1);
    ok(last?.kind === 'record');
    deepStrictEqual(
      [last.key?.text, last.value?.text, last.extra?.headers?.text, last.extra?.fields.map((one) => one?.text)],
      ['redacted', '{"n":5,"card":"redacted"}', 'auth: redacted', ['"redacted"', '5']],
    );
    const gap = rows.find(({ kind }) => kind === 'gap');
    ok(gap?.kind === 'gap');
    strictEqual(gap.text, '3 missing: 2..4 of a key that is redacted (confirmed).');
  });

  it('hides numbers that rows and findings tell of a hidden field', async () => {
    const { rows } = await allThatIsShown(['$.n'], true);
    const numbers = rows.map((row) => (row.kind === 'record' ? row.sequence : row.kind === 'gap' ? row.missing : 0));
    deepStrictEqual(numbers, [undefined, [], undefined, undefined]);
  });

  it('hides everything under a rule that it does not understand', async () => {
    const { text } = await allThatIsShown(['card'], true);
    ok(!text.includes('SECRET'));
  });

  it('follows the settings while the tail is open, and leaves filters their sight', async () => {
    const { worker, rows } = await allThatIsShown([], true);
    ok(JSON.stringify(rows).includes('SECRET1'));
    const { revision } = await worker.snapshot();
    await worker.setRedaction({ rules: ['value'], inView: true });
    const after = await worker.snapshot();
    ok(after.revision > revision);
    deepStrictEqual(after.redaction, { rules: ['value'], inView: true });
    await worker.setFilter({ where: { kind: 'contains', field: { of: 'value' }, text: 'SECRET1' }, context: 0 });
    const shown = await worker.rows({ from: 0, count: 99 });
    deepStrictEqual(
      shown.rows.map((row) => row.kind === 'record' && row.value?.text),
      ['redacted', 'redacted', 'redacted'],
    );
  });
});
