import { deepStrictEqual } from 'node:assert/strict';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Completion } from '../../../src/guarantees/completion';
import { testAnalyser } from '../../lintCases/loadGrammar';

const J = 'import org.apache.kafka.clients.producer.*;\nclass A { void a() {\n  Properties props = new Properties();\n';

describe('completions in code', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  /** `|` marks the cursor. */
  function at(path: string, marked: string): readonly Completion[] {
    const offset = marked.indexOf('|');
    const document = { path, text: marked.slice(0, offset) + marked.slice(offset + 1) };
    const analysis = analyser.analyse(document);
    const items = analyser.complete(analysis, document, offset);
    analyser.release(analysis);
    return items;
  }

  /** Path, text, and the first three texts that are inserted. */
  const rows: readonly (readonly [path: string, marked: string, first: readonly string[]])[] = [
    [
      'A.java',
      `${J}  props.put("|");\n  new KafkaProducer<String, String>(props);\n}}\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'A.java',
      `${J}  props.put("en|", "true");\n  new KafkaProducer<String, String>(props);\n}}\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'A.java',
      `${J}  props.put(ProducerConfig.|);\n  new KafkaProducer<String, String>(props);\n}}\n`,
      ['ACKS_CONFIG', 'ENABLE_IDEMPOTENCE_CONFIG', 'RETRIES_CONFIG'],
    ],
    [
      'A.java',
      `${J}  props.put(ProducerConfig.A|, "1");\n  new KafkaProducer<String, String>(props);\n}}\n`,
      ['ACKS_CONFIG', 'ENABLE_IDEMPOTENCE_CONFIG', 'RETRIES_CONFIG'],
    ],
    [
      'A.java',
      `${J}  props.put(ProducerConfig.ACKS_CONFIG, "|");\n  new KafkaProducer<String, String>(props);\n}}\n`,
      ['all', '1', '0'],
    ],
    [
      'A.java',
      `${J}  props.put("acks", |);\n  new KafkaProducer<String, String>(props);\n}}\n`,
      ['"all"', '"1"', '"0"'],
    ],
    ['A.java', `${J}  log.info("|");\n  new KafkaProducer<String, String>(props);\n}}\n`, []],
    ['A.java', `${J}  map.put("|", 1);\n  new KafkaProducer<String, String>(props);\n}}\n`, []],
    [
      'C.java',
      `import org.apache.kafka.clients.consumer.*;\nclass A { void a() {\n  var props = new Properties();\n  props.put(ConsumerConfig.|);\n  new KafkaConsumer<String, String>(props);\n}}\n`,
      ['REQUEST_TIMEOUT_MS_CONFIG', 'BOOTSTRAP_SERVERS_CONFIG', 'GROUP_ID_CONFIG'],
    ],
    [
      'C.java',
      `import org.apache.kafka.clients.consumer.*;\nclass A { Map<String, Object> a() {\n  return new DefaultKafkaConsumerFactory<>(Map.of("group.id", "g", "|"));\n}}\n`,
      ['request.timeout.ms', 'bootstrap.servers', 'enable.auto.commit'],
    ],
    [
      'p.kt',
      `import org.apache.kafka.clients.producer.*\nval p = KafkaProducer<String, String>(mapOf("acks" to "1", "|" ))\n`,
      ['enable.idempotence', 'retries', 'max.in.flight.requests.per.connection'],
    ],
    [
      'p.py',
      `from confluent_kafka import Producer\np = Producer({'bootstrap.servers': 'b', '|'})\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'p.py',
      `from confluent_kafka import Producer\np = Producer({'bootstrap.servers': 'b', 'acks': |})\n`,
      ['"all"', '1', '0'],
    ],
    [
      'p.py',
      `from confluent_kafka import Producer\nconf = {'bootstrap.servers': 'b'}\nconf['|']\np = Producer(conf)\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'p.py',
      `from kafka import KafkaProducer\np = KafkaProducer(bootstrap_servers='b', |)\n`,
      ['acks=', 'enable_idempotence=', 'retries='],
    ],
    [
      'p.py',
      `from kafka import KafkaConsumer\np = KafkaConsumer('t', bootstrap_servers='b', enable_auto_commit=|)\n`,
      ['False', 'True'],
    ],
    [
      'p.py',
      `from aiokafka import AIOKafkaProducer\np = AIOKafkaProducer(|)\n`,
      ['acks=', 'enable_idempotence=', 'transactional_id='],
    ],
    [
      'p.go',
      `package p\nimport "github.com/confluentinc/confluent-kafka-go/v2/kafka"\nfunc a() {\n  kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "b", "|"})\n}\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'p.go',
      `package p\nimport "github.com/IBM/sarama"\nfunc a() {\n  config := sarama.NewConfig()\n  config.|\n  sarama.NewSyncProducer(a, config)\n}\n`,
      ['Producer.RequiredAcks = ', 'Producer.Idempotent = ', 'Producer.Retry.Max = '],
    ],
    [
      'p.go',
      `package p\nimport "github.com/IBM/sarama"\nfunc a() {\n  config := sarama.NewConfig()\n  config.Producer.RequiredAcks = |\n  sarama.NewSyncProducer(a, config)\n}\n`,
      ['sarama.WaitForAll', 'sarama.WaitForLocal', 'sarama.NoResponse'],
    ],
    [
      'p.go',
      `package p\nimport "github.com/segmentio/kafka-go"\nvar w = &kafka.Writer{\n  Addr: a,\n  |\n}\n`,
      ['RequiredAcks: ', 'BatchSize: '],
    ],
    [
      'p.go',
      `package p\nimport "github.com/segmentio/kafka-go"\nvar w = &kafka.Writer{\n  RequiredAcks: |,\n}\n`,
      ['kafka.RequireAll', 'kafka.RequireOne', 'kafka.RequireNone'],
    ],
    [
      'P.cs',
      `using Confluent.Kafka;\nclass A { ProducerConfig c = new ProducerConfig { BootstrapServers = "b", | }; }\n`,
      ['Acks = ', 'EnableIdempotence = ', 'MessageSendMaxRetries = '],
    ],
    [
      'P.cs',
      `using Confluent.Kafka;\nclass A { ProducerConfig c = new ProducerConfig { BootstrapServers = "b", Acks = | }; }\n`,
      ['Acks.All', 'Acks.Leader', 'Acks.None'],
    ],
    [
      'P.cs',
      `using Confluent.Kafka;\nclass A { ConsumerConfig c = new ConsumerConfig { | }; }\n`,
      ['BootstrapServers = ', 'GroupId = ', 'EnableAutoCommit = '],
    ],
    [
      'p.rs',
      `use rdkafka::config::ClientConfig;\nuse rdkafka::producer::FutureProducer;\nfn a() { let p: FutureProducer = ClientConfig::new().set("bootstrap.servers", "b").set("|").create().unwrap(); }\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'p.cpp',
      `#include <librdkafka/rdkafka.h>\nint main() { rd_kafka_conf_t *conf = rd_kafka_conf_new(); rd_kafka_conf_set(conf, "|", "1", e, 9); rd_kafka_new(RD_KAFKA_PRODUCER, conf, e, 9); }\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'p.php',
      `<?php\n$conf = new RdKafka\\Conf();\n$conf->set('|');\n$p = new RdKafka\\Producer($conf);\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'p.rb',
      `require 'rdkafka'\nRdkafka::Config.new('bootstrap.servers' => 'b', '|').producer\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'p.js',
      `const { Producer } = require('node-rdkafka');\nconst p = new Producer({ 'metadata.broker.list': 'b', '|' });\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
    [
      'p.js',
      `const { Producer } = require('node-rdkafka');\nconst p = new Producer({ 'metadata.broker.list': 'b', acks: | });\n`,
      ['-1', '1', '0'],
    ],
    [
      'p.js',
      `const { Kafka } = require('@confluentinc/kafka-javascript').KafkaJS;\nconst p = new Kafka().producer({ 'bootstrap.servers': 'b', '|' });\n`,
      ['acks', 'enable.idempotence', 'retries'],
    ],
  ];
  for (const [path, marked, first] of rows) {
    const place = marked.split('\n').find((line) => line.includes('|')) ?? '';
    it(`${path}: ${place.trim().slice(-80)}`, () => {
      const inserts = at(path, marked).map(({ insert }) => insert);
      deepStrictEqual(inserts.slice(0, 3), first);
    });
  }

  it('leave out what the configuration has, and what its client has not', () => {
    const python = at(
      'p.py',
      "from confluent_kafka import Producer\np = Producer({'acks': 'all', 'linger.ms': 5, '|'})\n",
    );
    deepStrictEqual(
      python.map(({ label }) => label),
      [
        'enable.idempotence',
        'retries',
        'max.in.flight.requests.per.connection',
        'transactional.id',
        'transaction.timeout.ms',
        'delivery.timeout.ms',
        'request.timeout.ms',
        'batch.size',
        'compression.type',
        'bootstrap.servers',
      ],
    );
    deepStrictEqual(python[0]?.detail, 'default false · librdkafka 1.6 and later');
  });

  it('take the place of the word, or of the whole field', () => {
    const [java] = at('A.java', `${J}  props.put("en|", "true");\n  new KafkaProducer<String, String>(props);\n}}\n`);
    deepStrictEqual([java?.replace.start, java?.replace.end], [J.length + 13, J.length + 15]);
    const head = 'package p\nimport "github.com/IBM/sarama"\nfunc a() {\n  config := sarama.NewConfig()\n  ';
    const [go] = at('p.go', `${head}config.Producer.Req|\n  sarama.NewSyncProducer(a, config)\n}\n`);
    deepStrictEqual(
      [go?.label, go?.replace.start, go?.replace.end],
      ['Producer.RequiredAcks', head.length + 7, head.length + 19],
    );
  });
});
