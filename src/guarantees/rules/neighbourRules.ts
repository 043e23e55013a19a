import { valueText } from '../effective';
import { consumerConfig, kafkaDocumentation, type Rule, remove, setTo, topicConfig } from '../rule';

/** Rules about two units of one text. */
export const readUncommittedWithTransactions: Rule = {
  id: 'read-uncommitted-with-transactions',
  severity: 'warning',
  condition: 'A consumer has isolation.level=read_uncommitted while a producer of the same text writes transactions.',
  explanation:
    'What a transaction wrote before it was aborted stays in the log. Only read_committed consumers leave it out.',
  falsePositive: 'The consumer reads other topics than those that the transactions write.',
  reference: consumerConfig('isolation.level'),
  check: ({ unit, setting, facts }) => {
    const level = setting('isolation.level');
    if (unit.role !== 'consumer' || !facts.transactions || !level) return [];
    if (valueText(level)?.toLowerCase() !== 'read_uncommitted') return [];
    const message =
      'This application writes transactions but reads uncommitted data, so aborted records are processed.';
    return [{ at: level, message, fixes: [setTo(level, 'read_committed')] }];
  },
  bad: [
    {
      path: 'application.yml',
      text: 'spring:\n  kafka:\n    producer:\n      transaction-id-prefix: tx-\n    consumer:\n      isolation-level: read_uncommitted\n',
    },
  ],
  good: [
    {
      path: 'application.yml',
      text: 'spring:\n  kafka:\n    producer:\n      transaction-id-prefix: tx-\n    consumer:\n      isolation-level: read_committed\n',
    },
  ],
};

export const connectOverrideNotAllowed: Rule = {
  id: 'connect-override-not-allowed',
  severity: 'hint',
  condition:
    'A connector overrides settings of its clients while the worker of the same text has connector.client.config.override.policy None or Principal.',
  explanation:
    'The worker checks every override against its policy and refuses the connector. The default policy is All since 3.0.',
  falsePositive: 'The connector runs on another worker, whose policy allows it.',
  reference: kafkaDocumentation('connectconfigs_connector.client.config.override.policy'),
  check: ({ unit, facts }) => {
    const policy = facts.worker?.settings.find(({ key }) => key === 'connector.client.config.override.policy');
    if (!/^(?:None|Principal)$/i.test(valueText(policy) ?? '')) return [];
    return unit.settings
      .filter(({ writtenKey, inherited }) => !inherited && /^(?:producer|consumer|admin)\.override\./.test(writtenKey))
      .map((setting) => ({
        at: setting,
        message: "The worker's override policy rejects this key.",
        fixes: [remove(setting)],
      }));
  },
  bad: [
    {
      path: 'connect.yaml',
      text: 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnect\nspec:\n  config:\n    config.storage.topic: c\n    connector.client.config.override.policy: None\n---\napiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nspec:\n  class: a.Source\n  config:\n    topic: t\n    producer.override.acks: all\n',
    },
  ],
  good: [
    {
      path: 'connect.yaml',
      text: 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnect\nspec:\n  config:\n    config.storage.topic: c\n    connector.client.config.override.policy: All\n---\napiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nspec:\n  class: a.Source\n  config:\n    topic: t\n    producer.override.acks: all\n',
    },
  ],
};

export const connectSourceAtLeastOnce: Rule = {
  id: 'connect-source-at-least-once',
  severity: 'hint',
  condition:
    'A connector has exactly.once.support=required while the worker of the same text lacks exactly.once.source.support=enabled.',
  explanation:
    'Exactly-once for sources is switched on in the workers first; a connector that requires it is refused without.',
  falsePositive: 'The connector runs on another worker, which has the support enabled.',
  reference: kafkaDocumentation('connect_exactlyoncesource'),
  check: ({ unit, setting, facts }) => {
    const support = setting('exactly.once.support');
    if (unit.role !== 'connector' || !support || valueText(support)?.toLowerCase() !== 'required' || !facts.worker)
      return [];
    const worker = facts.worker.settings.find(({ key }) => key === 'exactly.once.source.support');
    if (worker && (!worker.value.known || worker.value.text === 'enabled')) return [];
    return [
      {
        at: support,
        message: 'The connector will be rejected: this worker does not have exactly-once source support enabled.',
        fixes: [setTo(support, 'requested')],
      },
    ];
  },
  bad: [
    {
      path: 'connect.yaml',
      text: 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnect\nspec:\n  config:\n    config.storage.replication.factor: 3\n---\napiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nspec:\n  class: a.Source\n  config:\n    exactly.once.support: required\n',
    },
  ],
  good: [
    {
      path: 'connect.yaml',
      text: 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnect\nspec:\n  config:\n    exactly.once.source.support: enabled\n---\napiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nspec:\n  class: a.Source\n  config:\n    exactly.once.support: required\n',
    },
  ],
};

export const minIsrWithoutAcksAll: Rule = {
  id: 'min-isr-without-acks-all',
  severity: 'hint',
  condition:
    'A producer has acks 0 or 1 while a topic or broker of the same manifest asks for two or more replicas in sync.',
  explanation:
    'The broker compares the replicas in sync with min.insync.replicas only for requests that wait for all of them.',
  falsePositive: 'The producer writes to another topic.',
  reference: topicConfig('min.insync.replicas'),
  check: ({ unit, effective, facts }) => {
    const { acks } = effective.explicit;
    // Commands of a script and calls in code stand side by side without having to do with each other.
    const manifest = !/^(?:code|kafkajs|shell)$/.test(unit.surface);
    if (unit.role !== 'producer' || !manifest || !facts.minIsrAboveOne || !acks) return [];
    if (effective.acks !== '0' && effective.acks !== '1') return [];
    return [{ at: acks, message: 'min.insync.replicas is only checked for acks=all.', fixes: [setTo(acks, 'all')] }];
  },
  bad: [
    {
      path: 'compose.yml',
      text: 'services:\n  broker:\n    image: apache/kafka:4.1.0\n    environment:\n      KAFKA_MIN_INSYNC_REPLICAS: 2\n  app:\n    image: example/app\n    environment:\n      SPRING_KAFKA_PRODUCER_ACKS: "1"\n',
    },
  ],
  good: [
    {
      path: 'compose.yml',
      text: 'services:\n  broker:\n    image: apache/kafka:4.1.0\n    environment:\n      KAFKA_MIN_INSYNC_REPLICAS: 2\n  app:\n    image: example/app\n    environment:\n      SPRING_KAFKA_PRODUCER_ACKS: all\n',
    },
  ],
};
