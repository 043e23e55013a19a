import { deepStrictEqual } from 'node:assert/strict';
import { unitUses } from '../../../../src/config/targets/unitUses';
import { applyEdits } from '../../../../src/config/textEdit';
import type { Analyser } from '../../../../src/guarantees/analyse';
import type { AnalysisOptions } from '../../../../src/guarantees/analysis';
import { crossCheck } from '../../../../src/guarantees/cluster/crossCheck';
import { type ExampleCluster, exampleFacts } from '../../../../src/guarantees/cluster/exampleCluster';
import type { Finding } from '../../../../src/guarantees/finding';
import { testAnalyser } from '../../../lintCases/loadGrammar';

describe('crossCheck', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  function check(
    text: string,
    cluster: ExampleCluster,
    path = 'a.sh',
    options: AnalysisOptions = {},
  ): readonly Finding[] {
    const { units, bootstrapServers } = analyser.analyse({ path, text }, options);
    const plain = units.map(({ unit }) => unit);
    const uses = unitUses(text, { units: plain, bootstrapServers });
    const met = plain.map((unit) => ({ unit, topics: uses.get(unit.id)?.topics ?? [] }));
    return crossCheck(text, met, exampleFacts(cluster), options);
  }
  const said = (text: string, cluster: ExampleCluster, path?: string): readonly string[] =>
    check(text, cluster, path).map(
      ({ severity, span, message }) => `${severity} at ${text.slice(span.start, span.end)}: ${message}`,
    );

  const send = (settings: string, topic = 'orders'): string =>
    `kafka-console-producer --bootstrap-server b:9092 --topic ${topic} --producer-property ${settings}\n`;
  const strict = { 'min.insync.replicas': '2' };

  it('says where too few replicas are in sync, and how many', () => {
    deepStrictEqual(said(send('acks=all'), { topics: { orders: { inSync: 1, settings: strict } } }), [
      'error at acks=all: acks=all is refused now by partition 0 of orders: 1 replica in sync, and min.insync.replicas asks for 2.',
    ]);
    deepStrictEqual(said(send('acks=all'), { brokers: 2, topics: { orders: { inSync: 0, settings: strict } } }), [
      'error at orders: orders cannot be written as a whole now: partition 0 has no leader.',
    ]);
  });

  it('says what a minimum above the replicas means before and since Kafka 3.7', () => {
    const above = (replicas: number, isOld = false) => ({
      isOld,
      topics: { orders: { replicas, settings: { 'min.insync.replicas': '3' } } },
    });
    deepStrictEqual(said(send('acks=all'), above(2)), [
      'warning at acks=all: acks=all, but orders has min.insync.replicas=3 and 2 replicas: all 2 must be in sync, so one broker down is too many.',
    ]);
    deepStrictEqual(said(send('acks=all'), above(2, true)), [
      'error at acks=all: acks=all, but orders has min.insync.replicas=3 and 2 replicas: brokers before Kafka 3.7 refuse every write.',
    ]);
    deepStrictEqual(
      said(send('acks=all'), above(1)),
      [
        'warning at acks=all: acks=all, but orders has min.insync.replicas=3 and 1 replica: one in sync is enough.',
        'warning at orders: orders has one replica: losing that broker or its disk loses the data, whatever acks says.',
      ].reverse(),
    );
  });

  it('softens one replica where there is one broker, and leaves acks=0 alone', () => {
    const single = { brokers: 1, topics: { orders: { replicas: 1 } } };
    deepStrictEqual(said(send('acks=1'), single), [
      'info at orders: orders has one replica: losing that broker or its disk loses the data, whatever acks says. The cluster has one broker, so there can be no more.',
    ]);
    deepStrictEqual(said(send('acks=0'), single), []);
  });

  it('names the default of the client, and the brokers where the topic has no limit of its own', () => {
    deepStrictEqual(said(send('max.request.size=2000000'), { topics: { orders: { settings: strict } } }), [
      "warning at max.request.size=2000000: This producer sends up to 2,000,000 bytes at once (max.request.size), and orders takes batches of up to 1,048,588 bytes (the brokers' message.max.bytes): a record above that is refused as too large.",
    ]);
    const narrow = { topics: { orders: { settings: { ...strict, 'max.message.bytes': '1000' } } } };
    deepStrictEqual(said('kcat -b b:9092 -P -t orders -X acks=all -X message.max.bytes=5000\n', narrow), [
      'warning at message.max.bytes=5000: This producer sends up to 5,000 bytes at once (message.max.bytes), and orders takes batches of up to 1,000 bytes (its max.message.bytes): a record above that is refused as too large.',
    ]);
  });

  it('knows which clients read uncommitted data by themselves', () => {
    const cluster = { topics: { orders: { transactions: true } } };
    const read = (client: string): string => `${client}\nc.subscribe(["orders"])\n`;
    deepStrictEqual(
      said(
        read('from confluent_kafka import Consumer\nc = Consumer({"bootstrap.servers": "b:9092", "group.id": "g"})'),
        cluster,
        'a.py',
      ),
      [],
    );
    deepStrictEqual(
      said('kafka-console-consumer --bootstrap-server b:9092 --topic orders --from-beginning\n', cluster),
      [
        'info at orders: orders is written in transactions, and this consumer reads uncommitted data by default: it gets the records of aborted transactions too.',
      ],
    );
  });

  it('says nothing where the cluster does not tell', () => {
    const facts = exampleFacts({ topics: { orders: {} } });
    const topic = facts.topics.get('orders');
    const silent = {
      ...facts,
      settings: undefined,
      transactionLog: undefined,
      topics: new Map([
        [
          'orders',
          typeof topic === 'object'
            ? { ...topic, settings: undefined, hasTransactions: undefined }
            : ('absent' as const),
        ],
      ]),
    };
    const text = `${send('acks=all')}${send('acks=1')}kafka-console-consumer --bootstrap-server b:9092 --topic orders --group g --isolation-level read_uncommitted\n`;
    const units = analyser.analyse({ path: 'a.sh', text }).units.map(({ unit }) => unit);
    const uses = unitUses(text, { units, bootstrapServers: [] });
    const met = units.map((unit) => ({ unit, topics: uses.get(unit.id)?.topics ?? [] }));
    deepStrictEqual(
      met.map(({ topics }) => topics.length),
      [1, 1, 1],
    );
    deepStrictEqual(crossCheck(text, met, silent), []);
  });

  it('obeys severities and comments, and brings fixes that work', () => {
    const cluster = { topics: { orders: { settings: strict } } };
    const rules = (text: string, severities: AnalysisOptions['severities'] = {}) =>
      check(text, cluster, 'a.sh', { severities }).map(({ rule, severity }) => `${severity} ${rule}`);
    const id = 'cluster-min-isr-without-acks-all';
    deepStrictEqual(rules(send('acks=1')), [`info ${id}`]);
    deepStrictEqual(rules(send('acks=1'), { [id]: 'error' }), [`error ${id}`]);
    deepStrictEqual(rules(send('acks=1'), { [id]: 'off' }), []);
    deepStrictEqual(rules(`# acklens-ignore ${id}: clicks may be lost\n${send('acks=1')}`), []);
    deepStrictEqual(rules(`# acklens-ignore ${id}\n${send('acks=1')}`), [`info ${id}`]);
    const [finding] = check(send('acks=1'), cluster);
    deepStrictEqual(applyEdits(send('acks=1'), finding?.fixes[0]?.edits ?? []), send('acks=all'));
  });
});
