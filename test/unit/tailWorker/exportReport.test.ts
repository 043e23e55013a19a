import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { TestLog } from '../tail/logBuilder';
import { exported, servedTail } from './servedTail';

describe('the Markdown report', () => {
  it('says what was read and how, what was found with its evidence, and its limits', async () => {
    const { worker, written } = await servedTail();
    new TestLog(written, { partitions: [{ id: 0, from: 0, end: 4 }] })
      .values(0, 'a', ['{"n":1}', '{"n":2}', '{"n":7}'])
      .batch(0, [{ key: 'a', value: '{"n":7}' }], { at: 4_000 })
      .position(0);
    await worker.snapshot();
    const { text, told } = await exported(worker, { format: 'markdown' });
    const lines = text.split('\n');
    strictEqual(lines[0], '# Tail of orders');
    for (const line of [
      '| Cluster | local \\(localhost\\:9092\\) |',
      '| Read from | the beginning |',
      '| Isolation | read\\_uncommitted\\: all records, with the state of their transactions |',
      '| Sequence | JSON n by key, 100 % of the records |',
      '| Rows of this report | all rows in memory |',
      '| Redacted | nothing |',
      '| 0 | 0 | 4 | 4 |',
      '| Records | 4 |  |',
      '| Gaps | 1 | 1 confirmed with 4 numbers missing, 0 open, 0 unverifiable |',
      '### 1. G3 proven, confirmed at 0\\:2',
      '4 missing\\: 3..6 of key a\\: never written to this partition between these two records.',
      '- It lies between 0\\:1, the record with the number before, and 0\\:2, the record that jumped ahead.',
      '### 2. D2 likely at 0\\:3, 1970\\-01\\-01 00\\:00\\:04.000 UTC',
      'Retry of 0\\:2\\: the same record was written twice.',
      '- Key, value and headers are equal byte for byte.',
      '## What usually causes them, and what to check',
      '### D2',
      '- Duplicates are recognised within all 4 records read, and not among what was not read.',
      '- An offset without a record is not a lost message\\: see the reason that each hole gives.',
    ])
      ok(lines.includes(line), `${line}\n\nin\n\n${text}`);
    deepStrictEqual([told?.rows, told?.findings], [5, 2]);
    ok(!text.includes('{"n"'), 'a report carries no payloads');
  });

  it('says that earlier rows have left memory, and what was not looked for', async () => {
    const { worker, written } = await servedTail({ sequence: { kind: 'none' } }, { maxRows: 4 });
    new TestLog(written).values(0, 'a', ['1', '2', '3', '4', '5', '6']);
    const { text } = await exported(worker, { format: 'markdown' });
    match(text, /^None among these rows\.$/m);
    match(text, /^- 2 earlier rows had left memory \\\(limit 4 rows\\\) and are not among the findings described/m);
    match(text, /^- Gaps were not looked for\\: no sequence number/m);
  });

  it('says what was not looked for without a message id, and before there are records enough to find the rules', async () => {
    const off = await servedTail({ identity: { kind: 'none' } });
    new TestLog(off.written, { partitions: [{ id: 0, from: 0, end: 2 }] }).values(0, 'a', ['1', '2']).position(0);
    await off.worker.snapshot();
    match(
      (await exported(off.worker, { format: 'markdown' })).text,
      /^- Of duplicates only batches written twice are recognised\\: no message id was found or chosen\.$/m,
    );
    const early = await servedTail({ identity: { kind: 'auto' }, sequence: { kind: 'auto' } });
    new TestLog(early.written).values(0, 'a', ['1', '2']);
    const { text } = await exported(early.worker, { format: 'markdown' });
    match(text, /^\| Message id \| not known yet \|\n\| Sequence \| not known yet \|$/m);
    match(text, /^- How messages are identified and numbered was not known yet\\: of duplicates only batches/m);
    ok(!/\b0 records|by none/.test(text), text);
  });

  it('describes a thousand findings and counts the others', async () => {
    const { worker, written } = await servedTail({}, { maxRows: 10_000 });
    const log = new TestLog(written);
    for (let n = 0; n < 1_100; n += 1) log.batch(0, [{ key: 'a', value: `{"n":${5 * n}}` }], { at: 1_000 * n });
    const { text, told } = await exported(worker, { format: 'markdown' });
    strictEqual(text.match(/^### \d+\. /gm)?.length, 1_000);
    deepStrictEqual([told?.findings, told?.notDescribed], [1_099, 99]);
    match(text, /^99 further findings of these rows are not described here; the counters above count them\.$/m);
  });

  it('shows hostile keys and names as text', async () => {
    const { worker, written } = await servedTail({ topic: '<img src=x>|`' });
    const key = '[a](javascript:alert(1))<script>`|\u202e\n# www.evil.example';
    new TestLog(written, { topic: '<img src=x>|`' }).values(0, key, ['{"n":1}', '{"n":5}']);
    const { text } = await exported(worker, { format: 'markdown' });
    strictEqual(text.split('\n')[0], '# Tail of &lt;img src=x&gt;\\|\\`');
    ok(
      text.includes(
        'of key \\[a\\]\\(javascript\\:alert\\(1\\)\\)&lt;script&gt;\\`\\|‹U\\+202E›␊\\# www\\.evil.example',
      ),
    );
    ok(!text.includes('<'));
  });
});
