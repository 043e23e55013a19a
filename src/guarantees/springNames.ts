/**
 * Spring Boot's own name of a Kafka setting behind a prefix such as `spring.kafka.producer.`; what has no field of its
 * own goes into the map `properties`. Undefined where the prefix is not Spring's. Source: Spring Boot's KafkaProperties.
 */
export function springName(prefix: string, key: string): string | undefined {
  const side = /^spring\.kafka\.(?:(producer|consumer)\.)?$/.exec(prefix);
  if (!side) return undefined;
  const fields = side[1] === 'producer' ? producerFields : side[1] === 'consumer' ? consumerFields : commonFields;
  return fields[key] ?? `properties.${key}`;
}

const commonFields: Readonly<Record<string, string>> = { 'bootstrap.servers': 'bootstrap-servers' };

const producerFields: Readonly<Record<string, string>> = {
  ...commonFields,
  acks: 'acks',
  retries: 'retries',
  'batch.size': 'batch-size',
  'compression.type': 'compression-type',
  'transactional.id': 'transaction-id-prefix',
  'key.serializer': 'key-serializer',
  'value.serializer': 'value-serializer',
};

const consumerFields: Readonly<Record<string, string>> = {
  ...commonFields,
  'enable.auto.commit': 'enable-auto-commit',
  'auto.commit.interval.ms': 'auto-commit-interval',
  'auto.offset.reset': 'auto-offset-reset',
  'isolation.level': 'isolation-level',
  'group.id': 'group-id',
  'max.poll.records': 'max-poll-records',
  'key.deserializer': 'key-deserializer',
  'value.deserializer': 'value-deserializer',
};
