import { deepStrictEqual } from 'node:assert/strict';
import type { Frame } from '../../../src/config/unit';
import { defaultOf } from '../../../src/guarantees/defaultOf';

describe('defaults of the clients that Kafka Streams makes', () => {
  const values = (role: 'producer' | 'consumer', frame: Frame, keys: readonly string[]): readonly unknown[] =>
    keys.map((key) => defaultOf(key, { role, client: { name: 'java' }, frame }, '4.2')?.value);

  it('are those of StreamsConfig where it has its own', () => {
    const keys = ['auto.offset.reset', 'enable.auto.commit', 'isolation.level', 'max.poll.interval.ms'];
    deepStrictEqual(values('consumer', 'streams', keys), [
      'earliest',
      'false, whatever is written',
      'read_uncommitted',
      '300000',
    ]);
    deepStrictEqual(values('producer', 'streams', ['linger.ms', 'acks', 'enable.idempotence', 'delivery.timeout.ms']), [
      '100',
      'all',
      'true',
      '120000',
    ]);
  });

  it('change with exactly-once', () => {
    deepStrictEqual(values('consumer', 'streamsExactlyOnce', ['isolation.level']), [
      'read_committed, whatever is written',
    ]);
    const keys = ['enable.idempotence', 'delivery.timeout.ms', 'transaction.timeout.ms'];
    deepStrictEqual(values('producer', 'streamsExactlyOnce', keys), [
      'true, whatever is written',
      '2147483647',
      '10000',
    ]);
  });
});
