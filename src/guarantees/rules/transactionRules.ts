import { findSetting, type Setting, type Unit } from '../../config/unit';
import { booleanOf, numberOf, valueText } from '../effective';
import { isJava, producerConfig, type Report, type Rule, remove, setTo } from '../rule';

const reference = producerConfig('transactional.id');

export const transactionalWithoutIdempotence: Rule = {
  id: 'transactional-without-idempotence',
  severity: 'error',
  condition: 'transactional.id is set and enable.idempotence is false.',
  explanation:
    'Transactions rest on the producer id and sequence of an idempotent producer. The client refuses one without the other.',
  falsePositive: 'Code that reads this file overwrites one of the two settings.',
  safeFix: 'The producer does not start as it is; transactions work with idempotence only.',
  reference,
  check: ({ unit, producer, effective }) => {
    const { idempotence, transactionalId } = effective.explicit;
    // kafkajs takes the pair and makes its transactional producer idempotent by itself (producer/index.js).
    if (!producer || unit.client.name === 'kafkajs') return [];
    if (!effective.transactional || effective.idempotence !== 'off-explicit' || !idempotence || !transactionalId)
      return [];
    return [
      {
        at: idempotence,
        orAt: transactionalId,
        message: `${transactionalId.key} cannot be used with enable.idempotence=false.`,
        fixes: [setTo(idempotence, 'true'), remove(idempotence)],
      },
    ];
  },
  bad: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\ntransactional.id=orders-1\nenable.idempotence=false\n',
    },
  ],
  good: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\ntransactional.id=orders-1\n' }],
};

export const transactionalAcksConflict: Rule = {
  id: 'transactional-acks-conflict',
  severity: 'error',
  condition: 'transactional.id is set and acks is 0 or 1, retries is 0 or more than 5 requests may be in flight.',
  explanation:
    'A transactional producer is an idempotent producer and has the same needs; with less it does not start.',
  falsePositive: 'Code that reads this file overwrites one of the settings, or the transactional id is never used.',
  safeFix: 'The producer does not start as it is; transactions work with these values only.',
  reference,
  check: ({ unit, producer, effective }) => {
    // With enable.idempotence=true written, the conflict with that line says the same.
    if (!producer || !effective.transactional || !/^o(?:n-default|ff-explicit)$/.test(effective.idempotence)) return [];
    if (unit.client.name === 'kafkajs') return [];
    const { acks, retries, inFlight } = effective.explicit;
    const message = 'Transactions need acks=all, retries > 0 and at most 5 in-flight requests.';
    const reports: Report[] = [];
    if (acks && (effective.acks === '0' || effective.acks === '1')) {
      reports.push({
        at: acks,
        orAt: effective.explicit.transactionalId,
        message,
        fixes: [{ ...setTo(acks, 'all'), id: 'set-acks-all', title: 'Set acks=all' }],
      });
    }
    if (retries && effective.retries === 0)
      reports.push({ at: retries, orAt: effective.explicit.transactionalId, message, fixes: [remove(retries)] });
    if (inFlight && typeof effective.inFlight === 'number' && effective.inFlight > 5) {
      reports.push({ at: inFlight, orAt: effective.explicit.transactionalId, message, fixes: [setTo(inFlight, '5')] });
    }
    return reports;
  },
  bad: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\ntransactional.id=orders-1\nacks=1\n' }],
  good: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\ntransactional.id=orders-1\nacks=all\n' }],
};

export const transactionTimeoutTooLong: Rule = {
  id: 'transaction-timeout-too-long',
  severity: 'warning',
  condition:
    'transaction.timeout.ms is above 900000, or Flink’s KafkaSink is EXACTLY_ONCE and takes its own default of one hour.',
  explanation:
    'A broker refuses a transaction timeout above its transaction.max.timeout.ms, which is 15 minutes unless it was changed there.',
  falsePositive: 'The brokers have a larger transaction.max.timeout.ms.',
  reference: producerConfig('transaction.timeout.ms'),
  check: ({ unit, producer, setting }) => {
    const timeout = setting('transaction.timeout.ms');
    if (producer && !timeout && isFlinkExactlyOnce(unit)) return flinkDefault(unit, setting('delivery.guarantee'));
    const value = timeout ? numberOf(timeout) : 'unknown';
    if (!producer || !timeout || value === 'unknown' || value <= 900_000) return [];
    const call = isJava(unit) || unit.client.name === 'librdkafka' ? 'initTransactions()' : 'the first transaction';
    return [
      {
        at: timeout,
        message: `transaction.timeout.ms exceeds the broker's default transaction.max.timeout.ms (15 min), so ${call} fails unless the broker is changed.`,
        fixes: [setTo(timeout, '900000')],
      },
    ];
  },
  bad: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\ntransactional.id=a\ntransaction.timeout.ms=3600000\n',
    },
    {
      path: 'tables.sql',
      text: "CREATE TABLE t (a STRING) WITH (\n  'connector' = 'kafka',\n  'sink.delivery-guarantee' = 'exactly-once',\n  'sink.transactional-id-prefix' = 't'\n);\n",
    },
  ],
  good: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\ntransactional.id=a\ntransaction.timeout.ms=60000\n',
    },
    {
      path: 'tables.sql',
      text: "CREATE TABLE t (a STRING) WITH (\n  'connector' = 'kafka',\n  'sink.delivery-guarantee' = 'exactly-once',\n  'sink.transactional-id-prefix' = 't',\n  'properties.transaction.timeout.ms' = '600000'\n);\n",
    },
  ],
};

/** All options of a table stand in its statement; a builder may get properties that are not known. */
function isFlinkExactlyOnce(unit: Unit): boolean {
  const guarantee = findSetting(unit, 'delivery.guarantee');
  const whole = unit.complete || guarantee?.writtenKey === 'sink.delivery-guarantee';
  return unit.frame === 'flink' && whole && valueText(guarantee) === 'exactly-once';
}

/** KafkaSinkBuilder: DEFAULT_KAFKA_TRANSACTION_TIMEOUT. */
function flinkDefault(unit: Unit, guarantee: Setting | undefined): readonly Report[] {
  const name = guarantee?.writtenKey === 'sink.delivery-guarantee' ? 'properties.' : '';
  const message = `Flink asks for a transaction timeout of 1 h, above the broker's default transaction.max.timeout.ms (15 min), so the sink does not start: set ${name}transaction.timeout.ms below it, or raise it on the broker.`;
  return [{ at: guarantee ?? unit.anchor, message }];
}

export const transactionTimeoutWith2pc: Rule = {
  id: 'transaction-timeout-with-2pc',
  severity: 'error',
  condition: 'transaction.two.phase.commit.enable is true and transaction.timeout.ms is written.',
  explanation:
    'With two-phase commit (KIP-939) a transaction has no timeout of the producer: an outside coordinator decides. ProducerConfig refuses the pair.',
  falsePositive: 'None is known.',
  safeFix: 'The producer does not start as it is, and the coordinator ignores timeouts of such transactions.',
  reference: producerConfig('transaction.timeout.ms'),
  check: ({ unit, producer, setting }) => {
    const timeout = setting('transaction.timeout.ms');
    const enabled = booleanOf(setting('transaction.two.phase.commit.enable')) === true;
    if (!producer || !isJava(unit) || !timeout || !enabled) return [];
    const message = 'transaction.timeout.ms cannot be set with two-phase commit.';
    return [{ at: timeout, message, fixes: [remove(timeout)] }];
  },
  bad: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\ntransactional.id=a\ntransaction.two.phase.commit.enable=true\ntransaction.timeout.ms=60000\n',
    },
  ],
  good: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\ntransactional.id=a\ntransaction.two.phase.commit.enable=true\n',
    },
  ],
};
