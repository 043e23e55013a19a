import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { unitUses } from '../../../../src/config/targets/unitUses';
import type { Analyser } from '../../../../src/guarantees/analyse';
import { testAnalyser } from '../../../lintCases/loadGrammar';

describe('the topics and servers that a unit is about', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  /** A line for each unit: its role, topics and servers. */
  function uses(path: string, ...lines: readonly string[]): readonly string[] {
    const text = lines.join('\n');
    const analysis = analyser.analyse({ path, text });
    const units = analysis.units.map(({ unit }) => unit);
    const found = unitUses(text, { units, bootstrapServers: analysis.bootstrapServers });
    return units.map(({ id, role }) => {
      const { topics = [], servers } = found.get(id) ?? {};
      for (const { name, span } of topics) strictEqual(text.slice(span.start, span.end), name);
      return `${role} ${topics.map(({ name }) => name).join(',') || '?'} @ ${servers ?? '?'}`;
    });
  }

  it('of commands', () => {
    deepStrictEqual(
      uses(
        'a.sh',
        'kafka-console-producer --bootstrap-server a:9092 --topic orders --producer-property acks=1',
        'kafka-console-consumer --bootstrap-server b:9092 --topic=clicks --group g --from-beginning',
        'kcat -b c:9092 -C -t views -X isolation.level=read_uncommitted',
        'kafka-console-producer --topic "$TOPIC" --producer-property acks=1',
      ).slice(0, 3),
      ['producer orders @ a:9092', 'consumer clicks @ b:9092', 'consumer views @ c:9092'],
    );
  });

  it('of code that reads', () => {
    deepStrictEqual(
      uses(
        'Reader.java',
        'import org.apache.kafka.clients.consumer.*;',
        'class Reader {',
        '  void run() {',
        '    var props = new java.util.Properties();',
        '    props.put("bootstrap.servers", "a:9092");',
        '    props.put("group.id", "billing");',
        '    var consumer = new KafkaConsumer<String, String>(props);',
        '    // consumer.subscribe(List.of("old"));',
        '    consumer.subscribe(List.of("orders", "payments"));',
        '  }',
        '}',
      ),
      ['consumer orders,payments @ a:9092'],
    );
    deepStrictEqual(
      uses(
        'reader.py',
        'from confluent_kafka import Consumer',
        'c = Consumer({"bootstrap.servers": "a:9092", "group.id": "g", "auto.offset.reset": "latest"})',
        'c.subscribe(["orders"])',
      ),
      ['consumer orders @ a:9092'],
    );
    deepStrictEqual(
      uses(
        'reader.ts',
        "import { Kafka } from 'kafkajs';",
        "const consumer = new Kafka({ brokers: ['a:9092'] }).consumer({ groupId: 'g' });",
        "await consumer.subscribe({ topic: 'orders', fromBeginning: true });",
      ),
      ['consumer orders @ a:9092', 'consumer orders @ a:9092'],
    );
  });

  it('of channels', () => {
    deepStrictEqual(
      uses(
        'application.properties',
        'kafka.bootstrap.servers=a:9092',
        'mp.messaging.incoming.clicks.connector=smallrye-kafka',
        'mp.messaging.incoming.clicks.auto.offset.reset=latest',
        'mp.messaging.incoming.bills.connector=smallrye-kafka',
        'mp.messaging.incoming.bills.topic=invoices',
        'mp.messaging.outgoing.orders.connector=smallrye-kafka',
      ).map((one) => one.replace(/ @.*/, '')),
      ['consumer clicks', 'consumer invoices', 'producer orders', 'client ?'],
    );
  });

  it('of several producers, of which a topic could be anyones', () => {
    deepStrictEqual(
      uses(
        'two.py',
        'from kafka import KafkaProducer',
        'a = KafkaProducer(acks=0)',
        'b = KafkaProducer(acks=1)',
        'b.send("orders", b"v")',
      ).map((one) => one.replace(/ @.*/, '')),
      ['producer ?', 'producer ?'],
    );
  });
});
