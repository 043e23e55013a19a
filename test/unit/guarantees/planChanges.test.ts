import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { applyEdits } from '../../../src/config/textEdit';
import type { Analyser } from '../../../src/guarantees/analyse';
import { type ChangePlan, planChanges, type SettingChange } from '../../../src/guarantees/planChanges';
import { testAnalyser } from '../../lintCases/loadGrammar';

const idempotent: SettingChange = { key: 'enable.idempotence', value: 'true' };
const acksAll: SettingChange = { key: 'acks', value: 'all' };

describe('planChanges', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  function plan(
    path: string,
    text: string,
    changes: readonly SettingChange[],
    label?: string,
    role?: string,
  ): ChangePlan {
    const analyse = (now: string) => {
      const analysis = analyser.analyse({ path, text: now });
      analyser.release(analysis);
      return analysis;
    };
    const analysis = analyse(text);
    const unit = analysis.units.find(
      (one) => (label === undefined || one.unit.label === label) && (role === undefined || one.unit.role === role),
    )?.unit;
    return planChanges(text, analysis, unit?.id ?? '', changes, analyse);
  }

  function planned(
    path: string,
    text: string,
    changes: readonly SettingChange[],
    label?: string,
    role?: string,
  ): string {
    const made = plan(path, text, changes, label, role);
    if (made.kind === 'impossible') return `${made.key}: ${made.reason}`;
    strictEqual(applyEdits(text, made.edits), made.text);
    return made.text;
  }

  const rows: readonly (readonly [name: string, path: string, before: string, SettingChange[], after: string])[] = [
    [
      'a line under its neighbour, with its prefix and its separator',
      'app.properties',
      '# start\n  kafka.producer.acks : 1\n# end\n',
      [idempotent, acksAll],
      '# start\n  kafka.producer.acks : all\n  kafka.producer.enable.idempotence : true\n# end\n',
    ],
    [
      'a last line without a line break, CRLF',
      'producer.properties',
      '# p\r\nbootstrap.servers=b:9092\r\nacks=0',
      [{ key: 'transactional.id', value: 'pay-1' }, acksAll],
      '# p\r\nbootstrap.servers=b:9092\r\nacks=all\r\ntransactional.id=pay-1',
    ],
    [
      'what goes does not take its neighbour’s place along',
      'producer.properties',
      'bootstrap.servers=b:9092\nretries=0\n# last\n',
      [{ key: 'retries', value: undefined }, idempotent],
      'bootstrap.servers=b:9092\nenable.idempotence=true\n# last\n',
    ],
    [
      'another property of a command, over lines',
      'send.sh',
      'kafka-console-producer \\\n  --producer-property acks=0 \\\n  --topic t # why\n',
      [acksAll, idempotent],
      'kafka-console-producer \\\n  --producer-property acks=all \\\n  --producer-property enable.idempotence=true \\\n  --topic t # why\n',
    ],
    [
      'the first property of a command',
      'send.sh',
      'kafka-console-producer.sh --topic t\n',
      [{ key: 'acks', value: '1' }],
      'kafka-console-producer.sh --producer-property acks=1 --topic t\n',
    ],
    [
      'one more of a list of properties',
      'perf.sh',
      'kafka-producer-perf-test --topic t --producer-props bootstrap.servers=b:9092 acks=1 --throughput 5\n',
      [idempotent, acksAll],
      'kafka-producer-perf-test --topic t --producer-props bootstrap.servers=b:9092 acks=all enable.idempotence=true --throughput 5\n',
    ],
    [
      'kcat’s own option',
      'send.sh',
      'kcat -P -b b:9092 -t t -X acks=1\n',
      [idempotent, acksAll],
      'kcat -P -b b:9092 -t t -X acks=all -X enable.idempotence=true\n',
    ],
    [
      'a call without options',
      'a.ts',
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer();\n",
      [idempotent, { key: 'transactional.id', value: 'pay-1' }],
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer({ transactionalId: 'pay-1', idempotent: true });\n",
    ],
    [
      'options that say something else',
      'a.ts',
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer({\n  allowAutoTopicCreation: false, // never\n});\n",
      [idempotent, { key: 'retries', value: '9' }],
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer({\n  retry: { retries: 9 },\n  idempotent: true,\n  allowAutoTopicCreation: false, // never\n});\n",
    ],
    [
      'a property beside another, on the same line',
      'a.ts',
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer({ maxInFlightRequests: 9 /* many */ });\n",
      [idempotent, { key: 'max.in.flight.requests.per.connection', value: '1' }],
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer({ idempotent: true, maxInFlightRequests: 1 /* many */ });\n",
    ],
    [
      'nothing where all is as wished',
      'producer.properties',
      'bootstrap.servers=b:9092\nacks=-1\n',
      [acksAll, { key: 'retries', value: undefined }],
      'bootstrap.servers=b:9092\nacks=-1\n',
    ],
  ];
  for (const [name, path, before, changes, after] of rows) {
    it(`writes ${name}`, () => strictEqual(planned(path, before, changes), after));
  }

  /** What is added to a text that has acks only, on a line of its own; the rest of the text stays as it is. */
  const added: readonly (readonly [name: string, path: string, text: string, lines: readonly string[]])[] = [
    [
      'YAML of Spring Boot, its own names and those that pass through',
      'application.yml',
      'spring:\n  kafka:\n    producer:\n      # why\n      acks: all # one\n',
      ['      properties.enable.idempotence: true', '      transaction-id-prefix: pay-1'],
    ],
    [
      'the properties of Spring Boot',
      'application.properties',
      'spring.kafka.producer.acks=all\n',
      ['spring.kafka.producer.properties.enable.idempotence=true', 'spring.kafka.producer.transaction-id-prefix=pay-1'],
    ],
    [
      'environment variables in a list',
      'docker-compose.yml',
      'services:\n  app:\n    image: a/b\n    environment:\n      - SPRING_KAFKA_PRODUCER_ACKS=all\n',
      [
        '      - SPRING_KAFKA_PRODUCER_PROPERTIES_ENABLE_IDEMPOTENCE=true',
        '      - SPRING_KAFKA_PRODUCER_TRANSACTIONIDPREFIX=pay-1',
      ],
    ],
    [
      'a connector in JSON',
      'connector.json',
      '{\n  "name": "x",\n  "config": {\n    "connector.class": "io.A",\n    "producer.override.acks": "all"\n  }\n}\n',
      ['    "producer.override.enable.idempotence": "true",', '    "producer.override.transactional.id": "pay-1",'],
    ],
    [
      'properties inside YAML',
      'cm.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  producer.properties: |\n    bootstrap.servers=b:9092\n    acks=all\n',
      ['    enable.idempotence=true', '    transactional.id=pay-1'],
    ],
    [
      'TOML with quoted keys',
      'vector.toml',
      '[sinks.out]\ntype = "kafka"\nbootstrap_servers = "b:9092"\ntopic = "t"\n[sinks.out.librdkafka_options]\n"request.required.acks" = "-1"\n',
      ['"enable.idempotence" = "true"', '"transactional.id" = "pay-1"'],
    ],
    [
      'arguments of Python',
      'a.py',
      'from kafka import KafkaProducer\np = KafkaProducer(\n    bootstrap_servers="b:9092",\n    acks="all",\n)\n',
      ['    enable_idempotence=True,', '    transactional_id="pay-1",'],
    ],
    [
      'statements of Java, by constant',
      'A.java',
      'import org.apache.kafka.clients.producer.*;\nclass A {\n  void a() {\n    var p = new java.util.Properties();\n    p.put(ProducerConfig.ACKS_CONFIG, "all"); // slow\n    new KafkaProducer<String, String>(p);\n  }\n}\n',
      [
        '    p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");',
        '    p.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "pay-1");',
      ],
    ],
    [
      'statements of Java, by name',
      'A.java',
      'import org.apache.kafka.clients.producer.*;\nclass A {\n  void a() {\n    var p = new java.util.Properties();\n    p.setProperty("acks", "all");\n    new KafkaProducer<String, String>(p);\n  }\n}\n',
      ['    p.setProperty("enable.idempotence", "true");', '    p.setProperty("transactional.id", "pay-1");'],
    ],
    [
      'a map of Go',
      'a.go',
      'package a\nimport "github.com/confluentinc/confluent-kafka-go/v2/kafka"\nfunc f() {\n\tkafka.NewProducer(&kafka.ConfigMap{\n\t\t"acks": "all",\n\t})\n}\n',
      ['\t\t"enable.idempotence": "true",', '\t\t"transactional.id": "pay-1",'],
    ],
  ];
  for (const [name, path, text, lines] of added) {
    it(`adds to ${name}`, async () => {
      await analyser.prepare({ path, text });
      const now = planned(path, text, [idempotent, { key: 'transactional.id', value: 'pay-1' }], undefined, 'producer');
      const before = text.split('\n');
      deepStrictEqual(
        now
          .split('\n')
          .filter((line) => !before.includes(line))
          .sort(),
        [...lines].sort(),
      );
      deepStrictEqual(
        now.split('\n').filter((line) => before.includes(line)),
        before,
      );
    });
  }

  it('writes to the one unit that is meant', () => {
    const text =
      'a.producer.acks=1\na.producer.bootstrap.servers=b:1\nb.producer.acks=1\nb.producer.bootstrap.servers=b:2\n';
    strictEqual(
      planned('app.properties', text, [idempotent, acksAll], 'b.producer.* settings'),
      'a.producer.acks=1\na.producer.bootstrap.servers=b:1\nb.producer.acks=all\nb.producer.bootstrap.servers=b:2\nb.producer.enable.idempotence=true\n',
    );
  });

  it('refuses what the client would not read there', () => {
    const text =
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer({ idempotent: true });\n";
    strictEqual(
      planned('a.ts', text, [acksAll]),
      'acks: AckLens does not know how acks is written here. Write it in the file.',
    );
  });

  it('refuses what is written for another unit', () => {
    const text =
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer({ idempotent: false });\np.send({ acks: 0, messages });\n";
    strictEqual(
      planned('a.ts', text, [idempotent], 'kafkajs send()'),
      'enable.idempotence: Idempotence is written in another place that this one takes it from. Change it there.',
    );
  });

  it('knows when nothing of a unit is left', () => {
    const text =
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer();\np.send({ acks: 0, messages });\np.send({ acks: 1, messages });\n";
    const made = plan('a.ts', text, [{ key: 'acks', value: undefined }], 'kafkajs send()');
    deepStrictEqual(made.kind === 'planned' && [made.unit, made.text.split('\n')[2]], [
      undefined,
      'p.send({ messages });',
    ]);
  });

  it('puts a value in the place of a placeholder, or of its default', () => {
    const text = 'bootstrap.servers=b:9092\nacks=\x24{ACKS:0}\nretries=\x24{RETRIES}\n';
    strictEqual(
      planned('producer.properties', text, [acksAll, { key: 'retries', value: '5' }]),
      'bootstrap.servers=b:9092\nacks=\x24{ACKS:all}\nretries=5\n',
    );
  });
});
