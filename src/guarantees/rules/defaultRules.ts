import { producerConfig, type Rule } from '../rule';

export const unsafeClientDefault: Rule = {
  id: 'unsafe-client-default',
  severity: 'info',
  condition:
    'A producer is configured without acks, and its client or program has a weaker default than acks=all. A warning for kafka-go’s Writer.',
  explanation:
    'Kafka’s own producer waits for all replicas since 3.0. Many other clients and programs wait for the leader only, kafka-go’s Writer for nobody, SeaTunnel’s sink for no checkpoint.',
  falsePositive: 'The weaker default is what the data need: write it out, so that readers know.',
  reference: producerConfig('acks'),
  check: ({ unit, effective, setting }) => {
    if (unit.role !== 'producer' || !unit.complete) return [];
    const { defaults } = effective;
    // Nothing is sent again without an answer to miss.
    const moot = effective.acks === '0' && defaults.weak?.key === 'retries';
    if (defaults.weak && !moot && !setting(defaults.weak.key)) {
      const message = `${defaults.source} defaults to ${defaults.weak.text} here: set ${defaults.weak.key} explicitly if you need at-least-once delivery.`;
      return [{ at: unit.anchor, message }];
    }
    if (effective.explicit.acks || defaults.acks === 'all') return [];
    // Idempotent producers of aiokafka and @platformatic/kafka wait for all replicas unless told otherwise.
    if (effective.idempotence === 'on-explicit' || effective.idempotence === 'unknown' || effective.transactional)
      return [];
    const need =
      defaults.acks === '0' ? 'to know that records arrive' : 'acknowledged records to survive the loss of a leader';
    const message = `${defaults.source} defaults to acks=${defaults.acks} here: set it explicitly if you need ${need}.`;
    return [{ at: unit.anchor, message, ...(defaults.acks === '0' ? { severity: 'warning' as const } : {}) }];
  },
  bad: [
    { path: 'pipeline.conf', text: 'output {\n  kafka {\n    topic_id => "logs"\n  }\n}\n' },
    { path: 'filebeat.yml', text: 'output.kafka:\n  hosts: ["broker:9092"]\n  topic: logs\n' },
  ],
  good: [
    { path: 'pipeline.conf', text: 'output {\n  kafka {\n    topic_id => "logs"\n    acks => "all"\n  }\n}\n' },
    { path: 'filebeat.yml', text: 'output.kafka:\n  hosts: ["broker:9092"]\n  topic: logs\n  required_acks: -1\n' },
  ],
};
