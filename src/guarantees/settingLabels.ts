/** What a person calls a setting: Kafka's name where it is short, words where it is not. */
export const settingLabel = (key: string): string => labels[key] ?? key;

const labels: Readonly<Record<string, string>> = {
  'enable.idempotence': 'Idempotence',
  'max.in.flight.requests.per.connection': 'Requests in flight',
  'transactional.id': 'Transactional id',
  'delivery.timeout.ms': 'Delivery timeout',
  retries: 'Retries',
  acks: 'acks',
  'enable.auto.commit': 'Auto-commit',
  'auto.offset.reset': 'Offset reset',
  'isolation.level': 'Isolation level',
  'replication.factor': 'Replication factor',
  'min.insync.replicas': 'Replicas in sync, at least',
  'unclean.leader.election.enable': 'Unclean leader election',
};
