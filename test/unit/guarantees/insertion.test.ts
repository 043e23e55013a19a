import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/config/textEdit';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Analysis } from '../../../src/guarantees/analysis';
import { insertionFor } from '../../../src/guarantees/insertion';
import { planChanges } from '../../../src/guarantees/planChanges';
import { testAnalyser } from '../../lintCases/loadGrammar';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Configurations without acks whose client has a weak default; `^` marks where the setting has to go. */
const missing: readonly (readonly [path: string, marked: string, inserted: string])[] = [
  [
    'a.go',
    'import "github.com/IBM/sarama"\nfunc open() {\n\tconfig := sarama.NewConfig() // new\n^\tsarama.NewSyncProducer(nil, config)\n}\n',
    '\tconfig.Producer.RequiredAcks = sarama.WaitForAll\n',
  ],
  [
    'a.go',
    'import "github.com/IBM/sarama"\nfunc open() {\n\tc := sarama.NewConfig()\n\tc.Producer.Retry.Max = 5 // x\n^\tsarama.NewSyncProducer(nil, c)\n}\n',
    '\tc.Producer.RequiredAcks = sarama.WaitForAll\n',
  ],
  [
    'a.go',
    'import "github.com/segmentio/kafka-go"\nvar w = &kafka.Writer{\n^\tAddr: kafka.TCP("b"), // brokers\n}\n',
    '\tRequiredAcks: kafka.RequireAll,\n',
  ],
  [
    'a.go',
    'import "github.com/segmentio/kafka-go"\nvar w = kafka.Writer{^Addr: kafka.TCP("b")}\n',
    'RequiredAcks: kafka.RequireAll, ',
  ],
  ['a.go', 'import "github.com/segmentio/kafka-go"\nvar w = &kafka.Writer{^}\n', 'RequiredAcks: kafka.RequireAll'],
  ['filebeat.yml', 'output.kafka: # c\n^  hosts: ["b:9092"]\n  topic: logs\n', '  required_acks: -1\n'],
  ['filebeat.yml', 'output.kafka:\n^  hosts: ["b:9092"]\n', '  required_acks: -1\n'],
  ['filebeat.yml', 'output:\n  kafka:\n^    hosts: ["b:9092"]\n    topic: logs\n', '    required_acks: -1\n'],
  ['p.conf', 'output {\n  kafka {\n^    topic_id => "logs" # t\n  }\n}\n', '    acks => "all"\n'],
  ['p.conf', 'output { kafka {^ topic_id => "logs" } }\n', ' acks => "all"'],
  ['a.py', 'from aiokafka import AIOKafkaProducer\np = AIOKafkaProducer(\n^    loop=loop,\n)\n', "    acks='all',\n"],
  ['a.py', 'from aiokafka import AIOKafkaProducer\np = AIOKafkaProducer(^)\n', "acks='all'"],
];

/** Configurations of other manners, and the same with idempotence written into them. */
const idempotence: readonly (readonly [path: string, marked: string, inserted: string])[] = [
  [
    'a.rs',
    'use rdkafka::ClientConfig;\nuse rdkafka::producer::FutureProducer;\nfn open() -> FutureProducer {\n    ClientConfig::new()\n        .set("bootstrap.servers", "b")\n        .set("acks", "all")^ // a\n        .create().unwrap()\n}\n',
    '\n        .set("enable.idempotence", "true")',
  ],
  [
    'a.rs',
    'use rdkafka::ClientConfig;\nfn open() {\n    let c = ClientConfig::new().set("bootstrap.servers", "b")^.create();\n}\n',
    '.set("enable.idempotence", "true")',
  ],
  [
    'A.cs',
    'using Confluent.Kafka;\nclass A {\n  ProducerConfig c = new ProducerConfig { ^BootstrapServers = "b" };\n}\n',
    'EnableIdempotence = true, ',
  ],
  [
    'A.cs',
    'using Confluent.Kafka;\nclass A {\n  void M() {\n    var c = new ProducerConfig();\n    c.BootstrapServers = "b"; // b\n^    using var p = new ProducerBuilder<Null, string>(c).Build();\n  }\n}\n',
    '    c.EnableIdempotence = true;\n',
  ],
  [
    'A.scala',
    'import akka.kafka.ProducerSettings\nobject A {\n  val s = ProducerSettings(system, k, v)\n    .withBootstrapServers("b")\n    .withProperty("acks", "all")^\n}\n',
    '\n    .withProperty("enable.idempotence", "true")',
  ],
  [
    'A.scala',
    'import fs2.kafka._\nobject A {\n  val s = ProducerSettings[IO, String, String]\n    .withRetries(3)^\n}\n',
    '\n    .withEnableIdempotence(true)',
  ],
  [
    'A.java',
    'import reactor.kafka.sender.SenderOptions;\nimport org.apache.kafka.clients.producer.ProducerConfig;\nclass A {\n  Object o = SenderOptions.<String, String>create(java.util.Map.of())\n      .producerProperty(ProducerConfig.ACKS_CONFIG, "all")^;\n}\n',
    '\n      .producerProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")',
  ],
  [
    'A.kt',
    'import org.apache.flink.connector.kafka.sink.KafkaSink\nval s = KafkaSink.builder<String>()\n    .setBootstrapServers("b")^\n    .build()\n',
    '\n    .setProperty("enable.idempotence", "true")',
  ],
  [
    'a.php',
    '<?php\n$conf = new RdKafka\\Conf();\n$conf->set("bootstrap.servers", "b"); // b\n^$p = new RdKafka\\Producer($conf);\n',
    '$conf->set("enable.idempotence", "true");\n',
  ],
  [
    'a.c',
    '#include <librdkafka/rdkafka.h>\nint main() {\n  rd_kafka_conf_t *conf = rd_kafka_conf_new();\n  rd_kafka_conf_set(conf, "acks", "all", e, sizeof(e));\n^  rd_kafka_new(RD_KAFKA_PRODUCER, conf, e, 9);\n}\n',
    '  rd_kafka_conf_set(conf, "enable.idempotence", "true", e, sizeof(e));\n',
  ],
  [
    'a.rb',
    'require "kafka"\nkafka = Kafka.new(["b"])\nproducer = kafka.producer(^max_retries: 3)\n',
    'idempotent: true, ',
  ],
];

describe(`settings that are missing (SEED=${seed})`, () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const reader =
    (path: string) =>
    (text: string): Analysis => {
      const analysis = analyser.analyse({ path, text });
      analyser.release(analysis);
      return analysis;
    };

  for (const [path, marked, inserted] of missing) {
    it(`are written, and the finding is gone: ${path} ${inserted.trim()}`, () => {
      fc.assert(
        fc.property(
          fc.constantFrom('\n', '\r\n'),
          fc.constantFrom('', '# '),
          around(path),
          (end, bom, [before, after]) => {
            const written = `${bom && path.endsWith('.yml') ? '\ufeff' : ''}${before}${marked}${after}`;
            const text = written.replace('^', '').replaceAll('\n', end);
            const analyse = reader(path);
            const analysis = analyse(text);
            const finding = analysis.findings.find(({ rule }) => rule === 'unsafe-client-default');
            ok(finding, text);
            const fix = insertionFor(text, analysis, finding, analyse);
            strictEqual(fix?.title, 'Set acks=all');
            const fixed = applyEdits(text, fix.edits);
            strictEqual(fixed, written.replace('^', () => inserted).replaceAll('\n', end));
            deepStrictEqual(
              analyse(fixed).findings.filter(
                ({ rule }) => rule === 'unsafe-client-default' || rule.startsWith('acks-'),
              ),
              [],
            );
          },
        ),
        { seed, numRuns: 20 },
      );
    });
  }

  for (const [path, marked, inserted] of idempotence) {
    it(`are written beside others: ${path} ${inserted.trim()}`, () => {
      fc.assert(
        fc.property(fc.constantFrom('\n', '\r\n'), (end) => {
          const text = marked.replace('^', '').replaceAll('\n', end);
          const analyse = reader(path);
          const analysis = analyse(text);
          const unit = analysis.units[0]?.unit.id ?? '';
          const plan = planChanges(text, analysis, unit, [{ key: 'enable.idempotence', value: 'true' }], analyse);
          ok(plan.kind === 'planned', text);
          strictEqual(plan.text, marked.replace('^', () => inserted).replaceAll('\n', end));
        }),
        { seed, numRuns: 4 },
      );
    });
  }

  /** Text in front of and behind a configuration that has nothing to do with it. */
  const around = (path: string): fc.Arbitrary<readonly [string, string]> => {
    const comment = /\.go$/.test(path) ? '// acks = 1\n' : '# acks = 1\n';
    return fc.tuple(fc.constantFrom('', comment, `\n${comment}\n`), fc.constantFrom('', '\n', comment));
  };
});
