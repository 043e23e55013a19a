import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { ClusterSources } from '../../../src/commandLine/lintCluster';
import { runLint } from '../../../src/commandLine/lintCommand';
import { allRules } from '../../../src/guarantees/allRules';
import { processorClock } from '../../../src/host/processorClock';
import { KafkaError } from '../../../src/kafka/errors';
import { loadGrammar } from '../../lintCases/loadGrammar';

/** One cluster whose topic `orders` may be acknowledged by its leader alone; `down:9092` does not answer. */
const fakeCluster: ClusterSources = {
  readFile: async () => 'bootstrap.servers=from-file:9092\n',
  readBytes: async () => '',
  env: () => undefined,
  openAdmin: async ({ bootstrapServers }) => ({
    overview: async () => {
      if (bootstrapServers.includes('down:9092')) throw new KafkaError('refused', 'down:9092 refuses connections.');
      return {
        clusterId: 'c',
        controllerId: 1,
        brokers: [1, 2, 3].map((id) => ({ id, host: 'b', port: 9092, isController: id === 1 })),
      };
    },
    topic: async (name) => {
      if (name !== 'orders') throw new KafkaError('unknown-topic', `There is no topic ${name}.`);
      return { name, isInternal: false, partitions: [{ id: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3] }] };
    },
    topicConfig: async () => [{ name: 'min.insync.replicas', value: '1', isDefault: true }],
    capsMinInSync: async () => true,
    hasTransactions: async () => false,
    configs: async () => [],
    close: async () => undefined,
  }),
};

const modules = join(__dirname, '../../../node_modules');

describe('acklens lint', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'acklens-lint-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  };
  const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    let out = '';
    let err = '';
    const io = {
      stdout: (text: string) => {
        out += text;
      },
      stderr: (text: string) => {
        err += text;
      },
      cwd,
      loadGrammar,
      cluster: fakeCluster,
      now: processorClock(),
    };
    return { code: await runLint(args, io), out, err };
  };

  it('prints an array of findings with positions from 1', async () => {
    write('conf/producer.properties', 'bootstrap.servers=b:9092\n  acks=0\n');
    const { code, out, err } = await run('--format', 'json', 'conf');
    deepStrictEqual(JSON.parse(out), [
      {
        file: 'conf/producer.properties',
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 9,
        rule: 'acks-zero',
        severity: 'warning',
        message:
          'acks=0: the producer never learns whether the broker got the record, so records can be lost silently (at most once).',
      },
    ]);
    strictEqual(err, '');
    strictEqual(code, 1);
  });

  it('reads a profile together with its base, below what is named only', async () => {
    write('app/application.yml', 'spring.kafka.producer:\n  acks: 1\n');
    write('app/application-prod.properties', 'spring.kafka.producer.properties.enable.idempotence=true\n');
    const { out } = await run('--format', 'github', 'app/application-prod.properties');
    match(out, /idempotence-conflict-acks.*acks is set in application\.yml\./);
    write(
      'app/compose.yaml',
      'services:\n  a:\n    env_file: ../kafka.env\n    environment:\n      A_KAFKA_ENABLE_IDEMPOTENCE: "true"\n',
    );
    write('kafka.env', 'A_KAFKA_ACKS=1\n');
    strictEqual((await run('app/compose.yaml')).out, '0 findings\n');
    match((await run('--format', 'github', '.')).out, /compose\.yaml,line=5.*idempotence-conflict-acks/);
  });

  it('exits with 0 below the threshold and on clean input', async () => {
    write('a/producer.properties', 'bootstrap.servers=b:9092\nacks=1\n');
    write('b/producer.properties', 'bootstrap.servers=b:9092\nacks=all\n');
    strictEqual((await run('a')).code, 1);
    strictEqual((await run('--max-severity', 'warning', 'a')).code, 0);
    strictEqual((await run('b')).out, '0 findings\n');
    strictEqual((await run('--format', 'json', 'b')).out, '[]\n');
    strictEqual((await run('b')).code, 0);
  });

  it('assumes the Java client that it is told', async () => {
    write('producer.properties', 'bootstrap.servers=b:9092\nmax.in.flight.requests.per.connection=6\n');
    match((await run('.')).out, /error {4}.*inflight-above-five/);
    match((await run('--java-client', '3.9', '.')).out, /warning {2}.*inflight-above-five/);
  });

  it('takes the Java client from the nearest build file, and sooner the one that it is told', async () => {
    const boot = (version: string): string =>
      `<project><parent><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version></parent><dependencies><dependency><groupId>org.springframework.kafka</groupId><artifactId>spring-kafka</artifactId></dependency></dependencies></project>`;
    for (const [folder, version] of [
      ['old', '2.5.4'],
      ['new', '3.2.1'],
    ] as const) {
      write(`${folder}/pom.xml`, boot(version));
      write(`${folder}/src/main/resources/application.properties`, 'spring.kafka.producer.acks=1\n');
    }
    const switchesOff = /It also switches the default idempotence off/;
    doesNotMatch((await run('old')).out, switchesOff);
    match((await run('new')).out, switchesOff);
    match((await run('--java-client', '3.6', 'old')).out, switchesOff);
    doesNotMatch((await run('--java-client', '2.8', 'new')).out, switchesOff);
  });

  it('reads build files up to the root of the repository, and none above the named folder elsewhere', async () => {
    write('build.gradle', "implementation 'org.apache.kafka:kafka-clients:2.8.1'");
    write('app/conf/producer.properties', 'bootstrap.servers=b:9092\nacks=1\n');
    const switchesOff = /It also switches the default idempotence off/;
    match((await run('app')).out, switchesOff);
    doesNotMatch((await run('.')).out, switchesOff);
    mkdirSync(join(cwd, '.git'));
    doesNotMatch((await run('app')).out, switchesOff);
    doesNotMatch((await run('app/conf/producer.properties')).out, switchesOff);
    mkdirSync(join(cwd, 'app/.git'));
    match((await run('app')).out, switchesOff);
  });

  it('leaves out what .gitignore names', async () => {
    for (const path of ['a', 'out/a', 'deep/b', 'deep/keep', 'node_modules/x/a'])
      write(`${path}.sh`, 'kcat -P -t t -X acks=0\n');
    write('.gitignore', 'out/\n*/b.sh\nkeep.sh\n');
    write('deep/.gitignore', '!keep.sh\n');
    const { out } = await run('--format', 'json', '.');
    deepStrictEqual(
      (JSON.parse(out) as { file: string }[]).map(({ file }) => file),
      ['a.sh', 'deep/keep.sh'],
    );
  });

  it('answers 2 with a sentence for what it cannot read', async () => {
    write('binary.properties', new Uint8Array([0x61, 0, 1, 2]));
    write('big.properties', '');
    truncateSync(join(cwd, 'big.properties'), 100 * 1024 * 1024);
    write('wide.properties', Buffer.from('\ufeffacks=0\n', 'utf16le'));
    for (const [path, sentence] of [
      ['missing.properties', 'missing.properties: There is no such file or folder.\n'],
      ['binary.properties', 'binary.properties: This file was not read: it holds binary data.\n'],
      ['wide.properties', 'wide.properties: This file was not read: it is UTF-16; save it as UTF-8.\n'],
      ['big.properties', 'big.properties: This file was not read: it has 100.0 MiB and the limit is 8 MiB.\n'],
    ] as const) {
      const { code, err, out } = await run('--format', 'json', path);
      deepStrictEqual([code, err, out], [2, sentence, '[]\n']);
    }
    // Found in a folder they are no fault of the caller.
    strictEqual((await run('.')).code, 0);
  });

  it('answers 2 with the usage for bad use', async () => {
    for (const args of [
      [],
      ['--nope', '.'],
      ['--format', 'xml', '.'],
      ['--max-severity', 'bad', '.'],
      ['--java-client', 'x', '.'],
      ['--update-baseline', '.'],
    ]) {
      const { code, err, out } = await run(...args);
      deepStrictEqual([code, out], [2, '']);
      match(err, /Usage: acklens lint/);
    }
  });

  it('reads Latin-1 files', async () => {
    write('producer.properties', Buffer.from('# gr\xfc\xdfe\nbootstrap.servers=b:9092\nacks=0\n', 'latin1'));
    match((await run('.')).out, /3:1 .*acks-zero/);
  });

  it('speaks GitHub and SARIF', async () => {
    write('a b.sh', 'kcat -P -t t -X acks=0\n');
    match(
      (await run('--format', 'github', '.')).out,
      /^::warning file=a b\.sh,line=1,col=17,endLine=1,endColumn=23,title=acks-zero::acks=0: the/,
    );
    const log = JSON.parse((await run('--format', 'sarif', '.')).out);
    strictEqual(log.version, '2.1.0');
    deepStrictEqual(log.runs[0].results[0].locations[0].physicalLocation, {
      artifactLocation: { uri: 'a%20b.sh' },
      region: { startLine: 1, startColumn: 17, endLine: 1, endColumn: 23 },
    });
    strictEqual(log.runs[0].results[0].level, 'warning');
    strictEqual(log.runs[0].tool.driver.rules[0].id, 'acks-zero');
  });

  it('prints a log that the official SARIF schema accepts', async () => {
    const schema: unknown = JSON.parse(
      readFileSync(join(modules, '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
    );
    // One pattern of the schema is no regular expression of Unicode mode.
    const validator = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(validator);
    const validate = validator.compile(schema as object);
    for (const { bad } of allRules) {
      for (const { path, text } of bad) {
        write(path, text);
        const log: unknown = JSON.parse((await run('--format', 'sarif', path)).out);
        ok(validate(log), `${path}: ${validator.errorsText(validate.errors)}`);
      }
    }
    const broken = { version: '2.1.0', runs: [{ results: [{ level: 'bad' }] }] };
    strictEqual(validate(broken), false);
    strictEqual(validate(JSON.parse((await run('--format', 'sarif', 'none')).out)), true);
  }).timeout(30_000);

  it('fails from the named severity on and prints the milder findings all the same', async () => {
    write('warn.properties', 'bootstrap.servers=b:9092\nacks=0\n');
    const codes: number[] = [];
    for (const level of ['error', 'warning', 'info', 'hint']) {
      const { code, out } = await run('--max-severity', level, 'warn.properties');
      codes.push(code);
      match(out, /acks-zero/);
    }
    deepStrictEqual(codes, [0, 1, 1, 1]);
  });

  it('fixes what does not work as it is, in the encoding of the file', async () => {
    const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
    write('producer.properties', latin('# gr\xfc\xdfe \x80\r\nenable.idempotence=true\r\nacks = 1 \r\n'));
    write('weak.properties', '\ufeffbootstrap.servers=b:9092\nacks=0\n');
    const { code, out, err } = await run('--fix', '--format', 'json', '.');
    strictEqual(err, 'producer.properties: fixed 1 finding.\n');
    deepStrictEqual(
      readFileSync(join(cwd, 'producer.properties')),
      latin('# gr\xfc\xdfe \x80\r\nenable.idempotence=true\r\nacks = all \r\n'),
    );
    strictEqual(readFileSync(join(cwd, 'weak.properties'), 'utf8'), '\ufeffbootstrap.servers=b:9092\nacks=0\n');
    deepStrictEqual([code, (JSON.parse(out) as { rule: string }[]).map(({ rule }) => rule)], [1, ['acks-zero']]);
    strictEqual((await run('--fix', '.')).err, '');
  });

  it('leaves out what a baseline holds, however far the lines have moved', async () => {
    write('conf/a.properties', 'bootstrap.servers=b:9092\nacks=0\n');
    write('conf/b.properties', 'bootstrap.servers=b:9092\nacks=1\n');
    const first = await run('--baseline', 'conf/known.json', '--update-baseline', './conf');
    deepStrictEqual(
      [first.code, first.out, first.err],
      [0, '0 findings\n', 'conf/known.json: holds 2 findings now.\n'],
    );
    strictEqual(
      readFileSync(join(cwd, 'conf/known.json'), 'utf8'),
      [
        '{"version":1,"findings":[',
        '  {"file":"a.properties","rule":"acks-zero","line":"acks=0","count":1},',
        '  {"file":"b.properties","rule":"acks-leader-only","line":"acks=1","count":1}',
        ']}\n',
      ].join('\n'),
    );
    write('conf/a.properties', '# moved\n\nbootstrap.servers=b:9092\nacks=0\n');
    deepStrictEqual((await run('--baseline', 'conf/known.json', 'conf')).code, 0);
    write('conf/c.properties', 'bootstrap.servers=b:9092\nacks=0\n');
    const fresh = await run('--baseline', 'conf/known.json', '--format', 'json', 'conf');
    deepStrictEqual(
      [fresh.code, (JSON.parse(fresh.out) as { file: string }[]).map(({ file }) => file)],
      [1, ['conf/c.properties']],
    );
  });

  it('answers 2 for a baseline that is none', async () => {
    write('a.properties', 'bootstrap.servers=b:9092\nacks=0\n');
    write('known.json', '[]');
    for (const [file, sentence] of [
      ['missing.json', 'missing.json: There is no such file or folder. Write it with --update-baseline.\n'],
      ['known.json', 'known.json: This is no baseline; write one with --update-baseline.\n'],
    ] as const) {
      const { code, out, err } = await run('--baseline', file, 'a.properties');
      deepStrictEqual([code, out, err], [2, '', sentence]);
    }
  });

  it('adds what the settings are worth on a cluster, and answers it with the same exit codes', async () => {
    const command = 'kafka-console-producer --bootstrap-server elsewhere:9092 --topic orders --producer-property';
    write('send.sh', `${command} acks=all\n${command} acks=0\n`);
    write('other.properties', 'bootstrap.servers=b:9092\nacks=all\n');
    const { code, out, err } = await run('--bootstrap-server', 'b:9092', '.');
    strictEqual(
      out,
      [
        'send.sh',
        '  1:93     warning  acks=all, but orders has min.insync.replicas=1: when its followers are out of sync, the leader alone may acknowledge, and what it acknowledged is lost with it.  cluster-min-isr-one',
        '  2:93     warning  acks=0: the producer never learns whether the broker got the record, so records can be lost silently (at most once).  acks-zero',
        '',
        '2 findings',
        '',
      ].join('\n'),
    );
    deepStrictEqual([code, err], [1, '']);
    const without = await run('.');
    match(without.out, /^send\.sh\n {2}2:93 .*acks-zero\n\n1 finding\n$/);
    const file = await run('--config', 'client.properties', '--max-severity', 'error', '.');
    deepStrictEqual([file.code, file.out], [0, out]);
  });

  it('ends with 2 and says why where the cluster cannot be asked, and prints what the text alone shows', async () => {
    write('send.sh', 'kafka-console-producer --bootstrap-server b:9092 --topic orders --producer-property acks=0\n');
    const { code, out, err } = await run('--bootstrap-server', 'down:9092', '.');
    match(out, /acks-zero\n\n1 finding\n$/);
    deepStrictEqual([code, err], [2, 'acklens lint: down:9092 refuses connections.\n']);
    const wrong = await run('--bootstrap-server', 'http://b', '.');
    deepStrictEqual(
      [wrong.code, wrong.err],
      [2, 'acklens lint: bootstrap.servers: http://b: write host:port without a protocol in front.\n'],
    );
  });

  it('knows the findings of a cluster in comments and baselines', async () => {
    const command = 'kafka-console-producer --bootstrap-server b:9092 --topic orders --producer-property acks=all\n';
    write('answered.sh', `# acklens-ignore cluster-min-isr-one: the topic is for tests\n${command}`);
    write('known.sh', command);
    const args = ['--bootstrap-server', 'b:9092', '--baseline', 'base.json', 'answered.sh', 'known.sh'] as const;
    await run('--update-baseline', ...args);
    match(readFileSync(join(cwd, 'base.json'), 'utf8'), /"file":"known.sh","rule":"cluster-min-isr-one"/);
    const { code, out } = await run(...args);
    deepStrictEqual([code, out], [0, '0 findings\n']);
  });
});
