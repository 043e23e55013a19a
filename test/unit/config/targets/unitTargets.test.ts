import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { unitTargets } from '../../../../src/config/targets/unitTargets';
import type { Analyser } from '../../../../src/guarantees/analyse';
import { testAnalyser } from '../../../lintCases/loadGrammar';

describe('where a unit writes', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  /** A line for each producer: its topics, `…` where there may be others, and its servers. */
  async function targets(path: string, text: string): Promise<readonly string[]> {
    await analyser.prepare({ path, text });
    const analysis = analyser.analyse({ path, text });
    const units = analysis.units.map(({ unit }) => unit);
    const found = unitTargets(text, { units, bootstrapServers: analysis.bootstrapServers });
    return units
      .filter(({ role }) => role === 'producer')
      .map(({ id }) => {
        const { topics = [], isAll = false, bootstrapServers } = found.get(id) ?? {};
        for (const { name, span } of topics) strictEqual(text.slice(span.start, span.end), name);
        return [
          [...topics.map(({ name }) => name), ...(isAll ? [] : ['…'])].join(' '),
          bootstrapServers?.name ?? '?',
        ].join(' @ ');
      });
  }

  const cases: readonly (readonly [what: string, path: string, text: string, expected: readonly string[]])[] = [
    [
      'commands of the console tools and kcat',
      'send.sh',
      'kafka-console-producer.sh --bootstrap-server a:9092 --topic orders --producer-property acks=1\nkcat -b b:9092 -P -t payments -X acks=1\n',
      ['orders @ a:9092', 'payments @ b:9092'],
    ],
    [
      'a properties file, which says nothing of topics',
      'producer.properties',
      'bootstrap.servers=a:9092,b:9092\nacks=1\n',
      ['… @ a:9092,b:9092'],
    ],
    [
      'Java: the record, a constant, a comment that does not count',
      'Shop.java',
      [
        'import org.apache.kafka.clients.producer.*;',
        'class Shop {',
        '  static final String TOPIC = "orders";',
        '  void run() {',
        '    var props = new java.util.Properties();',
        '    props.put("bootstrap.servers", "a:9092");',
        '    props.put("acks", "1");',
        '    var producer = new KafkaProducer<String, String>(props);',
        '    // producer.send(new ProducerRecord<>("old", "k", "v"));',
        '    producer.send(new ProducerRecord<>(TOPIC, "k", "v"));',
        '    producer.send(new ProducerRecord<String, String>("payments", "k", "v"));',
        '  }',
        '}',
      ].join('\n'),
      ['orders payments @ a:9092'],
    ],
    [
      'Java: a topic from elsewhere',
      'Shop.java',
      [
        'import org.apache.kafka.clients.producer.*;',
        'class Shop {',
        '  void run(String topic, java.util.Properties props) {',
        '    props.put("acks", "1");',
        '    var producer = new KafkaProducer<String, String>(props);',
        '    producer.send(new ProducerRecord<>(topic, "k", "v"));',
        '  }',
        '}',
      ].join('\n'),
      ['… @ ?'],
    ],
    [
      'kafkajs: each send by itself, its producer by all of them',
      'shop.ts',
      [
        "import { Kafka } from 'kafkajs';",
        "const kafka = new Kafka({ brokers: ['a:9092'] });",
        'const producer = kafka.producer({ idempotent: false });',
        "await producer.send({ topic: 'orders', acks: 1, messages: [{ value: 'a' }] });",
        "const topic = 'audit';",
        'await producer.send({ topic, acks: 0, messages: [] });',
      ].join('\n'),
      ['orders audit @ a:9092', 'orders @ a:9092', 'audit @ a:9092'],
    ],
    [
      'Python',
      'shop.py',
      [
        'from confluent_kafka import Producer',
        'producer = Producer({"bootstrap.servers": "a:9092", "acks": "1"})',
        '# producer.produce("old", "v")',
        'producer.produce("orders", key="k", value="v")',
      ].join('\n'),
      ['orders @ a:9092'],
    ],
    [
      'Go',
      'shop.go',
      [
        'package main',
        'import "github.com/segmentio/kafka-go"',
        'func main() {',
        '  w := &kafka.Writer{Addr: kafka.TCP("a:9092"), Topic: "orders", RequiredAcks: kafka.RequireOne}',
        '  _ = w',
        '}',
      ].join('\n'),
      ['orders … @ ?'],
    ],
    [
      '.NET',
      'Shop.cs',
      [
        'using Confluent.Kafka;',
        'class Shop {',
        '  async Task Run() {',
        '    var config = new ProducerConfig { BootstrapServers = "a:9092", Acks = Acks.Leader };',
        '    using var producer = new ProducerBuilder<string, string>(config).Build();',
        '    await producer.ProduceAsync("orders", new Message<string, string> { Value = "v" });',
        '  }',
        '}',
      ].join('\n'),
      ['orders @ a:9092'],
    ],
    [
      'Spring: a default topic, and what code may send to',
      'application.yml',
      [
        'spring:',
        '  kafka:',
        '    bootstrap-servers: a:9092',
        '    template:',
        '      default-topic: orders',
        '    producer:',
        '      acks: 1',
        '    consumer:',
        '      topic: not-this',
      ].join('\n'),
      ['orders … @ a:9092'],
    ],
    [
      'Quarkus: the topic of a channel, or its name',
      'application.properties',
      [
        'kafka.bootstrap.servers=a:9092',
        'mp.messaging.outgoing.orders.connector=smallrye-kafka',
        'mp.messaging.outgoing.orders.acks=1',
        'mp.messaging.outgoing.bills.connector=smallrye-kafka',
        'mp.messaging.outgoing.bills.topic=billing',
        'mp.messaging.outgoing.bills.acks=1',
      ].join('\n'),
      ['orders @ a:9092', 'billing @ a:9092'],
    ],
    [
      'Filebeat',
      'filebeat.yml',
      ['output.kafka:', '  hosts: ["a:9092", "b:9092"]', '  topic: "logs"', '  required_acks: 1'].join('\n'),
      ['logs @ a:9092,b:9092'],
    ],
    [
      'Logstash',
      'pipeline.conf',
      [
        'output {',
        '  kafka {',
        '    bootstrap_servers => "a:9092"',
        '    topic_id => "logs"',
        '    acks => "1"',
        '  }',
        '}',
      ].join('\n'),
      ['logs @ a:9092'],
    ],
  ];
  for (const [what, path, text, expected] of cases)
    it(what, async () => {
      deepStrictEqual(await targets(path, text), expected);
    });
});
