import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert';
import { ndjsonWriter } from '../../../src/commandLine/ndjsonWriter';
import { TailPrinter } from '../../../src/commandLine/tailPrinter';
import { TestLog } from '../tail/logBuilder';
import { testSession } from '../tail/testSession';
import { settled } from './fakes';
import { exported, linesOf, servedTail } from './servedTail';

/** A retry, a gap, a marker and bytes that are no text. */
function writeLog(log: TestLog): TestLog {
  return log
    .values(0, 'a', ['{"n":1,"card":"4111"}', '{"n":2}', '{"n":7}'])
    .batch(0, [{ key: 'a', value: '{"n":7}' }], { at: 4_000 })
    .batch(0, [{ key: null, value: null }])
    .batch(0, [{ key: 'b', value: '{"n":1}', headers: { source: 'shop', none: null } }], {
      producerId: 7,
      isTransactional: true,
    })
    .marker(0, 7, 'commit')
    .position(0);
}

describe('export as NDJSON', () => {
  it('writes the lines that the command line prints', async () => {
    const { worker, written } = await servedTail();
    writeLog(new TestLog(written));
    const { text, told } = await exported(worker);

    let printed = '';
    const session = testSession({
      identity: { kind: 'content' },
      sequence: { kind: 'json', path: 'n', scope: 'key' },
    });
    const printer = new TailPrinter({
      session,
      writer: ndjsonWriter,
      report: undefined,
      args: { start: { kind: 'beginning' }, summaryOnly: false },
      print: (line) => {
        printed += line;
      },
      warn: () => undefined,
    });
    const listener = Object.assign(Object.create(session), {
      topology: printer.topology.bind(printer),
      batch: printer.batch.bind(printer),
      record: printer.record.bind(printer),
      position: printer.position.bind(printer),
    }) as typeof session;
    writeLog(new TestLog(listener));
    const ofType = (lines: readonly Record<string, unknown>[], type: string): unknown[] =>
      lines.filter((line) => line.type === type);
    const ours = linesOf(text);
    const theirs = linesOf(printed);
    deepStrictEqual(ofType(ours, 'start'), ofType(theirs, 'start'));
    // The command line prints a record before its transaction is decided.
    const committed = ofType(theirs, 'record').map((line) =>
      (line as { transaction: string }).transaction === 'pending'
        ? { ...(line as object), transaction: 'committed' }
        : line,
    );
    deepStrictEqual(ofType(ours, 'record'), committed);
    const newest = new Map((ofType(theirs, 'verdict') as { id: number }[]).map((line) => [line.id, line]));
    const byId = (a: unknown, b: unknown): number => (a as { id: number }).id - (b as { id: number }).id;
    deepStrictEqual(ofType(ours, 'verdict').toSorted(byId), [...newest.values()].toSorted(byId));
    deepStrictEqual(ofType(ours, 'hole'), ofType(theirs, 'hole'));
    const summary = ours.at(-1) ?? {};
    deepStrictEqual(Object.keys(summary), [
      ...Object.keys(
        linesOf(ndjsonWriter.summary({ topic: 'orders', ...session.counters(), elapsedMs: 0 }, true))[0] ?? {},
      ),
      'exported',
    ]);
    deepStrictEqual(summary.exported, {
      scope: 'memory',
      rows: 8,
      records: 6,
      findings: 2,
      readAgain: 0,
      missing: 0,
      gone: 0,
      unknown: 0,
    });
    deepStrictEqual(told, {
      rows: 8,
      records: 6,
      findings: 2,
      readAgain: 0,
      missing: 0,
      gone: 0,
      unknown: 0,
      notDescribed: 0,
    });
  });

  it('writes findings alone, and what the filter shows with its context', async () => {
    const { worker, written } = await servedTail();
    writeLog(new TestLog(written));
    await worker.snapshot();
    const findings = linesOf((await exported(worker, { scope: 'findings' })).text);
    deepStrictEqual(
      findings.map(({ type, code, offset }) => `${type} ${code ?? ''} ${offset ?? ''}`.trim()),
      ['start', 'verdict G3 2', 'record  3', 'verdict D2 3', 'summary'],
    );
    await worker.setFilter({
      where: { kind: 'contains', field: { of: 'value' }, text: '"n":7' },
      context: 1,
    });
    const shown = linesOf((await exported(worker, { scope: 'view', filter: 'value:7' })).text);
    deepStrictEqual(
      shown.filter(({ type }) => type === 'record').map(({ offset }) => offset),
      [2, 3, 4],
    );
    deepStrictEqual((shown.at(-1) as { exported?: { filter?: string } }).exported?.filter, 'value:7');
  });

  it('reads again what has left memory, in few questions, and says what Kafka has no more', async () => {
    const { worker, written, reader } = await servedTail({ identity: { kind: 'none' } }, { maxPayloadBytes: 4096 });
    const log = new TestLog(written);
    const value = (n: number): string => `{"n":${n},"fill":"${'x'.repeat(2_000)}"}`;
    for (let n = 1; n <= 12; n += 1) log.batch(0, [{ key: 'a', value: value(n) }], { at: 1_000 * n });
    const asked: string[] = [];
    reader.read = async (request, listener) => {
      asked.push(JSON.stringify(request.start));
      const start = request.start.kind === 'offset' ? request.start.offset : 0;
      const again = new TestLog(Object.assign(Object.create(testSession()), listener));
      // Offset 1 has expired, offset 2 is another record now.
      for (let n = start; n < 12; n += 1) {
        if (n === 1) continue;
        again.batch(0, [{ key: 'a', value: value(n + 1) }], { base: n, at: n === 2 ? 99 : 1_000 * (n + 1) });
      }
      listener.position(0, { next: 12, highWatermark: 12, lastStableOffset: 12, logStart: 2 });
      return { done: Promise.resolve(), pause: () => undefined, stop: async () => undefined };
    };
    const { text, told } = await exported(worker);
    const records = linesOf(text).filter(({ type }) => type === 'record');
    strictEqual(asked.length, 1, asked.join());
    deepStrictEqual(
      records.map(
        ({ offset, value: written, payload }) => payload ?? (written === value(Number(offset) + 1) ? 'whole' : 'wrong'),
      ),
      ['whole', 'missing', 'missing', ...Array.from({ length: 9 }, () => 'whole')],
    );
    strictEqual(told?.missing, 2);
    ok(told.readAgain >= 5, `${told.readAgain} read again`);
  });

  it('names the topic of each line where several are read', async () => {
    const { worker, written } = await servedTail({ moreTopics: ['refunds'] });
    const log = new TestLog(written, { partitions: [{ id: 0, partition: 0, from: 0, end: 2 }] });
    log.topology({ topic: 'refunds', partitions: [{ id: 1, partition: 0, from: 5, end: 6 }] });
    log.batch(0, [{ key: 'a', value: '{"n":1}' }]).batch(1, [{ key: 'a', value: '{"n":1}' }], { base: 5 });
    const lines = linesOf((await exported(worker)).text);
    deepStrictEqual(
      lines.slice(0, -1).map(({ type, topic, partition, offset }) => [type, topic, partition, offset]),
      [
        ['start', 'orders', undefined, undefined],
        ['start', 'refunds', undefined, undefined],
        ['record', 'orders', 0, 0],
        ['record', 'refunds', 0, 5],
      ],
    );
  });

  it('begins anew when rows were inserted, and ends with the reading it began in', async () => {
    const { worker, written } = await servedTail({ sequence: { kind: 'auto' } });
    const log = new TestLog(written);
    log.values(
      0,
      'a',
      Array.from({ length: 20 }, (_, n) => `{"n":${n < 9 ? n : n + 3}}`),
    );
    await worker.beginExport({ scope: 'memory', format: 'csv', redact: [], filter: '' });
    await worker.stop();
    await settled();
    // Reading has ended: the rule was found, and its gap inserted.
    strictEqual(await worker.nextChunk(), 'moved');
    await worker.beginExport({ scope: 'memory', format: 'csv', redact: [], filter: '' });
    await worker.restart((await worker.snapshot()).options);
    await rejects(async () => worker.nextChunk(), /Reading began anew/);
    await worker.endExport();
    await rejects(async () => worker.nextChunk(), /No export/);
  });
});

describe('export as CSV', () => {
  it('holds records whose producers have written nanoseconds, in the report too', async () => {
    const { worker, written } = await servedTail();
    const at = 1_772_366_400_000_000_000;
    new TestLog(written)
      .batch(0, [{ key: 'a', value: '{"n":1}' }], { at })
      .batch(0, [{ key: 'a', value: '{"n":7}' }], { at });
    const csv = parseCsv((await exported(worker, { format: 'csv' })).text);
    const column = csv[0]?.indexOf('time') ?? -1;
    deepStrictEqual(new Set(csv.slice(1).map((row) => row[column] ?? '')), new Set(['', `${at} ms`]));
    const report = (await exported(worker, { format: 'markdown' })).text;
    ok(report.includes('### 1. G'), report);
  });

  it('is a table by RFC 4180 whose cells no spreadsheet takes for a formula', async () => {
    const { worker, written } = await servedTail();
    const hostile = [
      '=1+1',
      '+x',
      '-2',
      '@SUM(A1)',
      '\t=1',
      ' =1',
      '＝1',
      'a,"b"\r\nc',
      'x;=1',
      "'quoted",
      'plain',
      '',
    ];
    new TestLog(written).batch(
      0,
      hostile.map((value) => ({ key: 'k', value, headers: value === 'plain' ? { '=h': '=v' } : {} })),
    );
    const { text } = await exported(worker, { format: 'csv' });
    ok(text.endsWith('\r\n'));
    const [head, ...rows] = parseCsv(text);
    const column = (name: string): string[] => rows.map((row) => row[head?.indexOf(name) ?? -1] ?? 'none');
    deepStrictEqual(column('value'), [
      "'=1+1",
      "'+x",
      "'-2",
      "'@SUM(A1)",
      "'\t=1",
      "' =1",
      "'＝1",
      'a,"b"\r\nc',
      'x;=1',
      "'quoted",
      'plain',
      '',
    ]);
    strictEqual(column('headers')[10], '[["=h","=v"]]');
    deepStrictEqual([...new Set(rows.map((row) => row.length))], [head?.length]);
    match(text, /,"x;=1",/, 'a semicolon separates cells elsewhere');
    deepStrictEqual(column('offset').slice(0, 3), ['0', '1', '2']);
    strictEqual(column('time')[0], '1970-01-01T00:00:01.000Z');
  });

  it('tells findings beside their records, and null apart from empty', async () => {
    const { worker, written } = await servedTail();
    writeLog(new TestLog(written));
    await worker.snapshot();
    const [head, ...rows] = parseCsv((await exported(worker, { format: 'csv' })).text);
    const cells = (row: number, ...names: string[]): string[] =>
      names.map((name) => rows[row]?.[head?.indexOf(name) ?? -1] ?? 'none');
    deepStrictEqual(cells(2, 'kind', 'code', 'state', 'offset', 'missing', 'text'), [
      'gap',
      'G3',
      'confirmed',
      '2',
      '3..6',
      '4 missing: 3..6 of key a: never written to this partition between these two records',
    ]);
    deepStrictEqual(cells(4, 'kind', 'code', 'confidence', 'ofTopic', 'ofPartition', 'ofOffset'), [
      'record',
      'D2',
      'likely',
      'orders',
      '0',
      '2',
    ]);
    deepStrictEqual(cells(5, 'key', 'value', 'payload'), ['', '', 'null key, null value']);
    deepStrictEqual(cells(7, 'kind', 'code', 'offset', 'to', 'text').slice(0, 4), ['hole', 'O1', '6', '6']);
  });
});

/** RFC 4180, strictly. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    row.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'));
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
    if (cell.lastIndex === text.length) return rows;
  }
  throw new Error(`No CSV at ${cell.lastIndex}: ${text.slice(-80)}`);
}
