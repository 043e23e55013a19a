import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runTail } from '../../src/commandLine/tailCommand';
import type { Summary } from '../../src/commandLine/tailWriter';
import type { Analyser } from '../../src/guarantees/analyse';
import { createKafkaJsReader } from '../../src/kafka/kafkajs/reader';
import { createTailSession } from '../../src/tail/createTailSession';
import { testAnalyser } from '../lintCases/loadGrammar';
import { kafkaSuite, topicName } from './kafkaSuite';
import { createTopic } from './topics';

const script = resolve(__dirname, '../../demo/scripts/messages.sh');
const run = promisify(execFile);

/** demo/scripts/messages.sh from the warning in the editor to the rows of the tail, with the console tools themselves. */
kafkaSuite('five messages by the console tools', (kafka) => {
  let analyser: Analyser;
  let folder: string;
  before(async () => {
    analyser = await testAnalyser();
    folder = mkdtempSync(join(tmpdir(), 'acklens-seed-'));
  });
  after(() => {
    analyser.dispose();
    rmSync(folder, { recursive: true });
  });

  /** The script as it is, but for the cluster and the topic. */
  function scriptFor(topic: string, edit: (text: string) => string = (text) => text): string {
    const [server = ''] = kafka().bootstrapServers();
    const path = join(folder, `${topic}.sh`);
    const text = readFileSync(script, 'utf8')
      .replaceAll('localhost:9092', server)
      .replaceAll('--topic orders', `--topic ${topic}`);
    writeFileSync(path, edit(text), { mode: 0o755 });
    return path;
  }

  async function runScript(path: string, mode: string): Promise<string> {
    const env = { ...process.env, PATH: `${kafka().consoleTools()}:${process.env.PATH}` };
    const { stdout } = await run('bash', [path, mode], { env, timeout: 50_000 });
    // What the tools log at the start of their lines is not the consumer's output.
    return stdout
      .split('\n')
      .filter((line) => /^>*message/.test(line))
      .join(' ')
      .replace(/>/g, '');
  }

  const findings = (text: string): readonly string[] => {
    const { findings, units } = analyser.analyse({ path: 'messages.sh', text });
    return findings.map(
      ({ rule, unitId }) => `${rule} ${units.find(({ unit }) => unit.id === unitId)?.verdict?.class}`,
    );
  };

  /** What `acklens tail` counts in the topic. */
  async function summary(topic: string): Promise<Summary> {
    let out = '';
    const status = await runTail(
      [
        ...['--bootstrap-server', kafka().bootstrapServers().join(), '--topic', topic, '--from-beginning'],
        ...['--exit-at-end', '--format', 'ndjson', '--summary-only'],
      ],
      {
        stdout: {
          write: (text) => {
            out += text;
            return true;
          },
          drained: async () => undefined,
        },
        stderr: (text) => assert.fail(text),
        readFile: (path) => Promise.reject(new Error(path)),
        readBytes: (path) => Promise.reject(new Error(path)),
        writeFile: (path) => Promise.reject(new Error(path)),
        env: () => undefined,
        createReader: (profile, secrets) => createKafkaJsReader(profile, { secrets }),
        createSession: createTailSession,
        interrupted: new AbortController().signal,
      },
    );
    assert.equal(status, 0);
    return JSON.parse(out) as Summary;
  }

  it('is flagged for what each acks does not promise, and for what becomes of offsets', () => {
    assert.deepEqual(findings(readFileSync(script, 'utf8')), [
      'acks-zero atMostOnce',
      'acks-leader-only noGuarantee',
      'consumer-auto-commit undefined',
      'auto-offset-reset-latest undefined',
    ]);
  });

  for (const acks of ['0', '1', 'all']) {
    it(`runs with acks=${acks}: the consumer prints five messages, and the tail counts them`, async () => {
      const topic = topicName(`seed-acks-${acks}`);
      await createTopic(kafka(), { topic, replicas: 3, config: { 'min.insync.replicas': '2' } });
      const read = await runScript(scriptFor(topic), acks);
      assert.equal(read, 'message1 message2 message3 message4 message5');
      const { records, duplicates, gaps, sequence } = await summary(topic);
      assert.deepEqual([records, duplicates.total, gaps.confirmed, gaps.open], [5, 0, 0, 0]);
      assert.deepEqual(sequence, { rule: 'number at the end of the value', scope: 'partition', hitRate: 1 });
    });
  }
});
