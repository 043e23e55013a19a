import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runProcess } from '../kafka/runProcess';
import { kafkaSuite, topicName } from './kafkaSuite';
import { until } from './reading';
import { createTopic, produce } from './topics';

const cli = ['--import', 'tsx', resolve(__dirname, '../../src/cli.ts'), 'tail'];

kafkaSuite('acklens tail as a process', (kafka) => {
  let topic = '';
  const args = () => ['--bootstrap-server', kafka().bootstrapServers().join(), '--topic', topic, '--from-beginning'];
  const tail = (...more: string[]) => runProcess(process.execPath, [...cli, ...args(), ...more]);

  before(async () => {
    topic = topicName('process');
    await createTopic(kafka(), { topic });
    // 3 is missing, 5 is sent twice.
    const numbers = [1, 2, 4, 5, 5, 6];
    await produce(
      kafka(),
      numbers.map((n) => `send\t${topic}\t0\torder-1\t{"messageId":"m${n}","seq":${n}}`),
    );
  });

  const rules = ['--identity', 'json:messageId', '--sequence', 'json:seq@key'];

  it('ends with 1 where --fail-on matches, with the summary as the last line and a report for CI', async () => {
    const file = join(tmpdir(), `acklens-${process.pid}-${topic}.xml`);
    const { code, stdout, stderr } = await tail(
      ...[...rules, '--exit-at-end', '--format', 'ndjson', '--fail-on', 'gap,duplicate', '--junit', file],
    );
    const report = await readFile(file, 'utf8');
    await rm(file);
    assert.deepEqual([code, stderr], [1, '']);
    const { elapsedMs, ...summary } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    assert.ok(elapsedMs >= 0);
    assert.deepEqual(summary, {
      type: 'summary',
      topic,
      records: 6,
      duplicates: { total: 1, proven: 0, strong: 1, likely: 0 },
      gaps: { open: 0, confirmed: 1, unverifiable: 0, missing: 1 },
      late: 0,
      conflicts: 0,
      divergences: 0,
      restarts: 0,
      repeats: 0,
      redeliveries: 0,
      aborted: 0,
      holes: {
        ...{ marker: 0, aborted: 0, compacted: 0, expired: 0, truncated: 0, recreated: 0, skipped: 0, unexplained: 0 },
      },
      identity: { rule: 'JSON messageId', hitRate: 1 },
      sequence: { rule: 'JSON seq', scope: 'key', hitRate: 1 },
      horizon: { records: 6 },
    });
    assert.match(report, /<failure type="gap" message="1 found">gap \(G3\) at 0:2 missing 3 of key order-1 - proven/);
    assert.match(report, /<failure type="duplicate" message="1 found">.* \(D3\) at 0:4 of 0:3 - strong, final/);
  });

  it('writes the summary and ends with the status of --fail-on when it is interrupted', async () => {
    const child = spawn(process.execPath, [
      ...[...cli, ...args(), ...rules, '--format', 'ndjson', '--fail-on', 'conflict'],
    ]);
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    try {
      await until('all records are printed', () => out.split('"type":"record"').length === 7);
      child.kill('SIGINT');
      assert.equal(await ended, 0);
    } finally {
      child.kill('SIGKILL');
    }
    const last = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '');
    assert.deepEqual([last.type, last.records, last.gaps.missing], ['summary', 6, 1]);
  });

  it('prints one line with --summary-only, and ends with 2 on an error', async () => {
    const { code, stdout } = await tail('--exit-at-end', '--format', 'ndjson', '--summary-only');
    assert.equal(code, 0);
    assert.deepEqual(
      stdout.split('\n').map((line) => line.slice(0, 17)),
      ['{"type":"summary"', ''],
    );
    topic = `${topic}-mistyped`;
    const wrong = await tail('--exit-at-end');
    assert.equal(wrong.code, 2);
    assert.equal(
      wrong.stderr,
      `acklens tail: The cluster cannot read topic ${topic}: there is no such topic or partition.\n`,
    );
  });
});
