import { deepStrictEqual } from 'node:assert/strict';
import { documentCheck } from '../../../src/crossCheck/documentCheck';
import { meetingLine, notesOn, topicSentence } from '../../../src/crossCheck/meetingTexts';
import type { Analyser } from '../../../src/guarantees/analyse';
import { exampleFacts } from '../../../src/guarantees/cluster/exampleCluster';
import { testAnalyser } from '../../lintCases/loadGrammar';

describe('documentCheck', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const local = { id: 'l', name: 'Local', bootstrapServers: ['localhost:9092'] };
  const other = { id: 'o', name: 'Other', bootstrapServers: ['o:9092'] };
  const cluster = exampleFacts({
    topics: {
      orders: {},
      payments: { settings: { 'min.insync.replicas': '2' } },
      short: { inSync: 1, settings: { 'min.insync.replicas': '2' } },
      nowhere: 'absent',
    },
  });

  async function check(
    path: string,
    text: string,
    parts: { connected?: readonly (typeof local)[]; chosen?: string } = {},
  ) {
    const asked: string[] = [];
    const found = await documentCheck(text, analyser.analyse({ path, text }), {
      all: [local, other],
      connections: parts.connected ?? [local],
      chosen: parts.chosen,
      options: {},
      facts: async (connection, topics) => {
        asked.push(`${connection.name}: ${topics}`);
        return cluster;
      },
    });
    return { found, asked };
  }

  const producer = (topic: string, acks: string, server = 'localhost:9092'): string =>
    `kafka-console-producer --bootstrap-server ${server} --topic ${topic} --producer-property acks=${acks}\n`;

  it('checks each unit against its own cluster, where AckLens is connected to it', async () => {
    const text = producer('orders', 'all') + producer('orders', 'all', 'o:9092') + producer('orders', 'all', 'x:9092');
    const { found, asked } = await check('send.sh', text);
    deepStrictEqual(
      found.findings.map(({ rule, connection, unitId }) => [rule, connection, unitId]),
      [['cluster-min-isr-one', 'Local', 'shell:kafka-console-producer:1']],
    );
    deepStrictEqual(asked, ['Local: orders']);
    const both = await check('send.sh', text, { connected: [local, other], chosen: 'o' });
    deepStrictEqual(
      both.found.findings.map(({ connection, unitId }) => [connection, unitId]),
      [
        ['Local', 'shell:kafka-console-producer:1'],
        ['Other', 'shell:kafka-console-producer:2'],
        ['Other', 'shell:kafka-console-producer:3'],
      ],
    );
  });

  it('asks nobody while nothing is connected', async () => {
    const { found, asked } = await check('send.sh', producer('orders', 'all'), { connected: [] });
    deepStrictEqual([found, asked], [{ meetings: [], findings: [] }, []]);
  });

  it('knows topics of code, of its own calls where there are several producers', async () => {
    const code = [
      "import { Kafka } from 'kafkajs';",
      "const kafka = new Kafka({ brokers: ['localhost:9092'] });",
      'const producer = kafka.producer();',
      "await producer.send({ topic: 'orders', acks: -1, messages: [] });",
      "await producer.send({ topic: 'payments', acks: 1, messages: [] });",
      "await kafka.consumer({ groupId: 'g' }).subscribe({ topic: 'short' });",
    ].join('\n');
    const { found, asked } = await check('shop.ts', code);
    deepStrictEqual(
      found.findings.map(({ rule, unitId }) => [rule, unitId]),
      [
        ['cluster-min-isr-one', 'kafkajs:send:1'],
        ['cluster-min-isr-without-acks-all', 'kafkajs:send:2'],
      ],
    );
    deepStrictEqual([...new Set(asked.flatMap((one) => one.replace('Local: ', '').split(',')))].sort(), [
      'orders',
      'payments',
      'short',
    ]);
  });

  it('says in a line, a hover and a tooltip what is met', async () => {
    const text = producer('orders', 'all') + producer('short', 'all') + producer('nowhere', 'all');
    const { found } = await check('send.sh', text);
    deepStrictEqual(
      found.meetings.map((meeting) =>
        meetingLine(
          meeting,
          found.findings.filter(({ unitId }) => unitId === meeting.unit.id),
        ),
      ),
      [
        'Local · orders: 3 replicas, min ISR 1 · 1 warning',
        'Local · short: 3 replicas, min ISR 2, acks=all refused now · 1 error',
        'Local · nowhere: not there',
      ],
    );
    deepStrictEqual(
      found.meetings.flatMap(({ topics, connection }) =>
        topics.map(({ named, topic }) => topic && topicSentence(named.name, connection.name, topic)),
      ),
      [
        'orders on Local: 1 partition, 3 replicas, min.insync.replicas 1, all in sync',
        'short on Local: 1 partition, 3 replicas, min.insync.replicas 2, 1 partition with replicas out of sync',
        'Local has no topic nowhere that this user may see.',
      ],
    );
    deepStrictEqual(notesOn('short', [{ place: 'send.sh', ...found }], 'l'), [
      'send.sh: acks=all is refused now by partition 0 of short: 1 replica in sync, and min.insync.replicas asks for 2.',
    ]);
    deepStrictEqual(notesOn('short', [{ place: 'send.sh', ...found }], 'o'), []);
  });
});
