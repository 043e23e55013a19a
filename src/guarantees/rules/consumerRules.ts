import { booleanOf, valueText } from '../effective';
import { isOfStreams } from '../isOfStreams';
import { consumerConfig, type Rule, setTo } from '../rule';

const reading = (more: string): string =>
  `import org.apache.kafka.clients.consumer.KafkaConsumer;\nclass Read {\n  void go(Map<String, Object> given) {\n    Properties p = new Properties();\n    p.put("bootstrap.servers", "b:9092");\n${more}    p.put("enable.auto.commit", "true");\n    new KafkaConsumer<>(p);\n  }\n}\n`;

export const consumerAutoCommit: Rule = {
  id: 'consumer-auto-commit',
  severity: 'info',
  condition: 'enable.auto.commit is true; not for kafkajs, and not where enable.auto.offset.store is false.',
  explanation:
    'The Java consumer commits inside poll() what earlier polls returned. librdkafka stores an offset when it hands the record over and commits it in the background, finished or not.',
  falsePositive: 'Every record is done before the next poll() (Java), or skipping some after a crash is fine.',
  reference: consumerConfig('enable.auto.commit'),
  check: ({ unit, consumer, setting }) => {
    const auto = setting('enable.auto.commit');
    // kafkajs resolves an offset after the handler has returned (consumer/runner.js), so its auto-commit is safe.
    if (!consumer || booleanOf(auto) !== true || !auto || unit.client.name === 'kafkajs') return [];
    if (isOfStreams(unit)) return [];
    const store = setting('enable.auto.offset.store');
    if (store && booleanOf(store) !== true) return [];
    const message =
      unit.client.name !== 'librdkafka' && unit.client.name !== 'confluent-kafka-javascript'
        ? 'Auto-commit is at-least-once only if every record is fully processed before the next poll(); otherwise a crash skips records.'
        : 'Offsets are stored before your code runs, so a crash after the background commit skips records (at most once).';
    return [{ at: auto, message, fixes: [setTo(auto, 'false')] }];
  },
  bad: [{ path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\ngroup.id=g\nenable.auto.commit=true\n' }],
  good: [
    { path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\ngroup.id=g\nenable.auto.commit=false\n' },
  ],
};

export const autoOffsetResetLatest: Rule = {
  id: 'auto-offset-reset-latest',
  severity: 'info',
  condition: 'auto.offset.reset is written as latest, largest or end.',
  explanation:
    'The setting counts whenever a group has no valid committed offset. Kafka’s own description warns about partitions that are added while the group runs: what was written to them before the consumer noticed is skipped.',
  falsePositive: 'Only fresh records matter, as on a dashboard.',
  reference: consumerConfig('auto.offset.reset'),
  check: ({ consumer, setting }) => {
    const reset = setting('auto.offset.reset');
    if (!consumer || !reset || !/^(?:latest|largest|end)$/i.test(valueText(reset) ?? '')) return [];
    return [
      {
        at: reset,
        message:
          'A new group, an expired offset or a newly added partition starts at the end, so records written before that are skipped.',
        fixes: [setTo(reset, 'earliest')],
      },
    ];
  },
  bad: [{ path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\ngroup.id=g\nauto.offset.reset=latest\n' }],
  good: [
    { path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\ngroup.id=g\nauto.offset.reset=earliest\n' },
  ],
};

export const readUncommitted: Rule = {
  id: 'read-uncommitted',
  severity: 'hint',
  condition: 'isolation.level is written as read_uncommitted.',
  explanation:
    'read_committed hides aborted and open transactions and stops at the last stable offset. It does not remove duplicates of producers without transactions.',
  falsePositive: 'No producer of the topic uses transactions: both levels then read the same.',
  reference: consumerConfig('isolation.level'),
  check: ({ consumer, setting }) => {
    const level = setting('isolation.level');
    if (!consumer || !level || valueText(level)?.toLowerCase() !== 'read_uncommitted') return [];
    return [
      {
        at: level,
        message: 'Records of aborted or still open transactions are delivered too.',
        fixes: [setTo(level, 'read_committed')],
      },
    ];
  },
  bad: [
    { path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\nisolation.level=read_uncommitted\n' },
    {
      path: 'read.sh',
      text: 'kafka-console-consumer --bootstrap-server b:9092 --topic t --isolation-level read_uncommitted\n',
    },
  ],
  good: [{ path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\nisolation.level=read_committed\n' }],
};

export const autoCommitWithoutGroup: Rule = {
  id: 'auto-commit-without-group',
  severity: 'error',
  condition: 'Java: enable.auto.commit is true in a complete consumer configuration without group.id.',
  explanation: 'Without a group there is nothing to commit for; the Java consumer refuses the contradiction.',
  falsePositive: 'Code that reads this file adds group.id.',
  reference: consumerConfig('enable.auto.commit'),
  check: ({ unit, consumer, setting }) => {
    const auto = setting('enable.auto.commit');
    // The console consumer makes up a group by itself, and a framework's factory gets one from its listeners.
    const ownClient = unit.surface === 'properties' || (unit.surface === 'code' && unit.label === 'KafkaConsumer');
    const whole = unit.complete && ownClient && unit.role === 'consumer';
    if (!consumer || !whole || unit.client.name !== 'java' || booleanOf(auto) !== true || !auto) return [];
    if (setting('group.id')) return [];
    return [
      {
        at: auto,
        message: 'enable.auto.commit=true without group.id throws InvalidConfigurationException.',
        fixes: [setTo(auto, 'false')],
      },
    ];
  },
  bad: [
    { path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\nenable.auto.commit=true\n' },
    { path: 'Read.java', text: reading('') },
  ],
  good: [
    { path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\ngroup.id=g\nenable.auto.commit=true\n' },
    { path: 'Read.java', text: reading('    p.put("group.id", "g");\n') },
    { path: 'Read.java', text: reading('    p.putAll(given);\n') },
  ],
};
