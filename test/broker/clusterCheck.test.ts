import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLint } from '../../src/commandLine/lintCommand';
import { unitUses } from '../../src/config/targets/unitUses';
import type { Analyser } from '../../src/guarantees/analyse';
import { crossCheck } from '../../src/guarantees/cluster/crossCheck';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { readClusterFacts } from '../../src/kafka/readClusterFacts';
import { loadGrammar, testAnalyser } from '../lintCases/loadGrammar';
import { kafkaSuite, topicName } from './kafkaSuite';
import { profileOf, until } from './reading';
import { createTopic, kafkaJs, produce } from './topics';

kafkaSuite('the cluster check', (kafka) => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  /** What the check says about a text on the real cluster, `severity rule: message` each. */
  async function check(path: string, text: string): Promise<readonly string[]> {
    const analysis = analyser.analyse({ path, text });
    const units = analysis.units.map(({ unit }) => unit);
    const uses = unitUses(text, { units, bootstrapServers: analysis.bootstrapServers });
    const met = units.map((unit) => ({ unit, topics: uses.get(unit.id)?.topics ?? [] }));
    // Two of them: one that was killed is asked first and given up.
    const admin = createKafkaJsAdmin(profileOf(kafka().bootstrapServers()));
    try {
      const names = met.flatMap(({ topics }) => topics.map(({ name }) => name));
      const findings = crossCheck(text, met, await readClusterFacts(admin, names));
      return findings.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
    } finally {
      await admin.close();
    }
  }

  const rules = (findings: readonly string[]): readonly string[] => findings.map((one) => one.replace(/:.*/, ''));

  const producer = (topic: string, setting: string): string =>
    `kafka-console-producer --bootstrap-server b:9092 --topic ${topic} --producer-property ${setting}\n`;
  const consumer = (topic: string, more = ''): string =>
    `kafka-console-consumer --bootstrap-server b:9092 --topic ${topic} --group billing ${more}\n`;

  async function topicWith(purpose: string, replicas: number, config: Record<string, string> = {}): Promise<string> {
    const topic = topicName(purpose);
    await createTopic(kafka(), { topic, replicas, config });
    return topic;
  }

  it('finds what min.insync.replicas, replicas and unclean elections make of acks', async () => {
    const [one, two, strict, single, unclean, sound] = await Promise.all([
      topicWith('min-one', 3),
      topicWith('min-two', 3, { 'min.insync.replicas': '2' }),
      topicWith('above', 2, { 'min.insync.replicas': '3' }),
      topicWith('single', 1),
      topicWith('unclean', 3, { 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'true' }),
      topicWith('sound', 3, { 'min.insync.replicas': '2' }),
    ]);
    const text = [
      producer(one, 'acks=all'),
      producer(two, 'acks=1'),
      producer(strict, 'acks=all'),
      producer(single, 'acks=all'),
      producer(unclean, 'acks=all'),
      producer(sound, 'acks=all'),
      producer('absent-topic', 'acks=all'),
    ].join('');
    const found = await check('send.sh', text);
    assert.deepEqual(rules(found), [
      'warning cluster-min-isr-one',
      'info cluster-min-isr-without-acks-all',
      'warning cluster-min-isr-exceeds-replication',
      'warning cluster-replication-one',
      'warning cluster-unclean-election',
      'info cluster-topic-absent',
    ]);
    assert.match(found[2] ?? '', /min\.insync\.replicas=3 and 2 replicas: all 2 must be in sync/);
  });

  it('is right about more replicas in sync than there are: these versions ask for all of them', async () => {
    const topic = await topicWith('capped', 2, { 'min.insync.replicas': '3' });
    const sent = await produce(
      kafka(),
      [`send\t${topic}\t0\tk\tv`],
      ['acks=all', 'delivery.timeout.ms=20000', 'request.timeout.ms=5000'],
    );
    assert.equal(sent.trim(), `${topic}\t0\t0`);
  });

  it('finds limits of size on both sides, and is right about them', async () => {
    const narrow = await topicWith('narrow', 1, { 'max.message.bytes': '2000' });
    const wide = await topicWith('wide', 1, {
      'max.message.bytes': '3000000',
      'message.timestamp.type': 'LogAppendTime',
    });
    const found = await check('send.sh', producer(narrow, 'acks=all') + producer(wide, 'acks=all'));
    assert.deepEqual(rules(found), [
      'warning cluster-record-too-large',
      'warning cluster-replication-one',
      'hint cluster-append-time',
      'info cluster-client-limit',
      'warning cluster-replication-one',
    ]);
    const value = 'v'.repeat(5_000);
    await assert.rejects(produce(kafka(), [`send\t${narrow}\t0\tk\t${value}`]), /RecordTooLargeException/);
    await assert.rejects(
      produce(kafka(), [`send\t${wide}\t0\tk\t${'v'.repeat(2_000_000)}`]),
      /RecordTooLargeException.*max\.request\.size/s,
    );
    const both = ['max.request.size=3000000', 'acks=all'];
    assert.match(await produce(kafka(), [`send\t${wide}\t0\tk\t${'v'.repeat(2_000_000)}`], both), /\t0\t0/);
  });

  it('knows from the brokers that a topic is written in transactions, and that another is not', async () => {
    const topic = await topicWith('transactions', 1);
    const plain = await topicWith('idempotent', 1);
    await produce(kafka(), [`send\t${plain}\t0\tk\tv`], ['acks=all', 'enable.idempotence=true']);
    const read = consumer(topic) + consumer(plain, '--isolation-level read_uncommitted');
    assert.deepEqual(rules(await check('read.sh', read)), []);
    const id = `transactional.id=${topic}`;
    await produce(kafka(), ['begin', `send\t${topic}\t0\tk\tv`, 'abort'], [id]);
    assert.deepEqual(rules(await check('read.sh', read)), ['info cluster-read-uncommitted']);
    const explicit = consumer(topic, '--isolation-level read_uncommitted');
    assert.deepEqual(rules(await check('read.sh', explicit)), ['warning cluster-read-uncommitted']);
    assert.deepEqual(rules(await check('read.sh', consumer(topic, '--isolation-level read_committed'))), []);
    // It gets the aborted record, as the finding says.
    const args = ['--bootstrap-server', kafka().bootstrapServers().join(), '--topic', topic, '--from-beginning'];
    const main = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
    const { stdout } = await kafka().runTool(main, [...args, '--max-messages', '1', '--timeout-ms', '20000']);
    assert.equal(stdout.trim(), 'v');
  });

  it('adds them to acklens lint, and says why where the cluster cannot be asked', async () => {
    const topic = await topicWith('linted', 3);
    const folder = mkdtempSync(join(tmpdir(), 'acklens-cluster-'));
    try {
      writeFileSync(join(folder, 'send.sh'), producer(topic, 'linger.ms=5') + producer(topic, 'acks=all'));
      const lint = async (server: string): Promise<{ code: number; rules: readonly string[]; err: string }> => {
        let [out, err] = ['', ''];
        const code = await runLint(['--format', 'json', '--bootstrap-server', server, '.'], {
          stdout: (text) => {
            out += text;
          },
          stderr: (text) => {
            err += text;
          },
          cwd: folder,
          loadGrammar,
          cluster: {
            readFile: (path) => Promise.reject(new Error(path)),
            readBytes: (path) => Promise.reject(new Error(path)),
            env: () => undefined,
            openAdmin: async (profile, secrets) => createKafkaJsAdmin(profile, { secrets }),
          },
        });
        const rows = JSON.parse(out) as readonly { rule: string; line: number }[];
        return { code, rules: rows.map(({ rule, line }) => `${line} ${rule}`), err };
      };
      const [server = ''] = kafka().bootstrapServers();
      assert.deepEqual(await lint(server), {
        code: 1,
        rules: ['1 cluster-min-isr-one', '2 cluster-min-isr-one'],
        err: '',
      });
      const down = await lint('127.0.0.1:1');
      assert.deepEqual([down.code, down.rules], [2, []]);
      assert.match(down.err, /^acklens lint: .*127\.0\.0\.1:1/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('compares how long records and offsets are kept', async () => {
    const short = await topicWith('short', 1, { 'retention.ms': '3600000' });
    const endless = await topicWith('endless', 1, { 'retention.ms': '-1' });
    const found = await check('read.sh', consumer(short) + consumer(endless));
    assert.deepEqual(rules(found), ['info cluster-retention-below-absence', 'info cluster-offsets-forgotten']);
    assert.match(found[0] ?? '', /keeps records for 1 hour \(retention\.ms\).*offsets for 7 days/);
  });

  it('sees replicas out of sync while a broker is down, when writes and transactions fail, and that it is over', async function () {
    this.timeout(240_000);
    const topic = topicName('shrunk');
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    // Broker 3 holds no replica, so that its end changes nothing for the topic; the controllers keep their quorum.
    await admin.createTopics({
      waitForLeaders: false,
      topics: [
        {
          topic,
          replicaAssignment: [{ partition: 0, replicas: [1, 2] }],
          configEntries: [{ name: 'min.insync.replicas', value: '2' }],
        },
      ],
    });
    await admin.disconnect();
    // The topic of transactions exists from here on.
    await produce(kafka(), ['begin', `send\t${topic}\t0\tk\tv`, 'commit'], [`transactional.id=${topic}`]);
    const log = { kind: 'topic', name: '__transaction_state' } as const;
    const ours = createKafkaJsAdmin(profileOf(kafka().bootstrapServers()));
    const before = (await ours.topicConfig(log.name)).find(({ name }) => name === 'min.insync.replicas');
    const transactional = [
      'bootstrap.servers=b:9092',
      'key.serializer=org.apache.kafka.common.serialization.StringSerializer',
      `transactional.id=${topic}`,
      '',
    ].join('\n');
    const patience = ['acks=all', 'delivery.timeout.ms=6000', 'request.timeout.ms=3000', 'max.block.ms=8000'];
    try {
      await ours.setConfig(log, [{ name: 'min.insync.replicas', value: '3' }]);
      assert.deepEqual(rules(await check('send.sh', producer(topic, 'acks=all'))), []);
      assert.deepEqual(rules(await check('producer.properties', transactional)), []);
      await kafka().broker(2).kill();
      await until(
        'the broker is out of sync',
        async () => (await ours.topic(topic)).partitions[0]?.isr.length === 1,
        60_000,
      );
      const [finding, ...others] = await check('send.sh', producer(topic, 'acks=all'));
      assert.deepEqual(others, []);
      assert.equal(
        finding,
        `error cluster-isr-below-min: acks=all is refused now by partition 0 of ${topic}: 1 replica in sync, and min.insync.replicas asks for 2.`,
      );
      await assert.rejects(
        produce(kafka(), [`send\t${topic}\t0\tk\tv`], patience),
        /NotEnoughReplicas|TimeoutException/,
      );
      await until(
        'the log of transactions has noticed',
        async () => rules(await check('producer.properties', transactional)).includes('error cluster-transaction-log'),
        60_000,
      );
      await assert.rejects(
        produce(kafka(), ['begin'], [...patience, `transactional.id=${topic}`]),
        /Timeout|Coordinator/,
      );
      assert.match(await produce(kafka(), [`send\t${topic}\t0\tk\tv`], ['acks=1']), /\t0\t\d+/);
    } finally {
      await kafka().restart(2);
      await ours.setConfig(log, [{ name: 'min.insync.replicas', value: before?.value }]);
    }
    await until('it is in sync again', async () => (await ours.topic(topic)).partitions[0]?.isr.length === 2, 60_000);
    await ours.close();
    assert.deepEqual(rules(await check('send.sh', producer(topic, 'acks=all'))), []);
    assert.match(await produce(kafka(), [`send\t${topic}\t0\tk\tv`], ['acks=all']), /\t0\t\d+/);
  });
});
