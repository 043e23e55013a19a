import { strictEqual } from 'node:assert/strict';
import type { ClientName } from '../../../src/config/unit';
import { settingText } from '../../../src/guarantees/settingTexts';

describe('texts about settings', () => {
  const texts: readonly (readonly [string, string, ClientName, string])[] = [
    ['acks', '0', 'java', 'acks=0 – at most once. No broker answer: lost records are never reported or retried.'],
    [
      'acks',
      '1',
      'sarama',
      'acks=1 – usually at least once, not guaranteed: acknowledged records are lost if the leader fails before replication; retries can duplicate.',
    ],
    [
      'acks',
      '-1',
      'kafkajs',
      'acks=all – strongest acknowledgement, at least once by itself. Add min.insync.replicas=2 for durability, idempotence against duplicates, transactions for exactly-once processing.',
    ],
    [
      'enable.idempotence',
      'true',
      'java',
      'Retries by this client are written once and in order, per partition, for the life of this producer. It does not deduplicate resends by your code.',
    ],
    [
      'enable.idempotence',
      'false',
      'java',
      'Off: a retry after a lost answer writes the record twice and, with several requests in flight, can put it after a later one.',
    ],
    [
      'transactional.id',
      'orders',
      'java',
      'Writes to several partitions and consumed offsets commit or abort together; an older instance with the same id is fenced. Readers must use read_committed. Data written outside Kafka is not covered.',
    ],
    [
      'delivery.timeout.ms',
      '120000',
      'java',
      'When delivery.timeout.ms expires the record may or may not be in the log; resending it can duplicate.',
    ],
    [
      'retries',
      '5',
      'kafkajs',
      'When the retries are used up the record may or may not be in the log; resending it can duplicate.',
    ],
    [
      'max.in.flight.requests.per.connection',
      '5',
      'java',
      'Above 1 without idempotence, a retried batch can land after a later one. With idempotence, up to 5 keep order.',
    ],
    [
      'max.in.flight.requests.per.connection',
      '5',
      'sarama',
      'Above 1 without idempotence, a retried batch can land after a later one. With idempotence this client asks for 1.',
    ],
    [
      'min.insync.replicas',
      '2',
      'java',
      'Smallest in-sync set for which acks=all writes are accepted. Only acks=all looks at it.',
    ],
    [
      'enable.auto.commit',
      'true',
      'java',
      'Commits, during poll(), the records returned earlier. Safe only if you finish them before polling again.',
    ],
    [
      'enable.auto.commit',
      'true',
      'librdkafka',
      'Commits what was handed to you, finished or not, unless enable.auto.offset.store=false.',
    ],
    [
      'isolation.level',
      'read_committed',
      'java',
      'read_committed hides aborted and open transactions and stops at the last stable offset; it does not remove duplicates from non-transactional producers.',
    ],
    [
      'processing.guarantee',
      'exactly_once_v2',
      'java',
      'Kafka→Kafka processing only; calls to databases or HTTP inside the topology can repeat.',
    ],
  ];
  for (const [key, value, client, expected] of texts) {
    it(`${key}=${value} of ${client}`, () => strictEqual(settingText(key, value, client), expected));
  }
});
