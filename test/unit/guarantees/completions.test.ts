import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Completion } from '../../../src/guarantees/completion';
import { testAnalyser } from '../../lintCases/loadGrammar';

describe('completions', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  /** `|` marks the cursor. */
  function at(path: string, marked: string, javaClientVersion?: string): readonly Completion[] {
    const offset = marked.indexOf('|');
    const text = marked.slice(0, offset) + marked.slice(offset + 1);
    const document = { path, text };
    const analysis = analyser.analyse(document);
    const items = analyser.complete(analysis, document, offset, javaClientVersion ? { javaClientVersion } : {});
    analyser.release(analysis);
    return items;
  }
  const labels = (items: readonly Completion[]): string[] => items.map(({ label }) => label);

  it('offers the keys of a producer file that are not written yet', () => {
    const items = at('producer.properties', 'bootstrap.servers=b:9092\nacks=all\n|\nlinger.ms=5\n');
    deepStrictEqual(labels(items), [
      'enable.idempotence',
      'retries',
      'max.in.flight.requests.per.connection',
      'transactional.id',
      'transaction.timeout.ms',
      'delivery.timeout.ms',
      'request.timeout.ms',
      'batch.size',
      'compression.type',
      'key.serializer',
      'value.serializer',
    ]);
    deepStrictEqual(
      { insert: items[0]?.insert, detail: items[0]?.detail },
      { insert: 'enable.idempotence=', detail: 'default true · Java client 4.2' },
    );
  });

  it('tells the default of the client and version that the file is for', () => {
    const idempotence = (marked: string, version?: string): string | undefined =>
      at('producer.properties', marked, version).find(({ label }) => label === 'enable.idempotence')?.detail;
    deepStrictEqual(
      [
        idempotence('bootstrap.servers=b:9092\n|\n', '2.8'),
        idempotence('bootstrap.servers=b:9092\n|\n', '3.9'),
        idempotence('metadata.broker.list=b:9092\n|\n'),
      ],
      ['default false · Java client 2.8', 'default true · Java client 3.9', 'default false · librdkafka 1.6 and later'],
    );
  });

  it('replaces the word that is typed and keeps a separator that is there', () => {
    const [item] = at('producer.properties', 'bootstrap.servers=b:9092\nac|k =0\n');
    deepStrictEqual(
      { label: item?.label, insert: item?.insert, replace: item?.replace },
      { label: 'acks', insert: 'acks', replace: { start: 25, end: 28 } },
    );
  });

  it('offers values, the safest first, with what each costs', () => {
    const items = at('producer.properties', 'bootstrap.servers=b:9092\nacks=|\n');
    deepStrictEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['all', 'the default of Java client 4.2'],
        ['1', 'default all · Java client 4.2'],
        ['0', 'default all · Java client 4.2'],
      ],
    );
    deepStrictEqual(labels(at('consumer.properties', 'bootstrap.servers=b:9092\nauto.offset.reset = la|\n')), [
      'earliest',
      'latest',
      'none',
    ]);
  });

  it('follows prefixes', () => {
    deepStrictEqual(labels(at('app.properties', 'kafka.producer.acks=1\nkafka.producer.enable.|\n')).slice(0, 2), [
      'kafka.producer.enable.idempotence',
      'kafka.producer.retries',
    ]);
    const worker = labels(
      at('connect-distributed.properties', 'bootstrap.servers=b:9092\noffset.storage.topic=o\nproducer.|\n'),
    );
    ok(worker.includes('producer.acks') && !worker.includes('producer.group.id'));
    const top = labels(at('connect-distributed.properties', 'offset.storage.topic=o\n|\n'));
    ok(
      top.includes('exactly.once.source.support') && top.includes('producer.acks') && top.includes('consumer.group.id'),
    );
  });

  it("uses Spring Boot's own names", () => {
    const properties = labels(
      at('application.properties', 'spring.kafka.bootstrap-servers=b:9092\nspring.kafka.producer.|\n'),
    );
    ok(properties.includes('spring.kafka.producer.acks'), properties.join());
    ok(properties.includes('spring.kafka.producer.properties.enable.idempotence'));
    ok(properties.includes('spring.kafka.producer.transaction-id-prefix'));
    const yaml = labels(at('application.yml', 'spring:\n  kafka:\n    consumer:\n      group-id: g\n      |\n'));
    ok(yaml.includes('enable-auto-commit') && yaml.includes('properties.max.poll.interval.ms'), yaml.join());
    const map = labels(at('application.yml', 'spring:\n  kafka:\n    producer:\n      properties:\n        |\n'));
    ok(map.includes('enable.idempotence'), map.join());
    deepStrictEqual(labels(at('application.yml', 'spring:\n  kafka:\n    producer:\n      acks: |\n')), [
      'all',
      '1',
      '0',
    ]);
  });

  it('reads command lines', () => {
    const producer = labels(at('send.sh', 'kafka-console-producer --topic t --producer-property |\n'));
    deepStrictEqual(producer.slice(0, 2), ['acks', 'enable.idempotence']);
    deepStrictEqual(labels(at('send.sh', 'kafka-console-producer --producer-property "acks=|" --topic t\n')), [
      'all',
      '1',
      '0',
    ]);
    deepStrictEqual(labels(at('send.sh', 'kafka-console-producer --topic t --request-required-acks |\n')), [
      'all',
      '1',
      '0',
    ]);
    const topic = labels(at('topics.sh', 'kafka-topics --create --topic t --config |\n'));
    deepStrictEqual(topic, ['compression.type', 'min.insync.replicas', 'unclean.leader.election.enable']);
    const consumer = labels(at('read.sh', 'kafka-console-consumer --topic t --consumer-property iso|\n'));
    ok(consumer.includes('isolation.level') && !consumer.includes('acks'));
  });

  it('writes keys as the format does', () => {
    const inserted = (path: string, marked: string, label: string): string => {
      const item = at(path, marked).find((one) => one.label === label);
      if (!item) return `no ${label} among ${labels(at(path, marked)).join()}`;
      const text = marked.replace('|', '');
      return text.slice(0, item.replace.start) + item.insert + text.slice(item.replace.end);
    };
    for (const [path, marked, label, expected] of [
      [
        'c.json',
        '{"connector.class": "x", "tasks.max": "1", |}',
        'producer.override.acks',
        '{"connector.class": "x", "tasks.max": "1", "producer.override.acks": }',
      ],
      [
        'app.json',
        '{"kafka": {"producer": {"acks": "1", "|"}}}',
        'retries',
        '{"kafka": {"producer": {"acks": "1", "retries": }}}',
      ],
      [
        'app.json',
        '{"kafka": {"producer": {"acks": "1",\n  en|\n}}}',
        'enable.idempotence',
        '{"kafka": {"producer": {"acks": "1",\n  "enable.idempotence": \n}}}',
      ],
      [
        'app.json',
        '{"kafka": {"producer": {"acks": "1", "re|": 5}}}',
        'retries',
        '{"kafka": {"producer": {"acks": "1", "retries": 5}}}',
      ],
      [
        'app.toml',
        '[kafka.producer]\nacks = "1"\n|\n',
        'enable.idempotence',
        '[kafka.producer]\nacks = "1"\n"enable.idempotence" = \n',
      ],
      [
        'app.toml',
        '[kafka]\nproducer = { acks = "1", | }\n',
        'retries',
        '[kafka]\nproducer = { acks = "1", retries =  }\n',
      ],
      [
        'application.conf',
        'kafka.producer {\n  acks = "1"\n  |\n}\n',
        'linger.ms',
        'kafka.producer {\n  acks = "1"\n  linger.ms = \n}\n',
      ],
      [
        '.env',
        'CONNECT_OFFSET_STORAGE_TOPIC=o\nCONNECT_PRODUCER_ACKS=1\nCONNECT_PRODUCER_|\n',
        'CONNECT_PRODUCER_RETRIES',
        'CONNECT_OFFSET_STORAGE_TOPIC=o\nCONNECT_PRODUCER_ACKS=1\nCONNECT_PRODUCER_RETRIES=\n',
      ],
      [
        'compose.yml',
        'services:\n  a:\n    environment:\n      SPRING_KAFKA_PRODUCER_ACKS: "1"\n      SPRING_KAFKA_PRODUCER_|\n',
        'SPRING_KAFKA_PRODUCER_PROPERTIES_ENABLE_IDEMPOTENCE',
        'services:\n  a:\n    environment:\n      SPRING_KAFKA_PRODUCER_ACKS: "1"\n      SPRING_KAFKA_PRODUCER_PROPERTIES_ENABLE_IDEMPOTENCE: \n',
      ],
      [
        'compose.yml',
        'services:\n  a:\n    environment:\n      - SPRING_KAFKA_PRODUCER_ACKS=1\n      - |\n',
        'SPRING_KAFKA_PRODUCER_RETRIES',
        'services:\n  a:\n    environment:\n      - SPRING_KAFKA_PRODUCER_ACKS=1\n      - SPRING_KAFKA_PRODUCER_RETRIES=\n',
      ],
      [
        'configmap.yaml',
        'apiVersion: v1\nkind: ConfigMap\ndata:\n  producer.properties: >\n    bootstrap.servers=b:9092\n    |\n',
        'acks',
        'apiVersion: v1\nkind: ConfigMap\ndata:\n  producer.properties: >\n    bootstrap.servers=b:9092\n    acks=\n',
      ],
      [
        'topic.yaml',
        'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nspec:\n  replicas: 3\n  config:\n    |\n',
        'min.insync.replicas',
        'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nspec:\n  replicas: 3\n  config:\n    min.insync.replicas: \n',
      ],
      [
        'connect.yaml',
        'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnect\nspec:\n  config:\n    group.id: a\n    producer.|\n',
        'producer.acks',
        'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnect\nspec:\n  config:\n    group.id: a\n    producer.acks: \n',
      ],
      [
        'connect.yaml',
        'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nspec:\n  class: X\n  config:\n    |\n',
        'producer.override.acks',
        'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nspec:\n  class: X\n  config:\n    producer.override.acks: \n',
      ],
      [
        'c.json',
        '{"name": "a", "config": {"connector.class": "x", "producer.override.|"}}',
        'producer.override.acks',
        '{"name": "a", "config": {"connector.class": "x", "producer.override.acks": }}',
      ],
      [
        'pod.yaml',
        'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      env:\n        - name: SPRING_KAFKA_PRODUCER_ACKS\n          value: "|"\n',
        '0',
        'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      env:\n        - name: SPRING_KAFKA_PRODUCER_ACKS\n          value: "0"\n',
      ],
      [
        'topics.tf',
        'resource "kafka_topic" "o" {\n  name = "o"\n  replication_factor = 3\n  config = {\n    |\n  }\n}\n',
        'min.insync.replicas',
        'resource "kafka_topic" "o" {\n  name = "o"\n  replication_factor = 3\n  config = {\n    "min.insync.replicas" = \n  }\n}\n',
      ],
      [
        'vector.toml',
        '[sinks.k]\ntype = "kafka"\n[sinks.k.librdkafka_options]\n"request.required.acks" = "1"\n|\n',
        'enable.idempotence',
        '[sinks.k]\ntype = "kafka"\n[sinks.k.librdkafka_options]\n"request.required.acks" = "1"\n"enable.idempotence" = \n',
      ],
      [
        'values.yaml',
        'kafka:\n  producer:\n    acks: "1"\n    |\n',
        'retries',
        'kafka:\n  producer:\n    acks: "1"\n    retries: \n',
      ],
    ] as const) {
      deepStrictEqual(inserted(path, marked, label), expected);
    }
  });

  const head = "import { Kafka } from 'kafkajs';\nconst kafka = new Kafka({ brokers: ['b:9092'] });\n";
  it("writes kafkajs's names", () => {
    deepStrictEqual(labels(at('a.ts', `${head}const p = kafka.producer({ idempotent: true, | });\n`)), [
      'transactionalId',
      'maxInFlightRequests',
      'transactionTimeout',
      'retry',
    ]);
    deepStrictEqual(labels(at('a.ts', `${head}const p = kafka.producer({ retry: { | } });\n`)), ['retries']);
    deepStrictEqual(labels(at('a.ts', `${head}kafka.producer().send({\n  topic: 't',\n  a|\n});\n`)), [
      'acks',
      'timeout',
      'compression',
    ]);
    deepStrictEqual(labels(at('a.js', `${head}const c = kafka.consumer({ | });\n`)), [
      'groupId',
      'readUncommitted',
      'sessionTimeout',
    ]);
    deepStrictEqual(
      at('a.ts', `${head}kafka.producer().send({ topic: 't', acks: | });\n`).map(({ label, detail }) => [
        label,
        detail,
      ]),
      [
        ['-1', 'the default of kafkajs 2'],
        ['1', 'default -1 · kafkajs 2'],
        ['0', 'default -1 · kafkajs 2'],
      ],
    );
    deepStrictEqual(labels(at('a.ts', `${head}kafka.consumer({ groupId: 'g', readUncommitted: | });\n`)), [
      'false',
      'true',
    ]);
  });

  it('is silent in comments, in strings and where no client reads', () => {
    for (const [path, marked] of [
      ['producer.properties', 'bootstrap.servers=b:9092\n# |\n'],
      ['producer.properties', 'bootstrap.servers=b:9092\n# acks=|\n'],
      ['producer.properties', 'bootstrap.servers=b:9092\nclient.id=a \\\n  |\n'],
      ['messages_en.properties', 'title=a\n|\n'],
      ['app.properties', 'colour=blue\n|\n'],
      ['app.properties', 'rabbit.producer.|\n'],
      ['app.json', '{"window": {"size": 1, |}}'],
      ['app.json', '{"kafka": {"producer": {"acks": "1"}}, "list": ["a", |]}'],
      ['pyproject.toml', '[tool.black]\nline = 1\n|\n'],
      ['.env', 'HOME=/a\n|\n'],
      ['deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  |\n'],
      ['send.sh', '# kafka-console-producer --producer-property |\n'],
      ['send.sh', 'echo kafka-console-producer --producer-property |\n'],
      ['send.sh', 'kafka-console-producer --topic |\n'],
      ['values.yml', 'image:\n  |\n'],
      ['a.ts', `${head}socket.send({ | });\n`],
      ['a.ts', `${head}// kafka.producer({ | })\n`],
      ['a.ts', `${head}log('kafka.producer({ | })');\n`],
      ['a.ts', `${head}const size = { | };\n`],
      ['a.ts', 'producer.send({ | });\n'],
      ['notes.txt', 'acks=|'],
    ] as const) {
      deepStrictEqual(labels(at(path, marked)), [], `${path}: ${marked}`);
    }
  });
});
